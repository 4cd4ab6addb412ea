"""Clocks, class and interest of 100,000 loans recomputed, beside the import of the same ledger.

    .venv/bin/python bench/recompute.py [LOANS] [ROUNDS]

In one process a round: the ledger is read and imported into a new encrypted database (what
bench/ledger_import.py calls the whole import), every second loan then gets two events (not
measured), and everything is recomputed: once with every stored clock as it should be, once with
every stored clock wrong, so that all are written. Target: at most the time of the import, and the
window's toolkit never loaded. Figures are CPU seconds, medians over the rounds.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from desktop.bootstrap import build
from desktop.domain.limitation import EventKind
from desktop.domain.notices import SAMPLE_HEAD
from desktop.ledgers.sample import write_sample_ledger
from desktop.services.branch import new_id, set_up
from desktop.services.ledger import import_reading, read
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.services.recompute import recompute_all
from desktop.services.records import StoredClock, StoredEvent

AS_OF = date(2026, 10, 10)
EVENTS = ((EventKind.SIGNED_NOTICE, date(2024, 5, 6)), (EventKind.PART_PAYMENT, date(2025, 6, 7)))
NAMES = ("import", "recompute", "recompute and write")


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def take_in(desk: Desk, path: Path) -> None:
    import_reading(desk, read(desk, path, None, NoProgress()), NoProgress())


def give_events(desk: Desk) -> None:
    """Add a proved and an unproved event to every second loan."""
    with desk.store.write() as uow:
        loans = [facts.loan_id for facts, _ in uow.all_loans()]
        for loan_id in loans[::2]:
            for kind, day in EVENTS:
                proved = kind is EventKind.PART_PAYMENT
                uow.add_event(
                    StoredEvent(new_id(), loan_id, kind, day, None, proved, False, "", "")
                )
        uow.record("bench", "events", {}, AS_OF)
        uow.commit()


def spoil_clocks(desk: Desk) -> None:
    with desk.store.write() as uow:
        ids = [facts.loan_id for facts, _ in uow.all_loans()]
        uow.save_clocks([StoredClock(each, date(1999, 9, 9), None, None, "alive") for each in ids])
        uow.record("bench", "clocks", {}, AS_OF)
        uow.commit()


def one_round(path: Path) -> list[float]:
    with (
        tempfile.TemporaryDirectory() as folder,
        build(Path(folder) / "bench.db", bytes(32), create=True) as application,
    ):
        desk = application.desk
        set_up(desk, SAMPLE_HEAD)
        measured = [seconds(lambda: take_in(desk, path))]
        give_events(desk)
        recompute_all(desk, AS_OF, NoProgress())
        measured.append(seconds(lambda: recompute_all(desk, AS_OF, NoProgress())))
        spoil_clocks(desk)
        measured.append(seconds(lambda: recompute_all(desk, AS_OF, NoProgress())))
    assert "PySide6" not in sys.modules, "the rules are computed without the window"
    return measured


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        print(*one_round(Path(sys.argv[2])))
        return
    loans = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        write_sample_ledger(path, loans, 1, date(2026, 9, 30))
        command = [sys.executable, __file__, "--run", str(path)]
        results = [
            [float(each) for each in subprocess.check_output(command, text=True).split()]
            for _ in range(rounds)
        ]
    print(f"{loans} loans, {loans // 2 * len(EVENTS)} events, {rounds} rounds")
    for number, name in enumerate(NAMES):
        cpu = median(each[number] for each in results)
        ratio = median(each[number] / each[0] for each in results)
        print(f"{name:20} {cpu:6.2f} s CPU  x{ratio:.2f}")


if __name__ == "__main__":
    main()
