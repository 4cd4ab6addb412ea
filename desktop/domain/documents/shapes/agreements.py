"""Papers that are agreed on and signed, and those about money received or forgone."""

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
from desktop.domain.documents.shapes.acceleration import ACCELERATION_NOTICE


def _optional_amount(name: str, meaning: str) -> tuple[Field, Field]:
    figures, capital = amount(name, meaning)
    return optional(figures.name, figures.meaning), capital


_PLAN_TABLE = TableShape(
    "plan",
    "分期还款计划表",
    (
        Field("number", "期次"),
        Field("due_on", "应还日期"),
        Field("amount", "应还金额"),
        optional("interest", "其中利息"),
        optional("principal", "其中本金"),
        Field("balance", "还后剩余"),
        optional("paid", "实还日期和金额（空白，手写）"),
        optional("signature", "签名（空白，手写）"),
    ),
)

_THIRD_PARTIES = TableShape(
    "third_parties",
    "丙方签署栏",
    (
        Field("name", "丙方姓名"),
        optional("identity", "身份证号和住址（空白，手写）"),
        optional("signature", "签名、指印（空白，手写）"),
        optional("signed_on", "日期（空白，手写）"),
    ),
)

REPAYMENT_AGREEMENT = Shape(
    DocumentKind.REPAYMENT_AGREEMENT,
    "还款协议",
    (
        *DEBTOR_FIELDS,
        *OWED_FIELDS,
        optional("third_parties", "丙方，顿号隔开"),
        optional("third_role", "丙方的身份：保证人或债务加入人"),
        optional("guarantee_mode", "保证方式，仅丙方为保证人时"),
        optional("guarantee_months", "保证期间的月数，仅丙方为保证人时"),
        optional("joiners", "债务加入人，仅丙方加入债务时"),
        Field("count", "期数"),
        Field("first_due", "首期还款日"),
        Field("last_due", "最后一期还款日"),
        *amount("plan_total", "计划表还款总额"),
        Field("plan_interest", "计划表中的利息"),
        Field("plan_principal", "计划表中的本金"),
        Field("order", "抵充顺序"),
        optional("approval_no", "减免的批准文号"),
        optional("valid_until", "减免批复的有效期，仅有减免时"),
        *_optional_amount("relief_amount", "减免利息"),
        optional("missed", "连续多少期未足额可以宣布全部到期；只有一期时为空"),
        Field("service_address", "乙方送达地址"),
        Field("copies", "份数"),
    ),
    (LOANS_TABLE, _PLAN_TABLE, _THIRD_PARTIES),
    word=True,
    copies=2,
)

SUBSIDY_CONSENT = Shape(
    DocumentKind.SUBSIDY_CONSENT,
    "补贴代扣还款授权书",
    (
        Field("holder", "授权人，即补贴户主本人"),
        inline("holder_identity", "授权人身份证号（遮挡）和住址，在括号中"),
        optional("stranger", "授权人，仅其不是借款人、也不是已录入的保证人时；此时不写欠款"),
        Field("subsidy", "补贴名称，一份授权一种"),
        *DEBTOR_FIELDS,
        *(optional(each.name, each.meaning) for each in OWED_FIELDS),
    ),
    (LOANS_TABLE,),
    word=True,
)

RELIEF_APPLICATION = Shape(
    DocumentKind.RELIEF_APPLICATION,
    "减免利息申请审批表",
    (
        *DEBTOR_FIELDS,
        *OWED_FIELDS,
        Field("paid_principal", "已还本金"),
        Field("ledger_day", "表内、表外欠息的台账日期"),
        Field("on_balance", "台账日的表内欠息"),
        Field("off_balance", "台账日的表外欠息"),
        Field("since_ledger", "台账日后算出的利息"),
        *amount("relief_amount", "申请减免利息"),
        Field("still_due", "减免后应还利息"),
        *amount("to_pay", "减免后应还本息合计"),
        Field("payer", "由谁偿还减免后的本息"),
        Field("reason", "申请理由"),
        Field("evidence", "证据清单"),
        Field("maker", "经办"),
        Field("checker", "复核"),
        Field("level", "有权审批的层级"),
        inline("ladder_note", "权限数额仅为示例时的说明，否则为空"),
        Field("valid_until", "批复有效期"),
    ),
    (
        TableShape(
            LOANS_TABLE.name,
            LOANS_TABLE.meaning,
            (*LOANS_TABLE.columns, Field("relief", "减免利息")),
        ),
        TableShape(
            "conditions",
            "入账前必须满足的条件",
            (
                Field("condition", "条件"),
                Field("source", "依据"),
                optional("checked", "核对（空白，手写）"),
            ),
        ),
        TableShape(
            "ladder",
            "逐级审批",
            (
                Field("approver", "审批层级"),
                Field("limit", "权限"),
                optional("opinion", "意见（空白，手写）"),
                optional("signature", "签名和日期（空白，手写）"),
            ),
        ),
    ),
    word=True,
)

ASSET_SETTLEMENT = Shape(
    DocumentKind.ASSET_SETTLEMENT,
    "以物抵债协议",
    (
        *DEBTOR_FIELDS,
        *OWED_FIELDS,
        Field("owner", "财产权利人"),
        optional("third_owner", "丙方，仅权利人不是借款人时"),
        Field("asset_kind", "财产种类"),
        Field("asset", "财产的名称、坐落、数量"),
        Field("title_no", "权属证明"),
        Field("appraiser", "评估机构"),
        optional("report_no", "评估报告编号"),
        Field("appraised_on", "评估基准日"),
        *amount("appraised", "评估价值"),
        *amount("settled", "抵债金额"),
        Field("settled_interest", "抵债金额中抵充的利息"),
        Field("settled_principal", "抵债金额中抵充的本金"),
        Field("order", "抵充顺序"),
        *_optional_amount("remainder", "抵偿后的余额，无余额时为空"),
        *_optional_amount("surplus", "抵债金额超过债务的差额，无差额时为空"),
        optional("cleared", "恰好抵清时的说明，否则为空"),
        *_optional_amount("taxes", "预计税费"),
        Field("delivery_on", "交付期限"),
        Field("grace_days", "催告后的履行期限，天"),
        Field("approval_no", "甲方的批准文号，没有录入时为空白线"),
        Field("service_address", "乙方送达地址"),
        Field("copies", "份数"),
    ),
    (LOANS_TABLE,),
    word=True,
    copies=2,
)

RECEIPT = Shape(
    DocumentKind.RECEIPT,
    "收款收据",
    (
        Field("payer", "付款人"),
        Field("debtor", "借款人，替谁付款"),
        Field("method", "收款方式"),
        Field("paid_on", "收款日期，起息日"),
        Field("order", "抵充顺序"),
        Field("cost", "费用合计"),
        Field("interest", "利息合计"),
        Field("principal", "本金合计"),
        *amount("total", "收款合计"),
    ),
    (
        TableShape(
            "items",
            "各借据的收款",
            (
                Field("loan_no", "借据号"),
                Field("cost", "费用"),
                Field("interest", "利息"),
                Field("principal", "本金"),
                Field("total", "合计"),
                optional("balance", "本次还款后的本金余额"),
            ),
        ),
    ),
)

AGREEMENT_SHAPES: tuple[Shape, ...] = (
    REPAYMENT_AGREEMENT,
    ACCELERATION_NOTICE,
    SUBSIDY_CONSENT,
    RELIEF_APPLICATION,
    ASSET_SETTLEMENT,
    RECEIPT,
)
