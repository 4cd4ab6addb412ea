from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.errors import Cancelled, RuleViolation
from desktop.domain.ledger import LedgerField, SourceMapping
from desktop.services.ledger import decide_missing, import_reading, plan_import, take_reading
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.lists import frame
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.services.records import LoanStatus

LATER = date(2026, 10, 5)


def loans(desk, **wanted):
    with desk.store.read() as queries:
        return queries.ledger_lines(queries.ledger_ids(LedgerFilter(**wanted), SortKey.LOAN_NO))


def test_a_ledger_becomes_loans_with_sums_to_the_fen(desk, take_in, ledger):
    done = take_in(ledger.row("L1", balance_fen=1), ledger.row("L2", balance_fen=2))
    assert (done.loans, done.opened, done.borrowers) == (2, 2, 1)
    assert done.principal_balance_fen == 3
    with desk.store.read() as queries:
        assert queries.ledger_sums(LedgerFilter()).balance_fen == 3


def test_one_person_with_several_loans_is_one_party(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"))
    assert len({line.party_id for line in loans(desk)}) == 1


def test_the_same_name_in_another_village_is_another_party(desk, take_in, ledger):
    unknown = {"id_number": "", "id_problem": "missing"}
    take_in(
        ledger.row("L1", **unknown),
        ledger.row("L2", village="沙洲村", **unknown),
        ledger.row("L3", **unknown),
    )
    assert len({line.party_id for line in loans(desk)}) == 2


def test_the_next_ledger_updates_opens_and_marks_missing(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"))
    done = take_in(ledger.row("L1", balance_fen=900_000), ledger.row("L3"), as_of=LATER)
    assert (done.opened, done.updated, done.missing) == (1, 1, 1)
    states = {line.loan_no: (line.status, line.balance_fen) for line in loans(desk)}
    assert states == {
        "L1": ("active", 900_000),
        "L2": ("missing", 1_000_000),
        "L3": ("active", 1_000_000),
    }


def test_what_an_import_changed_can_be_read_back(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"))
    done = take_in(ledger.row("L1", balance_fen=900_000, five_class="损失"), as_of=LATER)
    with desk.store.read() as queries:
        changes = {change.loan_no: change for change in queries.import_changes(done.id)}
    assert changes["L1"].balance_before_fen == 1_000_000
    assert changes["L1"].balance_after_fen == 900_000
    assert (changes["L1"].class_before, changes["L1"].class_after) == ("可疑", "损失")
    assert changes["L2"].kind == "missing"


def test_a_missing_loan_that_comes_back_is_active_again(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"))
    take_in(ledger.row("L1"), as_of=LATER)
    done = take_in(ledger.row("L1"), ledger.row("L2"), as_of=date(2026, 10, 10))
    assert done.reappeared == 1
    assert {line.status for line in loans(desk)} == {"active"}


def test_a_person_decides_what_became_of_a_missing_loan(desk, take_in, ledger):
    take_in(ledger.row("L1"), ledger.row("L2"))
    take_in(ledger.row("L1"), as_of=LATER)
    missing = next(line for line in loans(desk) if line.loan_no == "L2")
    decide_missing(desk, missing.loan_id, LoanStatus.SETTLED, "核心系统已结清")
    assert [line.loan_no for line in loans(desk, status="settled")] == ["L2"]
    with desk.store.read() as queries:
        assert queries.timeline(missing.party_id)[0].kind == "loan_decided"
    active = next(line for line in loans(desk) if line.loan_no == "L1")
    with pytest.raises(RuleViolation, match="loan_not_missing"):
        decide_missing(desk, active.loan_id, LoanStatus.SETTLED, "")


def test_an_older_ledger_never_overwrites_newer_figures(desk, take_in, ledger):
    take_in(ledger.row("L1", balance_fen=500_000), as_of=LATER)
    done = take_in(ledger.row("L1"), ledger.row("L2"), as_of=date(2026, 9, 30))
    assert (done.opened, done.updated, done.missing) == (1, 0, 1)  # the newer one lacks L2
    assert {line.loan_no: line.balance_fen for line in loans(desk)}["L1"] == 500_000


def test_the_same_file_twice_is_refused(desk, ledger):
    reading = ledger.reading(ledger.row("L1"))
    import_reading(desk, reading, NoProgress())
    with pytest.raises(RuleViolation, match="ledger_already_imported"):
        import_reading(desk, reading, NoProgress())


def test_a_ledger_without_its_date_is_refused(desk, ledger):
    with pytest.raises(RuleViolation, match="ledger_date_unknown"):
        import_reading(desk, ledger.reading(ledger.row("L1"), as_of=None), NoProgress())


def test_a_known_loan_under_another_name_is_a_problem_and_stays_as_it_was(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    done = take_in(ledger.row("L1", borrower="别人", balance_fen=1), as_of=LATER)
    assert done.refused == 1
    assert loans(desk)[0].balance_fen == 1_000_000
    with desk.store.read() as queries:
        assert [problem.code for problem in queries.import_problems(done.id)] == [
            "borrower_changed"
        ]


def test_an_identity_number_that_was_missing_is_filled_in(desk, take_in, ledger):
    take_in(ledger.row("L1", id_number="", id_problem="missing"))
    take_in(ledger.row("L1"), as_of=LATER)
    with desk.store.read() as queries:
        party = queries.party(loans(desk)[0].party_id)
    assert (party.id_number, party.id_problem) == ("439985194806046550", "")


def test_a_cancelled_import_changes_nothing(desk, ledger):
    seen = []
    progress = CancellableProgress(
        lambda stage, done, total: seen.append(stage), lambda: "write" in seen
    )
    with pytest.raises(Cancelled):
        import_reading(desk, ledger.reading(ledger.row("L1")), progress)
    assert loans(desk) == []
    with desk.store.read() as queries:
        assert queries.imports() == []


def test_planning_writes_nothing(desk, ledger):
    plan = plan_import(desk, ledger.reading(ledger.row("L1")), NoProgress())
    assert len(plan.loans) == 1
    assert loans(desk) == []


def test_an_import_is_one_journal_entry_with_hash_and_sums(desk, take_in, ledger):
    done = take_in(ledger.row("L1"))
    with desk.store.read() as queries:
        entries = list(queries.journal_of_kind("ledger_imported"))
    assert [entry.entity_id for entry in entries] == [done.id]
    assert entries[0].body["file_sha256"] == done.file_sha256
    assert entries[0].body["principal_balance_fen"] == 1_000_000


def test_a_corrected_mapping_is_remembered_without_the_files_own_date(desk, ledger):
    mapping = SourceMapping({"尚欠": LedgerField.BALANCE}, as_of=date(2026, 9, 30), unit="万元")
    import_reading(desk, ledger.reading(ledger.row("L1")), NoProgress(), mapping)
    with desk.store.read() as queries:
        remembered = queries.source_mapping("source-1")
    assert remembered == replace(mapping, as_of=None)


def test_an_import_before_set_up_is_refused(tmp_path, ledger, clock):
    from desktop.bootstrap import build
    from desktop.domain.errors import ExpectedFailure

    with (
        build(tmp_path / "new.db", bytes(32), create=True, clock=clock) as application,
        pytest.raises(ExpectedFailure, match="not_set_up"),
    ):
        import_reading(application.desk, ledger.reading(ledger.row("L1")), NoProgress())


def test_a_date_given_for_one_file_leaves_the_remembered_mapping_alone(desk, ledger):
    mapping = SourceMapping({"尚欠": LedgerField.BALANCE})
    import_reading(desk, ledger.reading(ledger.row("L1")), NoProgress(), mapping)
    dated = SourceMapping(as_of=LATER)
    import_reading(desk, ledger.reading(ledger.row("L1"), as_of=LATER), NoProgress(), dated)
    with desk.store.read() as queries:
        assert queries.source_mapping("source-1") == mapping


def test_the_same_figures_at_a_newer_date_are_no_change_but_carry_the_date_on(
    desk, take_in, ledger
):
    take_in(ledger.row("L1"), ledger.row("L2"))
    done = take_in(ledger.row("L1"), ledger.row("L2", balance_fen=1), as_of=LATER)
    assert (done.updated, done.unchanged) == (1, 1)
    with desk.store.read() as queries:
        assert [change.loan_no for change in queries.import_changes(done.id)] == ["L2"]
        assert queries.loan_by_no("L1").reported_on == LATER


FUTURE = date(2026, 12, 30)


def taken_before(desk, reading):
    """Take a ledger in as a program did that asked nothing of its day."""
    with desk.store.write() as uow:
        take_reading(desk, uow, reading, NoProgress(), "")
        uow.commit()


def test_a_ledger_of_a_day_that_has_not_come_is_refused_with_what_says_so(desk, ledger):
    entered = ledger.reading(ledger.row("L1"), as_of=FUTURE)
    stated = replace(entered, day_text="截至2026年12月30日")
    for reading, code in ((entered, "ledger_day_in_future"), (stated, "ledger_in_future")):
        with pytest.raises(RuleViolation, match=code) as refused:
            import_reading(desk, reading, NoProgress())
        said = refused.value.params
        assert (said["date"], said["today"]) == ("2026-12-30", "2026-10-10")
        assert said["stated"] == reading.day_text
    assert loans(desk) == []


def test_a_mistyped_day_of_before_keeps_no_later_ledger_out(desk, ledger):
    gone = ledger.row("L2")
    taken_before(desk, ledger.reading(ledger.row("L1"), gone, as_of=FUTURE))
    right = ledger.reading(ledger.row("L1", balance_fen=900_000), ledger.row("L3"))
    done = import_reading(desk, right, NoProgress())
    assert (done.updated, done.opened, done.missing) == (1, 1, 1)
    states = {line.loan_no: (line.status, line.balance_fen) for line in loans(desk)}
    assert states == {
        "L1": ("active", 900_000),
        "L2": ("missing", 1_000_000),
        "L3": ("active", 1_000_000),
    }
    assert frame(desk).ledger_day == right.as_of


def test_the_file_of_a_mistyped_day_may_come_again_under_the_right_one(desk, ledger):
    file = ledger.reading(ledger.row("L1"), as_of=FUTURE)
    taken_before(desk, file)
    import_reading(desk, replace(file, as_of=date(2026, 9, 30)), NoProgress())
    with desk.store.read() as queries:
        assert queries.loan_by_no("L1").reported_on == date(2026, 9, 30)
    with pytest.raises(RuleViolation, match="ledger_already_imported"):
        import_reading(desk, replace(file, as_of=date(2026, 10, 1)), NoProgress())


def test_a_clock_that_is_behind_makes_no_ledger_wrong_that_was_right(desk, clock, ledger, take_in):
    take_in(ledger.row("L1", balance_fen=700_000))
    clock.day = date(2026, 9, 1)
    old = ledger.reading(ledger.row("L1"), as_of=date(2026, 8, 31))
    assert import_reading(desk, old, NoProgress()).updated == 0
    with desk.store.read() as queries:
        assert queries.loan_by_no("L1").balance_fen == 700_000
