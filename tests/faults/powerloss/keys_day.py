"""The first people of a branch, a changed password, a new data key: what opens the database."""

from collections.abc import Iterator
from typing import Any

from desktop.bootstrap import Application, build, sign_in
from desktop.domain.errors import ExpectedFailure
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.approvals import approve_here
from desktop.services.branch import set_up
from desktop.services.progress import NoProgress
from desktop.services.users import NewUser, change_password, found_users, order_new_key
from desktop.services.verify import verify
from tests.faults.powerloss.day import CHEAP, KEY, Office, StoppedClock, tell

KEY_FILE, FIRST, SECOND = "the key file", "Qingming-2026", "Guyu-2026-4"
PEOPLE = (
    NewUser("liu", "刘会计", Role.ACCOUNTANT, FIRST),
    NewUser("xia", "夏主任", Role.MANAGER, "Lidong-2026-11"),
)


def opened(office: Office, by: str) -> Application:
    """Open the database by its key file or by the accountant's password."""
    if by == KEY_FILE:
        return build(office.database, KEY, clock=StoppedClock(), cost=CHEAP)
    return sign_in(office.database, "liu", by, clock=StoppedClock(), cost=CHEAP)


def day_of_keys(office: Office) -> None:
    """Found the first users, change the accountant's password, order a new data key."""
    with build(office.database, KEY, create=True, clock=StoppedClock(), cost=CHEAP) as made:
        set_up(made.desk, SAMPLE_HEAD)
        tell(office, made, opens=KEY_FILE)
        found_users(made.desk, PEOPLE)
        tell(office, made, opens=FIRST)
    with opened(office, FIRST) as application:
        desk = application.desk
        change_password(desk, FIRST, SECOND)
        tell(office, application, opens=SECOND)
        item = order_new_key(desk).item
        assert item is not None
        approve_here(desk, item.proposal.id, item.proposal.item_hash, "xia", "Lidong-2026-11")
        tell(office, application, opens=SECOND)


def broken_by_keys(office: Office, told: list[dict[str, Any]], said: list[dict[str, Any]]):
    """Yield what is wrong: what was told last opens it, or what was just being told."""
    if not told and not office.database.exists():
        return
    refused = []
    for by in dict.fromkeys(each["opens"] for each in said[max(0, len(told) - 1) : len(told) + 1]):
        try:
            with opened(office, by) as application:
                yield from _found_inside(application, told)
                return
        except ExpectedFailure as error:
            refused.append(f"{by}: {error.code}")
    yield f"nothing opens it: {refused}"


def _found_inside(application: Application, told: list[dict[str, Any]]) -> Iterator[str]:
    yield from map(str, verify(application.desk, NoProgress()))
    with application.store.read() as queries:
        run = queries._connection.exec_driver_sql
        hashes = dict(map(tuple, run("SELECT local_no, hash FROM journal")))
    if told and hashes.get(told[-1]["entries"]) != told[-1]["head"]:
        yield f"entry {told[-1]['entries']} was told and is gone"
