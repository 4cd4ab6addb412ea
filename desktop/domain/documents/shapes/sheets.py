"""Papers of the branch itself: logs, lists, covers, indexes, computations."""

from __future__ import annotations

from desktop.domain.documents.kinds import DocumentKind
from desktop.domain.documents.shape import (
    DEBTOR_FIELDS,
    OWED_FIELDS,
    Field,
    Shape,
    Sheets,
    TableShape,
    amount,
    optional,
)

_WORK_LOG = Shape(
    DocumentKind.WORK_LOG,
    "工作日志",
    (
        Field("day", "下村日期"),
        Field("place_label", "镇和村"),
        Field("people", "下村人员，两人以上"),
        Field("route", "路线：各组按顺序"),
        Field("household_count", "应走访户数"),
        optional("notice_count", "待送通知书份数"),
    ),
    (
        TableShape(
            "households",
            "应走访的户，按路线",
            (
                Field("number", "序号"),
                optional("group", "组"),
                Field("debtor", "姓名"),
                optional("notices", "待送通知书编号"),
                optional("visited_at", "到访时间（手写）"),
                Field("result", "走访结果（手写）"),
                Field("promise", "承诺（手写）"),
                Field("photo_no", "影像号（手写）"),
            ),
        ),
    ),
    sheets=Sheets.DUPLEX,
)

_INTEREST_SHEET = Shape(
    DocumentKind.INTEREST_SHEET,
    "利息计算清单",
    (
        *DEBTOR_FIELDS,
        *OWED_FIELDS,
        Field("reported_on", "核心系统数据日"),
        optional("estimated", "其后有估算时的说明"),
        optional("doubts", "需人工核对的事项"),
    ),
    (
        TableShape(
            "debts",
            "借据和合计",
            (
                Field("loan_no", "借据号"),
                optional("disbursed_on", "借款日"),
                optional("due_on", "到期日"),
                Field("contract_rate", "合同利率"),
                Field("principal", "本金余额"),
                Field("interest", "利息"),
                Field("total", "合计"),
            ),
        ),
        TableShape(
            "rows",
            "逐段计算",
            (
                Field("loan_no", "借据号"),
                Field("kind", "种类：利息、罚息、复利、台账欠息"),
                optional("start", "起"),
                Field("end", "止"),
                Field("days", "天数"),
                Field("base", "计息基数"),
                Field("rate", "日利率，万分之"),
                Field("amount", "金额"),
                optional("source", "依据"),
            ),
        ),
    ),
    sheets=Sheets.DUPLEX,
)

_EVIDENCE_INDEX = Shape(
    DocumentKind.EVIDENCE_INDEX,
    "证据目录",
    (
        *DEBTOR_FIELDS,
        Field("loan_nos", "借据号，顿号隔开"),
        Field("evidence_count", "证据件数"),
        optional("photo_count", "影像张数"),
    ),
    (
        TableShape(
            "evidence",
            "证据",
            (
                Field("number", "序号"),
                Field("name", "名称"),
                Field("proves", "证明事项"),
                Field("day", "形成日期"),
                Field("source", "来源"),
                Field("hash", "SHA-256 前 16 位"),
                Field("pages", "页数"),
            ),
        ),
        TableShape(
            "photos",
            "影像缩略图",
            (Field("picture", "证据内部编号"), Field("caption", "图注")),
        ),
    ),
    sheets=Sheets.DUPLEX,
)

_HANDOVER_SHEET = Shape(
    DocumentKind.HANDOVER_SHEET,
    "交接清册",
    (
        Field("from_officer", "移交人"),
        optional("to_officer", "接交人"),
        optional("supervisor", "监交人"),
        Field("day", "交接日期"),
        Field("reported_on", "台账数据日"),
        Field("loan_count", "借据份数"),
        Field("debtor_count", "户数"),
        *amount("principal", "本金余额合计"),
        *amount("interest", "台账欠息合计"),
    ),
    (
        TableShape(
            "loans",
            "移交的借据，按路线",
            (
                Field("number", "序号"),
                Field("loan_no", "借据号"),
                Field("debtor", "借款人"),
                optional("place", "村组"),
                Field("principal", "本金余额"),
                optional("interest", "台账欠息"),
                Field("last_day", "诉讼时效末日"),
                Field("originals", "原件：有或缺（手写）"),
                Field("remark", "备注"),
            ),
        ),
    ),
    sheets=Sheets.DUPLEX,
    copies=3,
)

_BATCH_COVER = Shape(
    DocumentKind.BATCH_COVER,
    "催收通知书批次封面",
    (
        Field("first_serial", "首号"),
        Field("last_serial", "末号"),
        Field("village_count", "村数"),
        Field("notice_count", "通知书份数"),
        Field("loan_count", "借据份数"),
        Field("page_count", "页数，不含封面"),
    ),
    (
        TableShape(
            "villages",
            "各村",
            (
                Field("number", "序号"),
                Field("township", "镇"),
                Field("village", "村"),
                Field("notices", "通知书份数"),
                Field("loans", "借据份数"),
                Field("pages", "页数"),
                Field("first_serial", "首号"),
                Field("last_serial", "末号"),
            ),
        ),
    ),
    numbered=False,
)

_PACKAGE_SLIP = Shape(
    DocumentKind.PACKAGE_SLIP,
    "数据包交接单",
    (
        Field("package_name", "数据包名称"),
        Field("from_unit", "移交单位"),
        Field("to_unit", "接收单位"),
        Field("sequence", "数据包序号"),
        Field("made_on", "制作日期"),
        Field("hash", "校验码"),
        optional("note", "备注"),
    ),
    (
        TableShape(
            "contents",
            "数据包内容",
            (
                Field("item", "项目"),
                Field("count", "笔数"),
                optional("amount", "金额"),
            ),
        ),
    ),
    copies=2,
)
"""Goes along with a package of data, and is issued with it."""

SHEET_SHAPES: tuple[Shape, ...] = (
    _WORK_LOG,
    _INTEREST_SHEET,
    _EVIDENCE_INDEX,
    _HANDOVER_SHEET,
    _BATCH_COVER,
    _PACKAGE_SLIP,
)
