import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.storage.backup import making
from desktop.storage.keyslots import add_password_slot, unlock_with_password
from desktop.storage.sealing import StretchCost
from desktop.storage.store import open_store

CHEAP = StretchCost(memory_kib=19 * 1024, passes=2, lanes=1)


def test_a_backup_opens_with_the_same_key_and_holds_everything(store, filled, key, clock):
    copy = store.backup("import")
    restored = open_store(copy, key, clock)
    with restored.read() as queries, store.read() as live:
        assert list(queries.debtors()) == list(live.debtors())
    assert restored.verify(NoProgress()) == []
    restored.close()


def test_a_backup_is_one_closed_file_with_its_hash_beside_it(store, filled):
    copy = store.backup("import")
    manifest = json.loads(copy.with_name(f"{copy.name}.json").read_bytes())
    assert manifest["sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert manifest["rows"]["loan"] == 3
    assert manifest["sums"]["loan.balance_fen"] == 3 * 1_000_000
    assert manifest["reason"] == "import"
    assert len(manifest["chain_head"]) == 64
    names = {file.name for file in copy.parent.iterdir()}
    assert names == {copy.name, f"{copy.name}.json"}


def test_a_backup_can_be_made_while_somebody_writes(store, filled, clock):
    with store.write() as uow:
        uow.set_hold("p1", "impersonation")
        copy = store.backup("import")
    assert copy.exists()


def test_the_password_opens_the_copy_too(store, filled, path, key):
    add_password_slot(path, key, "correct horse", CHEAP)
    copy = store.backup("import")
    assert unlock_with_password(copy, "correct horse") == key


@pytest.mark.parametrize("bug", ["_copy_with_a_lost_row", "_copy_with_a_fen_more"])
def test_a_copy_that_differs_is_no_backup(store, filled, monkeypatch, bug):
    monkeypatch.setattr(making, "_copy", globals()[bug])
    with pytest.raises(ExpectedFailure) as caught:
        store.backup("import")
    assert caught.value.code == "backup_unsound"
    assert list((store.path.parent / "backup").iterdir()) == []


def test_a_damaged_copy_is_no_backup(store, filled, monkeypatch):
    monkeypatch.setattr(making, "sync_file", _flip_a_bit)
    with pytest.raises(ExpectedFailure) as caught:
        store.backup("import")
    assert caught.value.code in ("backup_unsound", "database_damaged")
    assert list((store.path.parent / "backup").iterdir()) == []


_copy = making._copy


def _copy_with_a_lost_row(*given):
    held = _copy(*given)
    return {**held, "rows": {**held["rows"], "loan": held["rows"]["loan"] + 1}}


def _copy_with_a_fen_more(*given):
    held = _copy(*given)
    return {**held, "sums": {**held["sums"], "loan.balance_fen": 3_000_001}}


def _flip_a_bit(path):
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)


def test_a_disk_without_room_is_said_before_anything_is_written(store, filled, monkeypatch):
    usage = SimpleNamespace(free=100_000)
    monkeypatch.setattr(making.shutil, "disk_usage", lambda folder: usage)
    with pytest.raises(ExpectedFailure) as caught:
        store.backup("import")
    assert caught.value.code == "backup_no_room"
    assert caught.value.params["free_mb"] == 0
    assert list((store.path.parent / "backup").iterdir()) == []


def test_a_cancelled_copy_leaves_nothing(store, filled):
    progress = CancellableProgress(lambda *_: None, lambda: True)
    with pytest.raises(Cancelled):
        store.shelf.make("manual", progress)
    assert list((store.path.parent / "backup").iterdir()) == []


def test_a_copy_has_its_manifest_before_it_has_its_name(store, filled, monkeypatch):
    seen = []
    replace = Path.replace

    def watch(part, target):
        if str(part).endswith(".db.part"):
            seen.append(target.with_name(f"{target.name}.json").exists())
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", watch)
    store.backup("manual")
    assert seen == [True]
