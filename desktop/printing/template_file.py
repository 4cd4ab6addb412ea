"""Reading a template file (TOML): every problem is told with its place, none is guessed away."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.documents import Shape
from desktop.printing.blocks import (
    CONTROL,
    Block,
    Grid,
    GridCell,
    GridRow,
    HandRows,
    Paragraph,
    Pattern,
    Pictures,
    Seal,
    Signatures,
    Slip,
    Space,
    Style,
    TableBlock,
    TableColumn,
    Template,
    pattern,
    patterns_of,
)
from desktop.printing.page import Align
from desktop.printing.template_names import field_problems, missing_tables, table_problems
from desktop.services.paper_ports import TemplateProblem

_ALIGNS = {"left": Align.LEFT, "centre": Align.CENTRE, "right": Align.RIGHT}
# What a number may be; lengths are points.
_BOUNDS = {
    "width": (1, 1000),
    "size": (6, 24),
    "pitch": (8, 60),
    "row_height": (8, 120),
    "height": (8, 400),
    "space": (0, 400),
    "spanned": (0, 20),
    "blank_rows": (0, 200),
}
_AT = re.compile(r"at line (\d+), column (\d+)")
"""Where tomllib says that it stopped; at the end of a file it names no line."""
_TOP = frozenset("title number foot landscape copies body slip".split())
# More the properties of a DOCX do not take.
_LONGEST_TITLE = 255
_SLIP = frozenset("tear_off title number block".split())


class TemplateRefused(Exception):  # noqa: N818 - named after what happened to the file
    """A template with problems; nobody outside this room sees it."""

    def __init__(self, problems: Sequence[TemplateProblem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a TOML file says. Raises TemplateRefused ``template_syntax`` with line, column.

    What is nested too deeply to be read is ``template_unreadable``.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = f"第 {at[1]} 行第 {at[2]} 列" if at else "文件末尾"
        raise TemplateRefused([TemplateProblem("template_syntax", place, "")]) from error
    except RecursionError as error:
        raise TemplateRefused([TemplateProblem("template_unreadable", "", "[[[")]) from error


def read_template(text: str, version: str, shape: Shape, *, is_stored: bool = False) -> Template:
    """Return the template. Raises TemplateRefused with every problem found.

    What ``is_stored`` was checked when it was adopted, against the shape of that day: its names
    are not compared with today's, so that its papers can be printed again.

    Codes: ``template_syntax`` (no TOML), ``template_key`` (a word no block knows, or a value of
    the wrong kind), ``template_brace``, ``template_field_unknown``, ``template_field_missing``,
    ``template_table_unknown``, ``template_empty``, ``template_too_long`` (its title),
    ``template_control`` (a character that is no text).
    """
    data = parse_toml(text)
    reader = _Reader(shape)
    template = reader.template(data, version)
    if not is_stored:
        reader.check(template)
    if reader.problems:
        raise TemplateRefused(reader.problems)
    return template


@dataclass
class _Reader:
    """Reads one file; goes on after a problem so that all of them are told at once."""

    shape: Shape
    problems: list[TemplateProblem] = field(default_factory=list)
    place: str = ""

    def template(self, data: Mapping[str, Any], version: str) -> Template:
        self._refuse_unknown(data, _TOP)
        title = self._text(data, "title", self.shape.name)
        if len(title) > _LONGEST_TITLE:
            self.problems.append(TemplateProblem("template_too_long", "title", title[:20]))
        return Template(
            version=version,
            title=title,
            number=self._pattern(self._text(data, "number", "No. {serial}")),
            body=self._blocks(data.get("body", ()), "body"),
            slip=self._slip(data["slip"]) if "slip" in data else None,
            copies=self._texts(data.get("copies", ())),
            foot=self._text(data, "foot", ""),
            landscape=data.get("landscape") is True,
        )

    def check(self, template: Template) -> None:
        """Compare the fields named with those there are."""
        self.place = ""
        if not template.body and not self.problems:
            self._problem("template_empty", "body")
        named = set(template.number.names)
        tables: set[str] = set()
        for number, block in enumerate(template.blocks, start=1):
            self.place = str(number)
            for each in patterns_of(block):
                named.update(each.names)
            if isinstance(block, TableBlock | Pictures):
                tables.add(block.table)
                self._check_table(block)
        if template.slip:
            named.update(template.slip.number.names)
        self.place = ""
        self.problems += field_problems(self.shape, named)
        self.problems += missing_tables(self.shape, tables)

    def _check_table(self, block: TableBlock | Pictures) -> None:
        if isinstance(block, Pictures):
            named = [block.picture, block.caption]
        else:
            named = [column.field for column in block.columns]
        self.problems += table_problems(self.shape, block.table, named, self.place)

    def _slip(self, data: Any) -> Slip | None:
        if not isinstance(data, dict):
            self._problem("template_key", "slip")
            return None
        self._refuse_unknown(data, _SLIP)
        return Slip(
            tear_off=self._text(data, "tear_off", ""),
            title=self._text(data, "title", ""),
            number=self._pattern(self._text(data, "number", "No. {serial}")),
            blocks=self._blocks(data.get("block", ()), "slip.block"),
        )

    def _blocks(self, entries: Any, where: str) -> tuple[Block, ...]:
        if not isinstance(entries, list):
            self._problem("template_key", where)
            return ()
        blocks = []
        for number, entry in enumerate(entries, start=1):
            self.place = f"{where} {number}"
            block = self._block(entry) if isinstance(entry, dict) else None
            if block is None:
                self._problem("template_key", "、".join(map(str, entry)) or where)
            else:
                blocks.append(block)
        self.place = ""
        return tuple(blocks)

    def _block(self, entry: Mapping[str, Any]) -> Block | None:
        """Return the block an entry is; its first telling key says which kind."""
        makers: dict[str, Callable[[Mapping[str, Any]], Block]] = {
            "table": self._table,
            "hand": self._hand,
            "grid": self._grid,
            "signatures": self._signatures,
            "seal": self._seal,
            "pictures": self._pictures,
            "space": self._space,
            **{style.value: self._paragraph for style in Style},
        }
        found = [key for key in makers if key in entry]
        if len(found) != 1:
            return None
        return makers[found[0]](entry)

    def _paragraph(self, entry: Mapping[str, Any]) -> Block:
        style = next(style for style in Style if style.value in entry)
        self._refuse_unknown(entry, {style.value, "keep"})
        text = self._pattern(self._text(entry, style.value, ""))
        return Paragraph(text, style, self._keep(entry))

    def _table(self, entry: Mapping[str, Any]) -> Block:
        known = {"table", "columns", "total", "spanned", "wrap", "size", "row_height"}
        self._refuse_unknown(entry, known | {"blank_rows", "keep"})
        columns = tuple(map(self._column, self._dicts(entry.get("columns"), "columns")))
        total = self._patterns(entry.get("total", ()))
        spanned = int(self._number(entry, "spanned", 0))
        if not columns or (total and (not spanned or len(total) != len(columns) - spanned + 1)):
            self._problem("template_key", "columns" if not columns else "total")
        return TableBlock(
            table=self._text(entry, "table", ""),
            columns=columns,
            total=total,
            spanned=spanned,
            wraps=entry.get("wrap") is True,
            size=self._number(entry, "size", 9.0),
            row_height=self._number(entry, "row_height", 20.0),
            blank_rows=int(self._number(entry, "blank_rows", 0)),
            keep=self._keep(entry),
        )

    def _column(self, entry: Mapping[str, Any]) -> TableColumn:
        self._refuse_unknown(entry, {"head", "field", "width", "align"})
        align = self._text(entry, "align", "left")
        if align not in _ALIGNS:
            self._problem("template_key", f"align {align}")
        return TableColumn(
            head=self._pattern(self._text(entry, "head", "")),
            field=self._text(entry, "field", ""),
            width=self._number(entry, "width", 0.0),
            align=_ALIGNS.get(align, Align.LEFT),
        )

    def _hand(self, entry: Mapping[str, Any]) -> Block:
        self._refuse_unknown(entry, {"hand", "size", "pitch", "keep"})
        size = self._number(entry, "size", 10.5)
        pitch = self._number(entry, "pitch", 23.0)
        return HandRows(self._patterns(entry["hand"]), size, pitch, self._keep(entry))

    def _grid(self, entry: Mapping[str, Any]) -> Block:
        self._refuse_unknown(entry, {"grid", "size", "keep"})
        rows = tuple(map(self._grid_row, self._dicts(entry["grid"], "grid")))
        if not rows:
            self._problem("template_key", "grid")
        return Grid(rows, self._number(entry, "size", 10.0), self._keep(entry))

    def _grid_row(self, entry: Mapping[str, Any]) -> GridRow:
        self._refuse_unknown(entry, {"cells", "height"})
        cells = tuple(map(self._grid_cell, self._dicts(entry.get("cells"), "cells")))
        if not cells:
            self._problem("template_key", "cells")
        if not cells:
            self._problem("template_key", "cells")
        return GridRow(cells, self._number(entry, "height", 24.0))

    def _grid_cell(self, entry: Mapping[str, Any]) -> GridCell:
        self._refuse_unknown(entry, {"label", "text", "width"})
        is_label = "label" in entry
        text = self._text(entry, "label" if is_label else "text", "")
        lines = tuple(map(self._pattern, text.split("\n"))) if text else ()
        return GridCell(lines, self._number(entry, "width", 0.0), is_label)

    def _signatures(self, entry: Mapping[str, Any]) -> Block:
        self._refuse_unknown(entry, {"signatures", "size", "pitch", "keep"})
        columns = entry["signatures"]
        if not isinstance(columns, list):
            self._problem("template_key", "signatures")
            columns = []
        lines = tuple(map(self._patterns, columns))
        size, pitch = self._number(entry, "size", 10.5), self._number(entry, "pitch", 24.0)
        return Signatures(lines, size, pitch, self._keep(entry))

    def _seal(self, entry: Mapping[str, Any]) -> Block:
        self._refuse_unknown(entry, {"seal", "date", "contacts", "keep"})
        return Seal(
            self._pattern(self._text(entry, "seal", "")),
            self._pattern(self._text(entry, "date", "{issued_on}")),
            self._patterns(entry.get("contacts", ())),
            self._keep(entry),
        )

    def _pictures(self, entry: Mapping[str, Any]) -> Block:
        self._refuse_unknown(entry, {"pictures", "picture", "caption", "height", "keep"})
        return Pictures(
            self._text(entry, "pictures", ""),
            self._text(entry, "picture", ""),
            self._text(entry, "caption", ""),
            self._number(entry, "height", 200.0),
            self._keep(entry),
        )

    def _space(self, entry: Mapping[str, Any]) -> Block:
        self._refuse_unknown(entry, {"space", "keep"})
        return Space(self._number(entry, "space", 0.0), self._keep(entry))

    def _pattern(self, text: str) -> Pattern:
        try:
            return pattern(text)
        except ValueError:
            self._problem("template_brace", text)
            return Pattern(())

    def _patterns(self, texts: Any) -> tuple[Pattern, ...]:
        return tuple(map(self._pattern, self._texts(texts)))

    def _texts(self, value: Any) -> tuple[str, ...]:
        if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
            return tuple(map(self._sound, value))
        self._problem("template_key", str(value))
        return ()

    def _text(self, entry: Mapping[str, Any], key: str, otherwise: str) -> str:
        value = entry.get(key, otherwise)
        if isinstance(value, str):
            return self._sound(value)
        self._problem("template_key", key)
        return otherwise

    def _sound(self, text: str) -> str:
        if CONTROL.search(text):
            self._problem("template_control", CONTROL.sub("□", text)[:40])
        return text

    def _number(self, entry: Mapping[str, Any], key: str, otherwise: float) -> float:
        """Return a number within what its key may be."""
        value = entry.get(key, otherwise)
        least, most = _BOUNDS[key]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and least <= value <= most:
            return float(value)
        self._problem("template_key", key)
        return max(otherwise, least)

    def _keep(self, entry: Mapping[str, Any]) -> bool:
        return entry.get("keep") is True

    def _dicts(self, value: Any, key: str) -> Iterator[Mapping[str, Any]]:
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            yield from value
        else:
            self._problem("template_key", key)

    def _refuse_unknown(self, entry: Mapping[str, Any], known: Iterable[str]) -> None:
        for key in sorted(set(entry) - set(known)):
            self._problem("template_key", key)

    def _problem(self, code: str, name: str) -> None:
        self.problems.append(TemplateProblem(code, self.place, name))
