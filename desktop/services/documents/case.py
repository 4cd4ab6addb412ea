"""A case: one debtor (or the branch itself) on one day, and all a document about it may need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from desktop.domain.documents import DocumentFacts, DocumentKind, money_fields
from desktop.domain.documents.facts import Rows
from desktop.domain.errors import RuleViolation
from desktop.domain.masks import mask_id_number
from desktop.domain.money import yuan_text
from desktop.services.ports import Desk, Queries
from desktop.services.proposals import OwedLoan
from desktop.services.records import Installation, Party

BLANK = "＿＿＿＿＿＿"
"""Stands where a person writes by hand what nobody has entered."""


@dataclass(frozen=True)
class Case:
    """What builders work with. ``party`` is None for papers of the branch itself.

    ``loans`` are the debtor's loans that are owed, those chosen if some were; ``inputs`` what a
    person typed, by name.
    """

    desk: Desk
    queries: Queries
    installation: Installation
    as_of: date
    party: Party | None = None
    loans: tuple[OwedLoan, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)

    @property
    def debtor(self) -> Party:
        """The debtor; RuleViolation ``party_unknown`` where the case has none."""
        if self.party is None:
            raise RuleViolation("party_unknown", field="party")
        return self.party

    def facts(
        self,
        kind: DocumentKind,
        subject: str,
        fields: Mapping[str, str],
        tables: Mapping[str, Rows] | None = None,
        loans: Sequence[OwedLoan] | None = None,
        place: tuple[str, str] = ("", ""),
    ) -> DocumentFacts:
        """Return a document without a serial, by the newest template, dated ``as_of``.

        ``place`` is township and village of a paper about a village; a debtor has his own.
        """
        chosen = self.loans if loans is None else loans
        party, bank = self.party, self.installation.bank
        officer = next((each.loan.officer for each in chosen if each.loan.officer), "")
        common = {"officer": officer or bank.branch_name, "officer_phone": bank.phone}
        return DocumentFacts(
            kind=kind,
            serial="",
            template_version=self.desk.papers.newest_version(kind),
            issued_on=self.as_of,
            bank=bank,
            subject=subject,
            party_id=party.id if party else "",
            loan_ids=tuple(each.loan.id for each in chosen),
            place=(party.township, party.village) if party else place,
            fields={**common, **fields},
            tables=dict(tables or {}),
        )

    @cached_property
    def debtor_fields(self) -> dict[str, str]:
        """``debtor`` and ``identity``, as shapes name them."""
        party = self.debtor
        return {"debtor": party.name, "identity": identity(party.id_number, party.address)}

    def owed_fields(self, loans: Sequence[OwedLoan] | None = None) -> dict[str, str]:
        """Return what is owed on loans, as ``OWED_FIELDS`` name it."""
        chosen = self.loans if loans is None else loans
        principal = sum(each.loan.balance_fen for each in chosen)
        interest = sum(each.interest.total.fen for each in chosen)
        return {
            "computed_to": day_words(self.as_of),
            "loan_count": str(len(chosen)),
            "loan_nos": "、".join(each.loan.loan_no for each in chosen),
            **money_fields("principal", principal),
            **money_fields("interest", interest),
            **money_fields("total", principal + interest),
        }

    def loan_rows(self, loans: Sequence[OwedLoan] | None = None) -> Rows:
        """Return loans as rows of ``LOANS_TABLE``."""
        return tuple(map(_loan_row, self.loans if loans is None else loans))

    def deadline(self) -> str:
        """Return the day until which to act, as many days from now as notices say."""
        return day_words(self.as_of + timedelta(days=self.desk.policy.notice.deadline_days))

    def text(self, name: str, otherwise: str = "") -> str:
        """Return what was typed, without blanks around it."""
        return self.inputs.get(name, "").strip() or otherwise

    def required(self, name: str) -> str:
        """Return what was typed; RuleViolation ``field_missing`` for nothing."""
        text = self.text(name)
        if not text:
            raise RuleViolation("field_missing", field=name)
        return text

    def day(self, name: str) -> date | None:
        """Return the day that was typed, None for nothing; RuleViolation ``input_not_a_day``."""
        text = self.text(name)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise RuleViolation("input_not_a_day", field=name, text=text) from error

    def fen(self, name: str) -> int | None:
        """Return an amount of yuan in fen, None for nothing; RuleViolation ``input_not_money``."""
        text = self.text(name).replace(",", "").replace("，", "")
        if not text:
            return None
        whole, _, rest = text.partition(".")
        digits = whole + (rest + "00")[:2]
        if not digits.isascii() or not digits.isdigit() or len(rest) > 2 or len(whole) > 12:
            raise RuleViolation("input_not_money", field=name, text=text)
        return int(digits)

    def number(self, name: str) -> int | None:
        """Return a whole number, None for nothing.

        RuleViolation ``input_not_a_number``, ``input_too_small`` for one below nought.
        """
        text = self.text(name)
        if not text:
            return None
        if text[0] in "-−－" and text[1:].isdigit():
            raise RuleViolation("input_too_small", field=name, text=text)
        if not text.isascii() or not text.isdigit() or len(text) > 9:
            raise RuleViolation("input_not_a_number", field=name, text=text)
        return int(text)


def identity(id_number: str, address: str) -> str:
    """Return what tells a person from namesakes, in brackets, the number masked; "" for nothing."""
    number = id_number and f"身份证号 {mask_id_number(id_number)}"
    place = address and f"住{address}"
    known = "，".join(filter(None, (number, place)))
    return f"（{known}）" if known else ""


def day_words(day: date | None, otherwise: str = "") -> str:
    """Return a day as papers write it: ``2026 年 10 月 31 日``."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else otherwise


def joined(texts: Iterable[str]) -> str:
    """Return texts joined by 、, each once, empty ones left out."""
    return "、".join(dict.fromkeys(filter(None, texts)))


def _loan_row(owed: OwedLoan) -> tuple[str, ...]:
    loan = owed.loan
    return (
        loan.loan_no,
        loan.contract_no,
        loan.disbursed_on.isoformat() if loan.disbursed_on else "",
        loan.due_on.isoformat() if loan.due_on else "",
        yuan_text(loan.amount_fen) if loan.amount_fen is not None else "",
        yuan_text(loan.balance_fen),
        yuan_text(owed.interest.total.fen),
        yuan_text(owed.total_fen),
    )
