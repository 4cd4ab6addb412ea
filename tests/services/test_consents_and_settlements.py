"""Consents, applications for relief, settlements by an asset: figures, sides, refusals."""

from datetime import date

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import GuaranteeContract
from desktop.domain.limitation import EventKind
from desktop.services.claims import record_event
from desktop.services.documents.issuing import Wish, draft
from desktop.services.guarantees import record_contract
from desktop.services.parties import set_deceased, set_hold
from desktop.services.progress import NoProgress
from desktop.services.records import Hold
from desktop.ui.errors import choice_name, explain


def one(built):
    (facts,) = built.drafts
    return facts


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def test_a_stranger_signs_for_himself_and_reads_of_no_debt(draft_paper):
    facts = one(draft_paper(DocumentKind.SUBSIDY_CONSENT, person="卜二"))
    assert (facts.fields["holder"], facts.fields["stranger"]) == ("卜二", "卜二")
    assert facts.tables["loans"] == ()
    assert not {"total", "interest", "loan_nos", "identity", "holder_identity"} & set(facts.fields)
    assert facts.subject == "周田生"
    own = one(draft_paper(DocumentKind.SUBSIDY_CONSENT))
    assert own.fields["holder"] == "周田生" and "****" in own.fields["holder_identity"]


def test_a_guarantor_reads_of_the_loans_he_guarantees_once_that_was_entered(desk, draft_paper):
    named_only = one(draft_paper(DocumentKind.SUBSIDY_CONSENT, person="夏娟安"))
    assert named_only.tables["loans"] == ()
    with desk.store.read() as queries:
        loan = queries.loan_by_no("4321001")
    record_contract(desk, loan.id, GuaranteeContract("夏娟安", date(2021, 10, 13)))
    facts = one(draft_paper(DocumentKind.SUBSIDY_CONSENT, person="夏娟安"))
    assert facts.fields["loan_nos"] == "4321001" and "stranger" not in facts.fields
    assert [row[0] for row in facts.tables["loans"]] == ["4321001"]


def test_another_subsidy_is_named(draft_paper):
    facts = one(
        draft_paper(DocumentKind.SUBSIDY_CONSENT, subsidy="other", subsidy_name="土地流转租金补贴")
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
        ({"subsidy": "other", "subsidy_name": "高龄津贴"}, "subsidy_protected", "subsidy_name"),
        ({"subsidy": "other", "subsidy_name": "国家助学金"}, "subsidy_protected", "subsidy_name"),
        ({"subsidy": "forest_conversion"}, "input_not_a_choice", "subsidy"),
        ({"subsidy": "reservoir_migrants"}, "input_not_a_choice", "subsidy"),
    ],
)
def test_money_to_live_on_is_never_consented_to(draft_paper, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        draft_paper(DocumentKind.SUBSIDY_CONSENT, **inputs)
    assert refused.value.field == field


def test_a_wrong_choice_is_told_the_choices_by_name(draft_paper):
    with pytest.raises(RuleViolation, match="input_not_a_choice") as refused:
        draft_paper(DocumentKind.SUBSIDY_CONSENT, subsidy="pension")
    told = explain(refused.value)[1]
    assert choice_name("subsidy", "other") in told
    assert "{" not in told


def test_an_application_freezes_what_is_owed_and_what_is_left(draft_paper):
    fields = one(draft_paper(DocumentKind.RELIEF_APPLICATION, relief_amount="123.45")).fields
    assert fields["relief_amount"] == "123.45"
    assert fen(fields["still_due"]) == fen(fields["interest"]) - 12_345
    assert fen(fields["to_pay"]) == fen(fields["principal"]) + fen(fields["still_due"])
    shares = [fen(fields[name]) for name in ("on_balance", "off_balance", "since_ledger")]
    assert sum(shares) == fen(fields["interest"])
    assert fields["ledger_day"] == "2026-09-30"
    assert fen(fields["paid_principal"]) == 3 * 1_200_000 - 2_333_333
    assert fields["reason"] == "因病住院；子女愿付清本金"


def test_what_must_hold_before_booking_is_printed_to_be_checked(draft_paper):
    rows = one(draft_paper(DocumentKind.RELIEF_APPLICATION)).tables["conditions"]
    said = [row[0] for row in rows]
    assert said[:2] == [
        "本金已全部还清（先还后免）",
        "已取得书面批复（口头请示的，补办书面批复以后才能入账）",
    ]
    assert any("有效期" in each for each in said)
    assert "经核实，借款人无力全额偿还、未逃废债务、非本社职工或者关系人" in said
    assert not any("尚未" in each or "没有书面" in each for each in said)
    assert {row[1] for row in rows} >= {"本联社减免利息管理办法", "征信业管理条例"}


def test_a_relief_is_parted_among_the_loans_so_that_it_can_be_booked(draft_paper):
    facts = one(draft_paper(DocumentKind.RELIEF_APPLICATION, relief_amount="700"))
    interest, relief = ([fen(row[n]) for row in facts.tables["loans"]] for n in (6, 8))
    assert sum(relief) == 70_000
    assert relief[:2] == interest[:2] and 0 < relief[2] < interest[2]


def test_the_example_of_a_ladder_is_no_authority(desk, draft_paper):
    shipped = one(draft_paper(DocumentKind.RELIEF_APPLICATION)).fields
    assert shipped["ladder_note"] == "（示例数额，以本联社授权书为准）"


def test_a_guarantor_or_an_heir_may_pay_for_the_dead_and_have_interest_relieved(
    desk, party, draft_paper
):
    set_deceased(desk, party, True, "户籍注销")
    facts = one(draft_paper(DocumentKind.RELIEF_APPLICATION, payer="夏娟安"))
    assert facts.fields["payer"] == "夏娟安"
    built = draft_paper(DocumentKind.RELIEF_APPLICATION, payer="周田生")
    assert [each.code for each in built.refused] == ["signer_deceased"]
    set_hold(desk, party, Hold.IMPERSONATION, "本人否认借款")
    built = draft_paper(DocumentKind.RELIEF_APPLICATION, payer="夏娟安")
    assert not built.drafts and built.refused


@pytest.mark.parametrize(
    ("amount", "ladder"),
    [
        ("1000", ["信用社主任"]),
        ("1000.01", ["信用社主任", "联社不良资产管理委员会"]),
    ],
)
def test_the_ladder_ends_with_who_may_approve(draft_paper, amount, ladder):
    facts = one(draft_paper(DocumentKind.RELIEF_APPLICATION, relief_amount=amount))
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
def test_some_get_no_relief(draft_paper, answer, code):
    built = draft_paper(DocumentKind.RELIEF_APPLICATION, **{answer: "yes"})
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
def test_a_wrong_application_is_named(draft_paper, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        draft_paper(DocumentKind.RELIEF_APPLICATION, **inputs)
    assert refused.value.field == field


def test_an_asset_pays_interest_then_principal_and_the_rest_stays_owed(draft_paper):
    fields = one(draft_paper(DocumentKind.ASSET_SETTLEMENT)).fields
    paid = fen(fields["settled_interest"]) + fen(fields["settled_principal"])
    assert paid == 800_000 and fields["settled_interest"] == fields["interest"]
    assert fen(fields["remainder"]) == fen(fields["total"]) - 800_000
    assert "surplus" not in fields and "cleared" not in fields
    assert fields["asset"] == "门面房一间；建筑面积 46.20 平方米"


def test_what_an_asset_is_worth_above_the_debt_goes_to_its_owner(draft_paper):
    worth = {"appraised": "80000", "settled": "80000"}
    fields = one(draft_paper(DocumentKind.ASSET_SETTLEMENT, **worth)).fields
    assert fen(fields["surplus"]) == 8_000_000 - fen(fields["total"])
    assert fields["cleared"] and "remainder" not in fields


def test_an_asset_that_pays_to_the_fen_leaves_nothing(draft_paper):
    total = one(draft_paper(DocumentKind.ASSET_SETTLEMENT)).fields["total"]
    worth = {"appraised": "80000", "settled": total}
    fields = one(draft_paper(DocumentKind.ASSET_SETTLEMENT, **worth)).fields
    assert fields["cleared"] and "remainder" not in fields and "surplus" not in fields


def test_an_owner_who_is_not_the_debtor_is_a_party(draft_paper):
    own = one(draft_paper(DocumentKind.ASSET_SETTLEMENT)).fields
    assert (own["owner"], own["third_owner"], own["copies"]) == ("周田生", "", "2")
    other = one(draft_paper(DocumentKind.ASSET_SETTLEMENT, owner="卜二")).fields
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
        ({"owner": "牌口镇中心小学"}, "third_party_public", "owner"),
        ({"copies": "1"}, "copies_too_few", "copies"),
    ],
)
def test_a_wrong_settlement_is_named(draft_paper, inputs, code, field):
    with pytest.raises(RuleViolation, match=code) as refused:
        draft_paper(DocumentKind.ASSET_SETTLEMENT, **inputs)
    assert refused.value.field == field


def test_a_settlement_leaves_out_what_was_put_off_to_a_later_day(desk, draft_paper):
    with desk.store.read() as queries:
        loan = queries.loan_by_no("4321002").id
    plan = ClaimAct(EventKind.REPAY_PLAN, date(2026, 1, 2), date(2028, 1, 2))
    record_event(desk, loan, plan)
    built = draft_paper(DocumentKind.ASSET_SETTLEMENT)
    assert [row[0] for row in one(built).tables["loans"]] == ["4321001"]
    assert ("loan_deferred", {"loan_no": "4321002", "date": "2028-01-02"}) in [
        (each.code, each.params) for each in built.refused
    ]
    record_event(desk, loan, ClaimAct(EventKind.ACCELERATED, date(2026, 9, 1)))
    built = draft_paper(DocumentKind.ASSET_SETTLEMENT)
    assert [row[0] for row in one(built).tables["loans"]] == ["4321001", "4321002"]


def test_a_settlement_cannot_say_of_a_loan_without_a_due_date_that_it_was_due(
    desk, ledger, take_in, usual_inputs
):
    take_in(ledger.row("4321010", "卜二", id_number="", due_on=None))
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("4321010").borrower_id
    kind = DocumentKind.ASSET_SETTLEMENT
    wish = Wish(kind, party_id, inputs=usual_inputs[kind])
    built = draft(desk, [wish], date(2026, 10, 10), NoProgress())
    assert (built.drafts, [each.code for each in built.refused]) == ((), ["settlement_due_unknown"])


def test_interest_until_the_asset_has_passed_is_never_cleared(draft_paper):
    worth = {"appraised": "80000", "settled": "80000"}
    fields = one(draft_paper(DocumentKind.ASSET_SETTLEMENT, **worth)).fields
    assert "2026 年 10 月 10 日之后至权利转移之日新产生的利息仍由乙方清偿" in fields["cleared"]


def test_an_approval_nobody_entered_is_left_to_be_written(draft_paper):
    assert set(one(draft_paper(DocumentKind.ASSET_SETTLEMENT)).fields["approval_no"]) == {"＿"}
