"""The same world with head office's collection in PostgreSQL."""

import pytest
from sqlalchemy import Engine, event

from tests.exchange.world import World, check, check_drained


@pytest.fixture
def served(postgres):
    """One branch and a head office on a server, and the address of its database."""
    url = postgres.emptied_database()
    with World("0417", url=url) as made:
        yield made, url


def test_a_server_that_goes_away_mid_import_leaves_nothing_of_the_package(served, postgres):
    world, url = served
    pc = world.pc()
    pc.repay(5_000)
    sent = world.send(pc)
    before = world.office.everything()
    dropped = []

    def drop(connection, cursor, statement, *_) -> None:
        """The server ends all sessions as the money of the package is about to be written."""
        if "money" in statement and connection.dialect.name == "postgresql" and not dropped:
            dropped.append(statement)
            postgres.drop_connections(url)

    event.listen(Engine, "before_cursor_execute", drop)
    try:
        [taken] = world.office.take_in(sent.path)
    finally:
        event.remove(Engine, "before_cursor_execute", drop)
    assert dropped
    assert (taken.is_in, taken.reason) == (False, "collection_gone")
    assert world.office.everything() == before
    [taken] = world.office.take_in(sent.path)
    assert taken.is_in
    assert sum(world.office.money_total("0417")) == 5_000
    world.drain()
    check_drained(world)


def test_every_clean_exchange_holds_there_as_well(served):
    world, _ = served
    pc = world.pc()
    pc.reverse(pc.repay(100))
    other = world.new_pc("0417")
    other.repay(200, "4399002")
    check(world)
    world.drain()
    check_drained(world)
