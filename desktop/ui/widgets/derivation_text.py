"""A derivation as text: rich for the screen, a few plain lines for a hint on hover."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QCoreApplication

from desktop.domain.derivation import Derivation, DerivationSheet, DerivationStep, DerivationTable
from desktop.domain.findings import NeedsPerson
from desktop.ui.theme import Tokens

_HINT_ROWS = 8
"""Rows of a table that fit into a hint; the panel shows them all."""


def hint(derivation: Derivation) -> str:
    """Return a derivation as plain lines: its answer, then a step or a row a line."""
    lines = [f"{derivation.title}：{derivation.answer}" if derivation.answer else derivation.title]
    lines += [f"{step.words}  {step.article}".rstrip() for step in derivation.steps if step.words]
    if derivation.table:
        lines += _hint_rows(derivation.table)
    lines += [found.words for found in derivation.needs_person]
    return "\n".join(lines)


def sheet_html(sheet: DerivationSheet, tokens: Tokens) -> str:
    """Return a whole sheet as rich text in these colours; each derivation has its anchor."""
    parts = [_head(sheet, tokens), *_needs(sheet.needs_person, tokens)]
    for number, derivation in enumerate(sheet.derivations):
        parts.append(f'<a name="{anchor(number)}"></a>')
        parts += _derivation(derivation, tokens)
    return "".join(parts)


def anchor(number: int) -> str:
    """Return the name of the anchor of a sheet's derivation, counted from 0."""
    return f"derivation-{number}"


def _head(sheet: DerivationSheet, tokens: Tokens) -> str:
    words = QCoreApplication.translate(
        "Derivation",
        "Computed to {day}. Figures of the core system at {reported}; what comes after is an "
        "estimate.",
    )
    text = words.format(day=sheet.as_of, reported=sheet.reported_on)
    return f'<p style="margin:0 0 8px 0; color:{tokens.muted}">{escape(text)}</p>'


def _needs(found: tuple[NeedsPerson, ...], tokens: Tokens) -> Iterator[str]:
    if not found:
        return
    title = QCoreApplication.translate("Derivation", "A person must look at this")
    yield (
        '<table width="98%" cellspacing="0" cellpadding="8" '
        f'bgcolor="{tokens.warning_tint}"><tr><td style="color:{tokens.warning}">'
    )
    yield f"<b>{escape(title)}</b>"
    yield from (f"<br>· {escape(each.words)}" for each in found)
    yield "</td></tr></table>"


def _derivation(derivation: Derivation, tokens: Tokens) -> Iterator[str]:
    yield f'<h3 style="margin:14px 0 4px 0">{escape(derivation.title)}</h3>'
    if derivation.answer:
        yield f'<p style="margin:0 0 4px 0"><b>{escape(derivation.answer)}</b></p>'
    for number, step in enumerate(derivation.steps, start=1):
        yield _step(number, step, tokens)
    if derivation.table:
        yield from _table(derivation.table, tokens)
    for found in derivation.needs_person:
        words = escape(found.words)
        yield f'<p style="margin:2px 0; color:{tokens.warning}">⚠ {words}</p>'


def _step(number: int, step: DerivationStep, tokens: Tokens) -> str:
    words = f"{number}. {escape(step.words)}"
    if step.article:
        words += f'&nbsp;&nbsp;<span style="color:{tokens.muted}">{escape(step.article)}</span>'
    return f'<p style="margin:2px 0">{words}</p>'


def _table(table: DerivationTable, tokens: Tokens) -> Iterator[str]:
    yield '<table width="98%" cellspacing="0" cellpadding="4" style="margin:4px 0">'
    yield _row(table, table.headings, f'style="color:{tokens.muted}" bgcolor="{tokens.head}"')
    yield from (_row(table, row, "") for row in table.rows)
    if table.total:
        yield _row(table, table.total, 'style="font-weight:bold"')
    yield "</table>"
    for note in table.notes:
        yield f'<p style="margin:2px 0; color:{tokens.muted}">{escape(note)}</p>'


def _row(table: DerivationTable, row: tuple[str, ...], look: str) -> str:
    cells = (
        f'<td align="{"right" if number in table.amounts else "left"}" {look}>{escape(cell)}</td>'
        for number, cell in enumerate(row)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _hint_rows(table: DerivationTable) -> list[str]:
    shown = ["  ".join(filter(None, row)) for row in table.rows[:_HINT_ROWS]]
    left = len(table.rows) - len(shown)
    if left:
        shown.append(QCoreApplication.translate("Derivation", "… and %n more row(s)", "", left))
    if table.total:
        shown.append("  ".join(filter(None, table.total)))
    return shown
