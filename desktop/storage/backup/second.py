"""The second folder: another disk, a stick or a network path where finished copies go as well.

It is a setting of this machine, so it lies in a file beside the copies and not in the database,
where a restore would bring an old one back. Every branch has a folder of its own there.
"""

from __future__ import annotations

import json
from pathlib import Path

from desktop.domain.errors import ExpectedFailure
from desktop.storage.backup.making import FOLDER
from desktop.storage.durable import write_durably
from desktop.storage.failures import os_failure

_SETTING = "second-folder.json"


def second_folder(database: Path) -> Path | None:
    """Return the second folder as it was set, whether it is there or not."""
    try:
        setting = json.loads(_setting(database).read_bytes())
        return Path(str(setting["folder"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def set_second_folder(database: Path, folder: Path | None) -> None:
    """Remember the second folder, or none.

    ExpectedFailure ``second_folder_gone`` where it is not there, ``second_folder_same`` where it
    is where the first copies lie: one lost disk would take both.
    """
    setting = _setting(database)
    try:
        if folder is None:
            setting.unlink(missing_ok=True)
            return
        if not folder.is_dir():
            raise ExpectedFailure("second_folder_gone", folder=str(folder))
        if folder.resolve() in (setting.parent.resolve(), database.parent.resolve()):
            raise ExpectedFailure("second_folder_same", folder=str(folder))
        setting.parent.mkdir(exist_ok=True)
        content = json.dumps({"folder": str(folder.absolute())}, ensure_ascii=False)
        write_durably(setting, content.encode("utf-8"))
    except OSError as error:
        raise os_failure(error, setting) from error


def own_folder(folder: Path, database: Path, installation_id: str) -> Path:
    """Return a branch's own folder in the second one: several branches may share a disk."""
    return folder / f"{database.stem}-{installation_id[-12:]}"


def _setting(database: Path) -> Path:
    return database.parent / FOLDER / _SETTING
