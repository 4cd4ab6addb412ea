import os
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.storage import engine
from desktop.storage.engine import connect
from desktop.storage.store import create_store, open_store

OTHER_KEY = bytes(32)
PAGE = 4096


def code_of(call, *arguments, **options) -> str:
    with pytest.raises(ExpectedFailure) as caught:
        call(*arguments, **options)
    return caught.value.code


def test_a_wrong_key_is_said_to_be_wrong_and_the_file_stays_as_it_is(store, filled, path, clock):
    store.close()
    before = path.read_bytes()
    assert code_of(open_store, path, OTHER_KEY, clock) == "wrong_key"
    assert path.read_bytes() == before


def test_a_damaged_first_page_is_told_from_a_wrong_key(store, filled, path, key, clock):
    store.close()
    content = bytearray(path.read_bytes())
    content[2000] ^= 1
    path.write_bytes(content)
    assert code_of(open_store, path, key, clock) == "database_damaged"


@pytest.mark.parametrize("content", [b"", b"not a database", b"x" * 3 * PAGE + b"y"])
def test_a_file_that_is_no_database_is_damaged(path, key, clock, content):
    path.write_bytes(content)
    assert code_of(open_store, path, key, clock) == "database_damaged"
    assert path.read_bytes() == content


def test_a_plain_sqlite_file_is_refused(path, key, clock):
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (x)")
    plain.close()
    assert code_of(open_store, path, key, clock) == "database_damaged"


def test_a_missing_file_is_missing_and_is_not_created(path, key, clock):
    assert code_of(open_store, path, key, clock) == "database_missing"
    assert not path.exists()


def test_an_existing_file_is_never_overwritten(store, path, key, clock):
    assert code_of(create_store, path, key, clock) == "database_exists"


def test_a_database_in_a_folder_that_is_not_there_cannot_be_made(tmp_path, key, clock):
    path = tmp_path / "nowhere" / "branch.db"
    assert code_of(create_store, path, key, clock) == "database_unreachable"


def test_a_page_damaged_later_is_found_when_it_is_read(store, filled, path, key, clock):
    store.close()
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // PAGE):
        content[page * PAGE + 100] ^= 1
    path.write_bytes(content)

    def read() -> None:
        store = open_store(path, key, clock)
        try:
            with store.read() as queries:
                queries.debtors()
        finally:
            store.close()

    assert code_of(read) == "database_damaged"


def test_every_connection_is_durable_strict_and_silent(store, path, key):
    connection = connect(path, key)
    answers = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "temp_store",
            "secure_delete",
            "trusted_schema",
            "busy_timeout",
            "cipher_log_level",
        )
    }
    connection.close()
    assert answers == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
        "cipher_log_level": "NONE",
    }


def test_an_old_sqlite_is_refused(path, key, clock, monkeypatch):
    monkeypatch.setattr(engine, "_OLDEST_SQLITE", (99, 0, 0))
    assert code_of(create_store, path, key, clock) == "sqlite_too_old"


def test_a_driver_without_cipher_is_refused_before_it_writes_in_the_clear(
    path, key, clock, monkeypatch
):
    monkeypatch.setattr(engine.driver, "connect", sqlite3.connect)
    assert code_of(create_store, path, key, clock) == "cipher_missing"


def test_a_second_writer_is_told_that_the_database_is_locked(store, path, key, clock):
    second = open_store(path, key, clock, busy_ms=50)

    def write() -> None:
        with second.write():
            pass

    with store.write():
        assert code_of(write) == "database_locked"
    write()
    second.close()


def test_a_second_thread_of_the_program_waits_until_the_first_one_wrote(store, path, key, clock):
    impatient = open_store(path, key, clock, busy_ms=1)

    def write() -> None:
        with impatient.write():
            pass

    with ThreadPoolExecutor(1) as pool:
        with impatient.write():
            waiting = pool.submit(write)
            wait([waiting], timeout=0.2)
            assert not waiting.done()
        waiting.result()
    impatient.close()


def test_a_reader_sees_its_snapshot_while_another_thread_writes(store, filled):
    written = threading.Event()

    def write() -> None:
        with store.write() as uow:
            uow.set_hold("p1", "impersonation")
            uow.record("hold_set", "p1", {}, store._clock.today())
            uow.commit()
        written.set()

    with store.read() as queries:
        assert queries.party("p1").hold == ""
        writer = threading.Thread(target=write)
        writer.start()
        assert written.wait(120)
        assert queries.party("p1").hold == ""
    writer.join()
    with store.read() as queries:
        assert queries.party("p1").hold == "impersonation"


def test_several_threads_read_at_once(store, filled):
    results: list[int] = []

    def read() -> None:
        for _ in range(5):
            with store.read() as queries:
                results.append(len(queries.debtors()))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [3] * 30


def test_nothing_is_left_in_the_clear_on_the_disk(store, fill, rows, tmp_path):
    name, number = "欧阳钤穟", "439985194806046550"
    fill(rows.party("p1", name, id_number=number), loans=(rows.loan("a1", "p1"),))
    store.backup("test")
    forms = [
        text.encode(encoding)
        for text in (name, number)
        for encoding in ("utf-8", "utf-16-le", "gbk")
    ]

    def leaks() -> list[str]:
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert files
        return [file.name for file in files if any(form in file.read_bytes() for form in forms)]

    assert leaks() == []  # with the WAL still there
    store.close()
    assert leaks() == []


def test_a_wrong_key_writes_nothing_to_the_standard_streams(store, path, tmp_path):
    store.close()
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from desktop.storage.engine import open_engine\n"
        "try:\n    open_engine(Path(sys.argv[1]), bytes(32))\n"
        "except Exception as error:\n    sys.exit(0 if error.code == 'wrong_key' else 1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "error"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_opening_does_not_import_alembic(store, path, key):
    store.close()
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from desktop.storage.store import open_store\n"
        "open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), None).close()\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), key.hex()], cwd=Path(__file__).parents[2]
    )
    assert done.returncode == 0
