"""Take the pictures of the README from the demo: every page of the window, and a notice.

    QT_QPA_PLATFORM=offscreen .venv/bin/python docs/screenshots.py [FOLDER]

Runs the demo in a temporary folder with a fixed settings file, opens each page as a user would and
saves what it shows. The people are invented.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QEventLoop, QSettings, QTimer

from desktop.bootstrap import build
from desktop.cli.demo import run_demo
from desktop.domain.page import Face
from desktop.domain.rounds import NoticeState
from desktop.ledgers.sample import write_sample_ledger
from desktop.printing.fonts import font_path
from desktop.services.dossier import dossier
from desktop.services.ports import Desk
from desktop.services.progress import NoProgress
from desktop.services.records import LedgerFilter, SortKey
from desktop.storage.keyslots import read_key_file
from desktop.ui.app import Shell, application_object

FOLDER = Path(__file__).with_name("screenshots")


def main() -> None:
    """Run the demo and photograph everything."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, scratch)
        run = run_demo(Path(scratch) / "demo", print, NoProgress())
        photograph_notice(run.folder / "通知书.pdf", folder / "paper-notice.png")
        with build(run.database, read_key_file(run.key_file)) as application:
            photograph_window(application.desk, run.folder, folder)


def photograph_notice(pdf: Path, picture: Path) -> None:
    """Save the sixth notice of the batch as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    document[5].render(scale=1.3).to_pil().save(picture)
    document.close()


def photograph_window(desk: Desk, demo: Path, folder: Path) -> None:
    """Open every page and save what it shows."""
    shell = Shell(application_object(), [font_path(face) for face in Face], "zh")
    window = shell.work_on(desk)
    window.resize(1366, 768)
    ledger = demo / "next_quarter.xlsx"
    write_sample_ledger(ledger, 120, 5, desk.clock.today())
    visits: list[tuple[str, str, dict[str, object]]] = [
        ("today", "today", {}),
        ("ledger", "ledger", {}),
        ("dossier", "dossier", {"party_id": busiest_party(desk)}),
        ("notices", "notices", {}),
        ("deliveries", "deliveries", {"serials": waiting(desk)}),
        ("import", "import", {"path": ledger}),
    ]
    for name, page, arguments in visits:
        window.navigate(page, **arguments)
        spin(1_500)
        window.grab().save(str(folder / f"{name}.png"))
    window.close()
    shell.close()


def busiest_party(desk: Desk) -> str:
    """Return a debtor with several loans, one of them soon to run out."""
    with desk.store.read() as queries:
        wanted = LedgerFilter(last_day_from=desk.clock.today())
        lines = queries.ledger_lines(queries.ledger_ids(wanted, SortKey.LAST_DAY)[:30])
    return max((line.party_id for line in lines), key=lambda party: len(dossier(desk, party).loans))


def waiting(desk: Desk) -> Sequence[str]:
    """Return the serials of the notices still to be printed."""
    with desk.store.read() as queries:
        return [notice.serial for notice in queries.notices_in_state([NoticeState.GENERATED])]


def spin(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
