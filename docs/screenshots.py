"""Take the pictures of the README from the demo: every page of the window, and a notice.

    QT_QPA_PLATFORM=offscreen .venv/bin/python docs/screenshots.py [FOLDER]

Runs the demo in a temporary folder with a fixed settings file, opens each page as a user would and
saves what it shows. The people are invented.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QDialog, QTabWidget
from screenshots_office import photograph_office

from desktop.bootstrap import build
from desktop.cli.demo import run_demo
from desktop.cli.demo_people import demo_session, employ_people
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.documents import DocumentKind
from desktop.domain.notices import SAMPLE_HEAD, NoticeFacts
from desktop.domain.page import Face
from desktop.domain.permissions import Role
from desktop.domain.rounds import NoticeState
from desktop.printing.fonts import font_path
from desktop.services.branch import change_head
from desktop.services.delivery import record
from desktop.services.notices import mark
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.services.records import Notice
from desktop.storage.keyslots import read_key_file
from desktop.ui.app import Shell, application_object
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.agreements.compose_dialog import ComposeDialog
from desktop.ui.pages.documents.paper_dialog import PaperDialog
from desktop.ui.pages.dossier.derivation_dialog import DerivationDialog
from desktop.ui.pages.dossier.event_dialog import EventDialog
from desktop.ui.pages.dossier.guarantee_dialogs import ContractDialog

FOLDER = Path(__file__).with_name("screenshots")
LEDGER = Path(__file__).parents[1] / "tests/data/ledgers/clerk_by_village_2026q3.xlsx"
SERVERS = ("彭春兰", "刘建国")


def main() -> None:
    """Run the demo and photograph everything."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, scratch)
        run = run_demo(Path(scratch) / "demo", print, NoProgress(), people=False)
        assert run.key_file is not None
        photograph_notice(run.folder / "通知书.pdf", folder / "paper-notice.png")
        with build(run.database, read_key_file(run.key_file)) as application:
            desk = application.desk
            change_head(desk, replace(SAMPLE_HEAD, licence_no="B0000S000000000"))
            served, next_one = serve_one(desk, folder / "paper-notice.png")
            desk.store.backup("manual")
            photograph_window(desk, folder, served, next_one)
            employ_people(desk, print)
        photograph_people(run.database, folder, served.party_id)
        photograph_office(run.database, folder)
    for picture in folder.glob("*.png"):
        few = Image.open(picture).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
        few.save(picture, optimize=True)


def photograph_notice(pdf: Path, picture: Path) -> None:
    """Save the sixth notice of the batch as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    document[5].render(scale=1.3).to_pil().save(picture)
    document.close()


def serve_one(desk: Desk, photo: Path) -> tuple[Notice, Notice]:
    """Record that a debtor with some loans signed; return his notice and one still to serve."""
    with desk.store.read() as queries:
        waiting = queries.notices_in_state([NoticeState.GENERATED])
    some = [each for each in waiting if len(NoticeFacts.from_json(each.facts).loans) in (3, 4, 5)]
    chosen, other = some[:2]
    for state in (NoticeState.PRINTED, NoticeState.HANDED_OUT):
        mark(desk, [each.serial for each in waiting], state)
    boxes = Boxes(received=True, agrees=True)
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, desk.clock.today(), boxes, SERVERS)
    record(desk, chosen.serial, act, [photo])
    return chosen, other


def photograph_window(desk: Desk, folder: Path, served: Notice, next_one: Notice) -> None:
    """Open every page as a user would and save what it shows."""
    shell = Shell(application_object(), [font_path(face) for face in Face], "zh")
    window = shell.work_on(desk)
    window.resize(1366, 768)
    loans = NoticeFacts.from_json(served.facts).loans
    visits: list[tuple[str, dict[str, object], Callable[[Any], None]]] = [
        ("today", {}, show),
        ("ledger", {}, show),
        ("dossier", {"party_id": served.party_id, "loan_id": loans[-1].loan_id}, show),
        ("rules", {}, show),
        ("notices", {}, turn_to_preview),
        ("deliveries", {"serial": next_one.serial}, fill_in_slip),
        ("import", {"path": LEDGER}, turn_to_problems),
    ]
    for key, arguments, act in visits:
        window.navigate(key, **arguments)
        spin(1_500)
        act(window.page(key))
        spin(1_000)
        window.grab().save(str(folder / f"{key}.png"))
    photograph_dossier(window, folder, served.party_id, loans[-1].loan_id)
    photograph_papers(window, folder, served.party_id)
    window.close()
    shell.close()


def photograph_people(database: Path, folder: Path, party_id: str) -> None:
    """Show what people do about money, each signed in as himself."""
    draft = partial(draft_agreement, folder=folder)
    visits: list[tuple[Role, str, dict[str, object], Callable[[Any], None]]] = [
        (Role.CREDIT_OFFICER, "agreements", {"party_id": party_id}, draft),
        (Role.CREDIT_OFFICER, "relief", {}, show),
        (Role.TELLER, "repayments", {"party_id": party_id}, take_money),
        (Role.MANAGER, "approvals", {"mine": True}, show),
        (Role.MANAGER, "users", {}, show),
        (Role.ACCOUNTANT, "backup", {}, show),
    ]
    for role, key, arguments, act in visits:
        with demo_session(database, role) as application:
            shell = Shell(application_object(), [font_path(face) for face in Face], "zh")
            window = shell.work_on(application.desk)
            window.resize(1366, 768)
            window.navigate(key, **arguments)
            spin(2_500)
            act(window.page(key))
            spin(1_500)
            window.grab().save(str(folder / f"{key}.png"))
            window.close()
            shell.close()


def draft_agreement(page: Any, folder: Path) -> None:
    """Photograph the dialog with the plan it proposes, and submit it: the list has a line."""
    dialog = page.findChild(ComposeDialog)
    spin(3_000)
    dialog.grab().save(str(folder / "agreement-dialog.png"))
    dialog.propose_wanted.emit(dialog.wish())
    spin(2_500)
    for each in page.findChildren(QDialog):
        each.close()


def take_money(page: Any) -> None:
    """Type an amount: who gets what, and the receipt, show at once."""
    page.form.amount.setText("5000")
    spin(1_500)


def photograph_dossier(window: MainWindow, folder: Path, party_id: str, loan_id: str) -> None:
    """Open what the dossier's buttons lead to: how it was computed, and the two ways to enter."""
    window.navigate("dossier", party_id=party_id, loan_id=loan_id)
    spin(1_500)
    page: Any = window.page("dossier")
    page.loans.how.click()
    photograph_dialog(page, DerivationDialog, folder / "derivation.png", show)
    page.loans.event_button.click()
    photograph_dialog(page, EventDialog, folder / "event.png", fill_in_event)
    page.tabs.setCurrentWidget(page.people)
    enter_guarantee(page)
    window.grab().save(str(folder / "people.png"))


def photograph_papers(window: MainWindow, folder: Path, party_id: str) -> None:
    """Issue papers from the dossier by their dialog; then show the page of papers."""
    window.navigate("dossier", party_id=party_id)
    spin(1_500)
    page: Any = window.page("dossier")
    for kind in (
        DocumentKind.INTEREST_SHEET,
        DocumentKind.EVIDENCE_INDEX,
        DocumentKind.GUARANTOR_NOTICE,
    ):
        page.paper.click()
        spin(1_500)
        dialog = page.findChild(PaperDialog)
        dialog.composer.table.select_row(list(dialog.composer.kinds.records).index(kind))
        spin(2_000)
        dialog.grab().save(str(folder / "paper-dialog.png"))
        dialog.go.click()
        spin(2_000)
        if kind is DocumentKind.INTEREST_SHEET:
            dialog.go.click()  # it printed
        else:
            dialog.reject()
        spin(1_000)
    window.navigate("documents")
    spin(1_500)
    window.grab().save(str(folder / "documents.png"))


def photograph_dialog(
    page: Any, kind: type[QDialog], picture: Path, act: Callable[[Any], None]
) -> None:
    """Save what a dialog shows, and close it."""
    spin(1_000)
    dialog = page.findChild(kind)
    act(dialog)
    spin(1_000)
    dialog.grab().save(str(picture))
    dialog.reject()
    spin(200)


def fill_in_event(dialog: EventDialog) -> None:
    """Say that a suit was filed: the dialog shows what that does to the clock."""
    dialog.group.press(3)
    dialog.day.setText("2026-11-02")


def enter_guarantee(page: Any) -> None:
    """Enter the contract of the first guarantor: the tab shows his clock."""
    page.people.table.select_row(1)
    page.people.contract.click()
    spin(500)
    dialog = page.findChild(ContractDialog)
    dialog.day.setText(page.people.model.records[1].line.loan.disbursed_on.isoformat())
    dialog.mode.press(2)
    dialog.confirm()
    spin(1_500)


def show(page: Any) -> None:
    """Leave a page as it opens."""


def turn_to_preview(page: Any) -> None:
    """Go through the check to a notice of several loans."""
    for _ in range(2):
        page.go.click()
        spin(1_500)
    several = [len(each.loans) > 3 for each in page.preview.model.records]
    page.preview.table.select_row(several.index(True))


def fill_in_slip(page: Any) -> None:
    """Say who signed and how: the page shows what that does to the clocks."""
    form = page.slip.form
    form.servers.setText("、".join(SERVERS))
    form.signers.press(1)
    form.received.click()
    form.agrees.click()


def turn_to_problems(page: Any) -> None:
    """Show what is wrong in the ledger."""
    page.findChild(QTabWidget).setCurrentIndex(1)


def spin(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
