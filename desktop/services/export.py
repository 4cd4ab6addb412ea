"""Lists for Excel: what the ledger page shows, without identity numbers and phones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.services.ports import Cell, Desk, Queries, TableColumn
from desktop.services.progress import Progress
from desktop.services.records import LedgerFilter, SortKey

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


def export_ledger(
    desk: Desk,
    wanted: LedgerFilter,
    sort: SortKey,
    descending: bool,
    path: Path,
    progress: Progress,
) -> int:
    """Write the loans of a filter to an xlsx file and return how many; the journal says so."""
    with desk.store.read() as queries:
        ids = queries.ledger_ids(wanted, sort, descending)
        desk.write_table(path, COLUMNS, _rows(queries, ids, progress))
    with desk.store.write() as uow:
        body = {"loans": len(ids), "file_name": path.name}
        uow.record("ledger_exported", path.name, body, desk.clock.today())
        uow.commit()
    return len(ids)


def _rows(queries: Queries, ids: Sequence[str], progress: Progress) -> Iterator[tuple[Cell, ...]]:
    for start in range(0, len(ids), _STEP):
        progress.report("export", start, len(ids))
        for line in queries.ledger_lines(ids[start : start + _STEP]):
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
