"""Importing 100,000 loans from one xlsx beside python-calamine alone, in the same run.

    .venv/bin/python bench/ledger_import.py [LOANS] [ROUNDS]

Three things are measured, each in a process of its own so that the peak of memory is its own:
the parser alone, our reader (mapping, parsing, checking), and the whole import into a new
encrypted database (reader, plan, clocks, rows, journal, commit). Targets: the whole import at most
3 times the parser, under 600 MB. Starting Python and making an empty database are not counted.
Rounds alternate; the medians of the ratios count.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from desktop.ledgers.sample import write_sample_ledger


def calamine_alone(path: Path) -> float:
    from python_calamine import CalamineWorkbook

    start = time.process_time()
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return time.process_time() - start


def our_reader(path: Path) -> float:
    from desktop.ledgers.reader import read_ledger

    start = time.process_time()
    read_ledger(path)
    return time.process_time() - start


def whole_import(path: Path) -> float:
    from desktop.bootstrap import build
    from desktop.domain.notices import SAMPLE_HEAD
    from desktop.services.branch import set_up
    from desktop.services.ledger import import_reading, read
    from desktop.services.progress import NoProgress

    with (
        tempfile.TemporaryDirectory() as folder,
        build(Path(folder) / "bench.db", bytes(32), create=True) as application,
    ):
        set_up(application.desk, SAMPLE_HEAD)
        start = time.process_time()
        reading = read(application.desk, path, None, NoProgress())
        import_reading(application.desk, reading, NoProgress())
        return time.process_time() - start


RUNS = {"calamine": calamine_alone, "reader": our_reader, "import": whole_import}


def measured(name: str, path: Path) -> tuple[float, int]:
    """Return CPU seconds and peak megabytes of one run in a new process."""
    command = [sys.executable, __file__, "--run", name, str(path)]
    seconds, peak = subprocess.check_output(command, text=True).split()
    return float(seconds), int(peak)


def main() -> None:
    if sys.argv[1:2] == ["--run"]:
        seconds = RUNS[sys.argv[2]](Path(sys.argv[3]))
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)
        return
    loans = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        write_sample_ledger(path, loans, 1, date(2026, 9, 30))
        print(f"{loans} loans, {path.stat().st_size / 2**20:.1f} MB, {rounds} rounds")
        results = [{name: measured(name, path) for name in RUNS} for _ in range(rounds)]
    for name in RUNS:
        seconds = median(each[name][0] for each in results)
        peak = max(each[name][1] for each in results)
        ratio = median(each[name][0] / each["calamine"][0] for each in results)
        print(f"{name:10} {seconds:6.2f} s CPU  {peak:4} MB  x{ratio:.2f}")


if __name__ == "__main__":
    main()
