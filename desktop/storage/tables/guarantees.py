"""Guarantee contracts as a person entered them, and what was done towards the guarantors."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, UniqueConstraint

from desktop.domain.guarantee.facts import GuarantorKind, PeriodTerm
from desktop.storage.tables.schema import (
    UP,
    day,
    flag,
    is_day,
    is_flag,
    is_named,
    maybe_day,
    one_of,
    pk,
    refers,
    table,
    text,
)

guarantee = table(
    "guarantee",
    pk(),
    refers("loan_pk", "loan"),
    text("guarantor"),
    maybe_day("contract_on"),
    text("mode"),  # "" where the contract is silent
    text("term"),
    Column("months", Integer),
    text("kind"),
    maybe_day("extended_to"),
    flag("consented"),
    flag("new_for_old"),
    flag("knew_new_for_old"),
    day("recorded_on"),
    UniqueConstraint("loan_pk", "guarantor"),
    one_of("mode", ("", "joint", "general")),
    one_of("term", PeriodTerm),
    one_of("kind", GuarantorKind),
    CheckConstraint("months IS NULL OR months > 0", name="months"),
    is_flag("consented"),
    is_flag("new_for_old"),
    is_flag("knew_new_for_old"),
    sync=UP,
)

guarantee_act = table(
    "guarantee_act",
    pk(),
    text("id", unique=True),
    refers("loan_pk", "loan", index=True),
    text("guarantor"),
    text("kind"),
    day("occurred_on"),
    maybe_day("restart_on"),
    text("ref"),
    text("note"),
    day("recorded_on"),
    is_named("kind"),
    is_day("occurred_on"),
    sync=UP,
    append_only=True,
)

guarantee_act_withdrawal = table(
    "guarantee_act_withdrawal",
    Column("act_pk", Integer, ForeignKey("guarantee_act.pk"), primary_key=True),
    text("reason"),
    sync=UP,
    append_only=True,
)
