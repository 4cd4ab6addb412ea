"""What may happen to a claim, and what each kind of event does to its clock (rules 1.8 to 1.16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class EventKind(StrEnum):
    """Everything that may happen to a claim, whether or not it moves the clock."""

    SIGNED_NOTICE = "signed_notice"
    SIGNED_CONFIRM_AGREE = "signed_confirm_agree"
    KIN_SIGNED = "kin_signed"
    AGENT_SIGNED = "agent_signed"
    ARRIVAL_PROVED = "arrival_proved"
    MAIL_ARRIVED = "mail_arrived"
    MESSAGE_ARRIVED = "message_arrived"
    AUTH_DEDUCTION = "auth_deduction"
    PROV_NEWSPAPER_MISSING = "prov_newspaper_missing"
    PART_PAYMENT = "part_payment"
    REPAY_PLAN = "repay_plan"
    SUIT_FILED = "suit_filed"
    MAIL_SENT_ONLY = "mail_sent_only"
    NEIGHBOUR_SIGNED = "neighbour_signed"
    MINOR_SIGNED = "minor_signed"
    VILLAGE_POSTER = "village_poster"
    COUNTY_NEWSPAPER = "county_newspaper"
    PHONE_UNRECORDED = "phone_unrecorded"
    ACTUAL_USER_NOTICE = "actual_user_notice"
    GUARANTOR_NOTICE = "guarantor_notice"
    PAYMENT_ORDER = "payment_order"
    ARBITRATION_FILED = "arbitration_filed"
    BANKRUPTCY_FILED = "bankruptcy_filed"
    PRESERVATION = "preservation"
    ENFORCEMENT_APPLIED = "enforcement_applied"
    JOINED_AS_PARTY = "joined_as_party"
    SET_OFF_IN_SUIT = "set_off_in_suit"
    MEDIATION_REQUEST = "mediation_request"
    POLICE_REPORT = "police_report"
    JUDGMENT = "judgment"
    SECURITY_GIVEN = "security_given"
    TIME_ASKED = "time_asked"
    NEW_AGREEMENT = "new_agreement"
    EXTENSION_AGREED = "extension_agreed"
    ACCELERATED = "accelerated"
    SUSPENSION = "suspension"


class Nature(StrEnum):
    """What an event is in law; it decides what the clock makes of it."""

    DEMAND = "demand"
    CONSENT = "consent"
    NEW_PROMISE = "new_promise"
    TRIAL = "trial"
    EXECUTION = "execution"
    OTHER_PROCEDURE = "other_procedure"
    JUDGMENT = "judgment"
    ACCELERATION = "acceleration"
    SUSPENSION = "suspension"
    WITHOUT_EFFECT = "without_effect"


PENDING = frozenset({Nature.TRIAL, Nature.EXECUTION})
"""Procedures during which the clock stands until their end is entered."""

OUTLIVES_JUDGMENT = frozenset({Nature.DEMAND, Nature.CONSENT, Nature.NEW_PROMISE, Nature.EXECUTION})
"""What interrupts the period of enforcement (法释〔2008〕13号第28条)."""


@dataclass(frozen=True, slots=True)
class KindRule:
    """How an event kind works: its Chinese name, its article, its nature, and why not."""

    label: str
    article: str
    nature: Nature
    why_not: str = ""


def _demand(label: str, paragraph: str) -> KindRule:
    return KindRule(label, f"诉讼时效规定第8条{paragraph}", Nature.DEMAND)


def _void(label: str, article: str, why_not: str) -> KindRule:
    return KindRule(label, article, Nature.WITHOUT_EFFECT, why_not)


_SUIT = "民法典第195条；诉讼时效规定第10至13条"

RULES = {
    EventKind.SIGNED_NOTICE: _demand("本人签收催收通知书", "第1款第1项"),
    EventKind.SIGNED_CONFIRM_AGREE: KindRule(
        "本人签字确认并同意履行", "诉讼时效规定第8条、第19条", Nature.NEW_PROMISE
    ),
    EventKind.KIN_SIGNED: _demand("同住成年家属签收", "第2款"),
    EventKind.AGENT_SIGNED: _demand("受托人签收", "第2款"),
    EventKind.ARRIVAL_PROVED: _demand("未签字但能证明已送达", "第1款第1项"),
    EventKind.MAIL_ARRIVED: _demand("邮寄通知书已到达", "第1款第2项"),
    EventKind.MESSAGE_ARRIVED: _demand("数据电文已到达", "第1款第2项"),
    EventKind.AUTH_DEDUCTION: _demand("依约扣收本息", "第1款第3项"),
    EventKind.PROV_NEWSPAPER_MISSING: _demand("下落不明，省级媒体公告", "第1款第4项"),
    EventKind.PART_PAYMENT: KindRule("归还部分款项", "诉讼时效规定第9条、第14条", Nature.CONSENT),
    EventKind.REPAY_PLAN: KindRule(
        "订立还款计划", "诉讼时效规定第14条、第19条", Nature.NEW_PROMISE
    ),
    EventKind.SUIT_FILED: KindRule("起诉或同等程序", _SUIT, Nature.TRIAL),
    EventKind.MAIL_SENT_ONLY: _void(
        "邮寄但无到达证明", "民法典第137条；诉讼时效规定第8条", "寄出不等于到达"
    ),
    EventKind.NEIGHBOUR_SIGNED: _void(
        "邻居或村干部代签", "诉讼时效规定第8条第2款", "未经授权，不是有权签收的人"
    ),
    EventKind.MINOR_SIGNED: _void("未成年人代签", "诉讼时效规定第8条第2款", "不具完全民事行为能力"),
    EventKind.VILLAGE_POSTER: _void(
        "村内张贴",
        "诉讼时效规定第8条；个人信息保护法第25条",
        "张贴不是法定方式，且公开了个人信息",
    ),
    EventKind.COUNTY_NEWSPAPER: _void(
        "县级报纸公告", "诉讼时效规定第8条第1款第4项", "不是国家级或省级有影响的媒体"
    ),
    EventKind.PHONE_UNRECORDED: _void("电话催收，无录音", "民法典第195条", "无法证明提出过请求"),
    EventKind.ACTUAL_USER_NOTICE: _void(
        "通知实际用款人", "民法典第465条、第552条", "实际用款人未加入债务，不是债务人"
    ),
    EventKind.GUARANTOR_NOTICE: _void(
        "通知保证人", "诉讼时效规定第15条；担保制度解释第28、29条", "不及于主债务"
    ),
    EventKind.PAYMENT_ORDER: KindRule("申请支付令", "诉讼时效规定第11条", Nature.TRIAL),
    EventKind.ARBITRATION_FILED: KindRule("申请仲裁", "民法典第195条", Nature.TRIAL),
    EventKind.BANKRUPTCY_FILED: KindRule(
        "申请破产或申报债权", "诉讼时效规定第11条", Nature.EXECUTION
    ),
    EventKind.PRESERVATION: KindRule("诉前保全", "诉讼时效规定第11条", Nature.OTHER_PROCEDURE),
    EventKind.ENFORCEMENT_APPLIED: KindRule(
        "申请强制执行", "诉讼时效规定第11条；法释〔2008〕13号第28条", Nature.EXECUTION
    ),
    EventKind.JOINED_AS_PARTY: KindRule("追加为当事人", "诉讼时效规定第11条", Nature.TRIAL),
    EventKind.SET_OFF_IN_SUIT: KindRule(
        "诉讼中主张抵销", "诉讼时效规定第11条", Nature.OTHER_PROCEDURE
    ),
    EventKind.MEDIATION_REQUEST: KindRule(
        "申请人民调解", "诉讼时效规定第12条", Nature.OTHER_PROCEDURE
    ),
    EventKind.POLICE_REPORT: KindRule("报案或控告", "诉讼时效规定第13条", Nature.OTHER_PROCEDURE),
    EventKind.JUDGMENT: KindRule("生效裁判", "民事诉讼法（2023）第250条", Nature.JUDGMENT),
    EventKind.SECURITY_GIVEN: KindRule("提供担保", "诉讼时效规定第14条", Nature.CONSENT),
    EventKind.TIME_ASKED: KindRule("请求延期", "诉讼时效规定第14条", Nature.CONSENT),
    EventKind.NEW_AGREEMENT: KindRule(
        "就旧债达成新协议", "诉讼时效规定第19条第2款", Nature.NEW_PROMISE
    ),
    EventKind.EXTENSION_AGREED: KindRule(
        "展期", "诉讼时效规定第14条、第19条第2款", Nature.NEW_PROMISE
    ),
    EventKind.ACCELERATED: KindRule(
        "宣布提前到期的通知到达",
        "民法典第673条、第188条",
        Nature.ACCELERATION,
        "债务已经到期，不存在提前到期；通知中另有还款要求的，请另记一次催收",
    ),
    EventKind.SUSPENSION: KindRule(
        "时效中止",
        "民法典第194条",
        Nature.SUSPENSION,
        "障碍没有延长期间：不在时效期间的最后六个月内",
    ),
}


@dataclass(frozen=True, slots=True)
class LoanEvent:
    """A dated fact about a claim.

    ``restart_on`` is the end of a court procedure or of a cause of suspension, the last instalment
    of a plan, the new due date of an extension, the last performance day of a judgment. ``proved``
    tells whether evidence is attached; ``ref`` names its source (a notice serial, a receipt).
    """

    kind: EventKind
    occurred_on: date
    restart_on: date | None = None
    proved: bool = True
    ref: str = ""


def event_label(kind: EventKind) -> str:
    """Return the Chinese name of an event kind, as the dossier shows it."""
    return RULES[kind].label
