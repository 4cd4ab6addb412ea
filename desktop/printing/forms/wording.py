"""The words of a demand notice: versioned templates filled with the facts of one notice.

PDF and DOCX take their text from here, so that both say the same. Facts are filled in after the
template was taken apart; nothing in them is ever read as markup.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.domain.money import capital_amount, yuan_text
from desktop.domain.notices import BankHead, NoticeFacts, NoticeLoan
from desktop.printing.blocks import Pattern, pattern
from desktop.printing.linebreak import Span

_TEMPLATES = Path(__file__).parent.parent / "templates"
_VERSION = re.compile(r"demand_notice/\d+")


SAMPLE_MARK = "（样张）"
"""Behind the titles while a branch has not entered its own names: the paper proves nothing."""


_HEADS = ("借据号", "借款日", "到期日", "借款金额", "本金余额", "利息（至截止日）", "合计")


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What every acknowledgement slip of a version says.

    In ``rows`` □ is a box to tick and ``_90_`` a line of 90 points to write on.
    """

    title: str
    tear_off: str
    agrees: tuple[Span, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of the notice's text, taken apart once."""

    title: str
    rounds: tuple[str, ...]
    salutation: Pattern
    owed: tuple[Pattern, ...]
    claimed: tuple[Pattern, ...]
    objection: Pattern
    received: Pattern
    slip: SlipWords


@dataclass(frozen=True, slots=True)
class NoticeText:
    """Everything one notice says, in reading order."""

    bank: str
    licence: str
    title: str
    number: str
    salutation: tuple[Span, ...]
    owed: tuple[Span, ...]
    heads: tuple[str, ...]
    loans: tuple[tuple[str, ...], ...]
    total: tuple[str, ...]
    claimed: tuple[Span, ...]
    objection: tuple[Span, ...]
    contacts: tuple[str, ...]
    signer: str
    issued_on: str
    slip: SlipWords
    slip_number: str
    received: tuple[Span, ...]


@cache
def load_wording(version: str) -> Wording:
    """Read the template ``demand_notice/N``.

    Raises ExpectedFailure ``unknown_template`` for one this program does not have.
    """
    path = _TEMPLATES / f"{version.replace('/', '_')}.toml"
    if not _VERSION.fullmatch(version) or not path.is_file():
        raise ExpectedFailure("unknown_template", version=version)
    return wording_of(tomllib.loads(path.read_text("utf-8")))


def wording_of(data: Mapping[str, Any]) -> Wording:
    """Take a sound wording file apart (``wording_file`` tells what is wrong with one)."""
    slip = data["slip"]
    slip_rows = tuple(slip["rows"])
    return Wording(
        title=data["title"],
        rounds=tuple(data["rounds"]),
        salutation=pattern(data["salutation"]),
        owed=tuple(map(pattern, data["owed"])),
        claimed=tuple(map(pattern, data["claimed"])),
        objection=pattern(data["objection"]),
        received=pattern(slip["received"]),
        slip=SlipWords(
            slip["title"], slip["tear_off"], _fill(pattern(slip["agrees"]), {}), slip_rows
        ),
    )


def notice_text(
    facts: NoticeFacts, reprint_on: date | None = None, wording: Wording | None = None
) -> NoticeText:
    """Return the words of one notice; the facts must have passed ``find_blanks``.

    Without a ``wording`` it is the one of the facts' version that travels with the program.
    """
    wording = wording or load_wording(facts.template_version)
    fields = notice_fields(facts, wording)
    index = facts.round - 1
    place = "　".join(filter(None, (facts.debtor, facts.village + group_text(facts.group))))
    mark = SAMPLE_MARK if facts.bank.is_sample else ""
    return NoticeText(
        bank=letterhead(facts.bank),
        licence=f"金融许可证 {facts.bank.licence_no}",
        title=wording.title + mark,
        number=_number(facts, wording, reprint_on),
        salutation=_fill(wording.salutation, fields),
        owed=_fill(wording.owed[index], fields),
        heads=_HEADS,
        loans=tuple(map(_loan_row, facts.loans)),
        total=tuple(map(yuan_text, (facts.principal_fen, facts.interest_fen, facts.total_fen))),
        claimed=_fill(wording.claimed[index], fields),
        objection=_fill(wording.objection, fields),
        contacts=_contacts(facts),
        signer=f"{facts.bank.branch_name}（盖章）",
        issued_on=day_text(facts.issued_on),
        slip=_slip(wording.slip, mark),
        slip_number=f"No. {facts.serial}　{place}",
        received=_fill(wording.received, fields),
    )


@lru_cache(maxsize=8)
def _slip(slip: SlipWords, mark: str) -> SlipWords:
    return replace(slip, title=slip.title + mark)


def day_text(day: date) -> str:
    """Return a date as Chinese papers write it, in Arabic digits: ``2026 年 10 月 31 日``."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def group_text(group: str) -> str:
    """Return a village group as printed: ``3`` -> ``3 组``, ``3组`` as it is."""
    return f" {group} 组" if group.isdigit() else group


def letterhead(bank: BankHead) -> str:
    """Return the bank's full name with the branch, the bank's name not twice."""
    if bank.branch_name.startswith(bank.bank_name):
        return bank.branch_name
    return bank.bank_name + bank.branch_name


def _fill(text: Pattern, fields: Mapping[str, str]) -> tuple[Span, ...]:
    """Return the filled text, one span as long as the face does not change."""
    return tuple(
        Span("".join(span.text for span in spans), face)
        for face, spans in groupby(text.fill(fields), key=attrgetter("face"))
    )


def notice_fields(facts: NoticeFacts, wording: Wording) -> dict[str, str]:
    """Return what wordings may name."""
    amount = sum(loan.amount_fen for loan in facts.loans)
    return {
        "title": wording.title,
        "serial": facts.serial,
        "debtor": facts.debtor,
        "identity": _identity(facts),
        "branch": facts.bank.branch_name,
        "we": "我行" if "银行" in facts.bank.bank_name else "我社",
        "computed_to": day_text(facts.computed_to),
        "deadline": day_text(facts.deadline),
        "demanded": "、".join(map(day_text, facts.demanded_on)),
        "loan_count": str(len(facts.loans)),
        "amount": yuan_text(amount),
        "total": yuan_text(facts.total_fen),
        "amount_capital": capital_amount(amount),
        "principal_capital": capital_amount(facts.principal_fen),
        "interest_capital": capital_amount(facts.interest_fen),
        "total_capital": capital_amount(facts.total_fen),
    }


def _identity(facts: NoticeFacts) -> str:
    """Return what tells the debtor from namesakes, in brackets; empty where nothing is known."""
    number = facts.id_masked and f"身份证号 {facts.id_masked}"
    address = facts.address and f"住{facts.address}"
    known = "，".join(filter(None, (number, address)))
    return f"（{known}）" if known else ""


def _number(facts: NoticeFacts, wording: Wording, reprint_on: date | None) -> str:
    number = f"No. {facts.serial}　{wording.rounds[facts.round - 1]}"
    return f"{number}　补打 {reprint_on.isoformat()}" if reprint_on else number


def _loan_row(loan: NoticeLoan) -> tuple[str, ...]:
    return (
        loan.loan_no,
        loan.disbursed_on.isoformat(),
        loan.due_on.isoformat(),
        yuan_text(loan.amount_fen),
        yuan_text(loan.principal_fen),
        yuan_text(loan.interest_fen),
        yuan_text(loan.total_fen),
    )


def _contacts(facts: NoticeFacts) -> tuple[str, ...]:
    """Return the lines beside the seal: whom to call and where to pay."""
    bank = facts.bank
    return (
        f"经办人　{facts.officer}　{facts.officer_phone}",
        f"还款账户　{bank.account_name}　{bank.account_no}",
        f"还款地点　{bank.address}　{bank.phone}",
        f"监督电话　{bank.complaints_phone}",
    )
