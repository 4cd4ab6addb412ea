"""Papers carried or sent to someone: guarantors, users of the money, heirs, the missing."""

from __future__ import annotations

from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.shape import (
    DEBTOR_FIELDS,
    LOANS_TABLE,
    OWED_FIELDS,
    Field,
    Shape,
    amount,
    optional,
)

_GUARANTEE = (
    Field("guarantor", "保证人"),
    optional("guarantor_identity", "保证人身份证号（遮挡）和住址，在括号中"),
    optional("guarantee_contract_no", "保证合同号"),
    optional("guarantee_signed_on", "保证合同签订日"),
    Field("guarantee_mode", "保证方式"),
    Field("guarantee_until", "保证期间届满日"),
    *amount("guaranteed", "借款金额合计"),
    optional("place_label", "村组，印在回执上"),
)

LETTER_SHAPES = (
    Shape(
        DocumentKind.GUARANTOR_NOTICE,
        "担保人履行担保责任通知书",
        (*_GUARANTEE, *DEBTOR_FIELDS, *OWED_FIELDS, Field("deadline", "限期")),
        (LOANS_TABLE,),
    ),
)
