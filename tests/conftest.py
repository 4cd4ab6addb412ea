"""Set before Qt is imported anywhere: no test opens a window on a screen."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from tests.postgres import Cluster, programs, shared_cluster

# The same code is judged by the same examples, so that no change is refused for another's fault;
# QINGSHOU_LOOK_ELSEWHERE looks at others each time, as a release does.
settings.register_profile("suite", derandomize="QINGSHOU_LOOK_ELSEWHERE" not in os.environ)
settings.load_profile("suite")


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
