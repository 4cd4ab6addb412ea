"""Documents: drafted, issued with frozen facts, written, reprinted; templates adopted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdfium2 import PdfDocument

from desktop.domain.documents import DocumentFacts, DocumentKind
from desktop.domain.errors import Cancelled, ExpectedFailure, RuleViolation
from desktop.domain.guarantee.facts import GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.page import TextRun
from desktop.domain.rounds import NoticeState
from desktop.printing import fonts
from desktop.printing.shelf import built_in_text
from desktop.services import guarantees, notices, templates
from desktop.services.documents.issuing import (
    Wish,
    document_facts,
    draft,
    issue,
    lay_out_documents,
    mark_documents,
    note_documents_printed,
    reprint_documents,
    write_documents,
)
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.services.verify import verify

TODAY = date(2026, 10, 10)
QUIET = NoProgress()
KIND = DocumentKind.GUARANTOR_NOTICE


@pytest.fixture
def party(desk, ledger, take_in):
    """A debtor with one loan and a guarantor whose contract was entered."""
    take_in(ledger.row("4321001", guarantors=("夏娟安",)))
    with desk.store.read() as queries:
        loan = queries.loan_by_no("4321001")
    contract = GuaranteeContract(
        "夏娟安", date(2021, 10, 13), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 60
    )
    guarantees.record_contract(desk, loan.id, contract)
    return loan.borrower_id


def issue_one(desk, party, **inputs):
    return issue(desk, [Wish(KIND, party, inputs=inputs)], TODAY, QUIET)


def text_of(pages) -> str:
    return "".join(item.text for page in pages for item in page if isinstance(item, TextRun))


def test_a_draft_stores_nothing_and_has_no_serial(desk, party):
    built = draft(desk, [Wish(KIND, party)], TODAY, QUIET)
    assert [each.serial for each in built.drafts] == [""]
    with desk.store.read() as queries:
        assert queries.documents_of(party) == []


def test_issuing_freezes_the_facts_under_a_serial_of_its_own(desk, party):
    (facts,) = issue_one(desk, party).facts
    with desk.store.read() as queries:
        prefix = queries.installation()
        (stored,) = queries.documents_of(party)
    assert facts.serial == f"{prefix.serial_prefix}{prefix.replica_letter}26-W0001"
    assert (stored.serial, stored.subject, stored.state) == (
        facts.serial,
        "夏娟安",
        NoticeState.GENERATED,
    )
    assert DocumentFacts.from_json(stored.facts) == facts
    assert document_facts(desk, [facts.serial]) == (facts,)
    assert verify(desk, QUIET) == []


def test_facts_survive_their_journey_as_json():
    from desktop.services.documents.specimens import SPECIMENS, Size, specimen

    for kind in SPECIMENS:
        for size in Size:
            facts = specimen(kind, size)
            assert DocumentFacts.from_json(facts.to_json()) == facts
            assert replace(facts, subject="别人").sha256() != facts.sha256()


def test_a_wish_for_nobody_for_one_who_owes_nothing_or_for_nothing_is_refused(desk, party):
    for wishes, code in (
        ([], "nothing_to_print"),
        ([Wish(KIND, "nobody")], "party_unknown"),
        ([Wish(KIND, party, ("no such loan",))], "nothing_owed"),
    ):
        with pytest.raises(RuleViolation) as refused:
            issue(desk, wishes, TODAY, QUIET)
        assert refused.value.code == code


def test_where_everyone_is_refused_no_serial_is_taken(desk, ledger, take_in):
    take_in(ledger.row("4321001", guarantors=("夏娟安",)))
    with desk.store.read() as queries:
        party = queries.loan_by_no("4321001").borrower_id
    (refused,) = draft(desk, [Wish(KIND, party)], TODAY, QUIET).refused
    assert (refused.subject, refused.code) == ("夏娟安", "guarantee_not_entered")
    with pytest.raises(RuleViolation) as none_left:
        issue_one(desk, party)
    assert none_left.value.code == "documents_none_left"
    with desk.store.write() as uow:
        assert uow.next_serials("document", 2026, 1) == range(1, 2)


def test_a_day_before_the_ledger_or_far_ahead_is_refused(desk, party):
    for day, code in (
        (date(2026, 9, 29), "as_of_before_ledger"),
        (TODAY + timedelta(days=32), "as_of_too_far"),
    ):
        with pytest.raises(RuleViolation) as refused:
            issue(desk, [Wish(KIND, party)], day, QUIET)
        assert refused.value.code == code


def test_a_written_file_says_what_the_facts_say_and_its_hash_is_archived(desk, party, tmp_path):
    batch = issue_one(desk, party)
    serial, path = batch.facts[0].serial, tmp_path / "d.pdf"
    printed = write_documents(desk, batch.batch_id, [serial], PaperKind.PDF, path, QUIET)
    text = PdfDocument(path)[0].get_textpage().get_text_range()
    assert "夏娟安" in text
    assert serial in text
    with desk.store.read() as queries:
        (paper,) = queries.papers_of(batch.batch_id)
    assert (paper.sha256, paper.pages, paper.reprint) == (printed.sha256, 1, False)


def test_a_reprint_is_the_same_paper_marked_and_counted(desk, party, tmp_path, take_in, ledger):
    batch = issue_one(desk, party)
    serial = batch.facts[0].serial
    first = text_of(lay_out_documents(desk, [serial], False, QUIET))
    take_in(ledger.row("4321001", balance_fen=1, guarantors=("夏娟安",)), as_of=date(2026, 10, 9))
    again = text_of(lay_out_documents(desk, [serial], True, QUIET))
    assert again == first.replace(f"No. {serial}", f"No. {serial}　补打 2026-10-10", 1)
    reprint_documents(desk, [serial], PaperKind.PDF, tmp_path / "r.pdf", QUIET)
    with desk.store.read() as queries:
        (stored,) = queries.documents([serial])
    assert stored.reprints == 1


def test_a_serial_given_twice_is_printed_and_counted_once(desk, party, tmp_path):
    serial = issue_one(desk, party).facts[0].serial
    twice, path = [serial, serial], tmp_path / "r.pdf"
    assert len(lay_out_documents(desk, twice, True, QUIET)) == 1
    assert reprint_documents(desk, twice, PaperKind.PDF, path, QUIET).pages == 1
    with desk.store.read() as queries:
        [entry] = queries.journal_of_kind("paper_reprinted")
    assert entry.body["serials"] == [serial]


def test_a_failed_write_leaves_no_file_and_no_record(desk, party, tmp_path):
    batch = issue_one(desk, party)
    serial = batch.facts[0].serial
    with pytest.raises(ExpectedFailure):
        write_documents(
            desk, batch.batch_id, [serial], PaperKind.PDF, tmp_path / "no" / "d.pdf", QUIET
        )
    with desk.store.read() as queries:
        assert queries.papers_of(batch.batch_id) == []
    assert list(tmp_path.glob("*.p*")) == []


def test_a_cancelled_issue_takes_no_serial(desk, party):
    progress = CancellableProgress(lambda *_: None, lambda: True)
    with pytest.raises(Cancelled):
        issue(desk, [Wish(KIND, party)], TODAY, progress)
    assert issue_one(desk, party).facts[0].serial.endswith("W0001")


def test_states_go_forward_only(desk, party):
    serial = issue_one(desk, party).facts[0].serial
    assert mark_documents(desk, [serial], NoticeState.HANDED_OUT) == 1
    assert mark_documents(desk, [serial], NoticeState.PRINTED) == 0
    with desk.store.read() as queries:
        (stored,) = queries.documents([serial])
    assert (stored.state, stored.handed_out_on) == (NoticeState.HANDED_OUT, TODAY)
    with pytest.raises(RuleViolation):
        mark_documents(desk, [serial], NoticeState.SERVED)


def test_what_went_to_a_printer_is_recorded_with_the_hash_of_its_facts(desk, party):
    batch = issue_one(desk, party)
    note_documents_printed(desk, [batch.facts[0].serial], 1, False)
    with desk.store.read() as queries:
        (paper,) = queries.papers_of(batch.batch_id)
    assert (paper.kind, paper.pages, len(paper.sha256)) == ("printer", 1, 64)


def test_an_unknown_serial_is_named(desk, party):
    with pytest.raises(RuleViolation) as refused:
        document_facts(desk, ["PA26-W0404"])
    assert refused.value.params["serial"] == "PA26-W0404"


def template(tmp_path, text: str, name: str = "ours.toml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_new_documents_follow_an_adopted_template_old_ones_keep_theirs(desk, party, tmp_path):
    old = issue_one(desk, party).facts[0]
    text = built_in_text(KIND).replace("现**要求您依约承担保证责任**", "现**请您承担保证责任**")
    adopted = templates.adopt(desk, KIND, template(tmp_path, text))
    assert adopted.version == "guarantor_notice/2"
    new = issue(adopted.desk, [Wish(KIND, party)], TODAY, QUIET).facts[0]
    assert (old.template_version, new.template_version) == (
        "guarantor_notice/1",
        "guarantor_notice/2",
    )
    papers = adopted.desk.papers
    assert "要求您依约承担保证责任" in text_of(papers.document_pages(old))
    assert "请您承担保证责任" in text_of(papers.document_pages(new))
    assert verify(adopted.desk, QUIET) == []


def test_a_template_with_problems_is_refused_with_all_of_them(desk, tmp_path):
    path = template(tmp_path, '[[body]]\nline = "{nobody}"')
    found = templates.problems(desk, KIND, path)
    with pytest.raises(RuleViolation) as refused:
        templates.adopt(desk, KIND, path)
    assert refused.value.code == "template_refused"
    assert refused.value.params["problems"] == found
    assert ("template_field_unknown", "nobody") in {(each.code, each.name) for each in found}
    with desk.store.read() as queries:
        assert queries.templates() == []


def test_the_same_template_is_not_adopted_twice(desk, tmp_path):
    path = template(tmp_path, built_in_text(KIND) + "# ours")
    adopted = templates.adopt(desk, KIND, path)
    with pytest.raises(RuleViolation) as refused:
        templates.adopt(adopted.desk, KIND, path)
    assert refused.value.code == "template_nothing_new"


def test_the_tenth_template_is_followed_by_the_eleventh(desk, tmp_path):
    for number in range(2, 12):
        path = template(tmp_path, built_in_text(KIND) + f"# {number}")
        adopted = templates.adopt(desk, KIND, path)
        assert adopted.version == f"guarantor_notice/{number}"


@pytest.mark.parametrize(
    ("name", "code"),
    [("ours.txt", "template_format_unknown"), ("missing.toml", "template_file_unreadable")],
)
def test_a_file_that_is_no_template_is_refused_in_words(desk, tmp_path, name, code):
    path = tmp_path / name
    if "missing" not in name:
        path.write_text("x", encoding="utf-8")
    with pytest.raises((RuleViolation, ExpectedFailure)) as refused:
        templates.adopt(desk, KIND, path)
    assert refused.value.code == code


def test_adopted_templates_are_in_force_after_a_restart(
    application, database, desk, party, tmp_path
):
    from desktop.bootstrap import build

    text = built_in_text(KIND).replace("担保人履行担保责任通知书", "履行保证责任通知书")
    templates.adopt(desk, KIND, template(tmp_path, text))
    clock = desk.clock
    application.close()
    with build(database, bytes(range(32)), clock=clock) as again:
        assert again.desk.papers.newest_version(KIND) == "guarantor_notice/2"
        facts = issue_one(again.desk, party).facts[0]
        assert "履行保证责任通知书" in text_of(again.desk.papers.document_pages(facts))


def test_a_harmed_font_stops_an_issue_before_a_serial_is_taken(desk, party, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "_FOLDER", tmp_path)
    for each in (fonts.load_font, fonts._printable):
        each.cache_clear()
    with pytest.raises(ExpectedFailure, match="font_unreadable"):
        issue_one(desk, party)
    monkeypatch.undo()
    for each in (fonts.load_font, fonts._printable):
        each.cache_clear()
    with desk.store.read() as queries:
        assert list(queries.journal_of_kind("documents_issued")) == []
    assert issue_one(desk, party).facts[0].serial.endswith("W0001")


def word_text(path) -> str:
    return "".join(node.text or "" for node in Document(path).element.body.iter(qn("w:t")))


def test_head_offices_word_file_is_used_for_new_papers_and_not_for_old_ones(desk, party, tmp_path):
    old = issue_one(desk, party)
    file = tmp_path / "t.docx"
    assert templates.export(desk, KIND, file) == f"{KIND}/1"
    edited = Document(file)
    edited.add_paragraph("联社二〇二六年版")
    edited.save(file)
    desk = templates.adopt(desk, KIND, file).desk
    new = issue_one(desk, party)
    assert new.facts[0].template_version == f"{KIND}/2"
    said = {}
    for batch in (old, new):
        path, serial = tmp_path / f"{batch.batch_id}.docx", batch.facts[0].serial
        printed = write_documents(desk, batch.batch_id, [serial], PaperKind.DOCX, path, QUIET)
        with desk.store.read() as queries:
            (paper,) = queries.papers_of(batch.batch_id)
        assert (paper.sha256, paper.kind) == (printed.sha256, PaperKind.DOCX)
        said[batch.batch_id] = word_text(path)
        reprint_documents(desk, [serial], PaperKind.DOCX, path, QUIET)
        assert f"No. {serial}　补打 2026-10-10" in word_text(path)
    assert "联社二〇二六年版" in said[new.batch_id]
    assert "联社二〇二六年版" not in said[old.batch_id]


def test_new_notices_take_the_wording_in_force_and_old_ones_keep_theirs(desk, party, tmp_path):
    file = tmp_path / "t.toml"
    file.write_text(built_in_text("demand_notice").replace("如您已还清", "贵户如已还清"), "utf-8")

    def notice(desk):
        return notices.issue(desk, [notices.Choice(party, 1)], TODAY, QUIET).facts[0]

    old = notice(desk)
    desk = templates.adopt(desk, "demand_notice", file).desk
    new = notice(desk)
    versions = (old.template_version, new.template_version)
    assert versions == ("demand_notice/1", "demand_notice/2")
    assert "贵户" in text_of(desk.papers.notice_pages(new))
    assert "贵户" not in text_of(desk.papers.notice_pages(old))


def test_a_window_opened_before_an_adoption_issues_and_prints_by_what_is_in_force(
    desk, party, tmp_path
):
    text = built_in_text(KIND).replace("担保人履行担保责任通知书", "履行保证责任通知书")
    templates.adopt(desk, KIND, template(tmp_path, text))
    assert f"{KIND}/2" in {each.version for each in templates.kinds(desk)}
    assert templates.export(desk, KIND, tmp_path / "in_force.toml") == f"{KIND}/2"
    batch = issue_one(desk, party)
    (facts,) = batch.facts
    assert facts.template_version == f"{KIND}/2"
    serials, path = [facts.serial], tmp_path / "paper.pdf"
    written = write_documents(desk, batch.batch_id, serials, PaperKind.PDF, path, QUIET)
    assert written.template_version == f"{KIND}/2"
    again = reprint_documents(desk, serials, PaperKind.DOCX, tmp_path / "paper.docx", QUIET)
    assert again.template_version == f"{KIND}/2"
    assert "履行保证责任通知书" in text_of(lay_out_documents(desk, serials, False, QUIET))


def test_a_window_opened_before_an_adoption_follows_it_for_notices(desk, party, tmp_path):
    text = built_in_text("demand_notice").replace("如您已还清", "贵户如已还清")
    templates.adopt(desk, "demand_notice", template(tmp_path, text))
    batch = notices.issue(desk, [notices.Choice(party, 1)], TODAY, QUIET)
    (facts,) = batch.facts
    assert facts.template_version == "demand_notice/2"
    path = tmp_path / "notice.pdf"
    notices.write_paper(desk, batch.batch_id, batch.facts, PaperKind.PDF, path, QUIET)
    again = notices.reprint(desk, [facts.serial], PaperKind.PDF, tmp_path / "again.pdf", QUIET)
    assert again.template_version == "demand_notice/2"
    pages = notices.lay_out(desk, [facts.serial], False, QUIET).all(QUIET)
    assert "贵户" in text_of(pages)


def test_templates_are_taken_apart_anew_only_where_there_are_new_ones(desk, tmp_path):
    assert templates.in_force(desk).papers is desk.papers
    adopted = templates.adopt(desk, KIND, template(tmp_path, built_in_text(KIND) + "# ours")).desk
    assert templates.in_force(adopted).papers is adopted.papers
    assert templates.in_force(desk).papers is not desk.papers
