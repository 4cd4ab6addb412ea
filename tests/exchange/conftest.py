"""A world for each test: copies of folders that were made once."""

import pytest

from tests.exchange.world import World


@pytest.fixture
def world():
    """One branch and its head office."""
    with World("0417") as made:
        yield made


@pytest.fixture
def two_branches():
    with World("0417", "0502") as made:
        yield made
