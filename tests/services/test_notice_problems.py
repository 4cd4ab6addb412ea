"""What speaks against a batch is told by debtor before a serial is taken."""

from datetime import date

from desktop.domain.masks import mask_name
from desktop.services.notice_problems import find_problems
from desktop.services.notices import Choice, issue, lay_out, write_paper
from desktop.services.paper_archive import PaperKind
from desktop.services.parties import set_hold
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.records import Hold

TODAY = date(2026, 10, 10)
OTHER = {"borrower": "夏文水", "id_number": "439998198809268810"}
THIRD = {"borrower": "陈\U00020bb7", "id_number": "439998197503127747"}
QUIET = NoProgress()


def problems(desk, as_of=TODAY):
    found = find_problems(desk, propose(desk, as_of), as_of)
    return {each.party.name: [problem.code for problem in each.problems] for each in found}


def test_a_sound_batch_has_no_problems(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    assert problems(desk) == {}


def test_missing_characters_addresses_and_old_data_are_told_by_debtor(desk, take_in, ledger):
    due = {"due_on": date(2026, 1, 1)}
    take_in(
        ledger.row("L1", **due),
        ledger.row("L2", address="", village="", group="", **OTHER, **due),
        ledger.row("L3", **THIRD, **due),
    )
    assert problems(desk) == {"夏**": ["no_address"], "陈*": ["glyph_unknown"]}
    late = date(2027, 3, 1)
    assert problems(desk, late) == {
        "周**": ["stale_ledger"],
        "夏**": ["no_address", "stale_ledger"],
        "陈*": ["stale_ledger", "glyph_unknown"],
    }


def test_what_forbids_what_defers_and_what_is_to_be_looked_at_are_told_apart(desk, take_in, ledger):
    take_in(
        ledger.row("L1"),
        ledger.row("L2", address="", village="", **OTHER),
        ledger.row("L3", **THIRD),
    )
    issue_for(desk, "周田生")
    found = {each.party.name: each for each in find_problems(desk, propose(desk, TODAY), TODAY)}
    told = {name: (each.forbids, each.defers) for name, each in found.items()}
    assert told == {
        "周**": (False, True),
        "夏**": (False, False),
        "陈*": (True, False),
    }
    [lost] = found["陈*"].problems
    assert (lost.field, lost.characters) == ("debtor", "\U00020bb7")


def issue_for(desk, *names):
    choices = [
        Choice(each.party.id, 1)
        for each in propose(desk, TODAY)
        if each.party.name in map(mask_name, names)
    ]
    return issue(desk, choices, TODAY, QUIET)


def test_a_debtor_who_may_get_none_is_told_without_a_draft(desk, take_in, ledger):
    take_in(ledger.row("L1", due_on=None), ledger.row("L2", **OTHER))
    party = next(each.party.id for each in propose(desk, TODAY) if each.party.name == "夏**")
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    assert problems(desk) == {"周**": ["loan_incomplete"], "夏**": ["impersonation_hold"]}


def test_a_blank_that_would_stand_empty_is_told_with_its_field(desk, take_in, ledger):
    take_in(ledger.row("L1", amount_fen=0), ledger.row("L2", **OTHER))
    [found] = find_problems(desk, propose(desk, TODAY), TODAY)
    assert [(each.code, each.field) for each in found.problems] == [("notice_blank", "loan_amount")]
    assert (found.party.name, found.forbids) == ("周**", True)


def test_single_files_are_archived_with_every_hash(desk, take_in, ledger, tmp_path):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    batch = issue_for(desk, "周田生", "夏文水")
    folder = tmp_path / "single"
    kind = PaperKind.SINGLE_PDFS
    printed = write_paper(desk, batch.batch_id, batch.facts, kind, folder, QUIET, with_cover=True)
    with desk.store.read() as queries:
        [paper] = queries.papers_of(batch.batch_id)
        [entry] = queries.journal_of_kind("paper_written")
    assert (paper.kind, paper.sha256, paper.pages) == ("single_pdfs", printed.sha256, 3)
    assert entry.body["files"] == dict(printed.files)
    assert set(printed.files) == {path.name for path in folder.iterdir()}


def test_a_print_job_with_a_cover_begins_with_a_page_of_no_notice(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    serials = [each.serial for each in issue_for(desk, "周田生", "夏文水").facts]
    pages = lay_out(desk, serials, False, QUIET, with_cover=True)
    assert [page.serial for page in pages] == ["", *serials]
    assert [page.serial for page in lay_out(desk, serials, False, QUIET)] == serials
