"""What other programs read in the papers is what the facts say, each debtor on his own page."""

import re
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pypdfium2
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.domain.documents import SHAPES, DocumentFacts, DocumentKind, money_fields
from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.notices import SAMPLE_HEAD, NoticeFacts, NoticeLoan
from desktop.printing.papers import PrintingRoom
from desktop.printing.single_files import COVER_FILE
from desktop.services.documents.specimens import Size, specimen
from desktop.services.progress import NoProgress

TODAY = date(2026, 10, 10)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SURNAMES = "周吴郑王冯陈褚卫蒋沈韩杨欧阳司马"
GIVEN = "一二三田生文水龑䶮㛃堃喆犇翀㮾𣲗𠅤㐂𬱖𫖯"
"""Rare characters of real names among common ones, some outside the basic plane."""

days = st.dates(date(1987, 1, 1), date(2026, 9, 1))
fen = st.integers(1, 9_999_999_999)
OFFICERS = ("彭春兰", "刘建国")


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
        officer=draw(st.sampled_from(OFFICERS)),
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
        amount_fen=own(draw(fen), number),
        principal_fen=own(draw(fen), number),
        interest_fen=own(draw(fen), number),
    )


def own(amount: int, number: int) -> int:
    """Return an amount that ends with a debtor's own digit: no other debtor has the same."""
    return amount * 10 + number


def said(facts: NoticeFacts) -> list[str]:
    """Return what must stand on a notice, without white space."""
    texts = [facts.serial, facts.debtor, facts.id_masked, facts.address, facts.village]
    texts += [loan.loan_no for loan in facts.loans]
    texts += [yuan_text(amount) for loan in facts.loans
              for amount in (loan.principal_fen, loan.interest_fen)]  # fmt: skip
    texts += [yuan_text(facts.total_fen), capital_amount(facts.total_fen)]
    return ["".join(text.split()) for text in texts]


def private(facts: NoticeFacts) -> list[str]:
    """Return what may stand on nobody else's page, beside amounts and the name."""
    own = [facts.serial, facts.id_masked, facts.address]
    return own + [loan.loan_no for loan in facts.loans]


def amounts(facts: NoticeFacts) -> set[str]:
    """Return a debtor's amounts; they are compared as whole figures."""
    return {
        yuan_text(each)
        for loan in facts.loans
        for each in (loan.amount_fen, loan.principal_fen, loan.interest_fen)
    }


FIGURE = re.compile(r"(?<![\d,])\d[\d,]*\.\d{2}(?!\d)")


def assert_each_on_his_own(batch, texts):
    for facts, text in zip(batch, texts, strict=True):
        plain = "".join(text.split())
        for wanted in said(facts):
            assert wanted in plain
        figures = set(FIGURE.findall(text))
        for other in batch:
            if other is not facts:
                assert [each for each in private(other) if each in plain] == []
                assert amounts(other) & figures == set()
                assert other.debtor in facts.debtor or other.debtor not in plain


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


def pages_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


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


@quick
@given(batches())
def test_single_files_say_of_each_debtor_what_the_facts_say_and_of_nobody_else(
    tmp_path_factory, batch
):
    folder = tmp_path_factory.mktemp("single") / "n"
    printed = PrintingRoom().notices_single_pdfs(batch, folder, None, NoProgress(), True)
    texts = {facts.serial: pages_of(folder / f"{facts.serial}.pdf") for facts in batch}
    assert_each_on_his_own(batch, ["".join(texts[facts.serial]) for facts in batch])
    [cover] = pages_of(folder / COVER_FILE)
    assert printed.pages == 1 + sum(map(len, texts.values()))
    assert f"{printed.pages - 1}页" in "".join(cover.split())
    assert_counts_and_nobody(batch, cover)


@quick
@given(batches())
def test_a_cover_counts_the_batch_behind_it_and_names_nobody(tmp_path, batch):
    path = tmp_path / "covered.pdf"
    printed = PrintingRoom().notices_pdf(batch, path, None, NoProgress(), with_cover=True)
    cover, *pages = pages_of(path)
    assert len(pages) == printed.pages - 1
    assert f"{len(pages)}页" in "".join(cover.split())
    assert_counts_and_nobody(batch, cover)
    starts = [printed.first_page[facts.serial] - 2 for facts in batch]
    ends = [*starts[1:], len(pages)]
    assert_each_on_his_own(batch, ["".join(pages[a:b]) for a, b in zip(starts, ends, strict=True)])


def assert_counts_and_nobody(batch, cover):
    plain = "".join(cover.split())
    villages = len({facts.village for facts in batch})
    assert f"共{len(batch)}份、{villages}村" in plain
    assert f"合计{len(batch)}{sum(len(facts.loans) for facts in batch)}" in plain
    for facts in batch:
        assert facts.debtor not in plain and facts.loans[0].loan_no not in plain
        assert amounts(facts) & set(FIGURE.findall(cover)) == set()


@quick
@given(batches())
def test_lists_of_officers_and_villages_come_to_the_batch(tmp_path, batch):
    path = tmp_path / "lists.pdf"
    printed = PrintingRoom().delivery_lists_pdf(batch, path, NoProgress())
    pages = ["".join(page.split()) for page in pages_of(path)]
    assert len(pages) == printed.pages
    places = {(facts.officer, facts.village) for facts in batch}
    counts = [re.search(r"合计(\d+)份", page) for page in pages]
    assert sum(int(found[1]) for found in counts if found) == len(batch)
    assert sum(bool(found) for found in counts) == len(places)
    for facts in batch:
        assert sum(page.count(facts.serial) for page in pages) == 1
        page = pages[printed.first_page[facts.serial] - 1]
        others = [other for other in OFFICERS if other != facts.officer]
        assert f"经办人{facts.officer}" in page and others[0] not in page


def document_of(facts: NoticeFacts, kind: DocumentKind) -> DocumentFacts:
    """Return a document about the same debtor and the same loans."""
    rows = tuple(
        (
            loan.loan_no,
            loan.disbursed_on.isoformat(),
            loan.due_on.isoformat(),
            "不明",
            *map(yuan_text, (loan.principal_fen, loan.interest_fen, loan.total_fen)),
        )
        for loan in facts.loans
    )
    computed = tuple(
        (row[0], "台账欠息", "", "2026-09-30", "", "", "", row[5], "台账（表外）") for row in rows
    )
    guaranteed = tuple((row[0], "", *row[1:3], row[4], *row[4:]) for row in rows)
    owed = {
        **money_fields("principal", facts.principal_fen),
        **money_fields("interest", facts.interest_fen),
        **money_fields("total", facts.total_fen),
    }
    identity = f"（身份证号 {facts.id_masked}，住{facts.address}）"
    fields = {
        "debtor": facts.debtor,
        "identity": identity,
        "loan_count": str(len(rows)),
        "computed_to": "2026 年 10 月 10 日",
        "reported_on": "2026 年 9 月 30 日",
        "deadline": "2026 年 10 月 31 日",
        "guarantor": f"保证人{facts.serial[-1]}号",
        "guarantor_identity": identity,
        "guarantee_mode": "连带责任保证",
        "guarantee_until": "2026 年 10 月 13 日",
        **owed,
        **money_fields("guaranteed", facts.principal_fen),
        "place_label": facts.village,
    }
    names, sample = SHAPES[kind].fields, specimen(kind, Size.SHORT)
    tables = {"debts": rows, "rows": computed, "loans": guaranteed}
    return DocumentFacts(
        kind=kind,
        serial=facts.serial.replace("-", "-W"),
        template_version=f"{kind}/1",
        issued_on=TODAY,
        bank=SAMPLE_HEAD,
        subject=facts.debtor,
        party_id=facts.party_id,
        fields={**sample.fields, **{name: fields[name] for name in names if name in fields}},
        tables={name: tables[name] for name in SHAPES[kind].table},
    )


@quick
@given(batches(), st.sampled_from([DocumentKind.INTEREST_SHEET, DocumentKind.GUARANTOR_NOTICE]))
def test_a_batch_of_documents_says_of_each_debtor_only_what_is_his(tmp_path, batch, kind):
    path = tmp_path / "documents.pdf"
    documents = [document_of(facts, kind) for facts in batch]
    printed = PrintingRoom().documents_pdf(documents, path, None, {}, NoProgress())
    pages = pages_of(path)
    assert len(pages) == printed.pages
    starts = [printed.first_page[each.serial] - 1 for each in documents]
    ends = [*starts[1:], len(pages)]
    assert starts[0] == 0 and starts == sorted(set(starts))
    for facts, document, a, b in zip(batch, documents, starts, ends, strict=True):
        text = "".join(pages[a:b])
        plain, figures = "".join(text.split()), set(FIGURE.findall(text))
        for wanted in (document.serial, facts.debtor, facts.id_masked):
            assert wanted in plain
        assert capital_amount(facts.total_fen) in plain
        for loan in facts.loans:
            assert loan.loan_no in plain
            assert {yuan_text(loan.principal_fen), yuan_text(loan.interest_fen)} <= figures
        for other in batch:
            if other is not facts:
                alien = [other.id_masked, other.address, *(each.loan_no for each in other.loans)]
                assert [each for each in alien if each in plain] == []
                assert amounts(other) & figures == set()
