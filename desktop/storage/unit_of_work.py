"""One transaction: rows and a journal entry, all or nothing."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.services.ports import Clock
from desktop.storage.writes.agreements import AgreementWrites
from desktop.storage.writes.deliveries import DeliveryWrites
from desktop.storage.writes.documents import DocumentWrites
from desktop.storage.writes.entries import EntryWrites
from desktop.storage.writes.exchange import ExchangeWrites
from desktop.storage.writes.guarantees import GuaranteeWrites
from desktop.storage.writes.head_office import HeadOfficeWrites
from desktop.storage.writes.key_slots import SlotWrites
from desktop.storage.writes.loans import LoanWrites
from desktop.storage.writes.notices import NoticeWrites
from desktop.storage.writes.office import OfficeWrites
from desktop.storage.writes.parties import PartyWrites
from desktop.storage.writes.people import PeopleWrites
from desktop.storage.writes.relief import ReliefWrites
from desktop.storage.writes.repayments import RepaymentWrites


class UnrecordedChangeError(AssertionError):
    """Rows were changed and no journal entry says so: a bug of the use case."""


class SqlUnitOfWork(
    PartyWrites,
    LoanWrites,
    NoticeWrites,
    DocumentWrites,
    DeliveryWrites,
    GuaranteeWrites,
    OfficeWrites,
    RepaymentWrites,
    ReliefWrites,
    PeopleWrites,
    SlotWrites,
    AgreementWrites,
    EntryWrites,
    ExchangeWrites,
    HeadOfficeWrites,
):
    """The UnitOfWork port on one connection that holds the write lock.

    After :meth:`commit` the connection is closed, so that nothing can be written outside the
    transaction by mistake.
    """

    def __init__(self, connection: Connection, clock: Clock, operator_id: str, run_id: str) -> None:
        super().__init__(connection, clock, operator_id, run_id)
        self._changes_before = self._total_changes()

    def commit(self) -> None:
        """Make everything durable; UnrecordedChangeError where the journal says nothing of it."""
        if self._total_changes() != self._changes_before and not self._pending:
            raise UnrecordedChangeError("rows were changed without a journal entry")
        self._write_entries()
        self._connection.commit()
        self._connection.close()

    def _total_changes(self) -> int:
        driver_connection = self._connection.connection.driver_connection
        assert driver_connection is not None
        return int(driver_connection.total_changes)
