"""Comparing the names a template uses with those there are; TOML and DOCX are checked alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from desktop.domain.documents import Vocabulary
from desktop.services.paper_ports import TemplateProblem


def field_problems(words: Vocabulary, named: Collection[str]) -> Iterator[TemplateProblem]:
    """Yield unknown fields, then required ones that are missing; capitals may stand for figures."""
    for name in sorted(set(named) - set(words.fields)):
        yield TemplateProblem("template_field_unknown", "", name)
    for each in words.fields.values():
        if each.required and not {each.name, f"{each.name}_capital"} & set(named):
            yield TemplateProblem("template_field_missing", "", each.name)


def missing_tables(words: Vocabulary, tables: Collection[str]) -> Iterator[TemplateProblem]:
    """Yield the tables that must be printed and are not."""
    for table in words.table.values():
        if table.name not in tables and any(column.required for column in table.columns):
            yield TemplateProblem("template_field_missing", "", table.name)


def table_problems(
    words: Vocabulary, table: str, columns: Collection[str], place: str
) -> Iterator[TemplateProblem]:
    """Yield an unknown table, its unknown columns, its required columns that are missing."""
    shape = words.table.get(table)
    if shape is None:
        yield TemplateProblem("template_table_unknown", place, table)
        return
    known = [column.name for column in shape.columns]
    for name in columns:
        if name not in known:
            yield TemplateProblem("template_field_unknown", place, f"{table}.{name}")
    for column in shape.columns:
        if column.required and column.name not in columns:
            yield TemplateProblem("template_field_missing", place, f"{table}.{column.name}")
