import hashlib
from datetime import date

import pytest

from desktop.domain.errors import Cancelled
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.services.records import Evidence
from desktop.storage.engine import connect

DAY = date(2026, 10, 8)


@pytest.fixture
def tamper(store, path, key):
    def change(*statements: str) -> set[str]:
        connection = connect(path, key)
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.close()
        return {each.code for each in store.verify(NoProgress())}

    return change


def test_a_sound_database_has_no_findings(store, filled):
    assert store.verify(NoProgress()) == []


def test_a_reference_to_nothing_is_found(store, filled, tamper):
    assert tamper("UPDATE loan SET borrower_pk = 9999") == {"foreign_keys"}


def test_evidence_that_is_no_longer_what_it_was_is_found(store, filled, rows, tamper):
    content = b"photograph of a slip"
    notice = rows.notice("n1", "p1")
    with store.write() as uow:
        uow.add_notices([notice], {"n1": ["a1"]})
        uow.add_delivery(rows.delivery("d1", notice))
        digest = hashlib.sha256(content).hexdigest()
        uow.add_evidence(Evidence("e1", digest, "a.jpg", "image/jpeg", 20, content), "d1")
        uow.record("delivery_recorded", "d1", {}, DAY)
        uow.commit()
    assert store.verify(NoProgress()) == []
    codes = tamper(
        "DROP TRIGGER evidence_no_update",
        "UPDATE evidence SET content = CAST('photograph of a slap' AS BLOB)",
    )
    assert codes == {"evidence_differs"}


def test_flipped_bits_are_found(store, filled, path):
    store.backup("checkpoint")
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    assert "cipher_integrity" in {each.code for each in store.verify(NoProgress())}


def test_verifying_can_be_cancelled(store, filled):
    with pytest.raises(Cancelled):
        store.verify(CancellableProgress(lambda *_: None, lambda: True))
