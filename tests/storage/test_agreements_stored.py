"""Agreements and promises come back from the database as they were written."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from tests import agreement_rows as rows
from tests.storage.test_documents import OF_A_DEBTOR


@pytest.fixture
def unit(store, filled):
    with store.write() as uow:
        uow.add_documents([OF_A_DEBTOR, replace(OF_A_DEBTOR, id="d9", serial="PA26-W0009")])
        yield uow


def named(queries, stored):
    """Return a record with the name that the database knows its debtor by."""
    return replace(stored, debtor=queries.party("p1").name)


def test_an_agreement_comes_back_with_all_that_happened_to_it(unit):
    rows.store_all(unit, OF_A_DEBTOR.serial)
    [found] = unit.agreements("p1")
    written = named(unit, rows.agreement(OF_A_DEBTOR.serial))
    assert replace(found, signing=None, arrival=None) == written
    assert (found.signing.signed_on, found.signing.consents) == (rows.DAY, ("夏娟安",))
    assert (found.arrival.notice_serial, found.arrival.arrived_on) == (found.serial, rows.DAY)
    assert unit.agreements("nobody") == []
    assert unit.agreement_numbered("PA26-W0404") is None


def test_a_promise_comes_back_and_says_why_it_was_taken_back(unit):
    rows.store_all(unit, OF_A_DEBTOR.serial)
    assert unit.promises() == [named(unit, rows.promise(withdrawn="记错人"))]
    assert unit.promise("promise-2") is None


def test_an_older_version_tells_since_when_a_newer_one_is_signed(unit):
    unit.add_agreement(rows.agreement(OF_A_DEBTOR.serial))
    newer = rows.agreement("PA26-W0009", id="agreement-2", version=2, replaces="agreement-1")
    unit.add_agreement(newer)
    assert unit.agreement_numbered(OF_A_DEBTOR.serial).replaced_on is None
    unit.add_signing(rows.StoredSigning("s2", "agreement-2", rows.DAY, (), "", rows.NOW))
    assert unit.agreement_numbered(OF_A_DEBTOR.serial).replaced_on == rows.DAY
    assert [each.version for each in unit.agreements()] == [2, 1]


def test_nothing_happens_twice(unit):
    rows.store_all(unit, OF_A_DEBTOR.serial)
    with pytest.raises(IntegrityError):
        unit.add_signing(rows.StoredSigning("s2", "agreement-1", rows.DAY, (), "", rows.NOW))
