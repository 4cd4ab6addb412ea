"""The demo's last part: a month's package to a head office of its own, and the return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop.bootstrap import build, found_office, sign_in
from desktop.cli.branch_exchange import write_slips
from desktop.cli.demo_people import PEOPLE, PRACTICE, demo_password, demo_session
from desktop.domain.money import yuan_text
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.exchange.enrolment import enrol
from desktop.services.exchange.incoming import take_return
from desktop.services.exchange.outgoing import export_package
from desktop.services.office.branches import add_branch
from desktop.services.office.importing import take_packages
from desktop.services.office.ledgers import import_ledger
from desktop.services.office.place import require_collection
from desktop.services.office.registering import register, write_enrolment
from desktop.services.office.returning import write_returns
from desktop.services.ports import Desk
from desktop.services.progress import Progress
from desktop.services.two_people import SecondPerson
from desktop.services.users import NewUser, found_users
from desktop.storage.keyslots import new_data_key
from desktop.ui.errors import choice_name

Say = Callable[[str], None]

BRANCH_CODE = "4399"
OFFICE_DATABASE = "lianshe.db"
OFFICE_PEOPLE = (
    ("zhao", "赵联社", Role.HEAD_OFFICE),
    ("qian", "钱联社", Role.HEAD_OFFICE),
    ("sun", "孙会计", Role.ACCOUNTANT),
    ("li", "李主任", Role.MANAGER),
)
"""The invented people of the demo's head office: login, name and role."""


def exchange_once(branch: Path, ledger: Path, say: Say, shown: Progress) -> None:
    """Found a head office, register the branch, and carry a package there and a return back."""
    stick = branch.parent / "U盘"
    stick.mkdir()
    office = _found(branch.parent, say)
    teller = demo_session(branch, Role.TELLER)
    head = sign_in(office, OFFICE_PEOPLE[0][0], office_password(0))
    with teller as at_branch, head as at_office:
        _register(at_branch.desk, at_office.desk, stick)
        known = import_ledger(at_office.desk, ledger, BRANCH_CODE, None, shown)
        [sent] = export_package(at_branch.desk, stick, _second(Role.ACCOUNTANT), shown)
        slip = branch.with_name("数据包交接单.pdf")
        write_slips(at_branch.desk, [sent.package.slip], slip, shown)
        assert sent.on_stick is not None
        [taken] = take_packages(at_office.desk, [sent.on_stick], shown)
        [back] = write_returns(at_office.desk, [BRANCH_CODE], stick, shown)
        assert taken.package is not None
        assert back.on_stick is not None
        told = take_return(at_branch.desk, back.on_stick, _second(Role.ACCOUNTANT), shown)
        with require_collection(at_office.desk).read() as queries:
            received, _ = queries.money_total(BRANCH_CODE)
    package = sent.package
    say(f"数据包：{package.file_name}，{package.entries} 条，校验码 {sent.short_hash}")
    say(f"  {slip.name}")
    say(f"联社：台账 {known.ledger.loans} 笔；数据包新入库 {taken.package.new} 条")
    say(f"  挂起 {taken.package.held} 条，收到清收款 {yuan_text(received)} 元")
    say(f"回执包：{back.path.name}，第 {told.number} 号已读入")


def office_password(number: int) -> str:
    """Return the password of one of the demo's people at head office: for practice only."""
    return f"shixi-2026-{number + 1}"


def _found(folder: Path, say: Say) -> Path:
    database = folder / OFFICE_DATABASE
    escrow = folder / "联社备用密钥.txt"
    head = replace(SAMPLE_HEAD, branch_name="清收中心")
    key = new_data_key()
    found_office(database, key, head, escrow).close()
    with build(database, key, cost=PRACTICE) as application:
        add_branch(application.desk, BRANCH_CODE, SAMPLE_HEAD.branch_name)
        people = [
            NewUser(login, name, role, office_password(number))
            for number, (login, name, role) in enumerate(OFFICE_PEOPLE)
        ]
        found_users(application.desk, people)
    say(f"联社（练习用）：{database.name}")
    for number, (login, name, role) in enumerate(OFFICE_PEOPLE):
        say(f"  {login}  {name}  {choice_name('role', role)}  密码 {office_password(number)}")
    return database


def _register(branch: Desk, office: Desk, stick: Path) -> None:
    """Compare both fingerprints, as two people on the telephone would."""
    file = stick / "联社登记文件.qsk"
    told = write_enrolment(office, file).keys.fingerprint
    asked = enrol(branch, file, told, stick, _second(Role.ACCOUNTANT), BRANCH_CODE)
    second = SecondPerson(OFFICE_PEOPLE[1][0], office_password(1))
    register(office, asked.request, asked.fingerprint, second)


def _second(role: Role) -> SecondPerson:
    return SecondPerson(PEOPLE[role][0], demo_password(role))
