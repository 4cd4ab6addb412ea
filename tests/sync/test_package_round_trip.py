"""A package goes out as it should and comes back as it went out."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.bootstrap import build
from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services.branch import set_up
from desktop.services.package_ports import (
    ControlTotal,
    Direction,
    EntryLine,
    Line,
    PackageRefused,
    PartMark,
    PublicKeys,
    ReturnMark,
)
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.storage import journal
from desktop.sync.keys import entry_hash
from desktop.sync.upcast import NEWEST
from tests.sync_packages import (
    BRANCH,
    ESCROW,
    FIRST,
    OFFICE,
    ROOM,
    STRANGER,
    body_of,
    branch_keys,
    chain,
    draft,
    draft_of,
    entry,
    write,
)

ESCROW_ONLY = PublicKeys(ROOM.public(ESCROW).sealing, "")


def test_a_package_comes_back_as_it_went_out(tmp_path):
    entries = chain(5)
    made = draft_of(
        entries,
        parts=(PartMark("ab" * 32, 12, "凭证.jpg"),),
        next_keys=ROOM.public(STRANGER),
        last_return=ReturnMark(2, 7, "cd" * 32),
        extra={"answers": [1, {"姓名": "周田生"}]},
    )
    path = tmp_path / "B0417_U0001_20260531.qsp"
    recipients = [ROOM.public(OFFICE), ESCROW_ONLY]
    written, manifest_hash = ROOM.write(
        path, made, (each.line() for each in entries), BRANCH, recipients, NoProgress()
    )
    before = path.read_bytes()
    opened = ROOM.open(path, OFFICE, branch_keys)
    assert opened.manifest == written
    assert opened.manifest_hash == manifest_hash
    assert replace(written, payload_length=0, raw_length=0, sha256="", totals=()) == made
    assert [EntryLine(**line.data) for line in opened.lines()] == entries
    assert list(opened.lines()) == list(opened.lines())
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_totals_count_entries_fen_and_the_digits_of_loan_numbers(tmp_path):
    entries = chain(3)  # loans B0000, B0001, B0002; 100, 101 and 102 fen
    lines = [
        *(each.line() for each in entries),
        Line("target", {"fen": -5, "year": 2026}),
        Line("loan", {"loan_no": "B97", "amount_fen": 500, "balance_fen": 12}),
    ]
    opened = ROOM.open(write(tmp_path / "a.qsp", draft_of(entries), lines), OFFICE, branch_keys)
    assert opened.manifest.totals == (
        ControlTotal("loan", 1, 12, 16),
        ControlTotal("repayment_recorded", 3, 303, 3),
        ControlTotal("target", 1, -5, 0),
    )


def test_a_package_without_a_line_is_whole_too(tmp_path):
    opened = ROOM.open(write(tmp_path / "a.qsp", draft(), []), OFFICE, branch_keys)
    assert (list(opened.lines()), opened.manifest.totals) == ([], ())


def test_what_the_escrow_key_opens_is_still_head_offices(tmp_path):
    path = write(tmp_path / "a.qsp", draft(), [])
    with pytest.raises(PackageRefused, match="package_for_other"):  # unsealed, but not its own
        ROOM.open(path, ESCROW, branch_keys)


def test_going_down_entries_need_not_follow_each_other(tmp_path):
    lost = [chain(4)[3], chain(2)[1]]
    made = draft(direction=Direction.DOWN)
    path = write(tmp_path / "a.qsp", made, [each.line() for each in lost])
    assert len(list(ROOM.open(path, OFFICE, branch_keys).lines())) == 2
    forged = lost[0]._replace(body=lost[0].body.replace("103", "104"))
    with pytest.raises(PackageRefused, match="package_chain_broken"):
        write(tmp_path / "b.qsp", made, [forged.line()])


def test_names_that_a_person_typed_are_brought_to_one_form_but_an_entry_is_not_touched(tmp_path):
    rows = '[{"payer":"Ame\u0301lie"}]'
    body = body_of(1, {"note": "柜面"}, "note_added", rows)
    one = entry(body, rows=rows)
    lines = [one.line(), Line("contact", {"note": "Ame\u0301lie"})]
    opened = ROOM.open(write(tmp_path / "a.qsp", draft_of([one]), lines), OFFICE, branch_keys)
    first, second = opened.lines()
    assert first.data["rows"] == rows
    assert second.data["note"] == "Am\u00e9lie"


def test_what_a_branch_wrote_down_travels_as_it_stands_there(tmp_path):
    odd = 'Ame\u0301lie\u2028 \x01\\u0065" 石桥\U00020000'
    with build(tmp_path / "b.db", bytes(range(32)), create=True) as application:
        set_up(application.desk, replace(SAMPLE_HEAD, branch_name=odd))
        with application.desk.store.read() as queries:
            entries = list(queries.entries_from(0))
    assert "Ame\u0301lie\u2028" in entries[0].rows
    lines = [each.line() for each in entries]
    opened = ROOM.open(write(tmp_path / "a.qsp", draft_of(entries), lines), OFFICE, branch_keys)
    assert list(opened.lines()) == lines


def test_the_hash_of_an_entry_is_the_journals():
    body = journal.canonical({"day": date(2026, 5, 31).isoformat(), "户名": "周田生"})
    assert entry_hash("ab" * 32, body) == journal.chain_hash("ab" * 32, body)


def test_a_journal_that_was_changed_from_outside_is_not_written(tmp_path):
    entries = chain(4)
    changed = entries[2]._replace(body=entries[2].body.replace("102", "902"))
    lines = [each.line() for each in (*entries[:2], changed, entries[3])]
    with pytest.raises(PackageRefused, match=r"package_chain_broken.*detail=3"):
        write(tmp_path / "a.qsp", draft_of(entries), lines)
    missing = [entries[0].line(), entries[2].line()]
    with pytest.raises(PackageRefused, match=r"package_chain_broken.*detail=2"):
        write(tmp_path / "a.qsp", draft_of(entries[:3]), missing)
    with pytest.raises(PackageRefused, match="package_chain_broken"):  # the last one is not there
        write(tmp_path / "a.qsp", draft_of(entries), [entries[0].line()])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**63, {1, 2}, "\ud800", "a" * 3])
def test_what_a_reader_would_refuse_is_not_written(tmp_path, value):
    line = Line("target", {"fen": value})
    with pytest.raises(PackageRefused, match="package_content_wrong"):
        write(tmp_path / "a.qsp", draft(), [line])
    assert list(tmp_path.iterdir()) == []


def test_a_draft_that_names_other_keys_is_a_bug(tmp_path):
    with pytest.raises(ValueError, match="other keys"):
        write(tmp_path / "a.qsp", draft(sender=STRANGER), [])
    with pytest.raises(ValueError, match="names of their own"):
        write(tmp_path / "a.qsp", draft(extra={"branch": "B9999"}), [])


def test_nothing_is_overwritten(tmp_path):
    path = write(tmp_path / "a.qsp", draft(), [])
    before = path.read_bytes()
    with pytest.raises(ExpectedFailure, match="package_exists"):
        write(path, draft(), [])
    assert path.read_bytes() == before


def test_what_a_killed_run_left_is_written_over(tmp_path):
    (tmp_path / "a.qsp.part").write_bytes(b"half of it" * 1000)
    opened = ROOM.open(write(tmp_path / "a.qsp", draft(), []), OFFICE, branch_keys)
    assert list(opened.lines()) == []
    assert [each.name for each in tmp_path.iterdir()] == ["a.qsp"]


def test_cancelled_it_leaves_nothing(tmp_path):
    entries = chain(500)
    reports = []
    progress = CancellableProgress(lambda *told: reports.append(told), lambda: len(reports) > 1)
    lines = (each.line() for each in entries)
    with pytest.raises(Cancelled):
        ROOM.write(
            tmp_path / "a.qsp", draft_of(entries), lines, BRANCH, [ROOM.public(OFFICE)], progress
        )
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_or_gone_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(ExpectedFailure, match="package_unwritable"):
        write(tmp_path / "nowhere" / "a.qsp", draft(), [])
    (tmp_path / "b.qsp.part").mkdir()
    with pytest.raises(ExpectedFailure, match="package_unwritable"):
        write(tmp_path / "b.qsp", draft(), [])
    with pytest.raises(ExpectedFailure, match="package_unreadable"):
        ROOM.open(tmp_path / "c.qsp", OFFICE, branch_keys)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_said(tmp_path):
    (tmp_path / "a.qsp.part").symlink_to("/dev/full")
    with pytest.raises(ExpectedFailure, match="disk_full"):
        write(tmp_path / "a.qsp", draft(), [])
    assert list(tmp_path.iterdir()) == []


def test_a_part_comes_back_and_another_one_is_refused(tmp_path):
    content = b"photo" * 1000
    path = tmp_path / "part.qsp"
    ROOM.write_part(path, content, [ROOM.public(OFFICE)])
    mark = PartMark(hashlib.sha256(content).hexdigest(), len(content), path.name)
    assert ROOM.read_part(path, OFFICE, mark) == content
    for wrong in (replace(mark, sha256="ab" * 32), replace(mark, size=1)):
        with pytest.raises(PackageRefused, match="package_part_wrong"):
            ROOM.read_part(path, OFFICE, wrong)
    with pytest.raises(PackageRefused, match="package_not_ours"):
        ROOM.read_part(path, STRANGER, mark)


def test_a_branch_before_the_oldest_step_gets_nothing(tmp_path):
    with pytest.raises(PackageRefused, match="package_older"):
        write(tmp_path / "a.qsp", draft(schema="0002"), [])
    assert FIRST == journal.FIRST_HASH
    assert NEWEST == "0005"
