import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.notices import NoticeFacts
from desktop.domain.page import Bars, Box, Face, Form, Page, Rule, TextRun
from desktop.printing.forms.demand_notice import compose_notice
from desktop.printing.forms.wording import day_text
from desktop.printing.pdf import PdfPainter

MakeNotice = Callable[..., NoticeFacts]
ReadPages = Callable[[bytes], list[str]]


def painted(pages: Sequence[Page]) -> bytes:
    painter = PdfPainter("通知书", "牌口信用社", date(2026, 10, 10))
    for page in pages:
        painter.paint(page)
    return painter.finish()


def notices_pdf(notices: Sequence[NoticeFacts]) -> bytes:
    return painted([page for notice in notices for page in compose_notice(notice)])


def tight(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", ["䶮", "刘㛃", "𬱖", "孙𫍯𫖮", "欧阳·买买提", "周‘’“”—…"])
def test_a_rare_name_reads_back_as_it_was_written(
    make_notice: MakeNotice, read_pages: ReadPages, name: str
) -> None:
    (text,) = read_pages(notices_pdf([make_notice(debtor=name)]))
    assert f"{name}（身份证号4399**********3317" in text


def test_every_fact_of_every_debtor_reads_back(
    make_notice: MakeNotice, read_pages: ReadPages
) -> None:
    notices = [make_notice(loans=n, serial=f"P26-{n:04d}", round=1 + n % 3) for n in range(1, 6)]
    for text, notice in zip(read_pages(notices_pdf(notices)), notices, strict=True):
        bank = notice.bank
        facts = [
            notice.serial, notice.debtor, notice.id_masked, notice.address, notice.officer,
            notice.officer_phone, bank.bank_name, bank.branch_name, bank.licence_no, bank.address,
            bank.account_name, bank.account_no, bank.complaints_phone,
            day_text(notice.computed_to), day_text(notice.deadline), day_text(notice.issued_on),
            capital_amount(notice.principal_fen), capital_amount(notice.interest_fen),
            capital_amount(notice.total_fen), yuan_text(notice.total_fen),
        ]  # fmt: skip
        for loan in notice.loans:
            facts += [loan.loan_no, loan.disbursed_on.isoformat(), loan.due_on.isoformat()]
            facts += map(yuan_text, (loan.amount_fen, loan.principal_fen, loan.interest_fen))
        assert [fact for fact in facts if tight(fact) not in text] == []


_NAMES = st.text(alphabet="周吴郑王㛃𬱖䶮<>&(){}\\%", min_size=2, max_size=4)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batch=st.lists(st.tuples(_NAMES, st.integers(1, 9)), min_size=2, max_size=6))
def test_no_debtor_stands_on_another_ones_page(
    make_notice: MakeNotice, read_pages: ReadPages, batch: list[tuple[str, int]]
) -> None:
    notices = [
        make_notice(
            serial=f"P26-{index:04d}",
            debtor=f"{name}{index}号",
            id_masked=f"4399**********{index:04d}",
            loans=tuple(
                replace(loan, loan_no=f"L{index:03d}-{number:03d}")
                for number, loan in enumerate(make_notice(loans=loans).loans)
            ),
        )
        for index, (name, loans) in enumerate(batch)
    ]
    owners = [notice for notice in notices for _ in compose_notice(notice)]
    texts = read_pages(notices_pdf(notices))
    assert len(texts) == len(owners)
    for text, owner in zip(texts, owners, strict=True):
        assert owner.serial in text
        for other in notices:
            if other is not owner:
                assert f"No.{other.serial}" not in text
                assert other.id_masked not in text
                assert other.loans[0].loan_no[:5] not in text


def test_barcodes_of_notice_and_slip_are_decoded_from_the_printed_page(
    make_notice: MakeNotice, render_page: Callable[[bytes, int], object]
) -> None:
    data = notices_pdf([make_notice(serial="PB26-0001"), make_notice(serial="PB26-0002", loans=40)])
    found = [
        sorted(code.text for code in zxingcpp.read_barcodes(render_page(data, index)))
        for index in range(3)
    ]
    assert found == [["PB26-0001"] * 2, ["PB26-0002"], ["PB26-0002"] * 2]


def test_the_same_facts_give_the_same_bytes(make_notice: MakeNotice) -> None:
    notices = [make_notice(serial=f"P26-{n:04d}", loans=1 + n) for n in range(3)]
    assert notices_pdf(notices) == notices_pdf(notices)


def test_other_facts_give_another_fingerprint(make_notice: MakeNotice) -> None:
    ids = {
        data[data.rindex(b"/ID") : data.rindex(b"/ID") + 80]
        for data in (notices_pdf([make_notice()]), notices_pdf([make_notice(debtor="吴桂香")]))
    }
    assert len(ids) == 2


def test_fonts_are_embedded_as_subsets_and_nothing_else_is_named(make_notice: MakeNotice) -> None:
    data = notices_pdf([make_notice()])
    assert data.count(b"/FontFile2") == 3
    assert b"Helvetica" not in data
    assert len(data) < 200_000


def test_the_static_part_is_stored_once_for_a_batch(make_notice: MakeNotice) -> None:
    data = notices_pdf([make_notice(serial=f"P26-{n:04d}") for n in range(5)])
    assert data.count(b"/Subtype /Form") == 1


def test_the_file_tells_its_title_and_a_date_of_the_facts(make_notice: MakeNotice) -> None:
    document = pypdfium2.PdfDocument(notices_pdf([make_notice()]))
    metadata = document.get_metadata_dict()
    document.close()
    assert metadata["Title"] == "通知书"
    assert metadata["Author"] == "牌口信用社"
    assert metadata["CreationDate"].startswith("D:20261010")


def test_lines_boxes_and_bars_lie_where_the_page_says(
    render_page: Callable[[bytes, int], object],
) -> None:
    page = Page(
        (
            Box(72, 72, 144, 72, 2),
            Rule(72, 288, 216, 288, 2),
            Rule(72, 360, 216, 360, 2, (18, 18)),
            Bars(72, 432, 36, ((0.0, 9.0), (18.0, 9.0))),
        )
    )
    picture = render_page(painted([page]), 0).convert("L")  # type: ignore[attr-defined]

    def black(x: float, y: float) -> bool:
        return bool(picture.getpixel((round(x * 200 / 72), round(y * 200 / 72))) < 128)

    assert black(100, 72) and black(72, 100) and black(216, 100) and not black(100, 100)
    assert black(100, 288) and not black(100, 292)
    assert black(76, 360) and not black(99, 360)
    assert black(76, 450) and not black(85, 450) and black(94, 450) and not black(76, 470)


def test_two_characters_that_share_a_glyph_still_read_back_apart(read_pages: ReadPages) -> None:
    # U+2F00 KANGXI RADICAL ONE looks like U+4E00; codes are given by character, not by glyph.
    runs = TextRun(72, 72, "一\u2f00一A\u00a0B", Face.SERIF, 12)
    document = pypdfium2.PdfDocument(io.BytesIO(painted([Page((runs,))])))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert text.startswith("一\u2f00一")


def test_a_form_is_painted_below_the_items_of_each_page(read_pages: ReadPages) -> None:
    form = Form("head", (TextRun(72, 72, "表头", Face.BOLD, 12),))
    pages = [Page((TextRun(72, 100, f"第{n}页", Face.SERIF, 12),), form) for n in (1, 2)]
    assert read_pages(painted(pages)) == ["表头第1页", "表头第2页"]


def test_more_characters_than_one_byte_can_number_read_back(read_pages: ReadPages) -> None:
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 700))
    lines = tuple(
        TextRun(36, 36 + 14 * row, text[row * 40 : row * 40 + 40], Face.SERIF, 10)
        for row in range(18)
    )
    assert read_pages(painted([Page(lines)])) == [text]
