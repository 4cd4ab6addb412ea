"""Demand notices as DOCX, for those who edit them: the words of the PDF, a page for each.

A document is escaped text put into fixed pieces of WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from desktop.domain.notices import NoticeFacts
from desktop.printing import barcode
from desktop.printing import word_styles as styles
from desktop.printing.forms.acknowledgement_slip import HAND_ROWS
from desktop.printing.forms.wording import NoticeText, SlipWords, Wording, letterhead, notice_text
from desktop.printing.hand_rows import TICK, hand_pieces
from desktop.printing.linebreak import Span
from desktop.printing.word_package import pack
from desktop.printing.word_pieces import (
    CUT,
    GRID,
    KEEP,
    cell,
    drawing,
    fitted_size,
    hand_row,
    paragraph,
    plain,
    row,
    run,
    runs,
    sides,
    table,
)
from desktop.printing.word_styles import Style, run_properties

_WIDTH = 481
# As on the PDF: loan number, two dates, three amounts, the total.
_COLUMNS = (92, 55, 55, 64, 64, 85, 66)
_ROW_HEIGHT = 18.5
_ONE_PAGE = 5
_SEAL = 45 * 72 / 25.4
_SIGNATURE = (331, 150)


class WordWriter:
    """Collects notices; :meth:`finish` returns the file's bytes. ``made_on`` is the file's date."""

    def __init__(self, made_on: date) -> None:
        self._made_on = made_on
        self._parts: list[str] = []
        self._images: dict[str, bytes] = {}
        self._title = self._author = ""

    def add(
        self, facts: NoticeFacts, reprint_on: date | None = None, wording: Wording | None = None
    ) -> None:
        """Add one notice; it begins a new page."""
        text = notice_text(facts, reprint_on, wording)
        modules = barcode.code128(facts.serial)
        number = len(self._images) + 1
        name = f"barcode{number}"
        self._images[name] = barcode.png(modules)
        wide = barcode.width(modules)
        bars = [f"<w:r>{drawing(name, 2 * number + copy, wide)}</w:r>" for copy in range(2)]
        self._parts.append(_notice(text, bars[0]))
        self._parts.append(_slip(text, bars[1]))
        self._title, self._author = text.title, letterhead(facts.bank)

    def finish(self) -> bytes:
        """Return the DOCX file."""
        body = "".join(self._parts)
        return pack(body, self._images, self._title, self._author, self._made_on)


def _notice(text: NoticeText, bars: str) -> str:
    """Return everything above the tear-off line."""
    total = ("合　计", *text.total)
    bank = run(text.bank, styles.BANK.run_properties)
    return "".join(
        (
            sides(styles.BANK, bank, bars, _WIDTH, "<w:pageBreakBefore/>"),
            _small_sides(text.licence, text.number),
            plain(styles.TITLE, text.title),
            paragraph(styles.ADDRESS, runs(text.salutation, styles.ADDRESS)),
            paragraph(styles.BODY, runs(text.owed, styles.BODY)),
            plain(styles.GAP, ""),
            _loan_table(text, total),
            plain(styles.GAP, ""),
            paragraph(styles.BODY, runs(text.claimed, styles.BODY), KEEP),
            paragraph(styles.BODY, runs(text.objection, styles.BODY), KEEP),
            _signature(text),
        )
    )


def _slip(text: NoticeText, bars: str) -> str:
    """Return the tear-off line and the slip; its paragraphs stay on one page."""
    style = styles.SLIP_TITLE
    title = run(text.slip.title, style.run_properties)
    return "".join(
        (
            plain(styles.TEAR_OFF, text.slip.tear_off, CUT),
            sides(style, title, bars, _WIDTH, KEEP),
            _small_sides("", text.slip_number, KEEP),
            paragraph(styles.SLIP, runs((_TICK, *text.received), styles.SLIP), KEEP),
            _slip_rows(text.slip),
        )
    )


@cache
def _slip_rows(words: SlipWords) -> str:
    """Return the slip below its first box, the same on every slip."""
    agrees = paragraph(styles.SLIP, runs((_TICK, *words.agrees), styles.SLIP), KEEP)
    last = len(words.rows) - 1
    rows = []
    for number, ((_, size), pattern) in enumerate(zip(HAND_ROWS, words.rows, strict=True)):
        style = styles.SLIP if size > styles.SLIP_SMALL.size else styles.SLIP_SMALL
        keep = "" if number == last else KEEP
        rows.append(hand_row(hand_pieces([Span(pattern)]), style, _WIDTH, properties=keep))
    return agrees + "".join(rows)


_TICK = Span(TICK)


def _small_sides(left: str, right: str, properties: str = "") -> str:
    """Return a small line with text at both edges."""
    properly = styles.SMALL.run_properties
    return sides(styles.SMALL, run(left, properly), run(right, properly), _WIDTH, properties)


def _loan_table(text: NoticeText, total: Sequence[str]) -> str:
    """Return the table of loans; its head is repeated on every page.

    A table that may leave the page says in its head whose it is.
    """
    left, centre, right = styles.TABLE_LEFT, styles.TABLE_CENTRE, styles.TABLE_RIGHT
    aligned = (left, centre, centre, right, right, right, right)
    rows = [_row(text.heads, [styles.TABLE_HEAD] * len(text.heads), _COLUMNS, is_head=True)]
    if len(text.loans) > _ONE_PAGE:
        rows.insert(0, _row([text.slip_number], [right], [_WIDTH], is_head=True))
    rows += [_row(loan, aligned, _COLUMNS) for loan in text.loans]
    rows.append(_row(total, (centre, right, right, right), (sum(_COLUMNS[:4]), *_COLUMNS[4:])))
    return table(_COLUMNS, GRID, "".join(rows))


def _row(
    texts: Sequence[str], aligned: Sequence[Style], widths: Sequence[int], is_head: bool = False
) -> str:
    """Return a row of exact height; a cell wider than its column spans those it needs."""
    cells = "".join(
        cell(
            _fitted(style, text, width), width, len(_COLUMNS) - len(texts) + 1 if index == 0 else 1
        )
        for index, (text, style, width) in enumerate(zip(texts, aligned, widths, strict=True))
    )
    return row(cells, _ROW_HEIGHT, is_head=is_head)


def _fitted(style: Style, text: str, width: int) -> str:
    """Return a cell's text on one line, set smaller where its column is too narrow."""
    size = fitted_size(text, style.size, width)
    properties = style.run_properties
    if size < style.size:
        properties = run_properties(style.font, size, style.bold)
    return paragraph(style, run(text, properties))


def _signature(text: NoticeText) -> str:
    """Return whom to call, and 45 mm for the seal on name and date, side by side."""
    contacts = "".join(plain(styles.SMALL, line, KEEP) for line in text.contacts)
    signed = plain(styles.SIGNER, text.signer) + plain(styles.SIGNER, text.issued_on)
    cells = cell(contacts, _SIGNATURE[0]) + cell(signed, _SIGNATURE[1])
    return table(_SIGNATURE, "", row(cells, _SEAL))
