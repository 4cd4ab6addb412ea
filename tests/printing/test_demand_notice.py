from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.notices import NoticeFacts
from desktop.domain.page import A4_HEIGHT, A4_WIDTH, Bars, Box, Face, Page, Rule, TextRun
from desktop.printing.fonts import load_font
from desktop.printing.forms.demand_notice import compose_notice

MakeNotice = Callable[..., NoticeFacts]
MILLIMETRE = 72 / 25.4


def text_of(page: Page) -> str:
    return "".join(item.text for item in page if isinstance(item, TextRun))


def runs(page: Page, text: str) -> list[TextRun]:
    return [item for item in page if isinstance(item, TextRun) and text in item.text]


def edges(item: TextRun | Rule | Box | Bars) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the ink, roughly."""
    if isinstance(item, TextRun):
        font = load_font(item.face)
        width = font.width(item.text, item.size) + item.letter_spacing * (len(item.text) - 1)
        top, bottom = item.baseline - 0.88 * item.size, item.baseline + 0.12 * item.size
        return item.x, top, item.x + width, bottom
    if isinstance(item, Rule):
        return min(item.x1, item.x2), item.y1, max(item.x1, item.x2), item.y2
    if isinstance(item, Box):
        return item.x, item.y, item.x + item.width, item.y + item.height
    return item.x, item.y, item.x + sum(item.bars[-1]), item.y + item.height


def tear_line(page: Page) -> float:
    return next(item.y1 for item in page if isinstance(item, Rule) and item.dash)


@pytest.mark.parametrize("round_", [1, 2, 3])
@pytest.mark.parametrize("loans", [1, 2, 5])
def test_up_to_five_loans_stand_on_one_page(
    make_notice: MakeNotice, round_: int, loans: int
) -> None:
    assert len(compose_notice(make_notice(loans=loans, round=round_))) == 1


def test_five_loans_of_the_largest_amounts_and_a_long_address_stand_on_one_page(
    make_notice: MakeNotice,
) -> None:
    notice = make_notice(
        loans=5, round=3, address="湖南省某某市某某县枫林镇常家湖村三组" * 3 + "一二三四五六"
    )
    huge = tuple(
        replace(
            loan, amount_fen=9_999_999_999, principal_fen=9_999_999_999, interest_fen=9_999_999_999
        )
        for loan in notice.loans
    )
    assert len(compose_notice(replace(notice, loans=huge))) == 1


@pytest.mark.parametrize("fen", [1, 100, 9_999_999_999])
def test_amounts_stand_in_figures_and_in_capitals(make_notice: MakeNotice, fen: int) -> None:
    notice = make_notice()
    loan = replace(notice.loans[0], amount_fen=fen, principal_fen=fen, interest_fen=fen)
    (page,) = compose_notice(replace(notice, loans=(loan,)))
    text = text_of(page)
    assert capital_amount(fen) in text
    assert capital_amount(2 * fen) in text
    assert f"（¥{yuan_text(2 * fen)}）" in text


def test_every_round_claims_the_whole_remaining_debt(make_notice: MakeNotice) -> None:
    for round_ in (1, 2, 3):
        text = text_of(compose_notice(make_notice(round=round_))[0])
        assert "包括但不限于" in text
        assert ("向您主张权利" in text) == (round_ == 1)
        assert ("依法向人民法院起诉" in text) == (round_ == 3)
        assert ("2023 年 10 月 13 日、2024 年 11 月 20 日" in text) == (round_ > 1)


def test_the_deadline_is_bold(make_notice: MakeNotice) -> None:
    (page,) = compose_notice(make_notice())
    assert [run.face for run in runs(page, "2026 年 10 月 31 日")] == [Face.BOLD]


def test_a_bank_speaks_of_itself_as_a_bank(make_notice: MakeNotice) -> None:
    notice = make_notice()
    bank = replace(
        notice.bank, bank_name="某某农村商业银行", branch_name="某某农村商业银行牌口支行"
    )
    text = text_of(compose_notice(replace(notice, bank=bank))[0])
    assert "我行" in text and "我社" not in text
    assert text.count("某某农村商业银行某某农村商业银行") == 0


def test_forty_loans_flow_over_pages_and_the_slip_stays_whole_on_the_last(
    make_notice: MakeNotice,
) -> None:
    notice = make_notice(loans=40)
    pages = compose_notice(notice)
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        text = text_of(page)
        assert f"No. P26-1177　第二次　第 {number} 页 共 2 页" in text
        assert "借据号" in text
        assert any(isinstance(item, Bars) for item in page)
    assert ["有异议：" in text_of(page) for page in pages] == [False, True]
    assert ["我社再次要求您" in text_of(page) for page in pages] == [False, True]
    rows = "".join(map(text_of, pages))
    assert all(rows.count(loan.loan_no) == 1 for loan in notice.loans)


@pytest.mark.parametrize("loans", [6, 9, 12, 17, 28, 33, 34, 35, 70])
def test_no_page_of_a_long_notice_is_without_a_row_or_the_claim(
    make_notice: MakeNotice, loans: int
) -> None:
    for page in compose_notice(make_notice(loans=loans)):
        text = text_of(page)
        assert "43201807-" in text or "我社再次要求您" in text


@pytest.mark.parametrize("loans", [1, 3, 5, 40])
def test_everything_stays_five_millimetres_from_edges_and_tear_off_line(
    make_notice: MakeNotice, loans: int
) -> None:
    for page in compose_notice(make_notice(loans=loans)):
        lines = [item for item in page if not (isinstance(item, TextRun) and "✂" in item.text)]
        boxes = [edges(item) for item in lines if not (isinstance(item, Rule) and item.dash)]
        assert min(left for left, _, _, _ in boxes) >= 5 * MILLIMETRE
        assert min(top for _, top, _, _ in boxes) >= 5 * MILLIMETRE
        assert max(right for _, _, right, _ in boxes) <= A4_WIDTH - 5 * MILLIMETRE
        assert max(bottom for _, _, _, bottom in boxes) <= A4_HEIGHT - 5 * MILLIMETRE
        if "✂" in text_of(page):
            tear = tear_line(page)
            for _, top, _, bottom in boxes:
                assert bottom <= tear - 5 * MILLIMETRE or top >= tear + 5 * MILLIMETRE - 1.0


@pytest.mark.parametrize("loans", [1, 5, 40])
def test_forty_five_millimetres_are_free_for_the_seal(make_notice: MakeNotice, loans: int) -> None:
    page = compose_notice(make_notice(loans=loans))[-1]
    (signer,) = runs(page, "（盖章）")
    issued = max(runs(page, "2026 年 10 月 10 日"), key=lambda run: run.baseline)
    middle = (signer.baseline + issued.baseline) / 2 - 4
    left, _, right, _ = edges(signer)
    centre, half = (left + right) / 2, 22.5 * MILLIMETRE
    for item in page:
        if item in (signer, issued):
            continue
        x1, y1, x2, y2 = edges(item)
        beside = x2 <= centre - half or x1 >= centre + half
        assert beside or y2 <= middle - half + 3 or y1 >= middle + half - 3


def test_texts_never_run_into_each_other_however_long_the_facts(make_notice: MakeNotice) -> None:
    notice = make_notice(
        loans=5,
        serial="PKXB26-000123",
        debtor="阿卜杜热合曼·买买提艾力·阿卜杜克热木·依明江",
        officer="阿卜杜热合曼·买买提艾力·阿卜杜克热木",
        village="枫林镇常家湖联合示范村第十七片区",
        group="第一百二十八村民小组",
    )
    bank = replace(
        notice.bank,
        bank_name="某某省某某市某某区某某县农村信用合作联社股份有限公司",
        branch_name="牌口镇解放路第二信用分社营业部及自助服务网点",
        account_name="某某省某某市某某县农村信用合作联社牌口信用社待结算款项专户",
        address="某某省某某市某某县枫林镇解放路一百二十八号联社大楼一层营业大厅",
    )
    loans = tuple(
        replace(loan, loan_no=f"43201807100037743201807100{n}", interest_fen=9_999_999_999)
        for n, loan in enumerate(notice.loans)
    )
    for page in compose_notice(replace(notice, bank=bank, loans=loans), date(2026, 11, 23)):
        texts = [item for item in page if isinstance(item, TextRun)]
        boxes = [(run.text, edges(run)) for run in texts]
        for index, (text, (x1, y1, x2, y2)) in enumerate(boxes):
            for other, (a1, b1, a2, b2) in boxes[index + 1 :]:
                hang = 6.0  # a closing mark's blank half may stand beyond the edge
                apart = x2 <= a1 + hang or a2 <= x1 + hang or y2 <= b1 + 1 or b2 <= y1 + 1
                assert apart, (text, other)


def test_amounts_end_on_one_edge_in_figures_of_one_width(make_notice: MakeNotice) -> None:
    notice = make_notice(loans=3)
    loans = tuple(
        replace(loan, interest_fen=fen)
        for loan, fen in zip(notice.loans, (1, 78_500, 999_999_999), strict=True)
    )
    (page,) = compose_notice(replace(notice, loans=loans))
    column = [
        run
        for run in page.items
        if isinstance(run, TextRun) and run.text in ("0.01", "785.00", "9,999,999.99")
    ]
    assert [run.face for run in column] == [Face.SANS] * 3
    assert {round(edges(run)[2], 2) for run in column} == {round(edges(column[0])[2], 2)}


def test_a_reprint_says_so_with_its_date(make_notice: MakeNotice) -> None:
    (page,) = compose_notice(make_notice(), date(2026, 11, 23))
    assert runs(page, "补打 2026-11-23")
    assert not runs(compose_notice(make_notice())[0], "补打")


def test_a_draft_without_a_serial_can_be_shown(make_notice: MakeNotice) -> None:
    (page,) = compose_notice(make_notice(serial=""))
    assert "周田生" in text_of(page)


def test_notices_of_one_branch_share_their_static_part(make_notice: MakeNotice) -> None:
    first, second = (compose_notice(make_notice(serial=f"P26-{n:04d}", loans=n))[0] for n in (1, 4))
    other = replace(make_notice().bank, branch_name="枫林信用社")
    third = compose_notice(make_notice(bank=other))[0]
    assert first.form is second.form
    assert first.form and third.form and first.form.name != third.form.name
    assert not any("周田生" in item.text for item in first.form.items if isinstance(item, TextRun))


def test_without_identity_number_and_address_no_empty_brackets_stand(
    make_notice: MakeNotice,
) -> None:
    (page,) = compose_notice(make_notice(id_masked="", address=""))
    assert runs(page, "周田生：")


def test_a_template_this_program_does_not_have_is_an_expected_failure(
    make_notice: MakeNotice,
) -> None:
    for version in ("demand_notice/99", "../secrets", ""):
        with pytest.raises(ExpectedFailure, match="unknown_template"):
            compose_notice(make_notice(template_version=version))


def test_dates_far_apart_are_written_without_leading_zeros(make_notice: MakeNotice) -> None:
    day = date(2027, 1, 5)
    (page,) = compose_notice(make_notice(issued_on=day, deadline=day + timedelta(20)))
    assert runs(page, "2027 年 1 月 5 日")
