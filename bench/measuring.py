"""What the printing benchmarks share: CPU time in alternating rounds, and memory of a process.

The machine is shared, so CPU time counts and not the clock; a peer that works in several threads
pays for all of them. Fonts are read before, with a few notices. Every round brings notices nobody
has set before, for typst remembers what it has laid out.
"""

from __future__ import annotations

import importlib
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sample_notices import sample_notices

from desktop.domain.notices import NoticeFacts

Work = Callable[[Sequence[NoticeFacts]], object]


def peer(module: str, what: str) -> Any:
    """Return a peer's module, or None and a line about it when it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError:
        print(f"  {what} skipped: not installed (dependency group bench)")
        return None


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def rounds(works: Mapping[str, tuple[Work, int]], count: int) -> dict[str, list[float]]:
    """Return CPU milliseconds a notice, one after the other in every round.

    Beside each work stands how many notices it is given.
    """
    for work, _ in works.values():
        work(sample_notices(3))
    times: dict[str, list[float]] = {name: [] for name in works}
    for number in range(1, count + 1):
        for name, (work, notices) in works.items():
            facts = sample_notices(notices, first=number * notices)
            times[name].append(cpu_seconds(partial(work, facts)) * 1000 / notices)
    return times


def tell(times: Mapping[str, Sequence[float]], wanted: Mapping[str, float]) -> None:
    """Print milliseconds a notice, and how many times the first one's each peer takes."""
    ours = next(iter(times.values()))
    for name, theirs in times.items():
        line = f"  {name:28} {statistics.median(theirs):9.2f} ms a notice"
        if theirs is not ours:
            ratios = [their / our for their, our in zip(theirs, ours, strict=True)]
            line += f"  x {statistics.median(ratios):6.1f}"
        if name in wanted:
            line += f"  (wanted {wanted[name]:g})"
        print(line)


def peak_megabytes(script: str, *arguments: str) -> int:
    """Return the peak of memory of ``script`` run with ``arguments`` in a new process.

    Linux counts the starting process too, so ask before that one has grown.
    """
    command = [sys.executable, str(Path(script)), *arguments]
    return int(subprocess.check_output(command, text=True).split()[-1])


def own_peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
