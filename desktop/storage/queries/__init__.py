"""Everything that can be asked, by area, put together as :class:`SqlQueries`."""

from desktop.storage.queries.agreements import AgreementQueries
from desktop.storage.queries.documents import DocumentQueries
from desktop.storage.queries.dossier import DossierQueries
from desktop.storage.queries.entries import EntryQueries
from desktop.storage.queries.events import EventQueries
from desktop.storage.queries.exchange import ExchangeQueries
from desktop.storage.queries.guarantees import GuaranteeQueries
from desktop.storage.queries.head_office import HeadOfficeQueries
from desktop.storage.queries.imports import ImportQueries
from desktop.storage.queries.key_slots import SlotQueries
from desktop.storage.queries.ledger import LedgerQueries
from desktop.storage.queries.notices import NoticeQueries
from desktop.storage.queries.office import OfficeQueries
from desktop.storage.queries.people import PeopleQueries
from desktop.storage.queries.reductions import ReductionQueries
from desktop.storage.queries.relief import ReliefQueries
from desktop.storage.queries.repayments import RepaymentQueries
from desktop.storage.queries.search import SearchQueries

__all__ = ["SqlQueries"]


class SqlQueries(
    ImportQueries,
    LedgerQueries,
    SearchQueries,
    DossierQueries,
    EventQueries,
    EntryQueries,
    GuaranteeQueries,
    NoticeQueries,
    DocumentQueries,
    OfficeQueries,
    ReductionQueries,
    RepaymentQueries,
    ReliefQueries,
    PeopleQueries,
    SlotQueries,
    AgreementQueries,
    ExchangeQueries,
    HeadOfficeQueries,
):
    """The Queries port on one connection inside one transaction: a consistent snapshot."""
