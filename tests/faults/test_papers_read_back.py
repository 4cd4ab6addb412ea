"""What other programs read in the papers is what the facts say, each debtor on his own page."""

import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pypdfium2
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.notices import SAMPLE_HEAD, NoticeFacts, NoticeLoan
from desktop.printing.papers import PrintingRoom
from desktop.services.progress import NoProgress

TODAY = date(2026, 10, 10)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SURNAMES = "周吴郑王冯陈褚卫蒋沈韩杨欧阳司马"
GIVEN = "一二三田生文水龑䶮㛃堃喆犇翀㮾𣲗𠅤㐂𬱖𫖯"
"""Rare characters of real names among common ones, some outside the basic plane."""

days = st.dates(date(1987, 1, 1), date(2026, 9, 1))
fen = st.integers(1, 99_999_999_999)


@st.composite
def batches(draw):
    """Return notices of different debtors: names, addresses and loan numbers are all different."""
    count = draw(st.integers(1, 4))
    return [draw(notices(number)) for number in range(count)]


@st.composite
def notices(draw, number):
    name = draw(st.sampled_from(SURNAMES)) + draw(st.text(GIVEN, min_size=1, max_size=3))
    place = draw(st.text("东西南北大小上下石桥河湾岭坪", min_size=2, max_size=40))
    loans, round_ = draw(st.integers(1, 14)), draw(st.integers(1, 3))
    return NoticeFacts(
        serial=f"PK26-{number + 1:04d}",
        round=round_,
        party_id=f"party-{number}",
        debtor=name,
        id_masked=f"4399{'*' * 10}{number:03d}X",
        township="牌口镇",
        village=f"{'金明甲乙丙'[number]}村",
        group=draw(st.sampled_from(["", "3组", "第十二村民小组"])),
        address=f"牌口镇{place}{number}号",
        issued_on=TODAY,
        computed_to=TODAY,
        deadline=TODAY + timedelta(days=draw(st.integers(7, 60))),
        demanded_on=tuple(
            sorted(draw(st.lists(days, min_size=round_ - 1, max_size=round_ - 1, unique=True)))
        ),
        officer="彭春兰",
        officer_phone="0000-0000002",
        bank=SAMPLE_HEAD,
        loans=tuple(draw(loan_of(number, index)) for index in range(loans)),
    )


@st.composite
def loan_of(draw, number, index):
    start = draw(days)
    return NoticeLoan(
        loan_id=f"loan-{number}-{index}",
        loan_no=f"432018{number:02d}{index:02d}{draw(st.integers(0, 99_999)):05d}",
        contract_no=draw(st.sampled_from(["", f"牌信借字({start.year})第{number}{index:02d}号"])),
        disbursed_on=start,
        due_on=start + timedelta(days=365),
        amount_fen=draw(fen),
        principal_fen=draw(fen),
        interest_fen=draw(fen),
    )


def said(facts: NoticeFacts) -> list[str]:
    """Return what must stand on a notice, without white space."""
    texts = [facts.serial, facts.debtor, facts.id_masked, facts.address, facts.village]
    texts += [loan.loan_no for loan in facts.loans]
    texts += [yuan_text(amount) for loan in facts.loans
              for amount in (loan.principal_fen, loan.interest_fen)]  # fmt: skip
    texts += [yuan_text(facts.total_fen), capital_amount(facts.total_fen)]
    return ["".join(text.split()) for text in texts]


def private(facts: NoticeFacts) -> list[str]:
    """Return what may stand on nobody else's page; amounts may be equal by chance."""
    own = [facts.serial, facts.id_masked, facts.address]
    return own + [loan.loan_no for loan in facts.loans]


def assert_each_on_his_own(batch, texts):
    for facts, text in zip(batch, texts, strict=True):
        plain = "".join(text.split())
        for wanted in said(facts):
            assert wanted in plain
        for other in batch:
            if other is not facts:
                assert [each for each in private(other) if each in plain] == []


def pdf_texts(path, batch, first_page):
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    starts = [first_page[facts.serial] - 1 for facts in batch]
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    return ["".join(pages[a:b]) for a, b in zip(starts, [*starts[1:], len(pages)], strict=True)]


def docx_texts(path):
    """Return the text of each notice: a page break parts them."""
    with zipfile.ZipFile(path) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    text = []
    for element in body.iter():
        if element.tag == f"{WORD}t":
            text.append(element.text or "")
        elif element.tag == f"{WORD}pageBreakBefore" or (
            element.tag == f"{WORD}br" and element.get(f"{WORD}type") == "page"
        ):
            text.append("\f")
    return [each for each in "".join(text).split("\f") if each]


quick = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@quick
@given(batches())
def test_the_pdf_says_of_each_debtor_what_the_facts_say_and_of_nobody_else(tmp_path, batch):
    path = tmp_path / "notices.pdf"
    printed = PrintingRoom().notices_pdf(batch, path, None, NoProgress())
    assert_each_on_his_own(batch, pdf_texts(path, batch, printed.first_page))


@quick
@given(batches())
def test_the_docx_says_of_each_debtor_what_the_facts_say_and_of_nobody_else(tmp_path, batch):
    path = tmp_path / "notices.docx"
    PrintingRoom().notices_docx(batch, path, None, NoProgress())
    assert_each_on_his_own(batch, docx_texts(path))


@quick
@given(batches())
def test_a_village_list_names_its_debtors_and_no_amount_or_number(tmp_path, batch):
    path = tmp_path / "list.pdf"
    printed = PrintingRoom().delivery_lists_pdf(batch, path, NoProgress())
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    for facts in batch:
        page = "".join(pages[printed.first_page[facts.serial] - 1].split())
        assert facts.serial in page
        assert facts.debtor in page
    everything = "".join("".join(pages).split())
    for facts in batch:
        for hidden in (facts.id_masked, yuan_text(facts.total_fen), facts.loans[0].loan_no):
            assert hidden not in everything
    assert not re.search(r"\d,\d{3}\.\d{2}", everything)
