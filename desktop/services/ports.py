"""What the use cases need from storage, printing, ledgers and the clock, as Protocols.

The rooms below implement these; nobody here knows how. A use case gets a :class:`Desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from desktop.domain.dates import HolidayCalendar
from desktop.domain.ledger import LedgerProblem, LedgerReading, SourceMapping
from desktop.domain.policy import Policy
from desktop.domain.policy.codec import NamedRow
from desktop.services.agreement_ports import AgreementQueries, AgreementWrites
from desktop.services.backup_ports import Shelf
from desktop.services.collection_ports import Collection
from desktop.services.entry_ports import EntryQueries, EntryWrites
from desktop.services.exchange_ports import ExchangeQueries, ExchangeWrites
from desktop.services.head_office_ports import HeadOfficeQueries, HeadOfficeWrites
from desktop.services.import_records import ChangedLoan, KnownLoan, NewGuarantor, NewLoan, NewParty
from desktop.services.issued_ports import IssuedQueries, IssuedWrites
from desktop.services.key_ports import KeyRing, SlotQueries, SlotWrites
from desktop.services.list_records import (
    FilterValues,
    LedgerFilter,
    LedgerLine,
    LedgerSums,
    SearchHit,
    SortKey,
)
from desktop.services.office_ports import OfficeQueries, OfficeWrites
from desktop.services.operators import Operator
from desktop.services.package_ports import Packages, Sticks
from desktop.services.paper_ports import Papers
from desktop.services.party_ports import PartyQueries, PartyWrites
from desktop.services.progress import Progress
from desktop.services.records import (
    Evidence,
    Installation,
    JournalEntry,
    LedgerImport,
    Loan,
    LoanChange,
    LoanStatus,
    Party,
    StoredClock,
    StoredEvent,
)
from desktop.services.relief_ports import ReliefQueries, ReliefWrites
from desktop.services.repayment_ports import RepaymentQueries, RepaymentWrites
from desktop.services.rule_records import LoanFacts, StoredAct, StoredGuarantee
from desktop.services.table_ports import Cell as Cell
from desktop.services.table_ports import TableColumn as TableColumn
from desktop.services.table_ports import TableWriter as TableWriter


class Clock(Protocol):
    """The time of day, passed in so that a test can set it."""

    def today(self) -> date:
        """Return the local date."""

    def now(self) -> datetime:
        """Return the local time, aware of its zone."""


class Queries(
    OfficeQueries,
    SlotQueries,
    RepaymentQueries,
    ReliefQueries,
    PartyQueries,
    AgreementQueries,
    EntryQueries,
    ExchangeQueries,
    HeadOfficeQueries,
    IssuedQueries,
    Protocol,
):
    """Everything that can be asked; answers are frozen records."""

    def installation(self) -> Installation | None: ...

    def source_mapping(self, signature: str) -> SourceMapping | None: ...

    def imports(self) -> Sequence[LedgerImport]:
        """Return all imports, newest first."""

    def import_problems(self, import_id: str) -> Sequence[LedgerProblem]: ...

    def import_changes(self, import_id: str) -> Sequence[LoanChange]:
        """Return what an import updated, missed or found again (not what it opened)."""

    def ledger_ids(
        self, wanted: LedgerFilter, sort: SortKey, descending: bool = False
    ) -> Sequence[str]:
        """Return the ids of the loans that match, in order: 100,000 of them are fine."""

    def ledger_lines(self, loan_ids: Sequence[str]) -> Sequence[LedgerLine]:
        """Return the lines of these loans, in the order asked for."""

    def ledger_sums(self, wanted: LedgerFilter) -> LedgerSums: ...

    def filter_values(self) -> FilterValues: ...

    def search(self, text: str, limit: int = 20) -> Sequence[SearchHit]:
        """Find by name, pinyin, initials, village, whole identity number or phone, or the number's
        last four with the name; by loan number or a paper's serial.
        """

    def party(self, party_id: str) -> Party | None: ...

    def loan(self, loan_id: str) -> Loan | None: ...

    def loan_by_no(self, loan_no: str) -> Loan | None: ...

    def loans_of(self, party_id: str) -> Sequence[Loan]: ...

    def events_of(self, loan_ids: Sequence[str]) -> Mapping[str, Sequence[StoredEvent]]:
        """Return the events of each loan, withdrawn ones included and marked."""

    def event(self, event_id: str) -> StoredEvent | None: ...

    def guarantees_of(self, loan_ids: Sequence[str]) -> Mapping[str, Sequence[StoredGuarantee]]: ...

    def guarantee_acts_of(self, loan_ids: Sequence[str]) -> Mapping[str, Sequence[StoredAct]]:
        """Return the acts towards the guarantors of each loan, withdrawn ones included."""

    def guarantee_act(self, act_id: str) -> StoredAct | None: ...

    def policy_rows(self) -> Sequence[NamedRow]:
        """Return the rows that head office set, by table and first day."""

    def debtors(self, township: str = "", village: str = "") -> Sequence[tuple[Party, Loan]]:
        """Return active and missing loans with their debtors, in the order of the route:
        township, village, group (by number), debtor."""

    def timeline(self, party_id: str, limit: int = 500) -> Sequence[JournalEntry]:
        """Return the journal entries about a debtor, newest first, imports included."""

    def journal_of_kind(self, kind: str) -> Iterable[JournalEntry]:
        """Yield the journal entries of one kind, oldest first."""

    def journal_between(self, first: date, last: date) -> Sequence[JournalEntry]:
        """Return the entries written from one day to another, as their times are stored."""

    def all_clocks(self) -> Iterable[tuple[StoredClock, date | None, Sequence[StoredEvent]]]:
        """Yield every loan's stored clock with its due date and events, for verification."""

    def all_loans(self) -> Iterable[tuple[LoanFacts, Sequence[StoredEvent]]]:
        """Yield the facts and events of every loan, whatever its status: one pass, bulk reads."""


class UnitOfWork(
    Queries,
    OfficeWrites,
    SlotWrites,
    RepaymentWrites,
    ReliefWrites,
    PartyWrites,
    AgreementWrites,
    EntryWrites,
    ExchangeWrites,
    HeadOfficeWrites,
    IssuedWrites,
    Protocol,
):
    """One transaction: rows and one journal entry, all or nothing.

    Leaving without :meth:`commit` rolls back. :meth:`commit` refuses a change that left no
    journal entry.
    """

    def commit(self) -> None: ...

    def record(
        self,
        kind: str,
        entity_id: str,
        body: Mapping[str, Any],
        occurred_on: date,
        subjects: Iterable[str] = (),
    ) -> str:
        """Append one journal entry and return its event id.

        ``subjects`` are the parties it is about, so that their dossiers find it.
        """

    def next_serials(self, kind: str, year: int, count: int) -> range:
        """Take ``count`` consecutive numbers of a year, starting at 1."""

    def save_installation(self, installation: Installation) -> None: ...

    def save_source_mapping(self, signature: str, mapping: SourceMapping) -> None: ...

    def known_loans(self) -> Mapping[str, KnownLoan]:
        """Return all loans by loan number."""

    def known_parties(self) -> Mapping[str, str]:
        """Return party ids by identity key: the identity number, else ``name|village``."""

    def add_import(
        self, ledger_import: LedgerImport, problems: Sequence[LedgerProblem]
    ) -> None: ...

    def add_parties(self, parties: Sequence[NewParty]) -> None: ...

    def add_loans(self, import_id: str, loans: Sequence[NewLoan]) -> None: ...

    def add_guarantors(self, guarantors: Sequence[NewGuarantor]) -> None: ...

    def change_loans(self, import_id: str, loans: Sequence[ChangedLoan]) -> None:
        """Write new figures and keep the old ones as the import's changes; missing ones return."""

    def mark_missing(self, import_id: str, loan_ids: Sequence[str]) -> None: ...

    def set_loan_status(self, loan_id: str, status: LoanStatus) -> None: ...

    def set_identity(self, party_id: str, id_number: str) -> None:
        """Fill in an identity number that an earlier ledger lacked."""

    def set_hold(self, party_id: str, hold: str) -> None: ...

    def set_deceased(self, party_id: str, deceased: bool) -> None: ...

    def add_event(self, event: StoredEvent, delivery_id: str = "") -> None: ...

    def add_event_evidence(self, evidence: Evidence, event_id: str) -> None:
        """Attach a file to an event that was entered by hand."""

    def withdraw_event(self, event_id: str, reason: str) -> None: ...

    def save_guarantee(self, stored: StoredGuarantee) -> None:
        """Write what a contract says, in the place of what was known of this guarantor."""

    def add_guarantee_act(self, act: StoredAct) -> None: ...

    def withdraw_guarantee_act(self, act_id: str, reason: str) -> None: ...

    def add_act_evidence(self, evidence: Evidence, act_id: str) -> None: ...

    def save_policy_rows(self, rows: Sequence[NamedRow]) -> None:
        """Write rows, each in the place of the one of the same table and day."""

    def save_clocks(self, clocks: Sequence[StoredClock]) -> None: ...


@dataclass(frozen=True, slots=True)
class IntegrityFinding:
    """Something wrong in the database file or the journal; ``code`` has words in the window."""

    code: str
    detail: str


class Store(Protocol):
    """The encrypted database."""

    def read(self) -> AbstractContextManager[Queries]: ...

    def write(self) -> AbstractContextManager[UnitOfWork]: ...

    def keep_draft(self, user_id: str, form: str, content: str) -> None:
        """Keep what somebody is typing into a form; "" forgets it. No journal entry is due."""

    def signed_by(self, operator_id: str) -> Store:
        """Return the same database, its journal signed by somebody else."""

    def verify(self, progress: Progress) -> Sequence[IntegrityFinding]:
        """Check cipher integrity, foreign keys and the journal chain from its first entry."""

    def backup(self, reason: str) -> Path:
        """Write a verified copy under the same key beside the database and return its path."""

    def last_backup(self) -> datetime | None:
        """Return when the newest copy was made."""

    def folder(self, name: str) -> Path:
        """Return the folder ``DATABASE.name`` beside the database, made where it is missing."""

    @property
    def shelf(self) -> Shelf:
        """The copies of this database."""


LedgerReader = Callable[[Path, SourceMapping | None, Progress], LedgerReading]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a use case works with; built once in bootstrap."""

    store: Store
    clock: Clock
    operator: Operator
    keys: KeyRing
    policy: Policy
    calendar: HolidayCalendar
    papers: Papers
    read_ledger: LedgerReader
    write_table: TableWriter
    sticks: Sticks
    packages: Packages
    collection: Collection | None = None
    """What branches sent; None anywhere but at head office."""
