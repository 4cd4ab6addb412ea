"""What a demand notice can say in a Word template; its wording is a template of its own.

Its facts are typed (``domain/notices.py``); these are the names that templates give them.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents.shape import (
    DEBTOR_FIELDS,
    LOANS_TABLE,
    Field,
    TableShape,
    Vocabulary,
    inline,
)

NOTICE_KIND = "demand_notice"


@dataclass(frozen=True)
class NoticeShape(Vocabulary):
    """The one kind whose sentences come from a wording, one for each round."""

    name: str
    own: tuple[Field, ...]
    tables: tuple[TableShape, ...]


NOTICE_SHAPE = NoticeShape(
    "逾期贷款催收通知书",
    (
        Field("salutation", "称呼"),
        Field("owed", "欠款一段，按第几次而不同"),
        Field("claimed", "要求一段，按第几次而不同"),
        inline("objection", "异议一段"),
        inline("received", "回执：已收到一句"),
        inline("agrees", "回执：同意一句"),
        inline("slip_title", "回执名称"),
        inline("slip_number", "回执编号行：编号、姓名、村组"),
        inline("tear_off", "裁切线上的字"),
        inline("round", "第几次"),
        *(inline(each.name, each.meaning) for each in DEBTOR_FIELDS),
        inline("computed_to", "计算截止日"),
        inline("deadline", "限期"),
        inline("demanded", "以前各次催收日"),
        inline("loan_count", "借据份数"),
        inline("amount", "借款金额合计（小写）"),
        inline("amount_capital", "借款金额合计（大写）"),
        inline("principal", "本金合计（小写）"),
        inline("principal_capital", "本金合计（大写）"),
        inline("interest", "利息合计（小写）"),
        inline("interest_capital", "利息合计（大写）"),
        inline("total", "本息合计（小写）"),
        inline("total_capital", "本息合计（大写）"),
        inline("signer", "落款"),
    ),
    (LOANS_TABLE,),
)
