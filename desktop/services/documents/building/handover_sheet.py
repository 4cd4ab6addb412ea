"""What an officer hands over: every loan that is his, with its balance and its clock's last day."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.documents import DocumentKind, money_fields
from desktop.domain.errors import RuleViolation
from desktop.domain.limitation import ClockState
from desktop.domain.money import yuan_text
from desktop.services.documents.builder import Builder, Built, Input, InputKind, Scope
from desktop.services.documents.case import Case, day_words
from desktop.services.list_records import LedgerFilter, LedgerLine, SortKey
from desktop.services.proposals import newest_ledger_day
from desktop.services.records import LoanStatus

_STANDING = frozenset({LoanStatus.ACTIVE.value, LoanStatus.MISSING.value})
_ORIGINALS = "□有　□缺"


def handover_sheets(case: Case) -> Built:
    """Return the sheet of an officer's loans in the order of the route.

    Settled and moved loans are not handed over. Raises RuleViolation ``field_missing`` and
    ``nothing_to_hand_over``.
    """
    officer = case.required("officer")
    lines = _lines(case, officer)
    if not lines:
        raise RuleViolation("nothing_to_hand_over", field="officer", officer=officer)
    fields = {
        "from_officer": officer,
        "to_officer": case.text("to_officer"),
        "supervisor": case.text("supervisor"),
        "day": day_words(case.day("day") or case.as_of),
        "reported_on": day_words(newest_ledger_day(case.desk, case.queries)),
        "loan_count": str(len(lines)),
        "debtor_count": str(len({line.party_id for line in lines})),
        **money_fields("principal", sum(line.balance_fen for line in lines)),
        **money_fields("interest", sum(map(_interest_fen, lines))),
    }
    tables = {"loans": tuple(_row(number, line) for number, line in enumerate(lines, start=1))}
    return Built((case.facts(DocumentKind.HANDOVER_SHEET, officer, fields, tables),))


def _lines(case: Case, officer: str) -> Sequence[LedgerLine]:
    ids = case.queries.ledger_ids(LedgerFilter(officer=officer), SortKey.ROUTE)
    return [each for each in case.queries.ledger_lines(ids) if each.status in _STANDING]


def _interest_fen(line: LedgerLine) -> int:
    return line.on_balance_interest_fen + line.off_balance_interest_fen


def _row(number: int, line: LedgerLine) -> tuple[str, ...]:
    return (
        str(number),
        line.loan_no,
        line.borrower,
        f"{line.village} {line.group}".strip(),
        yuan_text(line.balance_fen),
        yuan_text(_interest_fen(line)),
        _last_day(line),
        _ORIGINALS,
        "台账中已不见" if line.status == LoanStatus.MISSING else "",
    )


def _last_day(line: LedgerLine) -> str:
    if line.clock_state == ClockState.EXPIRED:
        return "已届满"
    return line.last_day.isoformat() if line.last_day else "待核"


HANDOVER_SHEET = Builder(
    DocumentKind.HANDOVER_SHEET,
    Scope.OFFICER,
    handover_sheets,
    (
        Input("officer", required=True),
        Input("to_officer"),
        Input("supervisor"),
        Input("day", InputKind.DAY),
    ),
)
