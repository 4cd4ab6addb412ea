"""Letters to guarantors follow the guarantee clock: demand, talk, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.clock import GuaranteeState
from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.limitation import EventKind
from desktop.services.claims import record_event
from desktop.services.documents.issuing import Wish, draft, issue
from desktop.services.guarantees import EnteredAct, record_act, record_contract
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold
from desktop.ui.errors import all_words, words

TODAY = date(2026, 10, 10)
SIGNED = date(2021, 10, 13)
JOINT = GuaranteeContract("王保证", SIGNED, GuaranteeMode.JOINT, PeriodTerm.MONTHS, 36)
"""Bound until 2026-10-13, three years after the due date of the ledger's loans."""
OVER = replace(JOINT, months=24)
GENERAL = replace(JOINT, mode=GuaranteeMode.GENERAL)
NOTICE, CONSULTATION = DocumentKind.GUARANTOR_NOTICE, DocumentKind.CONSULTATION_LETTER


@pytest.fixture
def guaranteed(desk, take_in, ledger):
    """Import loans with their contracts; return the debtor's id."""

    def make(**contracts: tuple[GuaranteeContract, ...]) -> str:
        take_in(*(ledger.row(loan_no) for loan_no in contracts))
        for loan_no, entered in contracts.items():
            for contract in entered:
                record_contract(desk, loan_of(desk, loan_no).id, contract)
        return loan_of(desk, next(iter(contracts))).borrower_id

    return make


def loan_of(desk, loan_no):
    with desk.store.read() as queries:
        return queries.loan_by_no(loan_no)


@pytest.fixture
def evidence(tmp_path):
    """A file that proves an act."""
    path = tmp_path / "receipt.txt"
    path.write_text("EMS", "utf-8")
    return path


def act(desk, loan_no: str, kind: ActKind, day: date, *evidence) -> None:
    record_act(desk, loan_of(desk, loan_no).id, "王保证", EnteredAct(kind, day), evidence)


def built(desk, party: str, kind=NOTICE, as_of=TODAY, **inputs: str):
    return draft(desk, [Wish(kind, party, inputs=inputs)], as_of, NoProgress())


def reasons(answer) -> list[str]:
    """Return the codes; each says something in words."""
    assert all(words(each.code, each.params) for each in answer.refused)
    return [each.code for each in answer.refused]


def test_a_joint_guarantor_in_the_period_is_asked_to_pay(desk, guaranteed):
    answer = built(desk, guaranteed(L1=(JOINT,)))
    [letter] = answer.drafts
    assert (letter.kind, letter.subject, answer.refused) == (NOTICE, "王保证", ())
    said = letter.fields
    assert said["guarantee_mode"] == "连带责任保证"
    assert said["guarantee_signed_on"] == "2021 年 10 月 13 日"
    assert said["guarantee_until"] == "2026 年 10 月 13 日"
    assert (said["guaranteed"], said["principal"]) == ("12,000.00", "10,000.00")
    assert said["preserved_on"] == said["guarantor_identity"] == said["guarantee_contract_no"] == ""
    assert [row[0] for row in letter.tables["loans"]] == ["L1"]


def test_the_guarantor_learns_of_the_debtor_only_the_name(desk, guaranteed):
    [letter] = built(desk, guaranteed(L1=(JOINT,))).drafts
    texts = "".join(text for _, text in letter.texts())
    assert "周田生" in texts
    assert "4399" not in texts and "金明村" not in texts


def test_every_guarantor_gets_his_own_copy(desk, guaranteed):
    party = guaranteed(L1=(JOINT, replace(JOINT, guarantor="李担保")))
    answer = built(desk, party)
    assert sorted(each.subject for each in answer.drafts) == ["李担保", "王保证"]
    [one] = built(desk, party, person="李担保").drafts
    assert one.subject == "李担保"


def test_loans_on_the_same_terms_stand_on_one_letter(desk, guaranteed):
    [letter] = built(desk, guaranteed(L1=(JOINT,), L2=(JOINT,))).drafts
    assert [row[0] for row in letter.tables["loans"]] == ["L1", "L2"]
    assert letter.fields["guaranteed"] == "24,000.00"
    assert len(letter.loan_ids) == 2


@pytest.mark.parametrize(
    "other",
    [replace(JOINT, months=37), replace(JOINT, contract_on=date(2021, 10, 14))],
    ids=["another period", "another contract"],
)
def test_loans_on_other_terms_stand_on_a_letter_of_their_own(desk, guaranteed, other):
    letters = built(desk, guaranteed(L1=(JOINT,), L2=(other,))).drafts
    assert [[row[0] for row in each.tables["loans"]] for each in letters] == [["L1"], ["L2"]]


def test_a_guarantor_who_was_asked_in_time_is_asked_again(desk, guaranteed, evidence):
    party = guaranteed(L1=(OVER,))
    act(desk, "L1", ActKind.DEMAND_ARRIVED, date(2025, 3, 20), evidence)
    [letter] = built(desk, party).drafts
    assert letter.kind is NOTICE
    assert letter.fields["guarantee_until"] == "2025 年 10 月 13 日"
    assert letter.fields["preserved_on"] == "2025 年 3 月 20 日"


@pytest.mark.parametrize(
    ("day", "kind"),
    [(date(2026, 10, 13), NOTICE), (date(2026, 10, 14), CONSULTATION)],
)
def test_the_day_after_the_period_a_letter_demands_nothing(desk, guaranteed, day, kind):
    answer = built(desk, guaranteed(L1=(JOINT,)), as_of=day)
    assert [each.kind for each in answer.drafts] == [kind]
    assert reasons(answer) == ([] if kind is NOTICE else ["guarantee_released"])


def test_a_letter_of_consultation_says_nothing_of_what_is_owed(desk, guaranteed):
    [letter] = built(desk, guaranteed(L1=(OVER,))).drafts
    assert letter.kind is CONSULTATION
    assert letter.template_version == "consultation_letter/1"
    assert letter.tables == {}
    assert not {"principal", "interest", "total", "deadline"} & set(letter.fields)
    assert letter.fields["loan_nos"] == "L1"


def test_the_staff_are_told_why_the_demand_became_a_consultation(desk, guaranteed):
    [refused] = built(desk, guaranteed(L1=(OVER,))).refused
    assert (refused.subject, refused.code) == ("王保证", "guarantee_released")
    assert words(refused.code, refused.params).startswith("借据 L1：保证期间已届满")


def test_a_guarantee_debt_past_its_limitation_is_only_talked_about(desk, guaranteed, evidence):
    party = guaranteed(L1=(OVER,))
    act(desk, "L1", ActKind.DEMAND_ARRIVED, date(2023, 10, 14), evidence)
    assert built(desk, party, as_of=TODAY).drafts[0].kind is NOTICE
    late = built(desk, party, as_of=date(2026, 10, 15))
    assert (late.drafts[0].kind, reasons(late)) == (CONSULTATION, ["guarantee_limitation_over"])


def test_no_letter_binds_a_general_guarantor(desk, guaranteed, evidence):
    party = guaranteed(L1=(GENERAL,))
    answer = built(desk, party)
    assert (answer.drafts, reasons(answer)) == ((), ["guarantee_sue_debtor"])
    act(desk, "L1", ActKind.SUIT_AGAINST_DEBTOR, date(2024, 5, 6), evidence)
    assert reasons(built(desk, party)) == ["guarantee_enforce_first"]
    act(desk, "L1", ActKind.REFUSAL_RIGHT_LOST, date(2025, 5, 6), evidence)
    [letter] = built(desk, party).drafts
    assert (letter.kind, letter.fields["guarantee_mode"]) == (NOTICE, "一般保证")
    assert letter.fields["preserved_on"] == "2024 年 5 月 6 日"


@pytest.mark.parametrize(
    ("contract", "code"),
    [
        (replace(JOINT, kind=GuarantorKind.GOVERNMENT), "guarantee_void"),
        (replace(JOINT, new_for_old=True), "guarantee_not_liable"),
        (replace(JOINT, contract_on=None), "guarantee_needs_person"),
    ],
)
def test_whoever_is_not_bound_gets_no_letter_at_all(desk, guaranteed, contract, code):
    answer = built(desk, guaranteed(L1=(contract,)))
    assert (answer.drafts, reasons(answer)) == ((), [code])


def test_a_guarantor_without_a_contract_is_refused(desk, take_in, ledger):
    take_in(ledger.row("L1", guarantors=("李担保",)))
    answer = built(desk, loan_of(desk, "L1").borrower_id)
    assert (answer.drafts, reasons(answer)) == ((), ["guarantee_not_entered"])


def test_nothing_is_demanded_before_the_loan_is_due(desk, guaranteed):
    party = guaranteed(L1=(replace(JOINT, extended_to=date(2026, 10, 10), consented=True),))
    assert reasons(built(desk, party)) == ["guarantee_not_due"]
    [letter] = built(desk, party, as_of=date(2026, 10, 11)).drafts
    assert letter.kind is NOTICE


def test_a_loan_without_its_amount_is_refused(desk, take_in, ledger):
    take_in(ledger.row("L1", amount_fen=None))
    record_contract(desk, loan_of(desk, "L1").id, JOINT)
    assert reasons(built(desk, loan_of(desk, "L1").borrower_id)) == ["loan_incomplete"]


OLD = {"disbursed_on": date(1994, 3, 1), "due_on": date(1995, 3, 1)}
OF_1994 = GuaranteeContract("王保证", date(1994, 3, 1), GuaranteeMode.JOINT)


def test_a_guarantee_of_before_the_law_on_a_claim_that_ran_out_is_for_a_person(
    desk, take_in, ledger
):
    take_in(ledger.row("L1", **OLD))
    record_contract(desk, loan_of(desk, "L1").id, OF_1994)
    answer = built(desk, loan_of(desk, "L1").borrower_id)
    assert (answer.drafts, reasons(answer)) == ((), ["guarantee_needs_person"])


def test_a_guarantee_of_before_the_law_lives_as_long_as_the_claim(desk, take_in, ledger):
    take_in(ledger.row("L1", disbursed_on=date(1994, 3, 1), due_on=date(2025, 3, 1)))
    record_contract(desk, loan_of(desk, "L1").id, OF_1994)
    party = loan_of(desk, "L1").borrower_id
    [letter] = built(desk, party).drafts
    assert letter.fields["guarantee_until"] == "主债务诉讼时效期间届满之日"
    record_contract(desk, loan_of(desk, "L1").id, replace(OF_1994, mode=None))
    assert reasons(built(desk, party)) == ["guarantee_needs_person"]


def test_a_consultation_alone_leaves_bound_guarantors_out(desk, guaranteed):
    party = guaranteed(L1=(JOINT,), L2=(OVER,), L3=(GENERAL,))
    answer = built(desk, party, CONSULTATION)
    assert [(each.kind, each.fields["loan_nos"]) for each in answer.drafts] == [
        (CONSULTATION, "L2")
    ]
    assert [(each.code, each.params["loan_no"]) for each in answer.refused] == [
        ("guarantee_still_binds", "L1"),
        ("guarantee_sue_debtor", "L3"),
    ]


def test_a_debtor_without_guarantors_gets_a_reason(desk, take_in, ledger):
    take_in(ledger.row("L1"))
    assert reasons(built(desk, loan_of(desk, "L1").borrower_id)) == ["guarantors_none"]


def test_a_person_who_guarantees_nothing_is_refused(desk, guaranteed):
    party = guaranteed(L1=(JOINT,))
    with pytest.raises(RuleViolation) as caught:
        built(desk, party, person="李担保")
    assert (caught.value.code, caught.value.field) == ("guarantor_unknown", "person")


def test_what_is_typed_of_a_guarantor_stands_masked_on_the_letter(desk, guaranteed):
    typed = {
        "person": "王保证",
        "person_id_number": "439985194806046550",
        "person_address": "牌口镇沙洲村",
        "guarantee_contract_no": "农信保字第 1 号",
    }
    [letter] = built(desk, guaranteed(L1=(JOINT,)), **typed).drafts
    identity = "（身份证号 4399**********6550，住牌口镇沙洲村）"
    assert letter.fields["guarantor_identity"] == identity
    assert letter.fields["guarantee_contract_no"] == "农信保字第 1 号"


def test_what_belongs_to_one_letter_is_not_printed_on_several(desk, guaranteed):
    party = guaranteed(
        L1=(JOINT, replace(JOINT, guarantor="李担保")), L2=(replace(JOINT, months=40),)
    )
    for name, person in (
        ("guarantee_contract_no", "王保证"),
        ("person_id_number", ""),
        ("person_address", ""),
    ):
        with pytest.raises(RuleViolation) as caught:
            built(desk, party, person=person, **{name: "439985"})
        assert (caught.value.code, caught.value.field) == ("input_for_one_letter", name)
    letters = built(desk, party, person="王保证", person_address="沙洲村").drafts
    assert [each.fields["guarantor_identity"] for each in letters] == ["（住沙洲村）"] * 2


def test_a_loan_under_inquiry_for_impersonation_is_not_spoken_of(desk, guaranteed):
    party = guaranteed(L1=(JOINT,))
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    answer = built(desk, party)
    assert (answer.drafts, reasons(answer)) == ((), ["impersonation_hold"])


def test_the_death_of_the_debtor_frees_no_guarantor(desk, guaranteed):
    party = guaranteed(L1=(JOINT,))
    set_deceased(desk, party, True, "死亡证明")
    assert [each.kind for each in built(desk, party).drafts] == [NOTICE]


def test_demand_and_consultation_are_issued_in_one_go(desk, guaranteed):
    party = guaranteed(L1=(JOINT,), L2=(OVER,))
    issued = issue(desk, [Wish(NOTICE, party)], TODAY, NoProgress())
    assert [(each.serial[-5:], each.kind) for each in issued.facts] == [
        ("W0001", NOTICE),
        ("W0002", CONSULTATION),
    ]


def test_a_letter_states_no_claim_that_nothing_proves(desk, guaranteed, evidence):
    party = guaranteed(L1=(OVER,))
    act(desk, "L1", ActKind.DEMAND_ARRIVED, date(2025, 3, 20))
    answer = built(desk, party)
    assert (answer.drafts, reasons(answer)) == ((), ["guarantee_unproved"])
    act(desk, "L1", ActKind.DEMAND_ARRIVED, date(2025, 6, 30), evidence)
    [letter] = built(desk, party).drafts
    assert letter.fields["preserved_on"] == "2025 年 6 月 30 日"


def test_while_the_period_runs_the_letter_itself_is_the_demand(desk, guaranteed):
    party = guaranteed(L1=(JOINT,))
    act(desk, "L1", ActKind.DEMAND_ARRIVED, date(2025, 3, 20))
    [letter] = built(desk, party).drafts
    assert letter.fields["preserved_on"] == ""
    assert letter.fields["arrive_by"] == letter.fields["guarantee_until"] == "2026 年 10 月 13 日"


def test_a_letter_after_the_period_has_no_day_to_arrive_by(desk, guaranteed, evidence):
    party = guaranteed(L1=(OVER,))
    act(desk, "L1", ActKind.DEMAND_ARRIVED, date(2025, 3, 20), evidence)
    assert built(desk, party).drafts[0].fields["arrive_by"] == ""


def test_a_due_date_the_debtor_alone_was_given_does_not_hold_a_demand_back(desk, guaranteed):
    party = guaranteed(L1=(JOINT,))
    plan = ClaimAct(EventKind.REPAY_PLAN, date(2026, 5, 1), date(2028, 6, 30))
    record_event(desk, loan_of(desk, "L1").id, plan)
    [letter] = built(desk, party).drafts
    assert letter.kind == NOTICE
    assert letter.fields["guarantee_until"] == "2026 年 10 月 13 日"


def test_no_letter_is_dated_back_into_a_period_that_is_over(desk, guaranteed, clock):
    party = guaranteed(L1=(JOINT,))
    clock.day = date(2026, 10, 14)
    with pytest.raises(RuleViolation) as caught:
        built(desk, party, as_of=date(2026, 10, 13))
    assert (caught.value.code, caught.value.field) == ("document_backdated", "as_of")
    assert words("document_backdated", caught.value.params)


def test_every_state_that_forbids_a_demand_has_words():
    bound = {"period_running", "liable", "liable_after_enforcement", "follows_main_limitation"}
    states = {f"guarantee_{state}" for state in GuaranteeState if state not in bound}
    assert states <= all_words().keys()
