"""The notice that calls in what is left of a broken plan."""

from __future__ import annotations

from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.shape import (
    DEBTOR_FIELDS,
    LOANS_TABLE,
    OWED_FIELDS,
    Field,
    Shape,
    TableShape,
    amount,
    optional,
)

ACCELERATION_NOTICE = Shape(
    DocumentKind.ACCELERATION_NOTICE,
    "还款协议提前到期通知书",
    (
        *DEBTOR_FIELDS,
        Field("agreement_serial", "还款协议编号"),
        Field("agreement_signed_on", "还款协议签订日"),
        Field("count", "期数"),
        Field("missed", "协议约定的连续未足额期数"),
        Field("short", "已连续未足额的期数"),
        *amount("overdue", "各期未还合计"),
        *OWED_FIELDS,
        optional("lapsed_relief", "失效的减免利息（小写），没有减免的为空"),
        Field("deadline", "限期"),
    ),
    (
        LOANS_TABLE,
        TableShape(
            "missed",
            "没有足额还款的各期",
            (
                Field("number", "期次"),
                Field("due_on", "应还日期"),
                Field("amount", "应还金额"),
                Field("paid", "已还金额"),
                Field("left", "未还金额"),
            ),
        ),
    ),
    word=True,
)
