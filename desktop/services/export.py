"""What leaves the database as a file by hand: lists for Excel, copies of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.domain.permissions import Action, Part
from desktop.services.list_records import LedgerFilter, SortKey
from desktop.services.masking import masked_line
from desktop.services.permits import permitted
from desktop.services.ports import Desk, Queries
from desktop.services.progress import Progress
from desktop.services.records import Delivery, Evidence
from desktop.services.table_ports import Cell, TableColumn
from desktop.services.written_files import removed_unless_recorded

_STEP = 500

COLUMNS = (
    TableColumn("借据号"),
    TableColumn("借款人"),
    TableColumn("乡镇"),
    TableColumn("村"),
    TableColumn("组"),
    TableColumn("发放日"),
    TableColumn("到期日"),
    TableColumn("本金余额", money=True),
    TableColumn("表内欠息", money=True),
    TableColumn("表外欠息", money=True),
    TableColumn("五级分类"),
    TableColumn("信贷员"),
    TableColumn("时效末日"),
    TableColumn("有凭据的末日"),
)


@permitted(Action.SEE, Part.READ)
def export_ledger(
    desk: Desk,
    wanted: LedgerFilter,
    sort: SortKey,
    descending: bool,
    path: Path,
    progress: Progress,
) -> int:
    """Write the loans of a filter to an xlsx file and return how many.

    The file shows borrowers as lists do, and no identity numbers or phones.
    """
    with desk.store.read() as queries:
        ids = queries.ledger_ids(wanted, sort, descending)
        return export_table(desk, COLUMNS, _rows(queries, ids, progress), path, "ledger")


@permitted(Action.SEE, Part.READ)
def export_table(
    desk: Desk,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Cell]],
    path: Path,
    name: str,
) -> int:
    """Write a list called ``name`` to an xlsx file and return its rows; the journal says so.

    ExpectedFailure ``file_not_written`` where the place does not take it.
    """
    written = 0

    def counted() -> Iterator[Sequence[Cell]]:
        nonlocal written
        for row in rows:
            written += 1
            yield row

    desk.write_table(path, columns, counted())
    with removed_unless_recorded(path), desk.store.write() as uow:
        body = {"list": name, "rows": written, "file_name": path.name}
        uow.record("table_exported", path.name, body, desk.clock.today())
        uow.commit()
    return written


@permitted(Action.REVEAL)
def save_evidence(desk: Desk, delivery: Delivery, evidence: Evidence, path: Path) -> None:
    """Write a copy of an evidence file for another program to open; the journal says so.

    ExpectedFailure ``file_not_written`` where the place does not take it.
    """
    with removed_unless_recorded(path):
        try:
            path.write_bytes(evidence.content)
        except OSError as error:
            raise ExpectedFailure("file_not_written", file=path.name) from error
        with desk.store.write() as uow:
            body = {"serial": delivery.serial, "sha256": evidence.sha256, "file_name": path.name}
            notice = uow.notice_by_serial(delivery.serial)
            subjects = [notice.party_id] if notice else []
            uow.record("evidence_copied", evidence.id, body, desk.clock.today(), subjects)
            uow.commit()


def _rows(queries: Queries, ids: Sequence[str], progress: Progress) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, len(ids), _STEP):
        progress.report("export", start, len(ids))
        for line in map(masked_line, queries.ledger_lines(ids[start : start + _STEP])):
            yield (
                line.loan_no,
                line.borrower,
                line.township,
                line.village,
                line.group,
                line.disbursed_on,
                line.due_on,
                line.balance_fen,
                line.on_balance_interest_fen,
                line.off_balance_interest_fen,
                line.five_class,
                line.officer,
                line.last_day,
                line.proved_last_day,
            )
