"""The worked examples about guarantors, and the small answers they ask for."""

import json
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.guarantee.clock import guarantee_clock
from desktop.domain.guarantee.eligibility import kind_of_name, may_guarantee
from desktop.domain.guarantee.facts import (
    ActKind,
    GuaranteeAct,
    GuaranteeContract,
    GuaranteeMode,
    GuarantorKind,
    PeriodTerm,
)
from desktop.domain.guarantee.outcomes import (
    CLAIM_FROM_GUARANTOR,
    MAIN_INTERRUPTION_REACHES,
    arrived_in_period,
    forms_new_guarantee,
    new_for_old,
    reached_guarantors,
)
from desktop.domain.guarantee.term import period_end_after_extension

DAY = date.fromisoformat
FILE = Path(__file__).parents[1] / "data" / "rules.json"
EXAMPLES = {
    example["id"]: (example["input"], example["expected"])
    for example in json.loads(FILE.read_text(encoding="utf-8"))["vectors"]
    if example["group"] == "guarantee"
}
CLOCKS = sorted(id_ for id_, (asked, _) in EXAMPLES.items() if "contract_date" in asked)
ACTS = {
    "demand_to_guarantor": ActKind.DEMAND_ARRIVED,
    "suit_vs_debtor": ActKind.SUIT_AGAINST_DEBTOR,
}
TERMS = {"none": PeriodTerm.NONE, "unclear": PeriodTerm.UNCLEAR}


def clock_of(asked):
    period = asked["period"]
    contract = GuaranteeContract(
        "甲",
        DAY(asked["contract_date"]),
        GuaranteeMode(asked["mode"]) if asked["mode"] else None,
        TERMS.get(period, PeriodTerm.MONTHS),
        int(period) if period.isdecimal() else None,
    )
    acts = [GuaranteeAct(kind, DAY(asked[key])) for key, kind in ACTS.items() if key in asked]
    return guarantee_clock(contract, DAY(asked["main_due"]), acts)


@pytest.mark.parametrize("example", CLOCKS)
def test_every_worked_clock_comes_out(example):
    asked, expected = EXAMPLES[example]
    answer = clock_of(asked)
    shown = {
        "regime": answer.regime,
        "mode": answer.mode.value if answer.mode else "review",
        "months": answer.months,
        "period_end": answer.period_end and answer.period_end.isoformat(),
        "result": answer.result,
        "guarantee_limitation_last_day": answer.limitation_last_day
        and answer.limitation_last_day.isoformat(),
    }
    assert {key: shown[key] for key in expected} == expected


def test_the_search_for_worked_clocks_finds_them():
    assert len(CLOCKS) >= 9


def test_a_demand_on_one_guarantor_does_not_reach_the_others():
    asked, expected = EXAMPLES["GUA-017"]
    answer = reached_guarantors(asked["guarantors"], asked["demand_on_time_to"])
    assert list(answer.liable) == expected["liable"]
    assert list(answer.released) == expected["released"]
    assert answer.warning == expected["warning"]


def test_there_is_no_warning_where_all_or_none_are_reached():
    assert reached_guarantors(["甲", "乙"], ["甲", "乙"]).warning == ""
    assert reached_guarantors(["甲", "乙"], []).warning == ""


def test_an_extension_without_consent_counts_from_the_old_due_date():
    asked, expected = EXAMPLES["GUA-018"]
    due, until, months = DAY(asked["main_due"]), DAY(asked["extended_to"]), asked["period_months"]
    assert period_end_after_extension(due, until, False, months) == DAY(expected["period_end"])
    assert period_end_after_extension(due, until, True, months) == DAY("2023-12-30")
    assert period_end_after_extension(due, None, True, months) == DAY("2022-12-30")


@pytest.mark.parametrize(
    ("new", "knew", "liable"),
    [("乙", False, False), ("乙", True, True), ("甲", False, True)],
)
def test_new_for_old_frees_the_old_and_binds_the_new_who_knew(new, knew, liable):
    answer = new_for_old("甲", new, knew)
    assert (answer.old_liable, answer.new_liable) == (False, liable)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("镇人民政府", GuarantorKind.GOVERNMENT),
        ("某县财政局", GuarantorKind.GOVERNMENT),
        ("某镇财政所", GuarantorKind.GOVERNMENT),
        ("某街道办事处", GuarantorKind.GOVERNMENT),
        ("柳林村民委员会", GuarantorKind.VILLAGE_COMMITTEE),
        ("柳林村委会", GuarantorKind.VILLAGE_COMMITTEE),
        ("中心小学", GuarantorKind.PUBLIC_WELFARE),
        ("县人民医院", GuarantorKind.PUBLIC_WELFARE),
        ("乡敬老院", GuarantorKind.PUBLIC_WELFARE),
        ("某医院投资有限公司", GuarantorKind.COMPANY),
        ("柳林养殖专业合作社", GuarantorKind.COMPANY),
        (" 周田生 ", GuarantorKind.PERSON),
    ],
)
def test_a_name_tells_what_kind_of_guarantor_it_is(name, kind):
    assert kind_of_name(name) is kind


def test_an_organ_of_state_may_not_guarantee_and_owes_half_at_most():
    asked, expected = EXAMPLES["GUA-020"]
    answer = may_guarantee(kind_of_name(asked["guarantor_type"]))
    assert answer.valid is expected["guarantee_valid"]
    assert answer.max_share == expected["max_compensation_share"]
    assert answer.condition == expected["condition"]


@pytest.mark.parametrize(
    ("kind", "valid", "review"),
    [
        (GuarantorKind.PERSON, True, False),
        (GuarantorKind.COMPANY, True, False),
        (GuarantorKind.GOVERNMENT, False, False),
        (GuarantorKind.VILLAGE_COMMITTEE, False, True),
        (GuarantorKind.PUBLIC_WELFARE, False, True),
    ],
)
def test_who_may_guarantee_depends_on_the_kind(kind, valid, review):
    answer = may_guarantee(kind, DAY("2022-01-01"))
    assert (answer.valid, answer.review) == (valid, review)
    assert (answer.max_share == "") is valid


def test_a_main_interruption_never_reaches_a_guarantor():
    _, expected = EXAMPLES["GUA-021"]
    assert dict.fromkeys(GuaranteeMode, False) == MAIN_INTERRUPTION_REACHES
    assert expected["action"] == CLAIM_FROM_GUARANTOR


@pytest.mark.parametrize(
    ("arrived", "in_time"), [("2023-09-01", True), ("2023-09-02", False), ("2023-09-04", False)]
)
def test_a_letter_counts_by_its_arrival(arrived, in_time):
    assert arrived_in_period(DAY("2023-09-01"), DAY(arrived)) is in_time
    assert not arrived_in_period(DAY("2023-09-01"), None)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (EXAMPLES["GUA-016"][0]["text"], True),
        ("本人同意重新承担连带保证责任。", True),
        ("本人自愿为上述借款提供连带责任保证，保证期间三年", True),
        ("我单位承诺另行提供担保", True),
        ("本人已收到本催收通知书", False),
        ("请你履行保证责任", False),
        ("您于2009年自愿提供的连带责任保证已到期，请尽快履行", False),
        ("本人同意继续承担保证责任", False),
        ("本人不同意重新提供保证", False),
        ("本人拒绝重新提供担保", False),
        ("本次签字不构成本人自愿重新提供保证", False),
        ("本人同意签收。保证人须重新核对", False),
        ("", False),
    ],
)
def test_only_words_that_give_a_guarantee_anew_are_a_new_guarantee(text, new):
    assert forms_new_guarantee(text) is new
