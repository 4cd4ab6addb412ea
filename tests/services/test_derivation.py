"""How an answer came about, in the words people read: one loan of each kind."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.claim_entry import ClaimAct
from desktop.domain.errors import RuleViolation
from desktop.domain.guarantee.facts import ActKind, GuaranteeContract, GuaranteeMode, PeriodTerm
from desktop.domain.ledger import RateUnit
from desktop.domain.limitation import EventKind
from desktop.services.claims import record_event, withdraw_event
from desktop.services.derivation import derive, derive_all, derive_by_no, sheet
from desktop.services.guarantees import EnteredAct, record_act, record_contract

DUE = date(2023, 10, 13)


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "slip.jpg"
    file.write_bytes(b"picture")
    return file


@pytest.fixture
def explain(desk, take_in, ledger):
    """Take one loan in, let things happen to it, and return its derivations by title."""

    def explained(*acts, evidence=(), as_of=None, **row):
        take_in(ledger.row("A-1", **row))
        for kind, day, *restart in acts:
            act = ClaimAct(EventKind(kind), day, *restart)
            record_event(desk, derive_by_no(desk, "A-1").loan.id, act, evidence)
        shown = sheet(derive_by_no(desk, "A-1", as_of))
        return {each.title: each for each in shown.derivations}

    return explained


def codes(derivation):
    return [found.code for found in derivation.needs_person]


def test_a_living_claim_says_its_last_day_and_by_when_to_serve(explain, paper):
    told = explain(("signed_notice", date(2025, 3, 3)), evidence=[paper])
    limitation = told["诉讼时效"]
    assert limitation.answer == "有效：末日 2028-03-03；请在 2028-02-25 前完成送达"
    assert [step.words for step in limitation.steps] == [
        "2023-10-13 到期，次日起算三年，至 2026-10-13",
        "2025-03-03 本人签收催收通知书：时效中断，重新计算三年，至 2028-03-03",
    ]
    assert limitation.steps[1].article == "民法典第195条；诉讼时效规定第8条第1款第1项"
    assert limitation.steps[1].day == date(2028, 3, 3)


def test_an_expired_claim_says_since_when_and_what_alone_helps(explain):
    told = explain(due_on=date(2018, 10, 13), disbursed_on=date(2017, 10, 13))
    assert told["诉讼时效"].answer.startswith("已届满：末日 2021-10-13")
    assert "同意履行" in told["诉讼时效"].answer
    assert "请在" not in told["诉讼时效"].answer


def test_a_revived_claim_says_that_the_debtor_agreed(explain, paper):
    told = explain(
        ("signed_confirm_agree", date(2024, 7, 10)),
        evidence=[paper],
        due_on=date(2018, 10, 13),
        disbursed_on=date(2017, 10, 13),
    )
    limitation = told["诉讼时效"]
    assert limitation.answer.startswith("有效：末日 2027-07-10")
    assert "债务人同意履行" in limitation.steps[1].words
    assert limitation.steps[1].article == "诉讼时效规定第19条"


def test_a_claim_in_procedure_has_no_last_day(explain, paper):
    told = explain(("suit_filed", date(2026, 1, 5)), evidence=[paper])
    assert told["诉讼时效"].answer == "程序进行中：时效已中断，程序终结后重新计算"
    assert told["诉讼时效"].steps[-1].day is None


def test_a_claim_without_a_due_date_needs_a_person_for_clock_and_class(explain):
    told = explain(due_on=None)
    assert told["诉讼时效"].answer == "无法计算：到期日不明"
    for title in ("诉讼时效", "利息", "五级分类"):
        assert "due_date_unknown" in codes(told[title])
    assert "二十年最长保护期" not in told


def test_an_unproved_claim_shows_both_clocks_and_names_what_lacks_evidence(explain):
    told = explain(("mail_arrived", date(2025, 3, 3)))
    assert told["诉讼时效"].answer.startswith("有效：末日 2028-03-03")
    assert told["诉讼时效（只算有凭据的事件）"].answer == "有效：末日 2026-10-13"
    doubt = told["诉讼时效"].needs_person[0]
    assert doubt.code == "claim_unproved"
    assert doubt.words == (
        "2025-03-03 邮寄通知书已到达：未附凭据，请补录；现有凭据只能证明到 2026-10-13"
    )


def test_a_proved_claim_has_one_clock_only(explain, paper):
    told = explain(("mail_arrived", date(2025, 3, 3)), evidence=[paper])
    assert "诉讼时效（只算有凭据的事件）" not in told


@pytest.mark.parametrize(
    ("acts", "code"),
    [((), "twenty_year_passed"), ((("signed_notice", date(2004, 5, 6)),), "twenty_year_review")],
)
def test_after_twenty_years_a_person_looks_and_nothing_is_closed(explain, acts, code):
    told = explain(*acts, due_on=date(2003, 1, 2), disbursed_on=date(2002, 1, 2))
    cap = told["二十年最长保护期"]
    assert cap.answer == "已满，须复核：2023-01-02"
    assert codes(cap) == [code]


def test_before_twenty_years_the_day_is_told_without_a_doubt(explain):
    cap = explain()["二十年最长保护期"]
    assert (cap.answer, codes(cap)) == ("未满：2043-10-13", [])


def test_every_amount_of_interest_follows_from_the_figures_of_its_row(explain):
    table = explain(
        balance_fen=9_999_999_999, rate=Decimal("7.2"), rate_unit=RateUnit.MONTHLY_PERMILLE
    )["利息"].table
    added = 0
    for row in table.rows:
        _, _, _, days, base, rate, amount, source = row
        assert source
        if not days:
            continue
        added += 1
        per_day = Decimal(base.replace(",", "")) * Decimal(rate) / 10_000
        assert round(per_day * int(days), 2) == Decimal(amount.replace(",", ""))
    assert added == 1
    sums = sum(Decimal(row[6].replace(",", "")) for row in table.rows)
    assert sums == Decimal(table.total[6].replace(",", ""))
    assert table.amounts == {3, 4, 5, 6}


def test_interest_names_the_core_systems_day_and_what_is_an_estimate(explain):
    interest = explain()["利息"]
    assert interest.answer == (
        "截至 2026-10-10 利息 531.42 元，连同本金 10,000.00 元共 10,531.42 元"
        "（核心系统 2026-09-30 数据，其后为估算）"
    )
    assert any("向后估算" in note for note in interest.table.notes)
    assert interest.steps[1].words == "合同利率月 7.25‰（年 8.7%），日利率＝月利率÷30"


def test_without_a_rate_nothing_is_added_and_a_person_is_asked(explain):
    interest = explain(rate=None)["利息"]
    assert interest.answer.endswith("（核心系统 2026-09-30 数据，其后未加计）")
    assert codes(interest) == ["rate_missing"]


def test_a_day_before_the_report_is_not_computed_backwards(explain):
    interest = explain(as_of=date(2026, 9, 1))["利息"]
    assert interest.answer == "按核心系统 2026-09-30 数据：利息 500.00 元，本息共 10,500.00 元"
    assert "不倒算" in interest.steps[-1].words


@pytest.mark.parametrize(
    ("stated", "answer", "doubts"),
    [
        ("损失", "台账损失；按规则至少损失，符合规则", []),
        ("可疑类", "台账可疑类；按规则至少损失，请核对", ["class_better_than_rule"]),
        ("", "台账未写明；按规则至少损失，请核对", ["five_class_missing"]),
    ],
)
def test_the_ledgers_class_is_held_against_the_rule(explain, stated, answer, doubts):
    derivation = explain(five_class=stated)["五级分类"]
    assert derivation.answer == answer
    assert codes(derivation) == doubts
    assert "逾期 1093 天" in derivation.steps[1].words


def test_a_guarantor_without_a_contract_is_flagged_never_left_out(explain):
    told = explain(guarantors=("王二", "李四"))
    for name in ("王二", "李四"):
        derivation = told[f"保证期间：{name}"]
        assert codes(derivation) == ["guarantee_contract_undated"]
        assert derivation.needs_person[0].words == f"保证人{name}：缺保证合同日期，无法计算，请补录"


@pytest.fixture
def guaranteed(desk, take_in, ledger):
    """Return the id of a loan that 王二 guarantees jointly for 24 months."""
    take_in(ledger.row("A-1", guarantors=("王二",), due_on=date(2025, 10, 13)))
    loan_id = derive_by_no(desk, "A-1").loan.id
    terms = (date(2021, 10, 13), GuaranteeMode.JOINT, PeriodTerm.MONTHS, 24)
    record_contract(desk, loan_id, GuaranteeContract("王二", *terms))
    return loan_id


def of_guarantor(desk, loan_id):
    titled = {each.title: each for each in sheet(derive(desk, loan_id)).derivations}
    return titled["保证期间：王二"]


def test_a_running_guarantee_says_its_last_day_and_the_day_to_work_by(desk, guaranteed):
    told = of_guarantor(desk, guaranteed)
    assert told.answer == "保证期间未满：至 2027-10-13，请在 2027-10-13 当日以前送达"
    assert told.steps[0].words.startswith("连带责任保证，自 2025-10-13 起约定 24 个月")


def test_a_demand_in_time_starts_the_guarantors_own_limitation(desk, guaranteed, paper):
    demand = EnteredAct(ActKind.DEMAND_ARRIVED, date(2026, 5, 1))
    record_act(desk, guaranteed, "王二", demand, [paper])
    told = of_guarantor(desk, guaranteed)
    assert told.answer.startswith("已在保证期间内主张")
    assert told.answer.endswith("保证债务时效至 2029-05-01")
    assert codes(told) == []


def test_a_demand_without_evidence_says_where_the_guarantor_stands_by_proof(desk, guaranteed):
    record_act(desk, guaranteed, "王二", EnteredAct(ActKind.DEMAND_ARRIVED, date(2026, 5, 1)))
    told = of_guarantor(desk, guaranteed)
    assert codes(told) == ["claim_unproved"]
    assert "保证期间未满" in told.needs_person[0].words


def test_what_happened_after_the_day_asked_for_does_not_count(explain):
    told = explain(("signed_notice", date(2025, 3, 3)), as_of=date(2025, 1, 1))
    assert told["诉讼时效"].answer.startswith("有效：末日 2026-10-13")


def test_a_withdrawn_event_leaves_no_trace_in_the_derivation(desk, take_in, ledger, paper):
    take_in(ledger.row("A-1"))
    before = sheet(derive_by_no(desk, "A-1"))
    act = ClaimAct(EventKind.SIGNED_NOTICE, date(2025, 3, 3))
    entered = record_event(desk, derive_by_no(desk, "A-1").loan.id, act, [paper])
    assert sheet(derive_by_no(desk, "A-1")) != before
    withdraw_event(desk, entered.event.id, "录错借据")
    assert sheet(derive_by_no(desk, "A-1")) == before


def test_all_loans_of_a_debtor_come_as_they_come_one_by_one(desk, take_in, ledger):
    take_in(
        ledger.row("A-2"),
        ledger.row("A-1", due_on=None),
        ledger.row("B-1", borrower="李四", id_number=""),
    )
    first = derive_by_no(desk, "A-1")
    both = derive_all(desk, first.party.id)
    assert [each.loan.loan_no for each in both] == ["A-1", "A-2"]
    assert sheet(both[0]) == sheet(first)


def test_a_sheet_lists_each_doubt_once_and_no_identity_number(desk, take_in, ledger):
    take_in(ledger.row("A-1", due_on=None, guarantors=("王二",)))
    shown = sheet(derive_by_no(desk, "A-1"))
    words = [found.words for found in shown.needs_person]
    assert len(words) == len(set(words)) == 4
    assert shown.debtor == "周田生"
    assert "439985194806046550" not in repr(shown)


def test_unknown_loans_and_debtors_are_refused(desk):
    for ask, code in ((derive, "loan_unknown"), (derive_by_no, "loan_unknown"),
                      (derive_all, "party_unknown")):  # fmt: skip
        with pytest.raises(RuleViolation) as refused:
            ask(desk, "no-such")
        assert refused.value.code == code
