from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError, ResourceClosedError

from desktop.storage.unit_of_work import UnrecordedChangeError

DAY = date(2026, 10, 8)


def test_leaving_without_commit_changes_nothing(store, filled):
    with store.write() as uow:
        uow.set_hold("p1", "impersonation")
        uow.record("hold_set", "p1", {}, DAY)
        assert uow.party("p1").hold == "impersonation"
    with store.read() as queries:
        assert queries.party("p1").hold == ""
        assert list(queries.journal_of_kind("hold_set")) == []


def test_an_exception_changes_nothing(store, filled):
    with pytest.raises(KeyError), store.write() as uow:
        uow.set_hold("p1", "impersonation")
        raise KeyError
    with store.read() as queries:
        assert queries.party("p1").hold == ""


def test_a_change_without_a_journal_entry_is_a_bug_and_is_not_kept(store, filled):
    with store.write() as uow:
        uow.set_hold("p1", "impersonation")
        with pytest.raises(UnrecordedChangeError):
            uow.commit()
    with store.read() as queries:
        assert queries.party("p1").hold == ""


def test_the_bug_cannot_be_mistaken_for_something_expected():
    assert issubclass(UnrecordedChangeError, AssertionError)


def test_nothing_changed_needs_no_entry(store, filled):
    with store.write() as uow:
        uow.commit()


def test_an_entry_alone_is_a_change_too(store):
    with store.write() as uow:
        uow.record("ledger_exported", "file", {}, DAY)
        uow.commit()
    with store.read() as queries:
        assert len(list(queries.journal_of_kind("ledger_exported"))) == 1


def test_after_commit_nothing_more_can_be_written_by_mistake(store, filled):
    with store.write() as uow:
        uow.record("hold_set", "p1", {}, DAY)
        uow.commit()
        with pytest.raises(ResourceClosedError):
            uow.set_hold("p1", "impersonation")


def test_a_broken_rule_of_the_tables_is_a_bug_and_stays_one(store, filled):
    with pytest.raises(IntegrityError) as caught, store.write() as uow:
        uow.set_hold("p1", "who knows")
    assert "who knows" not in str(caught.value)  # no data in a crash report


def test_an_unknown_id_is_a_bug(store, filled):
    with store.write() as uow, pytest.raises(KeyError):
        uow.set_hold("nobody", "")


def test_serial_numbers_have_no_gaps_and_none_twice(store):
    def take(count: int, year: int = 2026) -> list[int]:
        with store.write() as uow:
            numbers = uow.next_serials("notice", year, count)
            uow.record("notices_issued", "x", {}, DAY)
            uow.commit()
        return list(numbers)

    with store.write() as uow:
        assert list(uow.next_serials("notice", 2026, 4)) == [1, 2, 3, 4]  # given back
    assert take(3) == [1, 2, 3]
    assert take(2) == [4, 5]
    assert take(1, year=2027) == [1]
    with store.write() as uow:
        assert list(uow.next_serials("receipt", 2026, 1)) == [1]
        with pytest.raises(ValueError, match="at least one"):
            uow.next_serials("notice", 2026, 0)


def test_the_installation_and_its_head_are_kept_and_can_be_changed(store, rows):
    installation = rows.installation()
    with store.write() as uow:
        assert uow.installation() is None
        uow.save_installation(installation)
        uow.record("branch_set_up", "x", {}, DAY)
        uow.save_installation(installation)
        uow.commit()
    with store.read() as queries:
        assert queries.installation() == installation
