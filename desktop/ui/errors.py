"""The words for every code: what happened, where, and what to do, in Chinese and English.

No Qt here: the command line shows the same words. A test looks for codes without words.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.errors import CodedError, ExpectedFailure

Words = Mapping[str, tuple[str, str]]

_USE_CASES: Words = {
    "already_set_up": ("这个数据库已经设置过机构。", "This database has been set up already."),
    "not_set_up": (
        "数据库还没有设置机构。请先设置机构名称、账户和电话。",
        "The database is not set up yet. Enter the branch's names, account and phone first.",
    ),
    "field_missing": (
        "“{field}”不能为空，请填写。",
        "“{field}” must not be empty. Please fill it in.",
    ),
    "reason_missing": ("请写明原因。", "Please give the reason."),
    "party_unknown": ("找不到这一户。", "There is no such debtor."),
    "loan_not_missing": (
        "这笔借款仍在台账中，不需要处理。",
        "This loan is still in the ledger; there is nothing to decide.",
    ),
    "ledger_date_unknown": (
        "台账里没有写明数据日期。请在导入页填写数据日期（命令行用 --as-of）。",
        "The ledger does not state its business date. Enter it (--as-of on the command line).",
    ),
    "ledger_no_loans": (
        "文件里没有可以导入的借款。请看问题清单。",
        "The file holds no loan that can be imported. See the list of problems.",
    ),
    "ledger_already_imported": (
        "这个文件已经导入过（数据日期 {date}），没有再导入。",
        "This very file has been imported before (business date {date}); nothing was changed.",
    ),
    "ledger_mapping_uncertain": (
        "有些列不能确定是什么内容。请核对列的对应关系后再导入。",
        "Some columns are not certain. Check what each column means, then import.",
    ),
    "borrower_changed": (
        "借据号已在台账中，但户名不同，这一行没有导入。请核对借据号。",
        "The loan number is known under another borrower; the row was refused. Check the number.",
    ),
    "as_of_before_ledger": (
        "通知书日期早于台账日期 {date}，利息不能倒算。请改用 {date} 或以后的日期。",
        "The notice date is before the ledger's date {date}. Use that day or a later one.",
    ),
    "as_of_too_far": (
        "日期 {date} 太远。通知书最多提前 31 天。",
        "The date {date} is too far ahead. A notice may be dated 31 days ahead at most.",
    ),
    "notices_none_left": (
        "没有可以打印的通知书，{skipped} 份有缺项或缺字。请先补齐。",
        "No notice can be printed; {skipped} have blanks or missing characters. Complete them.",
    ),
    "notice_not_printable": (
        "{name} 的通知书现在不能打印：{reason}。",
        "The notice to {name} cannot be printed now: {reason}.",
    ),
    "notice_state_not_by_hand": (
        "这个状态不能手工设置。",
        "This state cannot be set by hand.",
    ),
    "round_unknown": ("没有第 {round} 次通知书，只有一、二、三次。", "There is no round {round}."),
    "serial_unknown": (
        "找不到编号“{serial}”的通知书。请核对条码下的编号。",
        "There is no notice “{serial}”. Check the number under the barcode.",
    ),
    "delivery_unknown": ("找不到这条送达记录，或已撤销。", "There is no such delivery record."),
    "delivery_in_future": ("送达日期不能晚于今天。", "A delivery cannot be after today."),
    "delivery_before_issue": (
        "送达日期不能早于通知书日期 {date}。",
        "A delivery cannot be before the notice's date {date}.",
    ),
    "delivery_signer_unfit": (
        "送达方式与签收人不相符，请重新选择。",
        "How it was delivered and who took it do not fit. Please choose again.",
    ),
    "delivery_boxes_contradict": (
        "“同意履行”和“有异议”不能同时勾选。请看回执原件。",
        "“Agrees to perform” and “objects” cannot both be ticked. Look at the slip.",
    ),
    "notice_already_served": (
        "{serial} 已登记送达。如登记有误，请先撤销原记录。",
        "{serial} is recorded as served. If that is wrong, withdraw the record first.",
    ),
    "evidence_too_large": (
        "凭据文件“{file}”超过 20 MB。请压缩照片后再添加。",
        "The evidence file “{file}” is larger than 20 MB. Make the picture smaller.",
    ),
    "evidence_empty": ("凭据文件“{file}”是空的。", "The evidence file “{file}” is empty."),
    "evidence_unreadable": (
        "凭据文件“{file}”读不出来。请检查文件是否还在、是否被占用。",
        "The evidence file “{file}” cannot be read. Is it still there, or in use?",
    ),
    "examples_unreadable": (
        "“{file}”不是规则样例文件。",
        "“{file}” is not a file of worked examples.",
    ),
    "mapping_unreadable": (
        "“{file}”不是列对应文件（JSON）。",
        "“{file}” is not a mapping file (JSON).",
    ),
    "file_not_written": (
        "文件“{file}”写不进去。请检查磁盘空间、文件夹是否只读、文件是否正被 Excel 打开。",
        "The file “{file}” cannot be written: is the disk full, read-only, or the file open?",
    ),
    "clock_differs": (
        "时效末日与重新计算的不一致：{detail}。",
        "A stored last day differs from the computed one: {detail}.",
    ),
    "notice_facts_differ": (
        "通知书 {detail} 的内容与记录链不一致。",
        "The facts of notice {detail} differ from the journal.",
    ),
}

_OBSTACLES: Words = {
    "impersonation_hold": ("冒名借款调查中", "impersonation under inquiry"),
    "loan_incomplete": ("台账缺日期或金额", "the ledger lacks a date or an amount"),
    "deceased": ("借款人已故", "the borrower has died"),
    "no_earlier_round": ("没有送达过上一次通知书", "no earlier round was served"),
    "unserved_notice": ("上次的还没送达", "the last one is not served yet"),
    "too_soon": ("上次送达不久", "the last one was served recently"),
    "no_address": ("无住址", "no address"),
    "claim_expired": ("时效已过，可协商", "limitation over: by consent only"),
    "stale_ledger": ("台账过旧", "the ledger is old"),
    "name_characters": ("姓名有乱码", "the name was not decoded"),
    "missing_from_ledger": ("新台账中没有", "not in the newest ledger"),
}

# Rooms below add theirs here, one block a room.
WORDS: dict[str, tuple[str, str]] = {**_USE_CASES, **_OBSTACLES}


def words(code: str, params: Mapping[str, object], language: str = "zh") -> str:
    """Return the words for a code, in Chinese (``zh``) or English (``en``)."""
    text = WORDS[code][0 if language == "zh" else 1]
    return text.format(**{**params, **_translated(params, language)})


def explain(error: CodedError, language: str = "zh") -> tuple[str, str]:
    """Return a title and a text for an error that a person can do something about."""
    params: dict[str, object] = dict(error.params)
    field = getattr(error, "field", "")
    if field:
        params.setdefault("field", field)
    if isinstance(error, ExpectedFailure):
        title = "操作没有完成" if language == "zh" else "Not done"
    else:
        title = "请更正" if language == "zh" else "Please correct"
    return title, words(error.code, params, language)


def _translated(params: Mapping[str, object], language: str) -> dict[str, str]:
    """A parameter that is itself a code (a reason) is put into words."""
    return {
        name: WORDS[value][0 if language == "zh" else 1]
        for name, value in params.items()
        if isinstance(value, str) and name == "reason" and value in WORDS
    }
