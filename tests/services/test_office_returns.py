"""Returns as a branch's PC reads them."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.documents import DocumentFacts
from desktop.domain.errors import Cancelled, ExpectedFailure, RuleViolation
from desktop.domain.package_names import Direction
from desktop.domain.page import TextRun
from desktop.domain.rounds import NoticeState
from desktop.services.collection_records import (
    Correction,
    LedgerOfBranch,
    OfficeContact,
    OfficeDecision,
    Target,
)
from desktop.services.exchange.loan_lines import ledger_marks, ledger_rows
from desktop.services.exchange.return_lines import (
    AnswerLine,
    ContactLine,
    CorrectionLine,
    DecisionLine,
    HeldLine,
    TargetLine,
    record_of,
    return_marks,
)
from desktop.services.office.branches import acts, replicas
from desktop.services.office.founding import set_ledgers_from, was_restored
from desktop.services.office.handing_out import carry_returns, hand_out
from desktop.services.office.keys import rotate_office_key
from desktop.services.office.registering import revoke
from desktop.services.office.return_slips import (
    issue_slip,
    lay_out_slip,
    note_slip_printed,
    slips,
    write_slip,
)
from desktop.services.office.returning import write_returns
from desktop.services.office.taking import kept_loan
from desktop.services.office.views import branch_in_full, return_lines
from desktop.services.package_ports import ReturnMark
from desktop.services.progress import CancellableProgress
from desktop.sync import payload
from tests.meanwhile import Meanwhile
from tests.offices import QUIET, ROOM, Pc, enrolled, know_loans, take


@pytest.fixture
def pc(office, tmp_path):
    made = enrolled(office, tmp_path)
    know_loans(office, "4321001", "4321002")
    return made


def returns_of(office, *branches, folder=None):
    return write_returns(office, branches, folder, QUIET)


def test_a_pc_that_is_revoked_while_returns_are_written_gets_none(office, tmp_path):
    for number in (1, 2):
        enrolled(office, tmp_path, replica=f"replica-{number}")
    meanwhile = Meanwhile(office.collection, lambda: revoke(office, "0417", "replica-1", "换机"))
    written = returns_of(replace(office, collection=meanwhile))
    assert [each.stored.replica_id for each in written] == ["replica-2"]


def test_two_who_write_returns_at_once_give_no_number_twice(office, pc, tmp_path):
    others = []
    meanwhile = Meanwhile(office.collection, lambda: others.extend(returns_of(office)))
    mine = returns_of(replace(office, collection=meanwhile))
    assert [each.stored.number for each in (*others, *mine)] == [1, 2]
    for each in (*others, *mine):
        assert opened(pc, each).manifest_hash == each.stored.hash


def opened(pc, written):
    return ROOM.open(written.path, pc.keys, lambda manifest: pc.office)


def lines_of(pc, written):
    found = defaultdict(list)
    for line in opened(pc, written).lines():
        found[line.kind].append(line)
    return found


def records(pc, written, shape):
    lines = opened(pc, written).lines()
    return [each for line in lines if (each := record_of(shape, line)) is not None]


def marks(pc, written):
    return return_marks(opened(pc, written).manifest.extra)


def test_a_return_acknowledges_and_answers_each_package(office, pc):
    pc.pay()
    pc.pay("9999")
    taken = take(office, pc.send(0, 1), pc.send(1, 2))
    [written] = returns_of(office)
    assert marks(pc, written).heads == (pc.entries[1].hash, pc.entries[0].hash)
    answers = records(pc, written, AnswerLine)
    assert {each.manifest_hash: (each.state, each.new, each.held) for each in answers} == {
        each.package.manifest_hash: (each.package.state, 1, each.package.held) for each in taken
    }
    [held] = records(pc, written, HeldLine)
    assert (held.event_id, held.waits_for) == ("replica-1-event-2", "9999")


def test_a_refused_package_is_answered_with_its_reason(office, pc):
    pc.pay()
    take(office, pc.send())
    changed = replace(pc, entries=[])
    changed.pay(fen=1)
    take(office, changed.send())
    [written] = returns_of(office)
    reasons = {each.state: each.reason for each in records(pc, written, AnswerLine)}
    assert reasons == {"applied": "", "refused": "event_changed"}


def test_an_incomplete_package_is_not_acknowledged(office, pc):
    for _ in range(3):
        pc.pay()
    take(office, pc.send(0, 1), pc.send(2, 3))
    [written] = returns_of(office)
    assert marks(pc, written).heads == (pc.entries[0].hash,)
    assert {each.complete for each in records(pc, written, AnswerLine)} == {True, False}


def test_what_head_office_owns_goes_down_whole_each_time(office, pc, ledger):
    now = office.clock.now()
    row = ledger.row("4321009")
    with office.collection.write("0417") as work:
        head = LedgerOfBranch(
            "0417", date(2026, 10, 1), "head_office", "核心.xlsx", "b" * 64, 1, row.balance_fen,
            now, "user",
        )  # fmt: skip
        work.replace_ledger(head, [kept_loan(row)])
        decision = OfficeDecision("0417", "item-1", "c" * 64, True, "", ("甲", "乙"), now)
        work.add_decision(decision)
        work.save_target(Target("0417", 2026, "recovered", 5_000_000))
        asked = Correction("0417", "c1", "4321009", "balance", "1", "2", date(2026, 10, 1))
        work.save_correction(asked)
        work.save_correction(replace(asked, id="c2"))
        work.save_correction(
            replace(asked, answer="已改", accepted=True, answered_by="甲", answered_on=now.date())
        )
        work.add_contact(
            OfficeContact("0417", "k1", "4321009", "phone", "0000", "relative", now.date(), "")
        )
        work.commit()
    set_ledgers_from(office, "branch")
    for _ in range(2):
        [written] = returns_of(office)
        package = opened(pc, written)
        [mark] = ledger_marks(package.manifest.extra)
        assert list(ledger_rows(package.lines(), mark, 0)) == [row]
        assert package.manifest.extra["ledger_policy"] == "branch"
        [decided] = records(pc, written, DecisionLine)
        assert (decided.item_hash, decided.decided_by) == ("c" * 64, ("甲", "乙"))
        assert records(pc, written, TargetLine) == [TargetLine(2026, "recovered", 5_000_000)]
        assert [each.id for each in records(pc, written, CorrectionLine)] == ["c1"]
        assert [each.value for each in records(pc, written, ContactLine)] == ["0000"]


def test_numbers_rise_within_an_epoch_and_begin_again_after_a_restore(office, pc):
    said = []
    for _ in range(2):
        [written] = returns_of(office)
        said.append((written.stored.epoch, written.stored.number))
    was_restored(office, "旧备份")
    [written] = returns_of(office)
    said.append((written.stored.epoch, written.stored.number))
    assert said == [(1, 1), (1, 2), (2, 1)]
    assert opened(pc, written).manifest.previous


def test_a_restored_pc_gets_back_what_it_lost_and_each_pc_what_the_other_wrote(office, pc):
    pc.pay()
    pc.pay()
    take(office, pc.send())
    restored = replace(pc, replica_id="replica-2", entries=pc.entries[:1], number=0)
    take(office, restored.send(name="r.qsp"))
    found = {each.stored.replica_id: each for each in returns_of(office)}
    lost = lines_of(restored, found["replica-2"])["entry"]
    assert [each.data for each in lost] == [pc.entries[1]._asdict()]
    assert lines_of(pc, found["replica-1"])["entry"] == []
    assert found["replica-2"].recovered == 1
    assert len({each.path for each in found.values()}) == 2
    up_to = marks(restored, found["replica-2"]).arrival_up_to
    stored = found["replica-2"].stored
    taken = ReturnMark(stored.epoch, stored.number, stored.hash)
    take(office, restored.send(name="s.qsp", foreign_up_to=up_to, last_return=taken))
    again = {each.stored.replica_id: each for each in returns_of(office)}
    assert again["replica-2"].recovered == 0


def test_what_a_return_cannot_hold_comes_with_the_next_one(office, pc, monkeypatch):
    for _ in range(5):
        pc.pay()
    take(office, pc.send())
    restored = replace(pc, replica_id="replica-2", entries=pc.entries[:1], number=0)
    take(office, restored.send(name="r.qsp"))

    def returned():
        return next(each for each in returns_of(office) if each.stored.replica_id == "replica-2")

    whole = sum(each.count for each in returned().totals)
    monkeypatch.setattr(payload, "LINES", whole - 1)
    first = returned()
    assert (first.recovered, first.left) == (2, 2)
    slip = DocumentFacts.from_json(issue_slip(office, [first]).facts)
    assert "另有 2 条下次补回" in slip.tables["contents"][0][0]
    taken = ReturnMark(first.stored.epoch, first.stored.number, first.stored.hash)
    up_to = marks(restored, first).arrival_up_to
    took = restored.send(name="s.qsp", foreign_up_to=up_to, last_return=taken)
    take(office, took)
    second = returned()
    assert (second.recovered, second.left) == (2, 0)
    brought = [line for each in (first, second) for line in lines_of(restored, each)["entry"]]
    assert [each.data for each in brought] == [each._asdict() for each in pc.entries[1:]]


def test_a_replica_that_went_silent_after_a_restore_and_a_revoked_pc_get_none(office, pc, tmp_path):
    take(office, pc.send())
    restored = replace(pc, replica_id="replica-2", number=0)
    office.clock.day += timedelta(days=63)
    take(office, restored.send(name="r.qsp"))
    [written] = returns_of(office)
    assert written.stored.replica_id == "replica-2"
    revoke(office, "0417", "replica-2", "换机")
    assert returns_of(office) == []
    assert len(replicas(office)) == 2


def test_a_return_is_written_in_what_the_pc_can_read_and_in_the_oldest_until_it_says(office, pc):
    pc.pay()
    take(office, pc.send(schema="0004", reads_up_to="0004"))
    other = enrolled(office, pc.folder, replica="replica-9", letter="B")

    def schemas():
        written = {each.stored.replica_id: each for each in returns_of(office)}
        found = [opened(one, written[one.replica_id]).manifest for one in (pc, other)]
        assert {each.direction for each in found} == {Direction.DOWN}
        return [each.schema for each in found]

    assert schemas() == ["0004", "0003"]
    other.act("note", {})
    take(office, other.send(reads_up_to="0009"))
    assert schemas() == ["0004", "0005"]


def test_answers_go_back_to_the_return_that_the_pc_has(office, pc):
    for _ in range(30):
        pc.act("note", {})
    take(office, *(pc.send(each, each + 1) for each in range(30)))
    office.clock.day += timedelta(days=1)
    [first] = returns_of(office)
    assert len(records(pc, first, AnswerLine)) == 30, "it has no return yet"
    office.clock.day += timedelta(days=1)
    mark = ReturnMark(first.stored.epoch, first.stored.number, first.stored.hash)
    take(office, pc.send(30, last_return=mark))
    [second] = returns_of(office)
    assert len(records(pc, second, AnswerLine)) == 24
    assert second.stored.created_at.date() == date(2026, 10, 12)


def test_returns_are_carried_onto_a_stick_and_stay_in_the_outbox(office, pc, tmp_path):
    stick = tmp_path / "usb"
    stick.mkdir()
    [written] = returns_of(office, "0417", folder=stick)
    assert written.on_stick.read_bytes() == written.path.read_bytes()
    assert written.on_stick.is_relative_to(stick)
    assert written.path.parent.name == "HO.outbox"
    with pytest.raises(RuleViolation, match="branch_unknown"):
        returns_of(office, "9999")


def test_a_return_that_a_power_cut_left_unrecorded_is_written_over(office, pc):
    path = office.store.folder("outbox") / "B0417_D0001_20261010.qsp"
    path.write_bytes(b"half")
    [written] = returns_of(office)
    assert written.path == path
    assert opened(pc, written).manifest.number == 1


def test_only_the_pc_it_is_for_opens_a_return(office, pc):
    [written] = returns_of(office)
    stranger = Pc(office, pc.folder, replica_id="replica-7")
    with pytest.raises(ExpectedFailure, match="package_not_ours"):
        opened(stranger, written)


def test_a_night_s_returns_are_one_slip_with_the_figures_of_each(office, pc, ledger, tmp_path):
    enrolled(office, tmp_path, "0418", "replica-2")
    day, now = date(2026, 9, 30), office.clock.now()
    sums = (1, 1_000_000)
    with office.collection.write("0418") as work:
        head = LedgerOfBranch("0418", day, "head_office", "l.xlsx", "a" * 64, *sums, now, "u")
        work.replace_ledger(head, [kept_loan(ledger.row("4321009"))])
        work.commit()
    written = returns_of(office)
    slip = issue_slip(office, written)
    facts = DocumentFacts.from_json(slip.facts)
    assert [row[0][:4] for row in facts.tables["contents"]] == ["0417", "0418"]
    assert facts.tables["contents"][1] == (
        f"0418 0418信用社 新登记的电脑 第 1 号 {written[1].short_hash}",
        "1",
        "10,000.00",
    )
    assert facts.fields["to_unit"] == "2 个网点"
    assert facts.fields["sequence"] == "见各行"
    alone = DocumentFacts.from_json(issue_slip(office, written[1:]).facts)
    assert (alone.fields["sequence"], alone.fields["to_unit"]) == ("1", "0418信用社")
    with pytest.raises(RuleViolation, match="nothing_to_print"):
        issue_slip(office, [])


def test_a_slip_says_which_pc_a_return_is_for_and_a_branch_s_balance_once(office, pc, tmp_path):
    pc.pay()
    enrolled(office, tmp_path, replica="replica-2")
    enrolled(office, tmp_path, "0418", "replica-3")
    take(office, pc.send(name="B0417A_U0001_20261010 (2).qsp"))
    written = returns_of(office)
    said = [(each.stored.replica_id, each.letter) for each in written]
    assert said == [("replica-1", "A"), ("replica-2", ""), ("replica-3", "")]
    rows = DocumentFacts.from_json(issue_slip(office, written).facts).tables["contents"]
    assert [(row[0].split(" 第")[0], row[2]) for row in rows] == [
        ("0417 0417信用社 A 机", "0.02"),
        ("0417 0417信用社 新登记的电脑", "同上"),
        ("0418 0418信用社 新登记的电脑", ""),
    ]
    [first, _] = return_lines(office)
    assert (first.last_return.replica_id, first.letter) == ("replica-2", "")


def test_slips_are_numbered_one_after_the_other_and_a_second_print_says_so(office, pc, tmp_path):
    first, second = (issue_slip(office, returns_of(office)) for _ in range(2))
    assert [each.serial for each in slips(office)] == [second.serial, first.serial]
    assert [each.serial[-6:] for each in (first, second)] == ["-H0001", "-H0002"]
    assert DocumentFacts.from_json(first.facts).fields["to_unit"] == "0417信用社"

    def words():
        pages = lay_out_slip(office, first.serial)
        return "".join(each.text for page in pages for each in page if isinstance(each, TextRun))

    assert first.serial in words()
    assert "补打" not in words()
    write_slip(office, first.serial, tmp_path / "slip.pdf", QUIET)
    assert "补打" in words()
    note_slip_printed(office, first.serial, 1)
    [_, printed] = slips(office)
    assert (printed.state, printed.reprints) == (NoticeState.PRINTED, 1)


def test_a_full_stick_loses_no_return_that_was_written(office, pc, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()

    def full(*words):
        raise ExpectedFailure("stick_full", folder="stick", needed_mb=1, free_mb=0, missing_mb=1)

    with monkeypatch.context() as patched:
        patched.setattr(type(office.sticks), "carry_out", full)
        kept = hand_out(office, ["0417"], stick, QUIET)
    assert (kept.is_carried, kept.slip, kept.trouble.code) == (False, None, "stick_full")
    done = carry_returns(office, kept.written, stick, QUIET)
    assert done.is_carried
    assert [each.stored for each in done.written] == [each.stored for each in kept.written]
    assert done.written[0].on_stick.read_bytes() == kept.written[0].path.read_bytes()
    assert done.slip.serial.endswith("-H0001")


def test_who_stops_between_two_branches_is_told_what_was_written(office, pc, tmp_path):
    enrolled(office, tmp_path, "0418", "replica-2")
    seen = []
    stops = CancellableProgress(lambda *report: seen.append(report), lambda: bool(seen))
    done = hand_out(office, ["0417", "0418"], tmp_path, stops)
    assert [each.stored.branch for each in done.written] == ["0417"]
    assert not done.is_carried
    with pytest.raises(Cancelled):
        hand_out(office, ["0418"], tmp_path, stops)


def test_a_disk_that_fills_after_the_first_return_does_not_hide_it(office, pc, tmp_path):
    enrolled(office, tmp_path, "0418", "replica-2")
    written = []

    class Filling(type(ROOM)):
        def write(self, path, *rest):
            if written:
                raise ExpectedFailure("disk_full", file=path.name)
            written.append(path)
            return super().write(path, *rest)

    desk = replace(office, packages=Filling())
    done = hand_out(desk, ["0417", "0418"], tmp_path, QUIET)
    assert [each.stored.branch for each in done.written] == ["0417"]
    assert (done.is_carried, done.trouble.code) == (False, "disk_full")
    with pytest.raises(ExpectedFailure, match="disk_full"):
        hand_out(desk, ["0418"], tmp_path, QUIET)


def test_new_keys_of_head_office_reach_a_pc_by_a_return_that_the_old_ones_sign(office, pc):
    old = pc.office.fingerprint
    pc.pay()
    [before] = returns_of(office)
    new = rotate_office_key(office)
    [named] = returns_of(office)
    manifest = opened(pc, named).manifest
    assert (manifest.sender, manifest.next_keys.fingerprint) == (old, new)
    with pytest.raises(RuleViolation, match="rotation_running"):
        rotate_office_key(office)
    marks = [
        ReturnMark(each.stored.epoch, each.stored.number, each.stored.hash)
        for each in (before, named)
    ]
    take(office, pc.send(last_return=marks[0]))
    assert opened(pc, returns_of(office)[0]).manifest.sender == old
    take(office, pc.send(last_return=marks[1]))
    [signed] = returns_of(office)
    with office.store.read() as queries:
        keys = ROOM.public(queries.head_office().next_keys)
    after = ROOM.open(signed.path, pc.keys, lambda manifest: keys).manifest
    assert (after.sender, after.next_keys) == (new, None)
    pc.sealed_to = keys
    path = pc.send(
        last_return=ReturnMark(1, signed.stored.number, signed.stored.hash), recipient=new
    )
    assert [each.reason for each in take(office, path)] == [""]
    assert rotate_office_key(office) != new
    assert pc.office.fingerprint == new


def test_naming_new_keys_to_a_pc_is_told_once_though_each_return_does_it(office, pc, tmp_path):
    enrolled(office, tmp_path, replica="replica-2")
    rotate_office_key(office)
    first, other = returns_of(office)
    returns_of(office)
    named = [each.data for each in acts(office, "0417") if each.what == "keys_named"]
    told = [(each["replica"], each["return_no"]) for each in named]
    assert told == [("replica-2", other.stored.number), ("replica-1", first.stored.number)]
    assert branch_in_full(office, "0417").acts == acts(office, "0417")


def mark_of(written):
    return ReturnMark(written.stored.epoch, written.stored.number, written.stored.hash)
