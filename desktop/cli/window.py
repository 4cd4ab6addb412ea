"""Opening the window from the command line, and databases for the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from desktop import bootstrap
from desktop.bootstrap import Application, build
from desktop.cli.session import WRONG_USE, errors_in_words, has_display
from desktop.domain.page import Face
from desktop.domain.passwords import require_strong
from desktop.domain.recovery_code import Slip
from desktop.ledgers.sample import DEMO_LEDGER
from desktop.printing.fonts import font_path
from desktop.services.backup_ports import BackupCopy
from desktop.services.branch import require_complete, set_up
from desktop.services.ledger import import_reading, read
from desktop.services.progress import Progress
from desktop.services.restoring import RestoreOrder, TwoPasswords
from desktop.services.users import found_users
from desktop.storage.backup.listing import known_installation, list_copies
from desktop.storage.backup.swapping import finish_restore
from desktop.storage.collection import branches_beside
from desktop.storage.keyslots import new_data_key, read_key_file, slot_files
from desktop.storage.recovery import make_request
from desktop.storage.user_slots import read_slots
from desktop.ui.opener import NewBranch


def open_window(database: Path | None, key_file: Path | None, language: str = "zh") -> None:
    """Open the window on a database, or on the start dialog where none is named; never returns."""
    if not has_display():
        typer.echo("这里没有显示器。命令行用法见 qingshou --help", err=True)
        raise typer.Exit(WRONG_USE)
    from desktop.ui.session import run_window

    with errors_in_words():
        fonts = [font_path(face) for face in Face]
        raise typer.Exit(run_window(ProgramOpener(), database, key_file, fonts, language))


class ProgramOpener:
    """Opens and makes databases for the window, which does not know the storage room."""

    def found(self, branch: NewBranch, progress: Progress) -> Slip:
        """Make a database with its first people and return the slip with its recovery code.

        RuleViolation ``field_missing`` and as :func:`~desktop.services.users.found_users`.
        """
        require_complete(branch.head)
        branch.path.parent.mkdir(parents=True, exist_ok=True)
        application = _made(branch)
        try:
            if branch.with_demo:
                reading = read(application.desk, DEMO_LEDGER, None, progress)
                import_reading(application.desk, reading, progress)
            slip = found_users(application.desk, branch.people)
            application.close()
        except BaseException:
            application.close()
            _discard(branch)
            raise
        return slip

    def logins(self, path: Path) -> Sequence[str]:
        """Return by what names people sign in."""
        finish_restore(path)
        slots = read_slots(path)
        return sorted(each.login for each in slots.slots if each.login) if slots else ()

    def sign_in(self, path: Path, login: str, password: str) -> Application:
        """Open a database for one of its users; raises as :func:`bootstrap.sign_in`."""
        return bootstrap.sign_in(path, login, password)

    def open_with_password(self, path: Path, password: str) -> Application:
        """Open a database without users by its one password."""
        return bootstrap.open_with_password(path, password)

    def open_with_key_file(self, path: Path, key_file: Path) -> Application:
        """Open a database; ExpectedFailure ``wrong_key`` and what :func:`build` raises."""
        return build(path, read_key_file(key_file))

    def recover_by_code(self, path: Path, code: str, login: str, password: str) -> Application:
        """Let a manager back in; raises as :func:`bootstrap.recover_by_code`."""
        return bootstrap.recover_by_code(path, code, login, password)

    def recover_by_office(self, path: Path, answer: Path, password: str) -> Application:
        """Let a manager back in; raises as :func:`bootstrap.recover_by_office`."""
        return bootstrap.recover_by_office(path, answer, password)

    def ask_office(self, path: Path, login: str, password: str, request: Path) -> None:
        """Write a request for head office; raises as :func:`make_request`, ``password_weak``."""
        require_strong(password, login)
        make_request(path, login, password, request, bootstrap.SystemClock().now())

    def copies(self, path: Path, progress: Progress) -> Sequence[BackupCopy]:
        """Return the backups of a database, by their manifests."""
        return list_copies(path, known_installation(path), progress)

    def has_users(self, copy: Path) -> bool:
        """Return whether people sign in to a copy."""
        return read_slots(copy) is not None

    def order_by_copy(self, path: Path, copy: Path, people: TwoPasswords) -> RestoreOrder:
        """Let two people order a restore; raises as :func:`bootstrap.order_by_copy`."""
        return bootstrap.order_by_copy(path, copy, people)


def _made(branch: NewBranch) -> Application:
    """Return a new database, a branch's or head office's, that has no people yet."""
    if branch.escrow_file is not None:
        return bootstrap.found_office(branch.path, new_data_key(), branch.head, branch.escrow_file)
    application = build(branch.path, new_data_key(), create=True)
    try:
        set_up(application.desk, branch.head)
    except BaseException:
        application.close()
        _discard(branch)
        raise
    return application


def _discard(branch: NewBranch) -> None:
    """Remove databases that were made just now and are nobody's yet."""
    made = [branch.path]
    if branch.escrow_file is not None:
        branch.escrow_file.unlink(missing_ok=True)
        made.append(branches_beside(branch.path))
    tails = ("", "-wal", "-shm", ".lock", ".signins.json")
    beside = (each.with_name(f"{each.name}{tail}") for each in made for tail in tails)
    for each in (*beside, *slot_files(branch.path)):
        each.unlink(missing_ok=True)
