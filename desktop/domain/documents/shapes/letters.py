"""Papers carried or sent to someone: guarantors, users of the money, heirs, the missing."""

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
    inline,
    optional,
)

_DEBTOR = Field("debtor", "借款人")
_LOAN_NOS = Field("loan_nos", "全部借据号，顿号隔开")
_DEADLINE = Field("deadline", "限期")

_GUARANTEE = (
    Field("guarantor", "保证人"),
    inline("guarantor_identity", "保证人身份证号（遮挡）和住址，在括号中"),
    inline("guarantee_contract_no", "保证合同号"),
    Field("guarantee_signed_on", "保证合同签订日"),
    Field("guarantee_mode", "保证方式"),
)

_PAPER = (
    Field("receiver", "收件人"),
    Field("paper_name", "寄送的文书名称"),
    Field("paper_serial", "寄送的文书编号"),
    Field("paper_issued_on", "寄送的文书日期"),
)
"""The issued paper that a cover or a record belongs to."""

LETTER_SHAPES = (
    Shape(
        DocumentKind.GUARANTOR_NOTICE,
        "担保人履行担保责任通知书",
        (
            *_GUARANTEE,
            Field("guarantee_until", "保证期间届满日"),
            *amount("guaranteed", "借款金额合计"),
            optional("preserved_on", "保证期间内已行使权利之日"),
            optional("arrive_by", "本通知书须在哪一天以前送达，保证期间尚在进行的才有"),
            _DEBTOR,
            *OWED_FIELDS,
            _DEADLINE,
        ),
        (LOANS_TABLE,),
        word=True,
    ),
    Shape(
        DocumentKind.CONSULTATION_LETTER,
        "协商告知函",
        (*_GUARANTEE, _DEBTOR, _LOAN_NOS),
        word=True,
    ),
    Shape(
        DocumentKind.ACTUAL_USER_LETTER,
        "实际用款人通知",
        (
            Field("user", "实际用款人"),
            inline("user_address", "实际用款人住址，在括号中"),
            _DEADLINE,
        ),
        word=True,
    ),
    Shape(
        DocumentKind.HEIRS_LETTER,
        "致继承人函",
        (
            Field("heir", "继承人"),
            inline("died_on", "借款人死亡日期，前面有“于”字"),
            optional("undue_nos", "尚未到期的借据号"),
            *DEBTOR_FIELDS,
            *OWED_FIELDS,
            _DEADLINE,
        ),
        (LOANS_TABLE,),
        word=True,
    ),
    Shape(
        DocumentKind.MISSING_ANNOUNCEMENT,
        "债权催收公告",
        (_DEBTOR, *OWED_FIELDS, Field("answer_days", "公告后履行的天数")),
        (
            TableShape(
                "searches",
                "查找经过，只印在内部留存联",
                (Field("number", "序号"), Field("search", "查找方式、日期和结果")),
            ),
        ),
        word=True,
    ),
    Shape(
        DocumentKind.EMS_COVER,
        "邮政特快专递封面",
        (
            *_PAPER,
            Field("receiver_address", "收件人详细地址"),
            optional("receiver_phone", "收件人电话"),
            Field("item_name", "内件品名"),
        ),
    ),
    Shape(
        DocumentKind.ARRIVAL_RECORD,
        "拒签到达情况记录",
        (_DEBTOR, *_PAPER, optional("claim", "文书主张的内容")),
    ),
)
