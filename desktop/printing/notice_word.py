"""Demand notices by a Word template: head office's own, or the one it begins with.

Without such a template ``word`` writes them faster; what is here fills the same sentences into a
DOCX as ``word_documents`` does for the other papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.domain.documents import NOTICE_SHAPE
from desktop.domain.money import yuan_text
from desktop.domain.notices import NoticeFacts, NoticeLoan
from desktop.printing.blocks import (
    Block,
    HandRows,
    Paragraph,
    Seal,
    Slip,
    Style,
    TableBlock,
    TableColumn,
    Template,
    pattern,
)
from desktop.printing.document_values import bank_values
from desktop.printing.forms.acknowledgement_slip import HAND_ROWS
from desktop.printing.forms.wording import Wording, notice_fields, notice_text
from desktop.printing.hand_rows import TICK
from desktop.printing.linebreak import Span
from desktop.printing.page import Align
from desktop.printing.word_filling import Filling, marked
from desktop.printing.word_template import WordTemplate

_COLUMNS = (
    ("借据号", "loan_no", 93, Align.LEFT),
    ("借款日", "disbursed_on", 55, Align.CENTRE),
    ("到期日", "due_on", 55, Align.CENTRE),
    ("借款金额", "amount", 65, Align.RIGHT),
    ("本金余额", "principal", 65, Align.RIGHT),
    ("利息", "interest", 82, Align.RIGHT),
    ("合计", "total", 66, Align.RIGHT),
)
_CONTACTS = (
    "经办人　{officer}　{officer_phone}",
    "还款账户　{account_name}　{account_no}",
    "还款地点　{bank_address}　{bank_phone}",
    "监督电话　{complaints_phone}",
)


def notice_blocks(wording: Wording, version: str) -> Template:
    """Return the notice as blocks, for head office to begin its Word template with."""
    number = pattern("{slip_number}")
    slip = Slip(wording.slip.tear_off, wording.slip.title, number, _slip_blocks(wording))
    columns = tuple(
        TableColumn(pattern(head), field, width, align) for head, field, width, align in _COLUMNS
    )
    total = tuple(map(pattern, ("合　计", "{principal}", "{interest}", "{total}")))
    body = (
        Paragraph(pattern("{salutation}"), Style.LINE),
        Paragraph(pattern("{owed}")),
        TableBlock("loans", columns, total, spanned=4),
        Paragraph(pattern("{claimed}"), keep=True),
        Paragraph(pattern("{objection}"), keep=True),
        Seal(pattern("{signer}"), pattern("{issued_on}"), tuple(map(pattern, _CONTACTS))),
    )
    return Template(version, wording.title, pattern("{number}"), body, slip)


def _slip_blocks(wording: Wording) -> tuple[Block, ...]:
    ticked = [pattern(TICK + "{received}"), pattern(TICK + "{agrees}")]
    sizes = [size for _, size in HAND_ROWS]
    return (
        HandRows(tuple(ticked)),
        *(
            HandRows((pattern(row),), size)
            for row, size in zip(wording.slip.rows, sizes, strict=True)
        ),
    )


def notice_filling(
    facts: NoticeFacts, wording: Wording, word: WordTemplate, reprint_on: date | None
) -> Filling:
    """Return what a notice says, by the names of its shape."""
    text = notice_text(facts, reprint_on, wording)
    principal, interest, _ = text.total
    values = {
        **bank_values(facts.bank, facts.serial, facts.issued_on),
        **notice_fields(facts, wording),
        "officer": facts.officer,
        "officer_phone": facts.officer_phone,
        "principal": principal,
        "interest": interest,
        "round": wording.rounds[facts.round - 1],
        "salutation": _plain(text.salutation),
        "owed": _plain(text.owed),
        "claimed": _plain(text.claimed),
        "objection": _plain(text.objection),
        "received": _plain(text.received),
        "agrees": _plain(text.slip.agrees),
        "slip_title": text.slip.title,
        "slip_number": text.slip_number,
        "tear_off": text.slip.tear_off,
        "signer": text.signer,
        **marked(text.number, word, facts.bank.is_sample),
    }
    return Filling(NOTICE_SHAPE, values, {"loans": tuple(map(_row, facts.loans))}, facts.serial)


def _plain(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


def _row(loan: NoticeLoan) -> tuple[str, ...]:
    """Return a loan as a row of ``LOANS_TABLE``."""
    amounts = (loan.amount_fen, loan.principal_fen, loan.interest_fen, loan.total_fen)
    days = (loan.disbursed_on.isoformat(), loan.due_on.isoformat())
    return (loan.loan_no, loan.contract_no, *days, *map(yuan_text, amounts))
