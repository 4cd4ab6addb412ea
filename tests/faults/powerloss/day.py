"""A day at a small branch, act by act: what is done to the files whose safety is tried.

Each act is what the window or the command line does for one click, on a real database. After
each one the outside is told; from then on nothing of it may be lost.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from desktop.bootstrap import Application, build
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import write_sample_ledger
from desktop.services import approvals
from desktop.services.branch import set_up
from desktop.services.delivery import record
from desktop.services.ledger import import_reading
from desktop.services.notices import Choice, issue
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import owed, quote
from desktop.services.repayments.requests import Recorded, close_day, reverse
from desktop.services.repayments.requests import record as record_payment
from desktop.services.restoring import TwoPasswords, order_restore
from desktop.storage.backup.checking import read_contents
from desktop.storage.backup.making import FOLDER as BACKUPS
from desktop.storage.keyslots import add_password_slot
from desktop.storage.sealing import StretchCost
from tests.people import at_desk, employ

KEY = bytes(range(32))
TODAY = date(2026, 10, 10)
LOANS = 8
CHEAP = StretchCost(19 * 1024, 2, 1)
PHOTO = b"\xff\xd8" + bytes(range(256)) * 40


class StoppedClock:
    def today(self) -> date:
        return TODAY

    def now(self) -> datetime:
        return datetime(2026, 10, 10, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """What a database holds: number and hash of the newest journal entry, all rows' digest."""

    entries: int
    head: str
    rows: str

    def told(self, **more: object) -> str:
        """Return it as it is told to the outside."""
        return json.dumps({**asdict(self), **more}) + "\n"


def state_of(connection: Connection) -> Held:
    """Return what a database holds as a connection sees it."""
    # By the driver: all tables are read hundreds of times.
    run, digest = connection.connection.driver_connection.execute, hashlib.sha256()
    head = run("SELECT local_no, hash FROM journal ORDER BY local_no DESC LIMIT 1").fetchone()
    names = run("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        rows = sorted(map(repr, run(f'SELECT * FROM "{name}"')))
        digest.update(repr((name, rows)).encode())
    return Held(*(head or (0, "")), digest.hexdigest())


def counts_of(application: Application) -> dict[str, int]:
    """Return how many rows each table holds."""
    with application.store.read() as queries:
        run = queries._connection.connection.driver_connection.execute
        names = run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: run(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


class Office:
    """The folder of a branch, and what is known of it by those outside."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "branch.db"

    @contextmanager
    def open(self) -> Iterator[Application]:
        with build(self.database, KEY, clock=StoppedClock()) as application:
            yield application

    def copies(self) -> list[str]:
        """Return the backups that count, the newest last."""
        return sorted(path.name for path in (self.folder / BACKUPS).glob("*.db"))


def tell(office: Office, application: Application, **more: object) -> None:
    """Say to the outside what is done, as a window or a receipt does."""
    with application.store.read() as queries:
        held = state_of(queries._connection)
    print(held.told(copies=office.copies(), **more), end="", flush=True)


Do = Callable[[Office, Application], dict[str, str] | None]


@dataclass(frozen=True)
class Act:
    """One act of the day; ``do`` returns what else the outside is told.

    One that ``closes`` the database leaves it closed, and the program opens it again.
    """

    name: str
    do: Do
    closes: bool = False


def _import(day: date, seed: int) -> Do:
    def do(_: Office, application: Application) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.xlsx"
            write_sample_ledger(path, LOANS, seed, day)
            import_reading(application.desk, read_ledger(path), NoProgress())

    return do


def _issue(_: Office, application: Application) -> None:
    proposed = [each for each in propose(application.desk, TODAY) if each.proposal.chosen]
    choices = [Choice(each.party.id, each.proposal.round) for each in proposed]
    issue(application.desk, choices, TODAY, NoProgress())


def _deliver(_: Office, application: Application) -> None:
    with application.desk.store.read() as queries:
        serial = queries._connection.exec_driver_sql("SELECT min(serial) FROM notice").scalar_one()
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, TODAY, Boxes(True), ("彭春兰", "刘建国"))
    with TemporaryDirectory() as folder:
        photo = Path(folder) / "回执.jpg"
        photo.write_bytes(PHOTO)
        record(application.desk, serial, act, [photo])


def _back_up(_: Office, application: Application) -> None:
    application.store.backup("day")


def _set_password(password: str) -> Do:
    def do(office: Office, _: Application) -> dict[str, str]:
        add_password_slot(office.database, KEY, password, CHEAP)
        return {"password": password}

    return do


def _employ(_: Office, application: Application) -> None:
    employ(application.desk)


def _payment(application: Application, fen: int, days_ago: int = 0) -> Recorded:
    """Take money from the first debtor who owes so much."""
    desk, day = at_desk(application.desk, Role.TELLER), TODAY - timedelta(days=days_ago)
    with desk.store.read() as queries:
        parties = [party.id for party, _ in queries.debtors()]
    party = next(each for each in parties if owed(desk, each, day).most.fen > fen)
    payment = Payment(party, fen, day)
    return record_payment(desk, payment, quote(desk, payment).token)


def _repay(_: Office, application: Application) -> None:
    assert _payment(application, 12_345).repayment is not None


def _propose(_: Office, application: Application) -> None:
    assert _payment(application, 23_456, days_ago=1).item is not None


def _sign_as(role: Role) -> Do:
    def do(_: Office, application: Application) -> None:
        desk = at_desk(application.desk, role)
        with desk.store.read() as queries:
            (waiting,) = queries.waiting_proposals()
        approvals.approve(desk, waiting.id, waiting.item_hash, role.value)

    return do


def _reverse(_: Office, application: Application) -> None:
    desk = at_desk(application.desk, Role.TELLER)
    with desk.store.read() as queries:
        (taken,) = queries.repayments_on(TODAY)
    reverse(desk, taken.receipt, "点错金额")


def _close_day(_: Office, application: Application) -> None:
    day = TODAY - timedelta(days=1)
    close_day(at_desk(application.desk, Role.TELLER), day, 23_456)


def _restore(office: Office, application: Application) -> None:
    """Put the day's copy in the database's place; from here on either may be there."""
    name = next(name for name in office.copies() if name.endswith("-day.db"))
    path = office.folder / BACKUPS / name
    copy = read_contents(path, KEY)
    may_be = {"entries": copy["entries"], "head": copy["chain_head"]}
    tell(office, application, may_be=may_be)
    people = TwoPasswords("accountant", "manager", "manager")
    order = order_restore(at_desk(application.desk, Role.ACCOUNTANT), path, people)
    application.close()
    order.carry_out(NoProgress())


MORNING = (
    Act("first import", _import(date(2026, 6, 30), 5)),
    Act("set a password", _set_password("First-2026")),
    Act("issue", _issue),
    Act("employ", _employ),
    Act("propose", _propose),
    Act("approve", _sign_as(Role.MANAGER)),
    Act("repay", _repay),
)
AFTERNOON = (
    Act("deliver", _deliver),
    Act("reverse", _reverse),
    Act("approve a reversal", _sign_as(Role.ACCOUNTANT)),
    Act("change a password", _set_password("Second-2026")),
    Act("back up", _back_up),
    Act("close the day", _close_day),
    Act("approve a close", _sign_as(Role.ACCOUNTANT)),
    Act("restore", _restore, closes=True),
)
EVENING = (Act("next import", _import(date(2026, 9, 30), 6)),)
SITTINGS = (MORNING, AFTERNOON, EVENING)
DAY = MORNING + AFTERNOON + EVENING
PASSWORDS = tuple(act for act in DAY if act.name.endswith("a password"))


def open_branch(office: Office) -> None:
    """Make the branch's database and write its name into it."""
    with build(office.database, KEY, create=True, clock=StoppedClock()) as application:
        set_up(application.desk, SAMPLE_HEAD)
        tell(office, application)


def whole_day(office: Office, sittings: Sequence[Sequence[Act]] = SITTINGS) -> None:
    """Do everything in three sittings, as a branch that closes the window in between does."""
    open_branch(office)
    for acts in sittings:
        with office.open() as application:
            for act in acts:
                more = act.do(office, application) or {}
                if not act.closes:
                    tell(office, application, **more)


def day_of_passwords(office: Office) -> None:
    """Set a password and change it, and nothing else."""
    whole_day(office, [PASSWORDS])
