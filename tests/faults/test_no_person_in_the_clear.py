"""No name, number or phone of a debtor lies readable in any file the program leaves.

Except where the user asked for it: the papers and lists written for printing.
"""

import csv
import json
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from typer.testing import CliRunner

from desktop.bootstrap import build
from desktop.cli.app import app
from desktop.ledgers.reader import read_ledger
from desktop.services.ledger import import_reading
from desktop.services.progress import NoProgress
from desktop.storage.keyslots import read_key_file

NAME, ID_NUMBER, PHONE = "欧阳堃犇", "439985194806046550", "13987654321"
LOAN_NO, ADDRESS, NOTE = "43201902128877665", "牌口镇龙凤坳一百零八号", "门口有大黄狗"
CANARIES = (NAME, ID_NUMBER, PHONE, LOAN_NO, ADDRESS, NOTE)
HEADINGS = (
    "客户名称 证件号码 联系电话 地址 借据号 发放日期 到期日期 贷款金额 贷款余额 月利率‰".split()
)


def sightings(folder: Path) -> dict[str, list[str]]:
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
            for canary in CANARIES
            if any(
                canary.encode(encoding) in data
                for data in contents
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
            )
        ]
        if seen or any(canary in path.name for canary in CANARIES):
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


@pytest.fixture
def office(tmp_path, monkeypatch):
    office = Office(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(office.tmp))
    monkeypatch.setenv("TMPDIR", str(office.tmp))
    monkeypatch.setenv("SQLITE_TMPDIR", str(office.tmp))
    monkeypatch.chdir(office.tmp)
    return office


def test_a_day_at_the_branch_leaves_nobody_in_the_clear(office):
    today = date.today()
    assert office.run("init").exit_code == 0
    first = office.ledger("first.csv", today.replace(day=1, month=1), "10000.00")
    told = office.run("import-ledger", first)
    assert office.run("import-ledger", first).exit_code == 2  # an error message in between
    second = office.ledger("second.csv", today, "9000.00")
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


def test_an_open_database_has_nobody_in_the_clear_in_its_log(office):
    assert office.run("init").exit_code == 0
    ledger = office.ledger("first.csv", date.today(), "10000.00")
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
    office.run("import-ledger", office.ledger("first.csv", date.today(), "10000.00"))
    assert list(home.rglob("*")) == []
    assert list(office.tmp.iterdir()) == [home]
