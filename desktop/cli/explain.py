"""``rules explain``: how the clocks, the interest and the class of a loan were computed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.explain_json import plain_derivation
from desktop.cli.session import (
    AsOf,
    Database,
    Json,
    KeyFile,
    day,
    errors_in_words,
    print_json,
    progress,
)
from desktop.cli.signing import opened
from desktop.domain.derivation import Derivation, DerivationSheet, DerivationTable
from desktop.services.derivation import derive_by_no, sheet

_GAP = "  "


def explain(
    loan: Annotated[str, typer.Argument(help="借据号")],
    db: Database,
    key_file: KeyFile = None,
    as_of: AsOf = None,
    as_json: Json = False,
    pdf: Annotated[Path | None, typer.Option(help="写成 PDF", show_default=False)] = None,
) -> None:
    """说明一笔借款的时效、保证期间、利息和分类是怎样算出来的。"""
    with errors_in_words(), opened(db, key_file) as application:
        desk = application.desk
        answers = derive_by_no(desk, loan, day(as_of, desk.clock.today()))
        shown = sheet(answers)
        if pdf is not None:
            desk.papers.derivation_pdf(shown, pdf, progress(as_json))
    if as_json:
        print_json(plain_derivation(answers))
    elif pdf is not None:
        typer.echo(f"已写入 {pdf.name}")
    else:
        for line in sheet_lines(shown):
            typer.echo(line)


def sheet_lines(shown: DerivationSheet) -> Iterator[str]:
    """Yield a sheet as lines of text, columns aligned for a console of double-width characters."""
    yield f"借据 {shown.loan_no}　借款人 {shown.debtor}"
    yield f"计算日 {shown.as_of}　核心系统数据日 {shown.reported_on}，其后的金额为估算"
    for derivation in shown.derivations:
        yield ""
        yield from _derivation(derivation)
    yield ""
    yield "需人工核对"
    for found in shown.needs_person:
        yield f"  □ {found.words}"
    if not shown.needs_person:
        yield "  没有"


def _derivation(derivation: Derivation) -> Iterator[str]:
    yield f"【{derivation.title}】{derivation.answer}"
    for number, step in enumerate(derivation.steps, start=1):
        article = f"　依据：{step.article}" if step.article else ""
        yield f"  {number}. {step.words}{article}"
    if derivation.table:
        yield from _table(derivation.table)


def _table(table: DerivationTable) -> Iterator[str]:
    lines = [table.headings, *table.rows, *filter(None, [table.total])]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            _padded(cell, width, flush_right=number in table.amounts)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield f"  {_GAP.join(cells)}".rstrip()
    for note in table.notes:
        yield f"  {note}"


def _padded(cell: str, width: int, flush_right: bool) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if flush_right else cell + blank


def _width(text: str) -> int:
    """Return how many columns of a console a text takes; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
