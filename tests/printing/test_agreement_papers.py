"""Agreements, consents, applications and receipts on paper: all there, legible, to the fen."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.allocation import AllocationOrder, Owed
from desktop.domain.documents import DocumentKind
from desktop.domain.instalments import plan_by_number
from desktop.domain.money import Money
from desktop.domain.page import TextRun
from desktop.printing.papers import PrintingRoom
from desktop.services.documents.building.repayment import plan_fields, plan_rows
from desktop.services.documents.specimens import Size, specimen

ROOM = PrintingRoom()


def squeezed(text: str) -> str:
    return "".join(text.split())


def text_of(pages) -> str:
    return squeezed("".join(i.text for page in pages for i in page if isinstance(i, TextRun)))


def pages_of(facts):
    return ROOM.document_pages(facts)


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


def test_a_hundred_and_twenty_instalments_have_heads_on_every_page_and_a_total_with_a_row():
    facts = specimen(DocumentKind.REPAYMENT_AGREEMENT, Size.EXTREME)
    listed = plan_pages(pages_of(facts))
    numbers = [rows_on(page) for page in listed]
    assert all(numbers)
    assert [each for page in numbers for each in page] == list(range(1, 121))
    assert facts.fields["plan_interest"] in text_of(listed[-1:])


def plan_pages(pages):
    """Return the pages that rows of the plan stand on, by the head that is repeated."""
    return [page for page in pages if "应还日期" in text_of([page])]


def rows_on(page) -> list[int]:
    """Return the numbers of the instalments on a page, by what stands in the first column."""
    runs = [item for item in page if isinstance(item, TextRun)]
    days = {run.baseline for run in runs if len(run.text) == 10 and run.text[4::3] == "--"}
    return [int(r.text) for r in runs if r.baseline in days and r.x < 88 and r.text.isdigit()]


@pytest.mark.parametrize("count", [1, 2, 13, 20, 21, 29, 30, 31, 59, 60, 61, 119, 120])
def test_a_plan_of_any_length_loses_no_row_and_leaves_neither_total_nor_signatures_alone(count):
    facts = specimen(DocumentKind.REPAYMENT_AGREEMENT)
    owed = Owed(Money(0), Money(7_722_527), Money(6_034_000))
    plan = plan_by_number(owed.interest + owed.principal, count, date(2026, 11, 30))
    tables = {**facts.tables, "plan": plan_rows(plan, owed, AllocationOrder.CIVIL_561)}
    made = replace(facts, fields={**facts.fields, **plan_fields(plan, owed)}, tables=tables)
    pages = pages_of(made)
    listed = plan_pages(pages)
    assert [each for page in listed for each in rows_on(page)] == list(range(1, count + 1))
    (signed,) = [page for page in pages if "甲方（盖章）" in text_of([page])]
    assert signed is listed[-1] and "丙方（保证人）身份证号" in text_of([signed])
    assert rows_on(listed[-1]) and made.fields["plan_interest"] in text_of(listed[-1:])


@pytest.mark.parametrize("size", list(Size))
def test_the_printed_plan_sums_to_what_is_owed_to_the_fen(size):
    facts = specimen(DocumentKind.REPAYMENT_AGREEMENT, size)
    rows, fields = facts.tables["plan"], facts.fields
    amounts, interest, principal, balance = ([fen(row[n]) for row in rows] for n in (2, 3, 4, 5))
    assert sum(amounts) == fen(fields["plan_total"])
    assert sum(interest) == fen(fields["plan_interest"])
    assert sum(principal) == fen(fields["plan_principal"]) == fen(fields["principal"])
    relief = fen(fields.get("relief_amount", "0.00"))
    assert sum(amounts) == fen(fields["total"]) - relief
    assert balance[-1] == 0
    assert all(one == i + p for one, i, p in zip(amounts, interest, principal, strict=True))


def test_an_agreement_without_third_parties_or_relief_does_not_speak_of_them():
    short = text_of(pages_of(specimen(DocumentKind.REPAYMENT_AGREEMENT, Size.SHORT)))
    assert "丙方" not in short
    assert "批准文号和金额的，不减免利息" in short and "依批准文号" not in short
    extreme = text_of(pages_of(specimen(DocumentKind.REPAYMENT_AGREEMENT, Size.EXTREME)))
    assert "自愿为乙方在本协议项下的全部债务提供连带责任保证" in extreme
    assert "依批准文号" in extreme and "加入乙方" not in extreme


def test_with_one_instalment_nothing_can_be_called_in_early():
    one = text_of(pages_of(specimen(DocumentKind.REPAYMENT_AGREEMENT, Size.SHORT)))
    assert "第四条逾期" in one and "连续" not in one and "第五条" in one
    usual = text_of(pages_of(specimen(DocumentKind.REPAYMENT_AGREEMENT)))
    assert "乙方连续2期未足额还款的" in usual


def test_who_does_not_sign_keeps_an_agreement_from_nobody_else():
    text = text_of(pages_of(specimen(DocumentKind.REPAYMENT_AGREEMENT)))
    assert "对甲乙双方生效" in text
    assert "丙方没有签署的，不影响本协议在甲乙双方之间的效力" in text
    assert "乙方签名或者按指印之日起中断" in text and "乙方签名之日" not in text
    assert "共同借款人（如有" in text
    assert "原担保合同继续有效" not in text


@pytest.mark.parametrize(
    "kind",
    [
        DocumentKind.REPAYMENT_AGREEMENT,
        DocumentKind.SUBSIDY_CONSENT,
        DocumentKind.ASSET_SETTLEMENT,
        DocumentKind.RECEIPT,
    ],
)
@pytest.mark.parametrize("size", list(Size))
def test_who_signs_or_pays_reads_whom_to_complain_to(kind, size):
    facts = specimen(kind, size)
    assert facts.bank.complaints_phone in text_of(pages_of(facts))


def test_a_stranger_consents_without_a_word_about_amounts():
    facts = specimen(DocumentKind.SUBSIDY_CONSENT)
    fields = {name: facts.fields[name] for name in ("debtor", "subsidy")}
    fields |= {"holder": "卜二", "stranger": "卜二"}
    text = text_of(pages_of(replace(facts, fields=fields, tables={"loans": ()})))
    assert "本人卜二自愿用本人的补贴代周田生归还其在贵方的借款，金额以每次扣款通知为准。" in text
    assert "¥" not in text and "借据号" not in text and "尚欠" not in text
    own = text_of(pages_of(facts))
    assert "（含罚息、复利）" in own and "代周田生" not in own


def test_an_application_says_that_its_ladder_is_an_example_and_what_is_relieved_of_each_loan():
    facts = specimen(DocumentKind.RELIEF_APPLICATION)
    text = text_of(pages_of(facts))
    assert "（示例数额，以本联社授权书为准）" in text and "其中减免利息" in text
    assert sum(fen(row[8]) for row in facts.tables["loans"]) == fen(facts.fields["relief_amount"])
    own = replace(facts, fields={**facts.fields, "ladder_note": ""})
    assert "示例" not in text_of(pages_of(own))


@pytest.mark.parametrize("size", list(Size))
def test_the_interest_of_an_application_is_whole_and_some_of_it_is_relieved(size):
    fields = specimen(DocumentKind.RELIEF_APPLICATION, size).fields
    parts = [fen(fields[name]) for name in ("on_balance", "off_balance", "since_ledger")]
    assert sum(parts) == fen(fields["interest"]) and min(parts) >= 0
    assert 0 < fen(fields["relief_amount"]) <= fen(fields["interest"])
    # Ten days have passed since the ledger: only a principal of a fen bears nothing in them.
    assert (parts[2] > 0) is (size is not Size.SHORT)


def test_another_owner_says_who_he_is():
    text = text_of(pages_of(specimen(DocumentKind.ASSET_SETTLEMENT, Size.EXTREME)))
    assert "身份证号（统一社会信用代码）" in text
    assert "风险自权利转移至甲方时起由甲方承担" in text
    own = text_of(pages_of(specimen(DocumentKind.ASSET_SETTLEMENT)))
    assert "统一社会信用代码" not in own


def test_who_joins_the_debt_guarantees_nothing():
    facts = specimen(DocumentKind.REPAYMENT_AGREEMENT)
    fields = {
        **facts.fields,
        "third_role": "债务加入人",
        "joiners": "夏娟安",
        "guarantee_mode": "",
        "guarantee_months": "",
    }
    text = text_of(pages_of(replace(facts, fields=fields)))
    assert "丙方（夏娟安）自愿加入乙方在本协议项下的全部债务" in text
    assert "新的保证合同" not in text
    assert "丙方（债务加入人）" in text


def test_the_articles_the_law_asks_for_stand_in_the_agreement():
    text = text_of(pages_of(specimen(DocumentKind.REPAYMENT_AGREEMENT)))
    for words in (
        "费用→利息→本金",
        "《民法典》第五百六十条、第五百六十一条",
        "第六百九十五条",
        "第一百九十五条",
        "自通知到达乙方时全部到期",
        "本金不予减免",
        "退回之日视为送达之日",
        "任何个人无权以自己的名义代收",
    ):
        assert words in text, words


def test_a_consent_can_be_revoked_with_the_slip_that_comes_with_it():
    (page,) = pages_of(specimen(DocumentKind.SUBSIDY_CONSENT))
    text = text_of([page])
    for words in (
        "可以随时书面撤回本授权",
        "没有本授权，贵方不得从补贴中抵扣借款",
        "最低生活保障金",
        "撤回补贴代扣授权的通知",
        "本人撤回No.PA26-W1177授权书对耕地地力保护补贴的代扣授权",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("size", "said", "not_said"),
    [
        (Size.SHORT, "全部清偿", ("乙方尚欠人民币", "支付给权利人")),
        (Size.USUAL, "仍由乙方清偿", ("全部清偿", "支付给权利人")),
        (Size.EXTREME, "支付给权利人", ("乙方尚欠人民币",)),
    ],
)
def test_a_settlement_says_what_is_left_and_nothing_else(size, said, not_said):
    text = text_of(pages_of(specimen(DocumentKind.ASSET_SETTLEMENT, size)))
    rest = text.partition("第四条")[2].partition("第五条")[0]
    assert said in rest
    assert not any(words in rest for words in not_said)


def test_a_settlement_takes_nothing_before_the_debt_is_due():
    text = text_of(pages_of(specimen(DocumentKind.ASSET_SETTLEMENT)))
    assert "原债务并不当然消灭" in text
    assert "《民法典》第四百零一条、第四百二十八条" in text
    assert "二年" not in text and "处置期限" not in text


def test_a_relief_application_lists_every_rung_up_to_the_one_that_decides():
    short = specimen(DocumentKind.RELIEF_APPLICATION, Size.SHORT)
    extreme = specimen(DocumentKind.RELIEF_APPLICATION, Size.EXTREME)
    assert [row[0] for row in short.tables["ladder"]] == ["信用社主任"]
    assert [row[0] for row in extreme.tables["ladder"]][-1] == extreme.fields["level"]
    assert len(extreme.tables["ladder"]) == 3
    assert "先还后免" in text_of(pages_of(short))


@pytest.mark.parametrize("size", list(Size))
def test_a_receipt_stands_twice_on_one_sheet_with_order_and_capital_amount(size):
    facts = specimen(DocumentKind.RECEIPT, size)
    (page,) = pages_of(facts)
    text = text_of([page])
    assert "第一联存根，网点留存" in text and "第二联交付款人" in text
    for words in (
        facts.fields["total_capital"],
        "费用→利息→本金",
        "作废不销毁",
        "归还的借款费用、利息和本金",
        "另有约定的从约定",
        "金融许可证",
        "收款人",
        "复核人",
    ):
        assert text.count(words) == 2, words
    items = facts.tables["items"]
    for name, number in (("cost", 1), ("interest", 2), ("principal", 3), ("total", 4)):
        assert sum(fen(row[number]) for row in items) == fen(facts.fields[name])
