"""The bank's own rows of the dated tables: what they replaced stands in the journal."""

from __future__ import annotations

from sqlalchemy import Column, Text

from desktop.storage.tables.schema import DOWN, day, flag, is_day, is_flag, table, text

policy_row = table(
    "policy_row",
    Column("table_name", Text, primary_key=True),
    Column("since", Text, primary_key=True),
    text("value"),  # JSON
    text("source"),
    text("note"),
    flag("uncertain"),
    day("adopted_on"),
    is_day("since"),
    is_flag("uncertain"),
    sync=DOWN,
    without_rowid=True,
)
