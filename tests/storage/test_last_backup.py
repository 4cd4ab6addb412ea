"""The day of the newest copy, as the window's status line tells it."""

from datetime import UTC, date, datetime

from desktop.storage.keyslots import new_data_key
from desktop.storage.store import create_store


class Clock:
    """A clock that is moved by hand."""

    hour = 8

    def today(self):
        return date(2026, 10, 10)

    def now(self):
        return datetime(2026, 10, 10, self.hour, tzinfo=UTC)


def test_the_newest_copy_says_when_the_last_backup_was(tmp_path):
    clock = Clock()
    store = create_store(tmp_path / "branch.db", new_data_key(), clock)
    try:
        assert store.last_backup() is None
        store.backup("manual")
        clock.hour = 17
        newest = store.backup("manual")
        assert store.last_backup() == clock.now()
        newest.with_name(f"{newest.name}.json").write_text("damaged", encoding="utf-8")
        assert store.last_backup().hour == 8
    finally:
        store.close()
