"""The journal as an inspector reads it: a day, a kind, a person; names masked."""

from datetime import date

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import ActKind
from desktop.domain.permissions import Role
from desktop.services.guarantees import EnteredAct, record_act
from desktop.services.journal_reading import journal_of
from tests.people import at_desk, employ

TODAY = date(2026, 10, 10)


@pytest.fixture
def office(desk, take_in, ledger, clock):
    take_in(ledger.row("L1", guarantors=("夏娟安",)))
    employ(desk)
    with desk.store.read() as queries:
        loan_id = queries.loan_by_no("L1").id
    teller = at_desk(desk, Role.TELLER)
    record_act(teller, loan_id, "夏娟安", EnteredAct(ActKind.DEMAND_SENT, TODAY))
    return desk


def test_a_day_is_read_by_kind_and_by_person_with_names_masked(office):
    reader = at_desk(office, Role.ACCOUNTANT)
    kinds = [each.kind for each in journal_of(reader, TODAY)]
    assert kinds == ["branch_set_up", "ledger_imported", "users_found", "guarantee_act_recorded"]
    [act] = journal_of(reader, TODAY, operator_id="teller")
    assert act.body["guarantor"] == "夏**"
    assert [each.kind for each in journal_of(reader, TODAY, "users_found")] == ["users_found"]
    assert journal_of(reader, date(2026, 10, 9)) == ()


@pytest.mark.parametrize("role", [Role.TELLER, Role.CREDIT_OFFICER])
def test_who_may_not_read_it_is_in_it(office, role):
    with pytest.raises(RuleViolation, match="not_permitted"):
        journal_of(at_desk(office, role), TODAY)
    [refused] = journal_of(at_desk(office, Role.MANAGER), TODAY, "act_refused")
    assert (refused.operator_id, refused.body["use_case"]) == (role.value, "journal_of")
