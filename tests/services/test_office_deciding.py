"""What people of head office decide, and that two of them do where money or trust hangs on it."""

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from desktop.domain.approvals import item_hash
from desktop.domain.contact_book import ContactSource, ReachKind
from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.domain.repayment.kinds import RecoveryKind
from desktop.services.office import deciding, proposals
from desktop.services.office.asked import Person
from desktop.services.office.branches import acts, standings
from desktop.services.office.known_debt import known_debt
from desktop.services.two_people import SecondPerson
from desktop.storage.collection import bundles, entries
from tests.meanwhile import Meanwhile
from tests.offices import enrolled, know_loans, take
from tests.people import at_desk, employ

BODY = {"debtor": "周田生", "waived_fen": 9_000_000, "loans": [{"loan_no": "4321001"}]}
OFFICER = {"name": "何信贷", "role": "credit_officer"}


@pytest.fixture
def pc(office, tmp_path):
    made = enrolled(office, tmp_path)
    know_loans(office, "4321001")
    return made


def propose(
    pc,
    item="item-1",
    body=BODY,
    stored=BODY,
    kind="relief_over_granted",
    by=OFFICER,
    asked_by="officer",
):
    """Let a branch propose a relief above its limit, as capture writes its rows."""
    row = {
        "id": item,
        "kind": kind,
        "action": "relief_over",
        "target_id": "p1",
        "title": "周田生",
        "body": json.dumps(stored, ensure_ascii=False),
        "basis": "{}",
        "item_hash": item_hash(item, kind, "p1", "officer", body),
        "maker_id": "officer",
        "made_at": "2026-10-08T09:00:00+08:00",
        "expires_at": "2026-10-11T09:00:00+08:00",
    }
    rows = json.dumps(
        [{"table": "approval", "new": row}], ensure_ascii=False, separators=(",", ":")
    )
    said = {"kind": kind, "item_hash": row["item_hash"], "by": by}
    pc.act("proposed", said, item, rows, operator_id=asked_by)
    return row["item_hash"]


def sign(pc, item="item-1", people=("accountant", "manager")):
    for person in people:
        said = {"by": {"name": f"签字人{person}", "role": person}}
        pc.act("signed", said, item, operator_id=person)


def test_only_two_people_of_head_office_let_a_held_entry_go(office, pc):
    pc.pay("9999")
    take(office, pc.send())
    [waiting] = deciding.held(office)
    employ(office, Role.HEAD_OFFICE, Role.MANAGER)
    with office.store.write() as uow:
        uow.save_user(replace(uow.user("head_office"), id="second", login="second", name="乙"))
        uow.record("users_found", "users", {}, office.clock.today())
        uow.commit()
    desk = at_desk(office, Role.HEAD_OFFICE)
    force = partial(deciding.force_held, desk, "0417", waiting.event_id, "台账漏列")
    for second, code in (
        (None, "second_person_needed"),
        (SecondPerson("head_office", "head_office"), "own_item"),
        (SecondPerson("manager", "manager"), "not_permitted"),
    ):
        with pytest.raises(RuleViolation, match=code):
            force(second)
    assert deciding.held(office) == [waiting]
    force(SecondPerson("second", "second"))
    assert deciding.held(office) == []
    assert acts(desk, "0417")[0].data["by"] == ["head_office", "second"]
    with pytest.raises(RuleViolation, match="not_held"):
        force(SecondPerson("second", "second"))


def test_a_proposal_is_read_beside_what_head_offices_own_ledger_says(office, pc):
    loans = [{"loan_no": "4321001"}, {"loan_no": "9999"}]
    propose(pc, body=BODY | {"loans": loans}, stored=BODY | {"loans": loans})
    take(office, pc.send())
    [found] = proposals.proposals(office)
    debt = known_debt(office, found)
    assert (debt.as_of, debt.principal_fen, debt.unknown) == (date(2026, 9, 30), 1, ("9999",))
    assert known_debt(office, replace(found, branch="0502")) is None


def test_of_a_possible_double_one_counts_until_people_say_which(office, pc):
    pc.pay(receipt="R1")
    pc.pay(receipt="R2")
    take(office, pc.send())
    [double] = deciding.doubles(office)
    assert standings(office)[0].figures.confirmed_fen == 5_000
    decide = partial(deciding.decide_double, office, "0417", double.key, double.entries)
    for kept in ([], ["another"]):
        with pytest.raises(RuleViolation, match="double_keeps_none"):
            decide(kept, "问过了")
    assert decide(double.entries, "两笔都有收据存根") == []
    assert standings(office)[0].figures.confirmed_fen == 10_000
    assert deciding.doubles(office) == []
    assert deciding.doubles(office, decided=True)[0].kept == double.entries
    with pytest.raises(RuleViolation, match="double_unknown"):
        decide(double.entries, "再来")


def test_no_reversal_is_ever_to_be_reversed(office, pc):
    paid = pc.pay()
    for _ in range(2):
        pc.reverse(paid)
    take(office, pc.send())
    [double] = deciding.doubles(office)
    about = "0417", double.key, double.entries, double.entries[:1], "只退了一次"
    assert list(deciding.decide_double(office, *about)) == []


def test_an_entry_that_came_since_a_possible_double_was_looked_at_is_not_judged_with_it(office, pc):
    for receipt in ("R1", "R2"):
        pc.pay(receipt=receipt)
    take(office, pc.send())
    [seen] = deciding.doubles(office)
    pc.pay(receipt="R3")
    late = pc.send()
    meanwhile = Meanwhile(office.collection, lambda: take(office, late))
    about = "0417", seen.key, seen.entries, seen.entries[:1], "问过了"
    with pytest.raises(RuleViolation, match="double_changed"):
        deciding.decide_double(replace(office, collection=meanwhile), *about)
    [still] = deciding.doubles(office)
    assert len(still.entries) == 3


def test_a_fork_that_somebody_has_seen_is_counted_no_more_and_both_lines_stay(office, pc):
    pc.pay()
    take(office, pc.send())
    copied = replace(pc, replica_id="replica-2", letter="B", entries=pc.entries[:1], number=0)
    copied.pay()
    pc.pay()
    take(office, pc.send(), copied.send())
    [fork] = deciding.forks(office)
    assert standings(office)[0].figures.forks == 1
    deciding.note_fork(office, "0417", fork.prev_hash, "克隆的电脑，已停用")
    assert standings(office)[0].figures.forks == 0
    assert standings(office)[0].figures.entries == 3
    with pytest.raises(RuleViolation, match="fork_unknown"):
        deciding.note_fork(office, "0417", "f" * 64, "x")


def test_a_branchs_proposal_waits_until_its_own_people_have_signed(office, pc):
    seen = propose(pc)
    take(office, pc.send())
    [found] = proposals.proposals(office)
    assert (found.body, found.signed, found.wanted, found.is_ready) == (BODY, 0, 2, False)
    decide = partial(proposals.decide_proposal, office, "0417", "item-1")
    with pytest.raises(RuleViolation, match="proposal_not_ready"):
        decide(seen, True, "")
    sign(pc, people=("officer", "accountant", "accountant"))  # its maker, and one person twice
    take(office, pc.send())
    assert proposals.proposals(office)[0].signed == 1
    sign(pc, people=("manager",))
    take(office, pc.send())
    assert proposals.proposals(office)[0].is_ready
    with pytest.raises(RuleViolation, match="item_edited"):
        decide("f" * 64, True, "")
    with pytest.raises(RuleViolation, match="reason_missing"):
        decide(seen, False, " ")
    assert decide(seen, True, "").item_hash == seen
    assert proposals.proposals(office) == []
    assert proposals.proposals(office, decided=True)[0].decision.approved
    with pytest.raises(RuleViolation, match="proposal_decided"):
        decide(seen, False, "改主意")


def test_a_proposal_names_who_asked_and_who_signed_at_the_branch(office, pc):
    propose(pc)
    sign(pc, people=("officer", "accountant", "manager", "accountant"))
    take(office, pc.send())
    [found] = proposals.proposals(office)
    assert found.maker == Person("officer", "何信贷", "credit_officer")
    assert found.signers == (
        Person("accountant", "签字人accountant", "accountant"),
        Person("manager", "签字人manager", "manager"),
    )


def test_who_asked_and_signed_is_read_of_all_proposals_of_a_branch_together(
    office, pc, monkeypatch
):
    """Entries lie packed by the hundred: what is unpacked again for each takes seconds in all."""
    for item in ("item-1", "item-2", "item-3"):
        propose(pc, item)
        sign(pc, item)
    take(office, pc.send())
    unpacked = []

    def told(bundle):
        unpacked.append(bundle)
        return bundles.unpacked(bundle)

    monkeypatch.setattr(entries, "unpacked", told)
    found = proposals.proposals(office)
    assert [(each.maker.name, each.signed) for each in found] == [("何信贷", 2)] * 3
    assert len(unpacked) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"by": None},
        {"by": ["何信贷"]},
        {"by": {"name": 5, "role": ["x"]}},
        {"asked_by": "another"},
    ],
    ids=repr,
)
def test_whom_an_entry_does_not_name_as_it_should_is_shown_by_his_id(office, pc, said):
    propose(pc, **said)
    take(office, pc.send())
    [found] = proposals.proposals(office)
    assert found.maker == Person("officer", "", "")


def test_a_name_from_a_branch_fits_on_one_line(office, pc):
    propose(pc, by={"name": "何\n\u202e信" + "贷" * 1_000, "role": "credit_officer"})
    take(office, pc.send())
    name = proposals.proposals(office)[0].maker.name
    assert name.startswith("何__信贷") and len(name) == 40


@pytest.mark.parametrize("end", ["proposal_withdrawn", "proposal_refused", "relief_over_granted"])
def test_what_the_branch_ended_or_did_by_telephone_waits_no_more(office, pc, end):
    propose(pc)
    sign(pc)
    pc.act(end, {"approval": {"proposal": "item-1"}}, "item-1")
    take(office, pc.send())
    assert proposals.proposals(office) == []


def test_a_proposal_whose_words_are_not_those_of_its_hash_is_none(office, pc):
    propose(pc, stored=BODY | {"waived_fen": 1})
    propose(pc, "item-2", kind="relief_granted")
    sign(pc)
    take(office, pc.send())
    assert proposals.proposals(office) == []


def test_a_branchs_request_to_correct_is_answered_once(office, pc):
    row = {
        "id": "c1", "loan_pk": ["4321001"], "what": "balance", "says": "100", "should_be": "90",
        "reason": "漏记", "asked_on": "2026-10-08", "asked_by": "officer",
    }  # fmt: skip
    rows = json.dumps(
        [{"table": "correction", "new": row}, {"table": "correction", "new": {"id": "bad"}}],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    pc.act("correction_asked", {}, "c1", rows)
    take(office, pc.send())
    [asked] = deciding.corrections(office)
    assert (asked.loan_no, asked.says, asked.should_be) == ("4321001", "100", "90（漏记）")
    answered = deciding.answer_correction(office, "0417", "c1", True, "下期台账更正")
    assert deciding.corrections(office) == []
    assert deciding.corrections(office, open_only=False) == [answered]
    with pytest.raises(RuleViolation, match="correction_answered"):
        deciding.answer_correction(office, "0417", "c1", False, "再答")
    with pytest.raises(RuleViolation, match="correction_unknown"):
        deciding.answer_correction(office, "0417", "c9", False, "再答")


def test_targets_and_contacts_are_looked_at_before_they_are_kept(office, pc):
    cash = RecoveryKind.CASH_RECOVERY
    assert deciding.set_target(office, "0417", 2026, cash, 5) == deciding.targets(office)[0]
    for year, fen in ((1926, 1), (2026, -1)):
        with pytest.raises(RuleViolation, match="target_wrong"):
            deciding.set_target(office, "0417", year, cash, fen)
    reach = (ReachKind.PHONE, "0000-0000000", ContactSource.RELATIVE)
    made = deciding.add_contact(office, "0417", "4321001", *reach)
    with office.collection.read() as queries:
        assert queries.contacts("0417") == [made]
    with pytest.raises(RuleViolation, match="loan_unknown_to_office"):
        deciding.add_contact(office, "0417", "9999", *reach)


def test_a_target_takes_the_place_of_the_one_before_and_nothing_withdraws_it(office, pc):
    cash, conversion = RecoveryKind
    deciding.set_target(office, "0417", 2026, cash, 5)
    deciding.set_target(office, "0417", 2026, conversion, 7)
    latest = deciding.set_target(office, "0417", 2026, cash, 6)
    assert [each for each in deciding.targets(office) if each.measure == cash] == [latest]
    deciding.set_target(office, "0417", 2026, cash, 0)
    assert [each.measure for each in deciding.targets(office)] == [conversion]
