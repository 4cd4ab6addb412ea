"""A process killed in the middle of a transaction leaves all of it or nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.services.list_records import LedgerFilter
from desktop.services.progress import NoProgress
from desktop.storage.store import create_store, open_store

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))
LOANS = 4_000

WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from desktop.services.import_records import NewLoan, NewParty
from desktop.services.records import LedgerImport
from desktop.storage.store import open_store

class Clock:
    def today(self):
        return date(2026, 10, 10)

    def now(self):
        return datetime(2026, 10, 10, 9, tzinfo=UTC)

DAY = date(2026, 9, 30)
LOANS = int(sys.argv[2])
store = open_store(Path(sys.argv[1]), bytes(range(32)), Clock())
print("ready", flush=True)
number = 0
while True:
    name = f"import-{number}"
    with store.write() as uow:
        uow.add_import(
            LedgerImport(name, DAY, "x", "0" * 64, "s", LOANS, 1, 0, 0, 0, LOANS, 0, 0, 0, 0, 0,
                         Clock().now()),
            [],
        )
        uow.add_parties(
            [NewParty(f"{name}-p", "x", "x", "x", "", "", "", "", "", "t", "v", "1")]
        )
        print("writing", number, flush=True)
        uow.add_loans(
            name,
            [
                NewLoan(f"{name}-{i}", f"{name}-{i}", "", f"{name}-p", None, DAY, 1, 1, 0, 0, DAY,
                        "", "annual_percent", "", "", "", "", "s", None, None, None, "alive")
                for i in range(LOANS)
            ],
        )
        uow.next_serials("notice", 2026, 10)
        uow.record("ledger_imported", name, {"loans": LOANS}, DAY)
        uow.commit()
    print("done", number, flush=True)
    number += 1
"""


class Clock:
    def today(self) -> date:
        return date(2026, 10, 10)

    def now(self) -> datetime:
        return datetime(2026, 10, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize("delay_ms", [0, 8, 25, 60])
def test_a_writer_killed_at_any_moment_leaves_whole_imports_only(tmp_path, delay_ms):
    path = tmp_path / "branch.db"
    create_store(path, KEY, Clock()).close()
    acknowledged = _write_and_kill(path, delay_ms)
    store = open_store(path, KEY, Clock())
    try:
        with store.read() as queries:
            imports = {each.id for each in queries.imports()}
            entries = {each.entity_id for each in queries.journal_of_kind("ledger_imported")}
            loans = queries.ledger_sums(LedgerFilter()).loans
        with store.write() as uow:
            next_serial = uow.next_serials("notice", 2026, 1)[0]
        assert store.verify(NoProgress()) == []
    finally:
        store.close()
    assert imports == entries
    assert loans == LOANS * len(imports)
    assert next_serial == 10 * len(imports) + 1
    assert {f"import-{number}" for number in range(acknowledged)} <= imports
    assert len(imports) - acknowledged in (0, 1)


def _write_and_kill(path: Path, delay_ms: int) -> int:
    """Start a writer, kill it a moment after its second import began; return what it finished."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(LOANS)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert writer.stdout is not None
    lines = []
    for line in writer.stdout:
        lines.append(line.strip())
        if line.startswith("writing 1"):
            break
    deadline = time.monotonic() + delay_ms / 1000
    while time.monotonic() < deadline:  # the moment of the kill is what is being varied
        pass
    os.kill(writer.pid, signal.SIGKILL)
    rest, _ = writer.communicate()
    lines += rest.splitlines()
    assert writer.returncode == -signal.SIGKILL
    return sum(line.startswith("done") for line in lines)
