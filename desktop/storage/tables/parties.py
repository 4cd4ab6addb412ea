"""Debtors, and what is needed to find them."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy import text as sql

from desktop.services.records import Hold
from desktop.storage.tables.schema import UP, flag, integer, is_flag, one_of, pk, table, text

party = table(
    "party",
    pk(),
    text("id", unique=True),
    text("name"),
    text("pinyin", index=True),
    text("initials", index=True),
    text("id_number"),
    text("id_tail", index=True),  # the last four characters, to be searched by
    text("id_problem"),
    text("customer_no"),
    text("phone"),
    text("address"),
    text("township"),
    text("village"),
    text("group_name"),
    integer("group_no"),  # the number in the group's name: 2组 comes before 10组
    text("hold", server_default=""),
    flag("deceased", server_default=sql("0")),
    one_of("hold", Hold),
    is_flag("deceased"),
    sync=UP,
)

# Unique, although pk alone would do: only so may SQLite walk debtors and their loans in the order
# of the route without sorting.
Index(
    "ix_party_route",
    party.c.township,
    party.c.village,
    party.c.group_no,
    party.c.name,
    party.c.pk,
    unique=True,
)
