"""The pictures of head office's window: the demo's branch sends a package, and gets a return.

Used by ``screenshots.py``; alone it takes an existing demo database:

    QT_QPA_PLATFORM=offscreen .venv/bin/python docs/screenshots_office.py DATABASE FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from desktop.bootstrap import found_office, sign_in
from desktop.cli.demo_exchange import BRANCH_CODE
from desktop.cli.demo_people import PEOPLE, demo_password, demo_session
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.page import Face
from desktop.domain.permissions import Role
from desktop.printing.fonts import font_path
from desktop.services.exchange.enrolment import enrol
from desktop.services.exchange.outgoing import export_package
from desktop.services.office.branches import add_branch
from desktop.services.office.registering import register, write_enrolment
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.services.two_people import SecondPerson
from desktop.services.users import NewUser, found_users
from desktop.storage.keyslots import new_data_key
from desktop.ui.app import Shell, application_object

CODE = BRANCH_CODE
NAMES = ("大河信用社", "沙洲信用社", "东坪信用社", "石桥信用社", "柳林信用社", "太平信用社")
OFFICE_PEOPLE = (
    NewUser("xia", "夏主任", Role.MANAGER, "lianxi-2026-6"),
    NewUser("liu", "刘会计", Role.ACCOUNTANT, "lianxi-2026-7"),
    NewUser("luo", "罗清收", Role.HEAD_OFFICE, "lianxi-2026-8"),
    NewUser("tan", "谭清收", Role.HEAD_OFFICE, "lianxi-2026-9"),
)


def photograph_office(database: Path, folder: Path) -> None:
    """Show head office's pages while it takes in what the demo's branch sends."""
    with tempfile.TemporaryDirectory() as scratch:
        place, stick = Path(scratch), Path(scratch) / "U盘"
        stick.mkdir()
        head = replace(SAMPLE_HEAD, branch_name="资产保全部")
        with found_office(place / "office.db", new_data_key(), head, place / "escrow.key") as made:
            found_users(made.desk, OFFICE_PEOPLE)
        worker, second = OFFICE_PEOPLE[2:]
        with sign_in(place / "office.db", worker.login, worker.password) as office:
            signer = SecondPerson(second.login, second.password)
            send_package(office.desk, database, stick, signer)
            photograph(office.desk, folder, stick)


def send_package(office: Desk, database: Path, stick: Path, signer: SecondPerson) -> None:
    """Register the demo's PC, as two offices do by telephone, and let it write a package."""
    for number, name in enumerate(("金明信用社", *NAMES)):
        add_branch(office, f"{int(CODE) + number:04d}", name)
    enrolment = write_enrolment(office, stick.parent / "office.qse")
    checker = SecondPerson(PEOPLE[Role.ACCOUNTANT][0], demo_password(Role.ACCOUNTANT))
    with demo_session(database, Role.TELLER) as branch:
        file, heard = stick.parent / "office.qse", enrolment.keys.fingerprint
        asked = enrol(branch.desk, file, heard, stick.parent, checker)
        register(office, asked.request, asked.fingerprint, signer)
        export_package(branch.desk, stick, checker, NoProgress())


def photograph(desk: Desk, folder: Path, stick: Path) -> None:
    """Open each page as a user would and save what it shows."""
    shell = Shell(application_object(), [font_path(face) for face in Face], "zh")
    window = shell.work_on(desk)
    window.resize(1366, 768)

    def take(name: str) -> None:
        spin(1_500)
        window.grab().save(str(folder / f"office-{name}.png"))

    window.navigate("packages")
    packages: Any = window.page("packages")
    packages._look(stick)
    take("packages")
    packages.go.click()
    spin(3_000)
    packages.back.click()
    window.navigate("decide")
    take("decide")
    window.navigate("returns")
    returns: Any = window.page("returns")
    returns._write([CODE], stick)
    take("returns")
    window.navigate("office_branch", code=CODE)
    take("branch")
    window.navigate("branches")
    take("branches")
    window.close()
    shell.close()


def spin(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    photograph_office(Path(sys.argv[1]), Path(sys.argv[2]))
