"""The repayment agreement: its plan to the fen, who signs with the debtor, what is refused."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import (
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.limitation import EventKind
from desktop.domain.money import yuan_text
from desktop.services import guarantees
from desktop.services.claims import record_event
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import Wish, case_of, draft
from desktop.services.progress import NoProgress

TODAY = date(2026, 10, 10)
QUIET = NoProgress()


def one(built):
    (facts,) = built.drafts
    return facts


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def test_the_plan_pays_all_that_is_owed_interest_first(draft_paper):
    facts = one(draft_paper(DocumentKind.REPAYMENT_AGREEMENT))
    rows = facts.tables["plan"]
    assert [row[1] for row in rows[:4]] == ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"]
    assert sum(fen(row[2]) for row in rows) == fen(facts.fields["total"])
    assert sum(fen(row[3]) for row in rows) == fen(facts.fields["interest"])
    assert rows[0][3] == facts.fields["interest"] and rows[1][3] == "0.00"
    assert facts.fields["order"] == "费用→利息→本金"
    assert facts.fields["last_due"] == "2027 年 10 月 30 日"
    assert facts.fields["copies"] == "2" and "third_parties" not in facts.fields


def test_principal_comes_first_where_that_is_agreed(draft_paper):
    facts = one(draft_paper(DocumentKind.REPAYMENT_AGREEMENT, order="principal_first"))
    assert facts.fields["order"] == "费用→本金→利息"
    assert facts.tables["plan"][0][3] == "0.00"


def test_a_plan_by_amount_takes_the_rest_last(draft_paper):
    facts = one(
        draft_paper(
            DocumentKind.REPAYMENT_AGREEMENT,
            instalments="",
            instalment_amount="1,500",
            rhythm="12",
        )
    )
    rows = facts.tables["plan"]
    assert {row[2] for row in rows[:-1]} == {"1,500.00"}
    assert fen(rows[-1][2]) <= 150_000
    assert rows[1][1] == "2027-11-30"
    assert sum(fen(row[2]) for row in rows) == fen(facts.fields["total"])


def test_a_farmer_pays_after_the_harvest(draft_paper):
    rows = one(
        draft_paper(DocumentKind.REPAYMENT_AGREEMENT, instalments="3", rhythm="harvest")
    ).tables["plan"]
    assert [row[1] for row in rows] == ["2027-06-30", "2027-10-31", "2028-06-30"]
    by_amount = one(
        draft_paper(
            DocumentKind.REPAYMENT_AGREEMENT,
            instalments="",
            instalment_amount="9000",
            rhythm="harvest",
        )
    ).tables["plan"]
    assert [row[2] for row in by_amount[:-1]] == ["9,000.00"] and len(by_amount) == 2


def test_or_on_the_days_he_names(draft_paper):
    facts = one(
        draft_paper(
            DocumentKind.REPAYMENT_AGREEMENT,
            instalments="",
            first_day="",
            rhythm="given",
            days="2026-12-31\n2027-08-15，2027-12-31",
        )
    )
    assert [row[1] for row in facts.tables["plan"]] == ["2026-12-31", "2027-08-15", "2027-12-31"]
    assert facts.fields["first_due"] == "2026 年 12 月 31 日"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(1, 120),
    relief=st.integers(1, 50_000),
    order=st.sampled_from(["civil_561", "principal_first"]),
)
def test_every_plan_sums_to_the_debt_less_the_relief_to_the_fen(draft_paper, count, relief, order):
    facts = one(
        draft_paper(
            DocumentKind.REPAYMENT_AGREEMENT,
            instalments=str(count),
            relief_amount=yuan_text(relief),
            approval_no="农信减免〔2026〕第 001 号",
            valid_until="2036-12-31",
            order=order,
        )
    )
    rows, fields = facts.tables["plan"], facts.fields
    assert sum(fen(row[2]) for row in rows) == fen(fields["total"]) - relief
    assert sum(fen(row[3]) for row in rows) == fen(fields["interest"]) - relief
    assert sum(fen(row[4]) for row in rows) == fen(fields["principal"])
    assert len(rows) == count and rows[-1][5] == "0.00"


def test_guarantors_consent_in_writing_each_with_a_line_to_sign_on(draft_paper):
    facts = one(
        draft_paper(
            DocumentKind.REPAYMENT_AGREEMENT,
            third_parties="夏娟安，卜二、夏娟安",
            third_role="general",
            guarantee_months="24",
        )
    )
    assert [row[0] for row in facts.tables["third_parties"]] == ["夏娟安", "卜二"]
    assert facts.fields["guarantee_mode"] == "一般保证"
    assert facts.fields["guarantee_months"] == "24"
    assert facts.fields["copies"] == "4"


def test_who_joins_the_debt_is_no_guarantor(draft_paper):
    facts = one(
        draft_paper(DocumentKind.REPAYMENT_AGREEMENT, third_parties="卜二", third_role="joinder")
    )
    assert facts.fields["joiners"] == "卜二"
    assert "guarantee_mode" not in facts.fields


def test_known_guarantors_are_proposed(desk, party):
    wish = Wish(DocumentKind.REPAYMENT_AGREEMENT, party)
    with desk.store.read() as queries:
        case = case_of(desk, queries, queries.installation(), wish, TODAY)
        proposed = {
            each.name: each.default(case)
            for each in BUILDERS[wish.kind].inputs
            if each.default is not None
        }
    assert proposed["third_parties"] == "夏娟安"
    assert proposed["service_address"] == "牌口镇金明村3组"


@pytest.mark.parametrize("role", ["joint", "joinder"])
def test_who_may_not_guarantee_is_refused(desk, party, draft_paper, role):
    with desk.store.read() as queries:
        loan = queries.loan_by_no("4321001")
    contract = GuaranteeContract(
        "夏娟安",
        date(2021, 10, 13),
        GuaranteeMode.JOINT,
        PeriodTerm.MONTHS,
        36,
        kind=GuarantorKind.GOVERNMENT,
    )
    guarantees.record_contract(desk, loan.id, contract)
    with pytest.raises(RuleViolation, match="guarantee_void") as refused:
        draft_paper(DocumentKind.REPAYMENT_AGREEMENT, third_parties="夏娟安", third_role=role)
    assert refused.value.field == "third_parties"
    assert one(draft_paper(DocumentKind.REPAYMENT_AGREEMENT)).fields.get("guarantee_mode") is None


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        ({"instalments": ""}, "instalments_or_amount", "instalments"),
        ({"instalment_amount": "100"}, "instalments_or_amount", "instalments"),
        ({"instalments": "0"}, "plan_count_invalid", "instalments"),
        ({"instalments": "601"}, "plan_count_invalid", "instalments"),
        ({"instalments": "zwölf"}, "input_not_a_number", "instalments"),
        (
            {"instalments": "", "instalment_amount": "9999999"},
            "plan_amount_invalid",
            "instalment_amount",
        ),
        ({"first_day": ""}, "field_missing", "first_day"),
        ({"first_day": "2026-10-09"}, "plan_start_in_past", "first_day"),
        ({"first_day": "31.12."}, "input_not_a_day", "first_day"),
        ({"rhythm": "2"}, "input_not_a_choice", "rhythm"),
        ({"rhythm": "given"}, "field_missing", "days"),
        ({"rhythm": "given", "days": "2027-13-01"}, "input_not_a_day", "days"),
        ({"rhythm": "given", "days": "2026-10-09"}, "plan_start_in_past", "days"),
        ({"rhythm": "harvest", "instalments": "0"}, "plan_count_invalid", "instalments"),
        ({"order": "interest_last"}, "input_not_a_choice", "order"),
        ({"missed": "0"}, "input_not_positive", "missed"),
        ({"copies": "1"}, "copies_too_few", "copies"),
        ({"third_parties": "卜二", "copies": "2"}, "copies_too_few", "copies"),
        ({"third_parties": "卜二", "third_role": "witness"}, "input_not_a_choice", "third_role"),
        (
            {"third_parties": "卜二", "guarantee_months": "0"},
            "guarantee_months_wrong",
            "guarantee_months",
        ),
        ({"relief_amount": "10"}, "field_missing", "approval_no"),
        ({"approval_no": "第 1 号"}, "field_missing", "relief_amount"),
        (
            {"relief_amount": "99999", "approval_no": "第 1 号"},
            "WAIVE_GT_INTEREST",
            "relief_amount",
        ),
        ({"relief_amount": "10", "approval_no": "第 1 号"}, "field_missing", "valid_until"),
        (
            {"relief_amount": "10", "approval_no": "第 1 号", "valid_until": "2027-10-29"},
            "plan_outlives_relief",
            "valid_until",
        ),
        ({"missed": "13"}, "missed_above_plan", "missed"),
        ({"third_parties": "周田生"}, "third_party_is_debtor", "third_parties"),
        (
            {"third_parties": "周田生", "third_role": "joinder"},
            "third_party_is_debtor",
            "third_parties",
        ),
        ({"third_parties": "某某县中学"}, "third_party_public", "third_parties"),
        (
            {"third_parties": "金明村村民委员会", "third_role": "joinder"},
            "third_party_public",
            "third_parties",
        ),
    ],
)
def test_a_wrong_input_is_named(draft_paper, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        draft_paper(DocumentKind.REPAYMENT_AGREEMENT, **inputs)
    assert refused.value.field == field


def test_a_debt_of_a_fen_cannot_be_parted(desk, ledger, take_in):
    take_in(ledger.row("4321007", "卜二", id_number="", balance_fen=1, off_balance_interest_fen=0))
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("4321007").borrower_id
    plan = {"instalments": "2", "first_day": "2026-11-30"}
    with pytest.raises(RuleViolation, match="plan_amount_invalid") as refused:
        draft(desk, [Wish(DocumentKind.REPAYMENT_AGREEMENT, party_id, inputs=plan)], TODAY, QUIET)
    assert refused.value.field == "instalments"


def test_an_address_nobody_knows_is_left_to_be_written(desk, ledger, take_in, usual_inputs):
    take_in(ledger.row("4321008", "卜二", id_number="", address=""))
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("4321008").borrower_id
    wish = Wish(
        DocumentKind.REPAYMENT_AGREEMENT,
        party_id,
        inputs=usual_inputs[DocumentKind.REPAYMENT_AGREEMENT],
    )
    facts = one(draft(desk, [wish], TODAY, QUIET))
    assert set(facts.fields["service_address"]) == {"＿"}


def test_a_hospital_run_for_profit_may_guarantee_once_its_contract_is_entered(
    desk, party, draft_paper
):
    with desk.store.read() as queries:
        loan = queries.loan_by_no("4321001")
    contract = GuaranteeContract(
        "某某民营医院", date(2021, 10, 13), GuaranteeMode.JOINT, kind=GuarantorKind.COMPANY
    )
    guarantees.record_contract(desk, loan.id, contract)
    facts = one(draft_paper(DocumentKind.REPAYMENT_AGREEMENT, third_parties="某某民营医院"))
    assert facts.fields["third_parties"] == "某某民营医院"


def test_nothing_is_called_in_early_where_there_is_one_instalment(draft_paper):
    facts = one(draft_paper(DocumentKind.REPAYMENT_AGREEMENT, instalments="1", missed="2"))
    assert facts.fields["missed"] == ""
    two = one(draft_paper(DocumentKind.REPAYMENT_AGREEMENT, instalments="2", missed="2"))
    assert two.fields["missed"] == "2"


def test_a_relief_that_lasts_to_the_last_instalment_is_written_with_its_end(draft_paper):
    facts = one(
        draft_paper(
            DocumentKind.REPAYMENT_AGREEMENT,
            relief_amount="10",
            approval_no="第 1 号",
            valid_until="2027-10-30",
        )
    )
    assert facts.fields["valid_until"] == facts.fields["last_due"]


def test_a_plan_that_runs_may_be_replaced_an_extension_not(desk, party, draft_paper):
    with desk.store.read() as queries:
        loans = [queries.loan_by_no(each).id for each in ("4321001", "4321002")]
    for loan, kind in zip(loans, (EventKind.REPAY_PLAN, EventKind.EXTENSION_AGREED), strict=True):
        record_event(desk, loan, ClaimAct(kind, date(2026, 1, 2), date(2028, 1, 2)))
    built = draft_paper(DocumentKind.REPAYMENT_AGREEMENT)
    assert [row[0] for row in one(built).tables["loans"]] == ["4321001"]
    assert [(each.code, each.params["loan_no"]) for each in built.refused] == [
        ("loan_deferred", "4321002"),
        ("loan_not_due", "4321003"),
    ]
