"""What the use cases write at one PC is the same at the other, and in a restored database."""

import json
import re

import pytest
from sqlalchemy import select

from desktop.bootstrap import build
from desktop.domain.notices import SAMPLE_HEAD
from desktop.services import parties
from desktop.services.branch import set_up
from desktop.services.clocks import recompute
from desktop.services.ledger import import_reading
from desktop.services.reductions import refresh_reductions
from desktop.services.verify import verify
from desktop.storage.capture import KnownKeys, captured_tables, columns_of
from desktop.storage.tables import foreign_party, party
from tests.faults.conftest import KEY, Branch, StoppedClock
from tests.faults.test_journal_of_services import CHANGES, QUIET, Change, Day

OTHER_DEBTOR = "SELECT max(id) FROM party"


def merge(day, _):
    first, second = day.party, day.one(OTHER_DEBTOR)
    made = parties.merge(day.desk, first, second, "同一人")
    return parties.undo_merge(day.desk, made.applied.result, "是两个人")


ACTS = {
    **{
        name: CHANGES[name]
        for name in (
            "notices.mark",
            "delivery.withdraw",
            "claims.end_procedure",
            "guarantees.withdraw_act",
            "issuing.mark_documents",
            "signing.record_arrival",
            "promises.withdraw_promise",
            "granted.sign",
            "confirming.decide",
        )
    },
    "parties.merge and part": Change("issued", "party_parted", merge),
}
ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NOT_HERE = (
    "party",
    "installation",
    "app_user",
    "evidence",
    "relief_evidence",
    "repayment_confirmation",
)
"""Stays where it is, rides apart, or rests on the import of the other PC."""


@pytest.fixture(scope="session")
def other_pc(tmp_path_factory, readings):
    """The branch's other PC, which read the same ledger."""
    branch = Branch(tmp_path_factory.mktemp("other"))
    with build(branch.database, KEY, create=True, clock=StoppedClock()) as application:
        set_up(application.desk, SAMPLE_HEAD)
        import_reading(application.desk, readings["first"], QUIET)
    return branch.database.read_bytes()


@pytest.fixture
def lines(branch_at, tmp_path_factory, other_pc, request):
    """A branch, its backup of before the act, its other PC, and the act."""
    act = ACTS[request.param]
    other = Branch(tmp_path_factory.mktemp("other"))
    other.database.write_bytes(other_pc)
    return branch_at(act.moment), branch_at(act.moment), other, act


def content(desk):
    """Return what is stored, as everybody knows it, debtors by their identity."""
    with desk.store.read() as queries:
        connection = queries._connection
        known = KnownKeys(connection)
        said = select(party.c.id, party.c.id_number, party.c.name, party.c.village)
        who = {id_: "|".join(is_known_by) for id_, *is_known_by in connection.execute(said)}
        aliases = connection.execute(select(foreign_party.c.foreign_id, foreign_party.c.party_id))
        who |= {theirs: who[ours] for theirs, ours in aliases}
        found = {"party": sorted(set(who.values()))}
        for table in captured_tables():
            if table.name in NOT_HERE:
                continue
            rows = connection.execute(select(*columns_of(table))).mappings()
            lines = [json.dumps(known.row(table, dict(row)), sort_keys=True) for row in rows]
            found[table.name] = sorted(_named(line, who) for line in lines)
        return found


def _named(text, who):
    return ID.sub(lambda found: who.get(found[0], found[0]), text)


def take_in(branch, entries):
    with branch.open() as desk:
        with desk.store.write() as uow:
            taken = uow.take_entries(entries)
            loans = [uow.loan(each) for each in sorted(taken.loans)]
            recompute(desk, uow, [(each.id, each.due_on) for each in loans])
            refresh_reductions(uow, taken.loans)
            uow.record("entries_taken", "e", {}, desk.clock.today())
            uow.commit()
        assert (taken.held, taken.conflicts) == ((), ())
        assert verify(desk, QUIET) == []
        return content(desk)


@pytest.mark.parametrize("lines", ACTS, indirect=True)
def test_an_act_is_the_same_at_the_other_pc_and_after_a_restore(
    lines, readings, photo, tmp_path, acts
):
    branch, older, other, act = lines
    with branch.open() as desk:
        made = Day(desk, readings, photo, tmp_path, lambda name: acts[name].do(desk, QUIET))
        act.do(made, act.prepare(made))
        with desk.store.read() as queries:
            entries = list(queries.entries_from(0))
        expected = content(desk)
    assert take_in(older, entries) == expected
    assert take_in(other, entries) == expected
