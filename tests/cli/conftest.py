"""Commands are run on one day, whichever it is outside: no test goes on into another one."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.founded import stopped_program

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module", autouse=True)
def _one_day() -> Iterator[None]:
    with stopped_program(TODAY):
        yield
