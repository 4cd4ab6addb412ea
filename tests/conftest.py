"""What holds for all tests: no window on a screen, and none of the waits that prove nothing.

It is set before Qt is imported anywhere and before the first temporary folder is made.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Where Python is told to keep nothing, each of the many processes would compile all sources anew.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
from hypothesis import HealthCheck, settings

from tests.compiled_once import share_statements
from tests.postgres import Cluster, programs, shared_cluster

os.environ["QT_QPA_PLATFORM"] = "offscreen"

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes that must be free in memory; a run of all tests uses less than half of it at any time."""

# No test waits until a disk has flushed; those about flushing look at what is asked of the disk.
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = str(MEMORY)  # for the processes that tests start
    tempfile.tempdir = str(MEMORY)

share_statements()

# The same code is judged by the same examples, so that no change is refused for another's fault;
# QINGSHOU_LOOK_ELSEWHERE looks at others each time, as a release does.
# Nothing is judged by how long it took on a machine that does something else besides.
settings.register_profile(
    "suite",
    derandomize="QINGSHOU_LOOK_ELSEWHERE" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """Keep what is loaded for good: no collection of garbage looks through it, and few are made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The PostgreSQL of this test run, started when the first test asks for it."""
    found = programs()
    if found is None:
        pytest.skip("no initdb: PostgreSQL's server is not installed")
    meeting = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        meeting = meeting.parent  # each worker has a folder of its own in the run's
    with shared_cluster(found, meeting) as cluster:
        yield cluster
