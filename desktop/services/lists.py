"""What the pages list: the ledger, papers, imports, hits of a search; personal data masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.permissions import Action, Part
from desktop.domain.rounds import NoticeState
from desktop.services.clocks import ClockLine, clock_lines
from desktop.services.exchange.packing import ledgers_come_down
from desktop.services.exchange.standing import LastExchange, last_exchange
from desktop.services.list_records import (
    FilterValues,
    LedgerFilter,
    LedgerLine,
    LedgerSums,
    SearchHit,
    SortKey,
)
from desktop.services.masking import masked_change, masked_document, masked_hit, masked_line
from desktop.services.permits import permitted
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.proposals import newest_ledger_day
from desktop.services.records import (
    Document,
    DocumentHead,
    Installation,
    LedgerImport,
    LoanChange,
    LoanStatus,
)

NEWEST = 500
"""How many issued documents are listed unless all of them are waited for."""

_STEP = 500


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What the ledger page shows: loans in order, their sums, what may be filtered by.

    ``values`` is None unless asked for; ``is_empty`` tells that no ledger is in yet.
    """

    ids: Sequence[str]
    sums: LedgerSums
    values: FilterValues | None
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the pages: whose database it is, how old its ledger and exchange are."""

    installation: Installation | None
    ledger_day: date | None
    exchange: LastExchange


@permitted(Action.SEE, Part.READ)
def frame(desk: Desk) -> Frame:
    """Return whose database it is and how old what it knows."""
    with desk.store.read() as queries:
        newest = newest_ledger_day(desk, queries)
        within = desk.policy.notice.stale_ledger_days
        exchange = last_exchange(queries, desk.clock.today(), within)
        return Frame(queries.installation(), newest, exchange)


@permitted(Action.SEE, Part.READ)
def search(desk: Desk, text: str) -> Sequence[SearchHit]:
    """Return what a text finds, names masked."""
    with desk.store.read() as queries:
        return [masked_hit(each) for each in queries.search(text)]


@permitted(Action.SEE, Part.READ)
def ledger_view(
    desk: Desk, wanted: LedgerFilter, sort: SortKey, descending: bool, with_values: bool
) -> LedgerView:
    """Return the loans of a filter by their ids; the lines are asked for as they are scrolled."""
    with desk.store.read() as queries:
        ids = queries.ledger_ids(wanted, sort, descending)
        values = queries.filter_values() if with_values else None
        is_empty = not ids and not queries.ledger_sums(LedgerFilter()).loans
        return LedgerView(ids, queries.ledger_sums(wanted), values, is_empty)


@permitted(Action.SEE, Part.READ)
def ledger_lines(desk: Desk, loan_ids: Sequence[str]) -> Sequence[LedgerLine]:
    """Return the lines of these loans, in the order asked for."""
    with desk.store.read() as queries:
        return list(map(masked_line, queries.ledger_lines(loan_ids)))


@permitted(Action.SEE, Part.READ)
def sum_up(desk: Desk, loan_ids: Sequence[str], progress: Progress) -> LedgerSums:
    """Return the sums of a selection of any size."""
    total = LedgerSums(0, 0, 0, 0)
    with desk.store.read() as queries:
        for start in range(0, len(loan_ids), _STEP):
            progress.report("read", start, len(loan_ids))
            for line in queries.ledger_lines(loan_ids[start : start + _STEP]):
                total = added(total, line)
    return total


def added(total: LedgerSums, line: LedgerLine) -> LedgerSums:
    """Return sums with one more line."""
    return LedgerSums(
        total.loans + 1,
        total.balance_fen + line.balance_fen,
        total.on_balance_interest_fen + line.on_balance_interest_fen,
        total.off_balance_interest_fen + line.off_balance_interest_fen,
    )


@permitted(Action.SEE, Part.READ)
def sums_of(desk: Desk, wanted: LedgerFilter) -> LedgerSums:
    """Return the sums of a filter."""
    with desk.store.read() as queries:
        return queries.ledger_sums(wanted)


@permitted(Action.SEE, Part.READ)
def known_values(desk: Desk) -> FilterValues:
    """Return the villages, officers and classes that occur."""
    with desk.store.read() as queries:
        return queries.filter_values()


@permitted(Action.SEE, Part.READ)
def claims_by_last_day(desk: Desk, as_of: date, within_days: int | None) -> list[ClockLine]:
    """Return claims with their clocks, as :func:`clock_lines` does, borrowers masked."""
    with desk.store.read() as queries:
        lines = clock_lines(desk, queries, as_of, within_days)
    return [replace(each, line=masked_line(each.line)) for each in lines]


@permitted(Action.SEE, Part.READ)
def newest_documents(
    desk: Desk, state: NoticeState | None = None, limit: int | None = NEWEST
) -> Sequence[DocumentHead]:
    """Return what was issued last, newest first, in one state or any; None is no limit."""
    with desk.store.read() as queries:
        return [masked_document(each) for each in queries.newest_documents(state, limit)]


@permitted(Action.SEE, Part.READ)
def document_heads(desk: Desk, serials: Sequence[str]) -> Sequence[DocumentHead]:
    """Return issued documents as a list shows them; unknown ones are missing."""
    with desk.store.read() as queries:
        return [masked_document(each) for each in queries.documents(serials)]


@permitted(Action.SEE, Part.READ)
def documents_to_print(desk: Desk, serials: Sequence[str]) -> Sequence[Document]:
    """Return documents with what stands on them, in the order of their serials."""
    with desk.store.read() as queries:
        return queries.documents(serials)


@permitted(Action.SEE, Part.READ)
def count_documents(desk: Desk, state: NoticeState) -> int:
    """Return how many documents are in a state."""
    with desk.store.read() as queries:
        return queries.count_documents(state)


@permitted(Action.SEE, Part.READ)
def ledgers_come_from_office(desk: Desk) -> bool:
    """Return whether head office said that it imports the ledgers: they come with its returns."""
    with desk.store.read() as queries:
        return ledgers_come_down(queries)


@permitted(Action.SEE, Part.READ)
def imports(desk: Desk) -> Sequence[LedgerImport]:
    """Return all imports, newest first."""
    with desk.store.read() as queries:
        return queries.imports()


@permitted(Action.SEE, Part.READ)
def import_changes(desk: Desk, import_id: str) -> Sequence[LoanChange]:
    """Return what an import updated, missed or found again, borrowers masked."""
    with desk.store.read() as queries:
        return [masked_change(each) for each in queries.import_changes(import_id)]


@permitted(Action.SEE, Part.READ)
def missing_loans(desk: Desk) -> Sequence[LedgerLine]:
    """Return the loans the newest ledger lacks, in the order of the route, borrowers masked."""
    with desk.store.read() as queries:
        ids = queries.ledger_ids(LedgerFilter(status=LoanStatus.MISSING), SortKey.ROUTE)
        return list(map(masked_line, queries.ledger_lines(ids)))


@permitted(Action.SEE, Part.READ)
def debtor_of(desk: Desk, loan_id: str) -> str | None:
    """Return the id of a loan's borrower, None where there is no such loan."""
    with desk.store.read() as queries:
        loan = queries.loan(loan_id)
    return loan.borrower_id if loan else None


@permitted(Action.SEE, Part.READ)
def name_of(desk: Desk, party_id: str) -> str:
    """Return the name of one debtor in full, "" where there is none: what he signs bears it."""
    with desk.store.read() as queries:
        party = queries.party(party_id)
    return party.name if party else ""


@permitted(Action.SEE, Part.READ)
def documents_of(desk: Desk, party_id: str) -> Sequence[Document]:
    """Return one debtor's issued documents with what stands on them, newest first."""
    with desk.store.read() as queries:
        return queries.documents_of(party_id)
