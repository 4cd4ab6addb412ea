"""Carries files onto and off a stick in children, under the interposer; see ``server``."""

import ctypes
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.domain.errors import ExpectedFailure
from desktop.services.progress import NoProgress
from desktop.storage.sticks import copying
from desktop.storage.sticks.inbox import carry_in
from desktop.storage.sticks.out import carry_out
from tests.faults.powerloss.server import WAYS, in_child

QUIET = NoProgress()
PACKAGE = "B0417A_U0012_20240531.qsp"
PARTS = "B0417A_U0012_20240531.parts"


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(in_child(_do, json.loads(line))), flush=True)


def carry(folder: Path, out: bool) -> None:
    """Carry a package and its parts from ``spool`` to ``stick``, or from there to ``inbox``."""
    if out:
        carry_out([folder / "spool" / PACKAGE, folder / "spool" / PARTS], folder / "stick", QUIET)
    else:
        files = [folder / "stick" / name for name in (PACKAGE, PARTS)]
        carry_in(files, folder / "inbox", QUIET)


def _not_flushed() -> None:
    copying.os = _Unflushing()  # type: ignore[assignment]


def _names_not_flushed() -> None:
    copying.sync_folder = lambda _: None


class _Unflushing:
    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def fsync(self, _: int) -> None:
        pass


PLANTED: dict[str, Callable[[], None]] = {
    "files not flushed": _not_flushed,
    "names not flushed": _names_not_flushed,
}


def _do(task: dict[str, Any]) -> dict[str, Any]:
    folder, disk = Path(task["folder"]), ctypes.CDLL(None)
    watched = os.fsencode(folder / task["watched"])
    if bug := task.get("planted"):
        PLANTED[bug]()
    if trace := task.get("trace"):
        disk.disk_record(watched, os.fsencode(trace))
        carry(folder, task["out"])
        print("carried", flush=True)
        return {}
    disk.disk_fail(watched, task["at"], WAYS.index(task["way"]))
    code = ""
    try:
        carry(folder, task["out"])
    except ExpectedFailure as error:
        code = error.code
    return {"code": code, "seen": disk.disk_seen()}


if __name__ == "__main__":
    main()
