"""Runs acts in children of its own, under the interposer: ``LD_PRELOAD=… python -m …server``.

Started once, since starting takes longer than any act. A line of JSON in is a task, one out its
result: what the child ended by, the code of its expected failure, or the traceback of a bug, and
how many operations it got to.
"""

import ctypes
import json
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop.domain.errors import Cancelled, ExpectedFailure
from tests.faults.powerloss import day
from tests.faults.powerloss.keys_day import day_of_keys
from tests.faults.powerloss.planted import PLANTED

SCRIPTS = {"day": day.whole_day, "passwords": day.day_of_passwords, "keys": day_of_keys}

WAYS = ("", "eio", "enospc", "eacces", "short", "kill", "full", "unreadable")
"""In the order of the interposer's ``enum way``."""


Task = dict[str, Any]


def main() -> None:
    _warm_up()
    for line in sys.stdin:
        print(json.dumps(in_child(_do, json.loads(line))), flush=True)


def _warm_up() -> None:
    """Go through the day once, so that no child imports what is imported late."""
    with TemporaryDirectory() as folder, redirect_stdout(None):
        for name, script in SCRIPTS.items():
            office = day.Office(Path(folder) / name)
            office.folder.mkdir()
            script(office)


def in_child(do: Callable[[Task], dict[str, Any]], task: Task) -> dict[str, Any]:
    """Do a task in a child and return its result, and what it ended by."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        result: dict[str, Any] = {}
        try:
            result = do(task)
        except BaseException:
            result = {"bug": traceback.format_exc()}
        os.write(writing, json.dumps(result).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    return {"ended": os.waitstatus_to_exitcode(status), **json.loads(said or "{}")}


def _do(task: Task) -> dict[str, Any]:
    office = day.Office(Path(task["folder"]))
    disk = ctypes.CDLL(None)
    if bug := task.get("planted"):
        PLANTED[bug]()
    if trace := task.get("trace"):
        disk.disk_record(os.fsencode(office.folder), os.fsencode(trace))
        SCRIPTS[task["script"]](office)
        return {}
    act = next(each for each in day.DAY if each.name == task["act"])
    disk.disk_fail(os.fsencode(office.folder), task["at"], WAYS.index(task["way"]))
    code = ""
    try:
        with office.open() as application:
            act.do(office, application)
    except ExpectedFailure as error:
        code = error.code
    except Cancelled:
        code = "cancelled"
    return {"code": code, "seen": disk.disk_seen()}


if __name__ == "__main__":
    main()
