"""A package of 100,000 entries built and read, beside json.dumps and zstd of the same rows.

    .venv/bin/python bench/package_build.py [ENTRIES] [ROUNDS]

Rows are what a repayment's entry carries: body and rows as text, with its hashes. The peer turns
each into JSON and compresses the lines at our level into a file; ours also checks the chain, counts
control totals, signs, seals and flushes to the disk. In turn in one process, CPU seconds, medians.
And, each in a process of its own, the peak of memory while the entries are made one by one and
written, and while they are read. Targets: 2 times the peer, 300 MB.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

import zstandard
from measuring import cpu_seconds, own_peak_megabytes, peak_megabytes

from desktop.services.package_ports import (
    NO_RETURN,
    Direction,
    EntryLine,
    Line,
    Manifest,
    OpenedPackage,
    PrivateKeys,
)
from desktop.services.progress import NoProgress
from desktop.sync.keys import entry_hash
from desktop.sync.room import PackageRoom

ROOM = PackageRoom()
FIRST = "0" * 64
LEVEL = 3


def text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entries(count: int) -> Iterator[EntryLine]:
    """Yield repayments, each with three rows and a card of the debtor."""
    drawn, before = random.Random(1), FIRST
    for number in range(count):
        one, loan_no = f"{drawn.getrandbits(128):032x}", f"B0417{number:010d}"
        fen = drawn.randrange(1, 10**7)
        card = {
            "name": f"周田生{number}",
            "id_number": f"4399{drawn.randrange(10**14):014d}",
            "village": "石桥村",
        }
        rows = text(
            [
                {
                    "table": "repayment",
                    "key": one,
                    "new": {"amount_fen": fen, "paid_on": "2026-05-31", "party": card},
                },
                {
                    "table": "repayment_share",
                    "key": [one, 1],
                    "new": {"loan_no": loan_no, "on_balance_fen": 0, "principal_fen": fen},
                },
                {
                    "table": "loan_event",
                    "key": f"{drawn.getrandbits(128):032x}",
                    "new": {"loan_no": loan_no, "kind": "part_payment", "proved": 1},
                },
            ]
        )
        share = {"loan_no": loan_no, "principal_fen": fen, "article": "民法典561", "event": one}
        data = {
            "amount_fen": fen,
            "receipt": f"A26-{number:06d}",
            "payer": card["name"],
            "kind": "cash",
            "note": "柜面现金",
            "shares": [share],
        }
        body = text(
            {
                "event_id": f"{drawn.getrandbits(128):032x}",
                "kind": "repayment_recorded",
                "kind_version": 1,
                "entity_id": one,
                "occurred_on": "2026-05-31",
                "recorded_at": "2026-05-31T09:00:00+00:00",
                "operator_id": one,
                "run_id": one,
                "replica_id": one,
                "rows": hashlib.sha256(rows.encode()).hexdigest(),
                "data": data,
            }
        )
        own = entry_hash(before, body)
        yield EntryLine(body, before, own, rows)
        before = own


def build(keys: PrivateKeys, path: Path, lines: Iterable[Line], to_head: str) -> None:
    """Write a package to oneself."""
    draft = Manifest(
        direction=Direction.UP,
        package_id="package",
        number=1,
        epoch=0,
        installation_id="installation",
        branch="B0417",
        replica_id="replica",
        sender=ROOM.public(keys).fingerprint,
        recipient=ROOM.public(keys).fingerprint,
        created_at=datetime(2026, 5, 31, 9, tzinfo=UTC),
        app_version="0",
        schema="0005",
        reads_up_to="0005",
        from_head=FIRST,
        to_head=to_head,
        previous="",
        last_return=NO_RETURN,
        foreign_up_to=0,
    )
    path.unlink(missing_ok=True)
    ROOM.write(path, draft, lines, keys, [ROOM.public(keys)], NoProgress())


def dump(path: Path, lines: Iterable[Line]) -> None:
    frame = zstandard.ZstdCompressor(level=LEVEL).compressobj()
    with path.open("wb") as file:
        for line in lines:
            row = json.dumps(line.data, ensure_ascii=False)
            file.write(frame.compress(row.encode("utf-8") + b"\n"))
        file.write(frame.flush())


def check(keys: PrivateKeys, path: Path) -> OpenedPackage:
    return ROOM.open(path, keys, lambda manifest: ROOM.public(keys))


def read(keys: PrivateKeys, path: Path) -> None:
    assert sum(1 for _ in check(keys, path).lines())


def peak(what: str, count: int, path: Path, keys: PrivateKeys) -> None:
    """Write or read a package in this process and print its peak of memory."""
    if what == "write":
        last = deque(entries(count), maxlen=1).pop()
        build(keys, path, (each.line() for each in entries(count)), last.hash)
    else:
        read(keys, path)
    print(own_peak_megabytes())


def timed(
    works: Mapping[str, Callable[[], object]], repetitions: int
) -> Mapping[str, Sequence[float]]:
    times: dict[str, list[float]] = {each: [] for each in works}
    for _ in range(repetitions):
        for each, work in works.items():
            times[each].append(cpu_seconds(work))
    return times


def main() -> None:
    if sys.argv[1:2] == ["--peak"]:
        what, count, path, *halves = sys.argv[2:]
        peak(what, int(count), Path(path), PrivateKeys(*halves))
        return
    entry_count, repetitions = [*map(int, sys.argv[1:]), 100_000, 3][:2]
    keys = ROOM.new_keys()
    with tempfile.TemporaryDirectory() as folder:
        path, peers_path = Path(folder) / "a.qsp", Path(folder) / "a.zst"
        given = (str(entry_count), str(path), keys.sealing, keys.signing)
        peaks = [peak_megabytes(__file__, "--peak", what, *given) for what in ("write", "read")]
        found = list(entries(entry_count))
        lines, last = [each.line() for each in found], found[-1].hash
        times = timed(
            {
                "json.dumps and zstd": partial(dump, peers_path, lines),
                "building the package": partial(build, keys, path, lines, last),
                "opening it: every check": partial(check, keys, path),
                "opening and reading it": partial(read, keys, path),
            },
            repetitions,
        )
        sizes = [each.stat().st_size / 10**6 for each in (path, peers_path)]
    print(f"{entry_count} entries, {repetitions} rounds: {sizes[0]:.1f} MB, peer {sizes[1]:.1f} MB")
    peer = next(iter(times.values()))
    for name, taken in times.items():
        ratio = median(own / other for own, other in zip(taken, peer, strict=True))
        print(f"  {name:26} {median(taken):6.2f} s CPU  x{ratio:.2f}")
    print(f"  peak of memory: {peaks[0]} MB to write, {peaks[1]} MB to read (wanted 300)")


if __name__ == "__main__":
    main()
