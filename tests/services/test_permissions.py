"""Every use case, every role: what the table of the security design says is what happens."""

import importlib
import inspect
import json
import pkgutil
from dataclasses import replace
from functools import partial

import pytest

import desktop.services
from desktop.bootstrap import build
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Action, Part, Role, allows, steps
from desktop.services import approvals, parties
from desktop.services.act_catalogue import CHECKED_ACTS
from desktop.services.branch import set_up
from desktop.services.checked_acts import CheckedAct
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import Wish, issue
from desktop.services.documents.offering import may_issue
from desktop.services.permits import JUDGED_BY_ACT, Permission
from desktop.services.progress import NoProgress
from desktop.services.records import Hold
from tests.people import at_desk, employ, proposal

KEY = bytes(range(32))

TABLE = """
| see a borrower, masked                               | R | R | R | R | R |
| reveal one field, with a reason (logged)             | M | M | M | M | - |
| create or change a borrower, guarantor, contact      | - | M | - | C | - |
| notices, deliveries, visits, leads                   | M | M | - | M | - |
| repayment up to the limit                            | M | - | - | - | - |
| repayment over the limit or back-dated               | M | - | C | C | - |
| reverse a repayment                                  | M | - | C | C | - |
| agreement, extension                                 | - | M | - | C | - |
| interest relief up to the branch limit               | - | M | C1 | C2 | - |
| interest relief over it                              | - | M | C1 | C2 | C3 |
| close the day                                        | M | - | C | - | - |
| reopen a day                                         | - | - | M | C | - |
| export or import a package or ledger                 | M | M | C | C | - |
| print or export many unmasked records                | - | M | - | C | - |
| users and roles                                      | - | - | C | M | - |
| restore a backup, new data key                       | - | - | M | C | - |
| read the journal                                     | - | - | R | R | R |
| policy and limits, by the file head office hands out | - | - | - | M | M |
| copies, checks, one's own password                   | M | M | M | M | M |
| head office's own work with its branches             | - | - | - | - | MC |
"""
"""Teller, credit officer, accountant, manager, head office; the order of the acts is the code's."""

PARTS_OF_USE_CASES = {
    "checked_acts.nothing_after",
    "clocks.compute",
    "clocks.stored_clock",
    "clock_effects.clock_effect",
    "clock_effects.no_effect",
    "notices.notice_facts",
    "paper_archive.check_not_backdated",
    "approval_items.expiry",
    "approval_items.may_sign",
    "approval_items.state_now",
    "approval_rows.new_proposal",
    "approval_rows.new_step",
    "office.place.require_collection",
    "office.place.signed_by_two",
    "office.return_draft.pack_return",
    "permits.require",
    "relief.debts.debt_of",
    "repayments.debts.interest_parts",
    "two_people.confirmed_by_two",
    "two_people.signed_by",
}
"""What takes a desk for its clock and rules only: it opens nothing (a test looks)."""

RUN_BY_THE_PROGRAM = {
    "office.founding.follow_restore",
    "user_acts.finish_key_changes",
    "user_acts.renew_key",
    "recovery.regain_access",
    "approvals.decide_by_package",
    "exchange.decisions.carry_out_decisions",
    "exchange.photos.photos_beside",
    "exchange.photos.take_photos",
    "office.photos.seal_parts",
    "office.returning.carry",
}
"""What follows an act that was permitted, or that a power cut interrupted: nobody asks for it."""

JUDGED = {
    f"approvals.{name}"
    for name in ("submit", "approve", "refuse", "withdraw", "approve_here", "refuse_here")
} | {"approvals.approve_by_phone", "parties.set_hold", "parties.set_deceased"}
"""They ask for the permission of the act they are about."""


def cells():
    rows = [line.strip("| ").split("|") for line in TABLE.strip().splitlines()]
    return {
        action: dict(zip(Role, (cell.strip() for cell in row[1:]), strict=True))
        for action, row in zip(Action, rows, strict=True)
    }


def modules():
    for found in pkgutil.walk_packages(desktop.services.__path__, "desktop.services."):
        yield importlib.import_module(found.name)


def with_desk():
    """Every public function of the services whose first parameter is a desk, by its name."""
    for module in modules():
        for name, function in vars(module).items():
            if not inspect.isfunction(function) or name.startswith("_"):
                continue
            kinds = [each.annotation for each in inspect.signature(function).parameters.values()]
            inside = {"Queries", "UnitOfWork"} & set(kinds)
            if function.__module__ == module.__name__ and kinds[:1] == ["Desk"] and not inside:
                yield f"{module.__name__.removeprefix('desktop.services.')}.{name}", function


FUNCTIONS = dict(with_desk())
USE_CASES = {name: each for name, each in FUNCTIONS.items() if hasattr(each, "permission")}
GUARDED = {name: each for name, each in USE_CASES.items() if each.permission != JUDGED_BY_ACT}


class Office:
    """A branch with one person a role, and everything its database holds."""

    def __init__(self, desk):
        self.desk = desk

    def at(self, role, user_id=""):
        return at_desk(self.desk, role, user_id)

    def rows(self):
        with self.desk.store.read() as queries:
            run = queries._connection.exec_driver_sql
            tables = run("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
            return {name: run(f'SELECT * FROM "{name}"').fetchall() for name in tables}

    def entries(self):
        with self.desk.store.read() as queries:
            found = queries._connection.exec_driver_sql(
                "SELECT kind, operator_id, body FROM journal ORDER BY local_no"
            )
            return [(kind, operator, json.loads(entry)["data"]) for kind, operator, entry in found]

    def refuses(self, call, operator, **named):
        """Call something that must be refused, and look that it left one entry and no more."""
        before, entries = self.rows(), self.entries()
        with pytest.raises(RuleViolation) as refused:
            call()
        changed = {name for name, rows in self.rows().items() if rows != before[name]}
        assert changed - {"journal", "sqlite_sequence"} == set()
        [(kind, who, body)] = self.entries()[len(entries) :]
        assert (kind, who) == ("act_refused", operator.value)
        assert named.items() <= body.items()
        return refused.value.code


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with build(tmp_path_factory.mktemp("office") / "b.db", KEY, create=True) as application:
        set_up(application.desk, SAMPLE_HEAD)
        employ(application.desk)
        yield Office(application.desk)


def test_the_table_in_the_code_is_the_table_of_the_design():
    for action, row in cells().items():
        for role, cell in row.items():
            assert allows(role, action, Part.MAKE) is ("M" in cell), (action, role)
            assert allows(role, action, Part.CHECK) is ("C" in cell), (action, role)
            assert allows(role, action, Part.READ) is (cell != "-"), (action, role)


def test_checkers_sign_in_the_order_of_their_ranks():
    for action, row in cells().items():
        ranks = sorted({cell for cell in row.values() if cell.startswith("C")})
        wanted = [frozenset(role for role in row if row[role] == rank) for rank in ranks]
        assert list(steps(action)) == wanted


def test_no_act_can_be_made_and_checked_by_one_role():
    for action in Action:
        makers = {role for role in Role if allows(role, action, Part.MAKE)}
        assert all(makers.isdisjoint(step) for step in steps(action))


def test_a_function_without_a_permission_is_found():
    without = {name for name in FUNCTIONS if name not in USE_CASES}
    assert without <= PARTS_OF_USE_CASES | RUN_BY_THE_PROGRAM, "declare @permitted above it"
    judged = {name for name in USE_CASES if name not in GUARDED}
    assert judged <= JUDGED, "one that asks for its act's permission needs its own test below"


@pytest.mark.parametrize("name", sorted(PARTS_OF_USE_CASES - {"permits.require"}))
def test_what_needs_no_permission_opens_nothing(name):
    assert "desk.store" not in inspect.getsource(FUNCTIONS[name])


@pytest.mark.parametrize("name", GUARDED)
def test_a_use_case_obeys_the_table_for_every_role(office, name):
    use_case, permission = GUARDED[name], GUARDED[name].permission
    assert isinstance(permission, Permission)
    for role in Role:
        cell = cells()[permission.action][role]
        fits = {Part.MAKE: "M" in cell, Part.CHECK: "C" in cell, Part.READ: cell != "-"}

        call = partial(use_case, office.at(role), no_such_word=True)
        if fits[permission.part]:
            with pytest.raises(TypeError, match="no_such_word"):
                call()
        else:
            named = {"use_case": name.rpartition(".")[2], "role": role.value}
            assert office.refuses(call, role, **named) == "not_permitted"


def past_the_guard(desk, queries, body):
    raise RuleViolation("item_unknown")


def acts():
    """One act of the catalogue for each action with checkers, an invented one where there is none.

    Which action an act has is all that the guard looks at.
    """
    known = {each.action: each for each in CHECKED_ACTS.values()}
    for action in Action:
        if steps(action):
            invented = CheckedAct(f"probe_{action}", action, past_the_guard, past_the_guard)
            yield known.get(action, invented)


@pytest.fixture(params=acts(), ids=lambda act: act.kind)
def act(request, monkeypatch):
    act = replace(request.param, check=past_the_guard)
    monkeypatch.setitem(CHECKED_ACTS, act.kind, act)
    return act


@pytest.mark.parametrize("role", Role)
def test_only_its_makers_propose_an_act(office, act, role):
    def call():
        approvals.submit(office.at(role), act.kind, f"{act.kind}-{role}", "周田生", {})

    if cells()[act.action][role] == "M":
        with pytest.raises(RuleViolation, match="item_unknown"):
            call()
    else:
        assert office.refuses(call, role, use_case=act.kind, part="make") == "not_permitted"


@pytest.mark.parametrize("decide", ["approve", "refuse"])
@pytest.mark.parametrize("own", [True, False], ids=["own", "other"])
@pytest.mark.parametrize("role", Role)
def test_only_its_checkers_decide_and_never_about_their_own(office, act, role, own, decide):
    maker = role.value if own else "somebody"
    now = office.desk.clock.now()
    item_id = f"{act.kind}-{role}-{own}-{decide}"
    made = proposal(now, id=item_id, kind=act.kind, action=act.action.value, target_id=item_id)
    with office.desk.store.write() as uow:
        uow.add_proposal(replace(made, maker_id=maker))
        uow.record("proposed", item_id, {}, now.date())
        uow.commit()

    def call():
        desk = office.at(role)
        if decide == "approve":
            approvals.approve(desk, item_id, "another hash", role.value)
        else:
            approvals.refuse(desk, item_id, "reason", role.value)

    if not cells()[act.action][role].startswith("C"):
        assert office.refuses(call, role, use_case=act.kind, part="check") == "not_permitted"
    elif own:
        assert office.refuses(call, role, use_case=act.kind, own=True) == "own_item"
    else:
        with pytest.raises(RuleViolation, match=r"item_edited|item_expired"):
            call()


@pytest.mark.parametrize("role", Role)
def test_only_its_maker_withdraws_an_item(office, act, role):
    now, item_id = office.desk.clock.now(), f"{act.kind}-{role}-withdrawn"
    made = proposal(now, id=item_id, kind=act.kind, action=act.action.value, target_id=item_id)
    with office.desk.store.write() as uow:
        uow.add_proposal(made)
        uow.record("proposed", item_id, {}, now.date())
        uow.commit()

    def call():
        approvals.withdraw(office.at(role), item_id, "reason")

    if cells()[act.action][role] == "M":
        with pytest.raises(RuleViolation, match="not_own_item"):
            call()
    else:
        assert office.refuses(call, role, use_case=act.kind) == "not_permitted"


PAPERS_OF_ACTS = {
    DocumentKind.REPAYMENT_AGREEMENT: Action.AGREEMENT,
    DocumentKind.ASSET_SETTLEMENT: Action.AGREEMENT,
    DocumentKind.RELIEF_APPLICATION: Action.RELIEF,
}


@pytest.mark.parametrize("kind", PAPERS_OF_ACTS)
@pytest.mark.parametrize("role", Role)
def test_a_paper_that_is_part_of_an_act_is_issued_by_its_makers_alone(office, kind, role):
    """Among other papers too: nothing is written before all have been looked at."""

    def call():
        wishes = [Wish(DocumentKind.EVIDENCE_INDEX, "nobody"), Wish(kind, "nobody")]
        issue(office.at(role), wishes, office.desk.clock.today(), NoProgress())

    assert may_issue(role, kind) is (cells()[PAPERS_OF_ACTS[kind]][role] == "M")
    if may_issue(role, kind):
        with pytest.raises(RuleViolation, match=r"ledger|agreement_needs_check|party_unknown"):
            call()
    else:
        assert office.refuses(call, role, use_case="issue") == "not_permitted"


def test_every_other_paper_is_field_work():
    others = {kind: each.action for kind, each in BUILDERS.items() if kind not in PAPERS_OF_ACTS}
    assert set(others.values()) == {Action.FIELD_WORK}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    "stop",
    [
        lambda desk: parties.set_hold(desk, "nobody", Hold.IMPERSONATION, "reason"),
        lambda desk: parties.set_deceased(desk, "nobody", True, "reason"),
    ],
    ids=["hold", "death"],
)
def test_who_works_in_the_field_stops_letters_at_once(office, stop, role):
    call = partial(stop, office.at(role))
    if cells()[Action.FIELD_WORK][role] == "M":
        with pytest.raises(RuleViolation, match="party_unknown"):
            call()
    else:
        assert office.refuses(call, role) == "not_permitted"
