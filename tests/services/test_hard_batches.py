"""Batches at their limits: empty, huge debtors, names no font has, disks that are full."""

import errno
import os
from datetime import date

import pypdfium2
import pytest

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.money import yuan_text
from desktop.domain.rounds import NoticeState
from desktop.services import notices
from desktop.services.documents import issuing
from desktop.services.documents.issuing import Wish
from desktop.services.notices import Choice, reprint, write_paper
from desktop.services.paper_archive import PaperKind
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.verify import verify

TODAY = date(2026, 10, 10)
QUIET = NoProgress()
OTHER = {"borrower": "夏文水", "id_number": "439998198809268810", "village": "沙洲村"}
UNPRINTABLE = {"borrower": "陈\U00020bb7", "id_number": "439998197503127747"}


def issue_all(desk):
    choices = [Choice(each.party.id, 1) for each in propose(desk, TODAY)]
    return notices.issue(desk, choices, TODAY, QUIET)


def texts(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_two_hundred_loans_of_one_debtor_stand_once_each_on_one_notice(
    desk, take_in, ledger, tmp_path
):
    numbers = [f"4320{n:04d}" for n in range(200)]
    take_in(*(ledger.row(number) for number in numbers), ledger.row("9999", **OTHER))
    batch = issue_all(desk)
    path = tmp_path / "n.pdf"
    printed = write_paper(desk, batch.batch_id, batch.facts, PaperKind.PDF, path, QUIET, True)
    cover, *pages = texts(path)
    huge = next(each for each in batch.facts if len(each.loans) == 200)
    mine = "".join(page for page in pages if huge.serial in page)
    assert all(mine.count(number) == 1 for number in numbers)
    assert yuan_text(huge.total_fen) in mine and "9999" not in mine.replace(huge.serial, "")
    assert len(pages) == printed.pages - 1 > 5
    assert "合计2201" in cover  # two notices, 201 loans


@pytest.mark.parametrize("kind", [PaperKind.PDF, PaperKind.SINGLE_PDFS, PaperKind.DELIVERY_LIST])
def test_an_empty_batch_is_no_paper_and_no_entry(desk, take_in, ledger, tmp_path, kind):
    take_in(ledger.row("L1"))
    with pytest.raises(RuleViolation, match="notices_none_left"):
        notices.issue(desk, [], TODAY, QUIET)
    with pytest.raises(RuleViolation, match="nothing_to_print"):
        write_paper(desk, "b", [], kind, tmp_path / "paper", QUIET)
    with pytest.raises(RuleViolation, match="nothing_to_print"):
        issuing.issue(desk, [], TODAY, QUIET)
    assert list(tmp_path.glob("paper*")) == []
    with desk.store.read() as queries:
        assert list(queries.journal_of_kind("paper_written")) == []


def test_a_name_no_font_has_keeps_its_own_notice_back_and_no_other(desk, take_in, ledger, tmp_path):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER), ledger.row("L3", **UNPRINTABLE))
    batch = issue_all(desk)
    assert {each.debtor for each in batch.facts} == {"周田生", "夏文水"}
    assert sorted(each.serial[-4:] for each in batch.facts) == ["0001", "0002"]
    [skipped] = batch.skipped
    assert (skipped.code, skipped.characters) == ("glyph_unknown", "\U00020bb7")
    kind, folder = PaperKind.SINGLE_PDFS, tmp_path / "n"
    write_paper(desk, batch.batch_id, batch.facts, kind, folder, QUIET, with_cover=True)
    assert len(list(folder.iterdir())) == 3
    with desk.store.read() as queries:
        assert queries.notices_of([skipped.party_id]) == {}


def test_a_name_no_font_has_keeps_its_own_document_back_and_no_other(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L3", **UNPRINTABLE))
    with desk.store.read() as queries:
        parties = [queries.loan_by_no(number).borrower_id for number in ("L1", "L3")]
    wishes = [Wish(DocumentKind.INTEREST_SHEET, party) for party in parties]
    issued = issuing.issue(desk, wishes, TODAY, QUIET)
    assert [each.subject for each in issued.facts] == ["周田生"]
    assert {(each.party_id, each.code) for each in issued.problems} == {
        (parties[1], "glyph_unknown")
    }


def test_what_a_full_disk_stopped_is_recorded_nowhere_and_can_be_written_next(
    desk, take_in, ledger, tmp_path, monkeypatch
):
    take_in(ledger.row("L1"), ledger.row("L2", **OTHER))
    batch = issue_all(desk)
    serials = [each.serial for each in batch.facts]
    synced = []
    durable = os.fsync

    def full(descriptor):
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        durable(descriptor)

    folder = tmp_path / "papers" / "single"
    folder.parent.mkdir()
    kind = PaperKind.SINGLE_PDFS
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(ExpectedFailure, match="disk_full"):
            write_paper(desk, batch.batch_id, batch.facts, kind, folder, QUIET)
    assert list(folder.parent.iterdir()) == []
    with desk.store.read() as queries:
        assert queries.papers_of(batch.batch_id) == []
        states = {(each.state, each.reprints) for each in queries.notices(serials)}
    assert states == {(NoticeState.GENERATED, 0)}
    write_paper(desk, batch.batch_id, batch.facts, kind, folder, QUIET)
    assert len(list(folder.iterdir())) == 2
    assert verify(desk, QUIET) == []


def test_a_reprint_into_a_folder_that_holds_files_is_not_counted(desk, take_in, ledger, tmp_path):
    take_in(ledger.row("L1"))
    [facts] = issue_all(desk).facts
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / "mine.txt").write_text("mine")
    with pytest.raises(ExpectedFailure, match="paper_folder_not_empty"):
        reprint(desk, [facts.serial], PaperKind.SINGLE_PDFS, tmp_path / "n", QUIET)
    with desk.store.read() as queries:
        assert [each.reprints for each in queries.notices([facts.serial])] == [0]
    reprint(desk, [facts.serial], PaperKind.SINGLE_PDFS, tmp_path / "m", QUIET)
    with desk.store.read() as queries:
        assert [each.reprints for each in queries.notices([facts.serial])] == [1]
    [text] = texts(tmp_path / "m" / f"{facts.serial}.pdf")
    assert "补打" in text
