"""Agreements, consents and applications from a branch's own data: what is written, what refused."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import (
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.money import yuan_text
from desktop.domain.page import TextRun
from desktop.services import guarantees
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.issuing import Wish, case_of, draft, issue, lay_out_documents
from desktop.services.dossier import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold

TODAY = date(2026, 10, 10)
QUIET = NoProgress()
PLAN = {"instalments": "12", "first_day": "2026-11-30"}
RELIEF = {
    "relief_amount": "100",
    "reason": "因病住院\n子女愿付清本金",
    "evidence": "住院记录",
    "able_to_pay": "no",
    "evasion": "no",
    "staff_related": "no",
    "maker": "彭春兰",
    "checker": "刘建国",
}
ASSET = {
    "asset_kind": "real_estate",
    "asset": "门面房一间\n建筑面积 46.20 平方米",
    "title_no": "某某县不动产权第 0000000 号",
    "appraiser": "某某房地产评估有限公司",
    "appraised_on": "2026-09-20",
    "appraised": "8,000",
    "settled": "8000.00",
    "delivery_day": "2026-11-30",
}
INPUTS = {
    DocumentKind.REPAYMENT_AGREEMENT: PLAN,
    DocumentKind.SUBSIDY_CONSENT: {"subsidy": "arable_land"},
    DocumentKind.RELIEF_APPLICATION: RELIEF,
    DocumentKind.ASSET_SETTLEMENT: ASSET,
}


@pytest.fixture
def party(desk, ledger, take_in):
    """A debtor with two loans that are due and one that is not, a guarantor for the first."""
    take_in(
        ledger.row("4321001", guarantors=("夏娟安",)),
        ledger.row("4321002", balance_fen=333_333, off_balance_interest_fen=1),
        ledger.row("4321003", due_on=date(2027, 10, 13)),
    )
    with desk.store.read() as queries:
        return queries.loan_by_no("4321001").borrower_id


@pytest.fixture
def build(desk, party):
    """Draft one paper about the debtor; what is given replaces the usual inputs."""

    def make(kind: DocumentKind, **inputs: str):
        return draft(desk, [Wish(kind, party, inputs={**INPUTS[kind], **inputs})], TODAY, QUIET)

    return make


def one(built):
    (facts,) = built.drafts
    return facts


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def text_of(pages) -> str:
    return "".join(item.text for page in pages for item in page if isinstance(item, TextRun))


@pytest.mark.parametrize("kind", list(INPUTS))
def test_it_is_issued_and_says_who_and_how_much(desk, party, kind):
    issued = issue(desk, [Wish(kind, party, inputs=INPUTS[kind])], TODAY, QUIET)
    (facts,) = issued.facts
    assert issued.problems == ()
    text = text_of(lay_out_documents(desk, [facts.serial], False, QUIET))
    assert facts.serial in text and "周田生" in text
    assert facts.fields["principal"] in text and "4321002" in text
    assert "439985194806046550" not in text and "13812341234" not in text


@pytest.mark.parametrize("kind", list(INPUTS))
def test_every_input_it_reads_is_offered_and_proposals_can_be_taken_as_they_are(build, kind):
    names = {each.name for each in BUILDERS[kind].inputs}
    assert set(INPUTS[kind]) <= names
    assert one(build(kind)).kind is kind


@pytest.mark.parametrize("kind", list(INPUTS))
def test_the_dead_sign_nothing(desk, party, build, kind):
    set_deceased(desk, party, True, "户籍注销")
    built = build(kind)
    assert (built.drafts, [each.code for each in built.refused]) == ((), ["signer_deceased"])


@pytest.mark.parametrize("kind", list(INPUTS))
def test_who_disputes_having_borrowed_signs_nothing(desk, party, build, kind):
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    built = build(kind)
    assert (built.drafts, [each.code for each in built.refused]) == ((), ["signer_disputes"])


@pytest.mark.parametrize("kind", [DocumentKind.REPAYMENT_AGREEMENT, DocumentKind.ASSET_SETTLEMENT])
def test_a_loan_that_is_not_due_is_left_out_and_named(build, kind):
    built = build(kind)
    assert [row[0] for row in one(built).tables["loans"]] == ["4321001", "4321002"]
    assert [(each.code, each.params) for each in built.refused] == [
        ("loan_not_due", {"loan_no": "4321003"})
    ]


def test_where_nothing_is_due_there_is_no_agreement(desk, ledger, take_in):
    take_in(ledger.row("4321009", "卜二", id_number="", due_on=TODAY))
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("4321009").borrower_id
    wish = Wish(DocumentKind.REPAYMENT_AGREEMENT, party_id, inputs=PLAN)
    built = draft(desk, [wish], TODAY, QUIET)
    assert (built.drafts, [each.code for each in built.refused]) == ((), ["loan_not_due"])


# The repayment agreement


def test_the_plan_pays_all_that_is_owed_interest_first(build):
    facts = one(build(DocumentKind.REPAYMENT_AGREEMENT))
    rows = facts.tables["plan"]
    assert [row[1] for row in rows[:4]] == ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"]
    assert sum(fen(row[2]) for row in rows) == fen(facts.fields["total"])
    assert sum(fen(row[3]) for row in rows) == fen(facts.fields["interest"])
    assert rows[0][3] == facts.fields["interest"] and rows[1][3] == "0.00"
    assert facts.fields["order"] == "费用→利息→本金"
    assert facts.fields["last_due"] == "2027 年 10 月 30 日"
    assert facts.fields["copies"] == "2" and "third_parties" not in facts.fields


def test_principal_comes_first_where_that_is_agreed(build):
    facts = one(build(DocumentKind.REPAYMENT_AGREEMENT, order="principal_first"))
    assert facts.fields["order"] == "费用→本金→利息"
    assert facts.tables["plan"][0][3] == "0.00"


def test_a_plan_by_amount_takes_the_rest_last(build):
    facts = one(
        build(
            DocumentKind.REPAYMENT_AGREEMENT,
            instalments="",
            instalment_amount="1,500",
            months_between="12",
        )
    )
    rows = facts.tables["plan"]
    assert {row[2] for row in rows[:-1]} == {"1,500.00"}
    assert fen(rows[-1][2]) <= 150_000
    assert rows[1][1] == "2027-11-30"
    assert sum(fen(row[2]) for row in rows) == fen(facts.fields["total"])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(1, 120),
    relief=st.integers(1, 50_000),
    order=st.sampled_from(["civil_561", "principal_first"]),
)
def test_every_plan_sums_to_the_debt_less_the_relief_to_the_fen(build, count, relief, order):
    facts = one(
        build(
            DocumentKind.REPAYMENT_AGREEMENT,
            instalments=str(count),
            relief_amount=yuan_text(relief),
            approval_no="农信减免〔2026〕第 001 号",
            order=order,
        )
    )
    rows, fields = facts.tables["plan"], facts.fields
    assert sum(fen(row[2]) for row in rows) == fen(fields["total"]) - relief
    assert sum(fen(row[3]) for row in rows) == fen(fields["interest"]) - relief
    assert sum(fen(row[4]) for row in rows) == fen(fields["principal"])
    assert len(rows) == count and rows[-1][5] == "0.00"


def test_guarantors_consent_in_writing_each_with_a_line_to_sign_on(build):
    facts = one(
        build(
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


def test_who_joins_the_debt_is_no_guarantor(build):
    facts = one(build(DocumentKind.REPAYMENT_AGREEMENT, third_parties="卜二", third_role="joinder"))
    assert facts.fields["joiners"] == "卜二"
    assert "guarantee_mode" not in facts.fields


def test_known_guarantors_are_proposed(desk, party):
    wish = Wish(DocumentKind.REPAYMENT_AGREEMENT, party)
    with desk.store.read() as queries:
        case = case_of(desk, queries, wish, TODAY)
        proposed = {
            each.name: each.default(case)
            for each in BUILDERS[wish.kind].inputs
            if each.default is not None
        }
    assert proposed["third_parties"] == "夏娟安"
    assert proposed["service_address"] == "牌口镇金明村3组"


def test_who_may_not_guarantee_is_refused(desk, party, build):
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
        build(DocumentKind.REPAYMENT_AGREEMENT, third_parties="夏娟安")
    assert refused.value.field == "third_parties"
    assert one(build(DocumentKind.REPAYMENT_AGREEMENT)).fields.get("guarantee_mode") is None


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
        ({"months_between": "2"}, "input_not_a_choice", "months_between"),
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
    ],
)
def test_a_wrong_input_is_named(build, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        build(DocumentKind.REPAYMENT_AGREEMENT, **inputs)
    assert refused.value.field == field


def test_an_address_nobody_knows_is_left_to_be_written(desk, ledger, take_in):
    take_in(ledger.row("4321008", "卜二", id_number="", address=""))
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("4321008").borrower_id
    wish = Wish(DocumentKind.REPAYMENT_AGREEMENT, party_id, inputs=PLAN)
    facts = one(draft(desk, [wish], TODAY, QUIET))
    assert set(facts.fields["service_address"]) == {"＿"}


# The consent


def test_a_holder_who_is_not_the_debtor_signs_for_himself(build):
    facts = one(build(DocumentKind.SUBSIDY_CONSENT, person="卜二"))
    assert (facts.fields["holder"], facts.fields["holder_identity"]) == ("卜二", "")
    assert facts.subject == "周田生"
    own = one(build(DocumentKind.SUBSIDY_CONSENT))
    assert own.fields["holder"] == "周田生" and "****" in own.fields["holder_identity"]


def test_another_subsidy_is_named(build):
    facts = one(
        build(DocumentKind.SUBSIDY_CONSENT, subsidy="other", subsidy_name="土地流转租金补贴")
    )
    assert facts.fields["subsidy"] == "土地流转租金补贴"


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        ({"subsidy": ""}, "input_not_a_choice", "subsidy"),
        ({"subsidy": "pension"}, "input_not_a_choice", "subsidy"),
        ({"subsidy": "other"}, "field_missing", "subsidy_name"),
        ({"subsidy": "other", "subsidy_name": "农村低保金"}, "subsidy_protected", "subsidy_name"),
        ({"subsidy": "other", "subsidy_name": "养老金"}, "subsidy_protected", "subsidy_name"),
    ],
)
def test_money_to_live_on_is_never_consented_to(build, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        build(DocumentKind.SUBSIDY_CONSENT, **inputs)
    assert refused.value.field == field


# The application for relief


def test_an_application_freezes_what_is_owed_and_what_is_left(build):
    fields = one(build(DocumentKind.RELIEF_APPLICATION, relief_amount="123.45")).fields
    assert fields["relief_amount"] == "123.45"
    assert fen(fields["still_due"]) == fen(fields["interest"]) - 12_345
    assert fen(fields["to_pay"]) == fen(fields["principal"]) + fen(fields["still_due"])
    shares = [fen(fields[name]) for name in ("on_balance", "off_balance", "since_ledger")]
    assert sum(shares) == fen(fields["interest"])
    assert fields["ledger_day"] == "2026-09-30"
    assert fen(fields["paid_principal"]) == 3 * 1_200_000 - 2_333_333
    assert fields["reason"] == "因病住院；子女愿付清本金"


def test_what_must_hold_before_booking_is_printed_to_be_checked(build):
    rows = one(build(DocumentKind.RELIEF_APPLICATION)).tables["conditions"]
    said = "".join(row[0] for row in rows)
    assert "先还后免" in said and "没有书面批复" in said and "有效期" in said


@pytest.mark.parametrize(
    ("amount", "ladder"),
    [
        ("1000", ["信用社主任"]),
        ("1000.01", ["信用社主任", "联社不良资产管理委员会"]),
    ],
)
def test_the_ladder_ends_with_who_may_approve(build, amount, ladder):
    facts = one(build(DocumentKind.RELIEF_APPLICATION, relief_amount=amount))
    assert [row[0] for row in facts.tables["ladder"]] == ladder
    assert facts.fields["level"] == ladder[-1]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("able_to_pay", "ABLE_TO_PAY_BARRED"),
        ("evasion", "EVASION_BARRED"),
        ("staff_related", "STAFF_RELATED_BARRED"),
    ],
)
def test_some_get_no_relief(build, answer, code):
    built = build(DocumentKind.RELIEF_APPLICATION, **{answer: "yes"})
    assert (built.drafts, [each.code for each in built.refused]) == ((), [code])


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        ({"relief_amount": "99999"}, "WAIVE_GT_INTEREST", "relief_amount"),
        ({"relief_amount": "0"}, "input_not_positive", "relief_amount"),
        ({"relief_amount": "-1"}, "input_not_money", "relief_amount"),
        ({"checker": "彭春兰"}, "SAME_PERSON", "checker"),
        ({"maker": ""}, "field_missing", "maker"),
        ({"reason": " \n；"}, "field_missing", "reason"),
        ({"reason": "病" * 401}, "input_too_long", "reason"),
        ({"able_to_pay": ""}, "field_missing", "able_to_pay"),
        ({"evasion": "maybe"}, "input_not_a_choice", "evasion"),
        ({"valid_until": "2026-10-09"}, "OFFER_EXPIRED", "valid_until"),
    ],
)
def test_a_wrong_application_is_named(build, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        build(DocumentKind.RELIEF_APPLICATION, **inputs)
    assert refused.value.field == field


# The settlement by an asset


def test_an_asset_pays_interest_then_principal_and_the_rest_stays_owed(build):
    fields = one(build(DocumentKind.ASSET_SETTLEMENT)).fields
    paid = fen(fields["settled_interest"]) + fen(fields["settled_principal"])
    assert paid == 800_000 and fields["settled_interest"] == fields["interest"]
    assert fen(fields["remainder"]) == fen(fields["total"]) - 800_000
    assert "surplus" not in fields and "cleared" not in fields
    assert fields["asset"] == "门面房一间；建筑面积 46.20 平方米"


def test_what_an_asset_is_worth_above_the_debt_goes_to_its_owner(build):
    worth = {"appraised": "80000", "settled": "80000"}
    fields = one(build(DocumentKind.ASSET_SETTLEMENT, **worth)).fields
    assert fen(fields["surplus"]) == 8_000_000 - fen(fields["total"])
    assert fields["cleared"] and "remainder" not in fields


def test_an_asset_that_pays_to_the_fen_leaves_nothing(build):
    total = one(build(DocumentKind.ASSET_SETTLEMENT)).fields["total"]
    worth = {"appraised": "80000", "settled": total}
    fields = one(build(DocumentKind.ASSET_SETTLEMENT, **worth)).fields
    assert fields["cleared"] and "remainder" not in fields and "surplus" not in fields


def test_an_owner_who_is_not_the_debtor_is_a_party(build):
    own = one(build(DocumentKind.ASSET_SETTLEMENT)).fields
    assert (own["owner"], own["third_owner"], own["copies"]) == ("周田生", "", "2")
    other = one(build(DocumentKind.ASSET_SETTLEMENT, owner="卜二")).fields
    assert (other["owner"], other["third_owner"], other["copies"]) == ("卜二", "卜二", "3")


@pytest.mark.parametrize(
    ("inputs", "code", "field"),
    [
        ({"settled": "8000.01"}, "settled_above_appraisal", "settled"),
        ({"settled": "0"}, "input_not_positive", "settled"),
        ({"appraised": ""}, "input_not_positive", "appraised"),
        ({"taxes": "8000"}, "taxes_above_value", "taxes"),
        ({"appraised_on": ""}, "field_missing", "appraised_on"),
        ({"appraised_on": "2026-10-11"}, "appraised_in_future", "appraised_on"),
        ({"delivery_day": ""}, "field_missing", "delivery_day"),
        ({"delivery_day": "2026-10-09"}, "delivery_in_past", "delivery_day"),
        ({"appraiser": "周田生"}, "appraiser_is_party", "appraiser"),
        ({"appraiser": "某某县农村信用合作联社"}, "appraiser_is_party", "appraiser"),
        ({"asset_kind": "village"}, "input_not_a_choice", "asset_kind"),
        ({"asset": " "}, "field_missing", "asset"),
        ({"title_no": ""}, "field_missing", "title_no"),
        ({"grace_days": "0"}, "input_not_positive", "grace_days"),
        ({"copies": "1"}, "copies_too_few", "copies"),
    ],
)
def test_a_wrong_settlement_is_named(build, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        build(DocumentKind.ASSET_SETTLEMENT, **inputs)
    assert refused.value.field == field


def test_there_is_no_door_to_a_receipt_without_a_repayment():
    assert DocumentKind.RECEIPT not in BUILDERS
