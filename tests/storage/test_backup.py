import hashlib
import json
from datetime import timedelta

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.services.progress import NoProgress
from desktop.storage import backup as backup_module
from desktop.storage.keyslots import StretchCost, add_password_slot, unlock_with_password
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


def test_the_newest_ten_are_kept(store, filled, clock):
    copies = []
    for _ in range(12):
        copies.append(store.backup("day"))
        clock.day += timedelta(days=1)
    assert sorted(copies[0].parent.glob("*.db")) == copies[2:]


def test_old_copies_stay_as_long_as_fewer_than_two_new_ones_are_good(store, filled, clock):
    copies = []
    for _ in range(10):
        copies.append(store.backup("day"))
        clock.day += timedelta(days=1)
    for copy in copies[1:]:
        copy.write_bytes(b"rotten")
    store.backup("day")
    assert copies[0].exists()


def test_a_copy_that_differs_is_no_backup(store, filled, monkeypatch):
    monkeypatch.setattr(backup_module, "_copy", _copy_with_a_lost_row)
    with pytest.raises(ExpectedFailure) as caught:
        store.backup("import")
    assert caught.value.code == "backup_unsound"
    assert list((store.path.parent / "backup").iterdir()) == []


def test_a_damaged_copy_is_no_backup(store, filled, monkeypatch):
    monkeypatch.setattr(backup_module, "sync_file", _flip_a_bit)
    with pytest.raises(ExpectedFailure) as caught:
        store.backup("import")
    assert caught.value.code in ("backup_unsound", "database_damaged")
    assert list((store.path.parent / "backup").iterdir()) == []


_copy = backup_module._copy


def _copy_with_a_lost_row(database, key, part):
    facts = _copy(database, key, part)
    return {**facts, "rows": {**facts["rows"], "loan": facts["rows"]["loan"] + 1}}


def _flip_a_bit(path):
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
