"""Set before Qt is imported anywhere: no test opens a window on a screen."""

import os
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.postgres import Cluster, programs, running_cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL of this test process, started when the first test asks for it."""
    found = programs()
    if found is None:
        pytest.skip("no initdb: PostgreSQL's server is not installed")
    with running_cluster(found) as cluster:
        yield cluster
