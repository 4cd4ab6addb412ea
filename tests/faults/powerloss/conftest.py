"""The program under the interposer, compiled once for all tests of this folder."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


class Program:
    """The program in a process of its own; a task runs there in a child."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, **task: Any) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(task) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "bug" not in answer, answer["bug"]
        return answer


@pytest.fixture(scope="session")
def interposer(tmp_path_factory) -> Path:
    """The compiled library; skips where there is none to be had."""
    if not sys.platform.startswith("linux"):
        pytest.skip("LD_PRELOAD is Linux's")
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        pytest.skip("no C compiler")
    library = tmp_path_factory.mktemp("interposer") / "interposer.so"
    source = HERE / "interposer.c"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-o", library, source, "-ldl"],
        check=True,
    )
    return library


@pytest.fixture(scope="session")
def program(interposer) -> Iterator[Program]:
    with started("server", interposer) as process:
        yield process


@pytest.fixture(scope="session")
def stick_program(interposer) -> Iterator[Program]:
    with started("stick_server", interposer) as process:
        yield process


@contextmanager
def started(server: str, interposer: Path) -> Iterator[Program]:
    command = [sys.executable, "-m", f"tests.faults.powerloss.{server}"]
    environment = {**os.environ, "LD_PRELOAD": str(interposer), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    ) as process:
        yield Program(process)
        assert process.stdin
        process.stdin.close()
