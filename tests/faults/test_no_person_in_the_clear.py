"""No name, number or phone of a debtor lies readable in any file the program leaves.

Except where the user asked for it: the papers and lists written for printing.
"""

import csv
import json
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from typer.testing import CliRunner

from desktop.bootstrap import build, sign_in
from desktop.cli.app import app
from desktop.domain.errors import ExpectedFailure
from desktop.domain.permissions import Role
from desktop.ledgers.reader import read_ledger
from desktop.services import drafts
from desktop.services.approvals import approve_here
from desktop.services.ledger import import_reading
from desktop.services.progress import NoProgress
from desktop.services.repayments.payments import Payment
from desktop.services.repayments.quoting import quote
from desktop.services.repayments.requests import record, reverse
from desktop.services.restoring import TwoPasswords, order_restore
from desktop.services.users import NewUser, found_users, order_new_key
from desktop.storage.keyslots import read_key_file
from desktop.storage.sealing import FLOOR
from tests.founded import stopped_program

NAME, ID_NUMBER, PHONE = "欧阳堃犇", "439985194806046550", "13987654321"
LOAN_NO, ADDRESS, NOTE = "43201902128877665", "牌口镇龙凤坳一百零八号", "门口有大黄狗"
CANARIES = (NAME, ID_NUMBER, PHONE, LOAN_NO, ADDRESS, NOTE)
TODAY = date(2026, 11, 26)
HEADINGS = (
    "客户名称 证件号码 联系电话 地址 借据号 发放日期 到期日期 贷款金额 贷款余额 月利率‰".split()
)


def sightings(folder: Path, canaries: Sequence[str] = CANARIES) -> dict[str, list[str]]:
    """Return which files hold which canaries, in any encoding a program here might write."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        seen = [
            canary
            for canary in canaries
            if any(
                canary.encode(encoding) in data
                for data in contents
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
            )
        ]
        if seen or any(canary in path.name for canary in canaries):
            found[path.name] = seen
    return found


class Office:
    """A folder with everything a branch keeps, the temporary files included."""

    def __init__(self, folder: Path) -> None:
        self.kept, self.desk, self.tmp = folder / "kept", folder / "asked", folder / "tmp"
        for each in (self.kept, self.desk, self.tmp):
            each.mkdir()
        self.database, self.key_file = self.kept / "b.db", self.kept / "b.key"

    def run(self, *words, key_file=True, **options):
        access = ["--db", str(self.database)]
        if key_file:
            access += ["--key-file", str(self.key_file)]
        return CliRunner().invoke(app, [*map(str, words), *access], **options)

    def ledger(self, name: str, day: date, balance: str) -> Path:
        """Write a ledger with one person of interest among others."""
        path = self.desk / name
        with path.open("w", encoding="gb18030", newline="") as file:
            out = csv.writer(file)
            out.writerow([f"数据日期:{day}"])
            out.writerow(HEADINGS)
            out.writerow(
                [NAME, f"\t{ID_NUMBER}", PHONE, ADDRESS, f"\t{LOAN_NO}", "2021-10-13",
                 "2023-10-13", "12000.00", balance, "7.25"]
            )  # fmt: skip
            for number in range(20):
                out.writerow(
                    ["周田生", "", "", "牌口镇金明村3组", f"\t4320190212{number:07d}",
                     "2021-10-13", "2023-10-13", "12000.00", "9000.00", "7.25"]
                )  # fmt: skip
        return path


@pytest.fixture(autouse=True)
def _one_day():
    with stopped_program(TODAY):
        yield


@pytest.fixture
def office(tmp_path, monkeypatch):
    office = Office(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(office.tmp))
    monkeypatch.setenv("TMPDIR", str(office.tmp))
    monkeypatch.setenv("SQLITE_TMPDIR", str(office.tmp))
    monkeypatch.chdir(office.tmp)
    return office


def test_a_day_at_the_branch_leaves_nobody_in_the_clear(office):
    assert office.run("init").exit_code == 0
    first = office.ledger("first.csv", date(2026, 1, 1), "10000.00")
    told = office.run("import-ledger", first)
    assert office.run("import-ledger", first).exit_code == 2  # an error message in between
    second = office.ledger("second.csv", TODAY, "9000.00")
    office.run("import-ledger", second)
    issued = office.run(
        "notices", "--pdf", office.desk / "n.pdf", "--docx", office.desk / "n.docx",
        "--list", office.desk / "l.pdf", "--json",
    )  # fmt: skip
    notice = next(each for each in json.loads(issued.stdout) if each["debtor"] == NAME)
    slip = office.desk / "slip.jpg"
    slip.write_bytes(f"photograph of {NAME} {ID_NUMBER}".encode())
    served = office.run(
        "deliver", notice["serial"], "--how", "当面", "--by", "本人", "--evidence", slip,
        "--servers", "彭春兰、刘建国", "--note", NOTE,
    )  # fmt: skip
    assert served.exit_code == 0, served.output
    assert office.run("verify").exit_code == 0
    assert sightings(office.kept) == {}
    assert sightings(office.tmp) == {}
    names = {path.name for path in office.kept.rglob("*")}
    assert any(name.endswith("-import.db") for name in names)  # the backup was looked at too
    # The search can find something: the files the person asked for or brought.
    assert {"first.csv", "second.csv", "slip.jpg", "n.docx"} <= sightings(office.desk).keys()
    assert told.exception is None or isinstance(told.exception, SystemExit)


TELLER, ACCOUNTANT, MANAGER = "Qingming-2026", "Lidong-2026-11", "Guyu-2026-4"
STAFF = "邱霁衡"
"""A name that a branch would have, and the passwords of its people: none stands in a file."""

PEOPLE = (
    NewUser("qiu", STAFF, Role.TELLER, TELLER),
    NewUser("liu", "刘会计", Role.ACCOUNTANT, ACCOUNTANT),
    NewUser("xia", "夏主任", Role.MANAGER, MANAGER),
)


def signed_in(office, login, password):
    return sign_in(office.database, login, password, cost=FLOOR)


def take_and_reverse(desk):
    """Take a payment, keep a draft of another, and take the first one back."""
    with desk.store.read() as queries:
        party = queries.loan_by_no(LOAN_NO).borrower_id
    payment = Payment(party, 12_345, TODAY, payer=NAME, authorised=True, note=NOTE)
    paid = record(desk, payment, quote(desk, payment).token).repayment
    drafts.keep(desk, "payment", {"payer": NAME, "phone": PHONE, "note": NOTE})
    item = reverse(desk, paid.receipt, NOTE).item.proposal
    approve_here(desk, item.id, item.item_hash, "liu", ACCOUNTANT)


def renew_and_restore(application):
    """Put the database under a new key, back it up, and put the copy in its place."""
    desk, store = application.desk, application.store
    item = order_new_key(desk).item.proposal
    approve_here(desk, item.id, item.item_hash, "xia", MANAGER)
    order = order_restore(desk, store.backup("day"), TwoPasswords(ACCOUNTANT, "xia", MANAGER))
    application.close()
    order.carry_out(NoProgress())


def test_people_and_money_leave_nobody_and_no_password_in_the_clear(office):
    assert office.run("init").exit_code == 0
    day = date(2026, 1, 1)
    office.run("import-ledger", office.ledger("first.csv", day, "10000.00"))
    key = read_key_file(office.key_file)
    with build(office.database, key, cost=FLOOR) as application:
        code = found_users(application.desk, PEOPLE).code
    secrets = (*CANARIES, STAFF, TELLER, ACCOUNTANT, MANAGER, code, code.replace("-", ""))
    with signed_in(office, "qiu", TELLER) as application:
        take_and_reverse(application.desk)
        assert sightings(office.kept, secrets) == {}
    with pytest.raises(ExpectedFailure, match="wrong_password"):
        signed_in(office, "qiu", f"{NAME}{MANAGER}")
    with signed_in(office, "liu", ACCOUNTANT) as application:
        renew_and_restore(application)
    with signed_in(office, "qiu", TELLER) as application:
        assert drafts.recall(application.desk, "payment").fields["phone"] == PHONE
    names = "\n".join(path.name for path in office.kept.rglob("*"))
    for part in (
        ".keyslots.json",
        ".damaged-",
        "-restore.db",
        "-day.db",
        "-new_key.db",
        ".signins.json",
    ):
        assert part in names  # each of these was looked at
    assert sightings(office.kept, secrets) == {}
    assert sightings(office.tmp, secrets) == {}


def test_an_open_database_has_nobody_in_the_clear_in_its_log(office):
    assert office.run("init").exit_code == 0
    ledger = office.ledger("first.csv", TODAY, "10000.00")
    with build(office.database, read_key_file(office.key_file)) as application:
        import_reading(application.desk, read_ledger(ledger), NoProgress())
        assert {path.suffix for path in office.kept.iterdir()} >= {".db-wal", ".db-shm"}
        assert (office.kept / "b.db-wal").stat().st_size > 10_000
        assert sightings(office.kept) == {}


def test_a_password_slot_holds_neither_password_nor_person(office):
    made = office.run("init", key_file=False, input="Dahuanggou-2026\n" * 2)
    assert made.exit_code == 0, made.output
    slots = office.kept / "b.db.keyslots.json"
    assert slots.exists()
    assert b"Dahuanggou" not in slots.read_bytes()
    assert sightings(office.kept) == {}


def test_a_crash_report_names_no_person(office):
    from datetime import datetime

    from desktop.ui.crash import save_report

    try:
        try:
            raise ValueError(f"{NAME} {ID_NUMBER}")
        except ValueError as cause:
            raise KeyError(LOAN_NO) from cause
    except KeyError as error:
        report = save_report(error, office.kept / "reports", datetime(2026, 10, 10))
    assert "ValueError" in report.read_text(encoding="utf-8")
    assert sightings(office.kept) == {}


def test_an_error_of_the_database_quotes_no_person(office):
    assert office.run("init").exit_code == 0
    with (
        build(office.database, read_key_file(office.key_file)) as application,
        pytest.raises(SQLAlchemyError) as caught,
        application.store.write() as uow,
    ):
        uow._connection.execute(
            text("INSERT INTO party (id, name) VALUES (:id, :name)"),
            {"id": ID_NUMBER, "name": NAME},
        )
    said = str(caught.value)
    assert not any(canary in said for canary in CANARIES)


def test_nothing_is_written_to_the_users_folders_behind_his_back(office, monkeypatch):
    home = office.tmp / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(home))
    assert office.run("init").exit_code == 0
    office.run("import-ledger", office.ledger("first.csv", TODAY, "10000.00"))
    assert list(home.rglob("*")) == []
    assert list(office.tmp.iterdir()) == [home]
