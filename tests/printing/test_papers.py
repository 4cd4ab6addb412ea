import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure, RuleViolation
from desktop.domain.notices import NoticeFacts
from desktop.printing.papers import PrintingRoom
from desktop.services.paper_ports import Papers
from desktop.services.progress import CancellableProgress, NoProgress

MakeNotice = Callable[..., NoticeFacts]
Write = Callable[[Papers, list[NoticeFacts], Path], object]
ROOM: Papers = PrintingRoom()
QUIET = NoProgress()

WRITERS: dict[str, Write] = {
    "pdf": lambda room, facts, path: room.notices_pdf(facts, path, None, QUIET),
    "docx": lambda room, facts, path: room.notices_docx(facts, path, None, QUIET),
    "list": lambda room, facts, path: room.delivery_lists_pdf(facts, path, QUIET),
}


@pytest.fixture(params=list(WRITERS))
def write(request: pytest.FixtureRequest) -> Write:
    return WRITERS[request.param]


def test_what_was_written_is_told_with_its_hash_and_pages(
    make_notice: MakeNotice, tmp_path: Path
) -> None:
    notices = [make_notice(serial="P26-1", loans=40), make_notice(serial="P26-2")]
    printed = ROOM.notices_pdf(notices, tmp_path / "n.pdf", None, QUIET)
    assert printed.sha256 == hashlib.sha256((tmp_path / "n.pdf").read_bytes()).hexdigest()
    assert printed.pages == 3
    assert printed.first_page == {"P26-1": 1, "P26-2": 3}
    assert printed.template_version == "demand_notice/1"


def test_a_list_tells_on_which_page_each_serial_stands(
    make_notice: MakeNotice, tmp_path: Path, read_pages: Callable[[Path], list[str]]
) -> None:
    notices = [make_notice(serial=f"P26-{n:04d}", village="甲乙"[n % 2] + "村") for n in range(70)]
    printed = ROOM.delivery_lists_pdf(notices, tmp_path / "list.pdf", QUIET)
    pages = read_pages(tmp_path / "list.pdf")
    assert len(pages) == printed.pages == 4
    assert all(serial in pages[page - 1] for serial, page in printed.first_page.items())
    assert len(printed.first_page) == 70


def test_a_reprint_of_the_same_facts_on_the_same_day_is_the_same_file(
    make_notice: MakeNotice, tmp_path: Path
) -> None:
    day = date(2026, 11, 23)
    hashes = {
        ROOM.notices_pdf([make_notice()], tmp_path / name, day, QUIET).sha256 for name in "ab"
    }
    first = ROOM.notices_pdf([make_notice()], tmp_path / "first", None, QUIET)
    assert len(hashes) == 1 and first.sha256 not in hashes


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("debtor", {"debtor": " "}),
        ("officer", {"officer": ""}),
        ("officer_phone", {"officer_phone": ""}),
        ("demanded_on", {"demanded_on": ()}),
        ("loans", {"loans": ()}),
        ("round", {"round": 4}),
        ("serial", {"serial": ""}),
    ],
)
def test_a_notice_with_a_blank_is_refused_and_the_field_is_named(
    make_notice: MakeNotice, tmp_path: Path, write: Write, field: str, broken: dict[str, object]
) -> None:
    with pytest.raises(RuleViolation, match="notice_blank") as refused:
        write(ROOM, [make_notice(), make_notice(**broken)], tmp_path / "n")
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("field", "bank_field"),
    [
        ("bank_name", "bank_name"),
        ("account_no", "account_no"),
        ("licence_no", "licence_no"),
        ("branch_address", "address"),
        ("complaints_phone", "complaints_phone"),
    ],
)
def test_a_letterhead_with_a_blank_is_found(
    make_notice: MakeNotice, field: str, bank_field: str
) -> None:
    notice = make_notice()
    blank = replace(notice, bank=replace(notice.bank, **{bank_field: ""}))
    assert [(each.code, each.field) for each in ROOM.check([blank])] == [("notice_blank", field)]


def test_a_loan_without_number_or_anything_owed_is_found(make_notice: MakeNotice) -> None:
    loan = replace(
        make_notice().loans[0], loan_no="", amount_fen=0, principal_fen=0, interest_fen=0
    )
    found = [each.field for each in ROOM.check([make_notice(loans=(loan,))])]
    assert found == ["loan_no", "loan_amount", "amount_owed"]


def test_a_draft_without_serial_passes_the_check(make_notice: MakeNotice) -> None:
    assert list(ROOM.check([make_notice(serial="", id_masked="", address="")])) == []


def test_characters_that_would_print_as_empty_boxes_are_listed_by_debtor(
    make_notice: MakeNotice,
) -> None:
    notices = [
        make_notice(party_id="a", debtor="陈\ue863"),
        make_notice(party_id="b", debtor="陈?", address="老屋?"),
        make_notice(party_id="c", officer="彭\U00020bb7"),
        make_notice(party_id="d"),
    ]
    found = [
        (each.party_id, each.code, each.field, each.characters) for each in ROOM.check(notices)
    ]
    assert found == [
        ("a", "glyph_private_use", "debtor", "\ue863"),
        ("b", "glyph_lost", "debtor", "?"),
        ("c", "glyph_unknown", "officer", "\U00020bb7"),
    ]


def test_nothing_is_printed_with_an_empty_box_or_a_control_character(
    make_notice: MakeNotice, tmp_path: Path, write: Write
) -> None:
    for name in ("陈\U00020bb7", "陈\x00", "陈\n生"):
        with pytest.raises(RuleViolation, match="glyph_unknown"):
            write(ROOM, [make_notice(debtor=name)], tmp_path / "n")
    assert list(tmp_path.iterdir()) == []


def test_no_notices_are_no_file(tmp_path: Path, write: Write) -> None:
    with pytest.raises(RuleViolation, match="nothing_to_print"):
        write(ROOM, [], tmp_path / "n")


def test_a_cancelled_run_is_heard_within_fifty_notices_and_leaves_no_file(
    make_notice: MakeNotice, tmp_path: Path
) -> None:
    notices = [make_notice(serial=f"P26-{n:04d}") for n in range(120)]
    for name in ("notices_pdf", "notices_docx"):
        seen: list[int] = []
        progress = CancellableProgress(
            lambda _stage, done, _total, seen=seen: seen.append(done),
            lambda seen=seen: len(seen) > 2,
        )
        with pytest.raises(Cancelled):
            getattr(ROOM, name)(notices, tmp_path / "n", None, progress)
        assert max(b - a for a, b in pairwise(seen)) <= 50
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_old_file_and_no_part_of_the_new_one(
    make_notice: MakeNotice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write
) -> None:
    (tmp_path / "n").write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExpectedFailure, match="disk_full"):
        write(ROOM, [make_notice()], tmp_path / "n")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"n": b"old"}


def test_a_folder_that_is_not_there_is_an_expected_failure(
    make_notice: MakeNotice, tmp_path: Path, write: Write
) -> None:
    with pytest.raises(ExpectedFailure, match="paper_unwritable"):
        write(ROOM, [make_notice()], tmp_path / "missing" / "n")


def test_a_preview_is_the_page_that_is_printed(make_notice: MakeNotice) -> None:
    (page,) = ROOM.notice_pages(make_notice())
    assert page.serial == "P26-1177"
    assert page.form is not None
