"""Which copies stay, and that the newest two good ones always do."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.storage.backup.manifest import Manifest, copies_in, manifest_file
from desktop.storage.backup.rotation import drop_old, over

NOW = datetime(2026, 10, 10, 17, tzinfo=UTC)


def listed(moments):
    made = sorted(moments)
    return [(Path(f"{each:%Y%m%d%H}"), Manifest(each, "day", "", 0, {})) for each in made]


def left(moments):
    copies = listed(moments)
    going = over(copies)
    return [manifest.made_at for path, manifest in copies if path not in going]


def test_all_of_two_days_stay():
    moments = [NOW - timedelta(hours=hours) for hours in (0, 1, 2, 24, 25, 26)]
    assert left(moments) == sorted(moments)


def test_of_an_earlier_day_the_newest_stays():
    day = NOW - timedelta(days=5)
    moments = [NOW, NOW - timedelta(days=1), day, day - timedelta(hours=3)]
    assert left(moments) == sorted([NOW, NOW - timedelta(days=1), day])


def test_three_years_of_days_leave_twelve_days_ten_weeks_and_twelve_months():
    kept = left([NOW - timedelta(days=days) for days in range(3 * 365)])
    assert kept[-12:] == [NOW - timedelta(days=days) for days in range(11, -1, -1)]
    weeks = {each.isocalendar()[:2] for each in kept}
    months = {(each.year, each.month) for each in kept}
    assert len(months) == 12
    assert {each.isocalendar()[:2] for each in [NOW - timedelta(7 * n) for n in range(10)]} <= weeks
    assert len(kept) <= 12 + 10 + 12


def test_copies_of_a_clock_that_ran_ahead_push_nobody_out():
    moments = [NOW - timedelta(days=days) for days in range(8)]
    ahead = NOW.replace(year=2040)
    assert left([*moments, ahead]) == sorted([*moments, ahead])


@pytest.fixture
def put(tmp_path):
    """Lay a copy of a day into the folder; a rotten one does not match its manifest."""

    def lay(days, rotten=False):
        made = NOW - timedelta(days=days)
        copy = tmp_path / f"branch-{made:%Y%m%d-%H%M%S}-day.db"
        copy.write_bytes(b"rotten" if rotten else copy.name.encode())
        facts = {"made_at": made.isoformat(), "reason": "day", "size": len(copy.name)}
        facts["sha256"] = hashlib.sha256(copy.name.encode()).hexdigest()
        manifest_file(copy).write_text(json.dumps(facts), encoding="utf-8")
        return copy

    return lay


def test_a_copy_that_is_over_goes_with_its_papers(put, tmp_path):
    old = put(800)
    for days in range(400):
        put(days)
    drop_old(tmp_path, Path("branch.db"))
    assert not old.exists()
    assert not manifest_file(old).exists()
    assert len(list(tmp_path.glob("*.db"))) == len(list(tmp_path.glob("*.json")))


def test_the_newest_two_good_ones_stay_however_old_they_are(put, tmp_path):
    good = [put(900), put(901)]
    older = put(902)
    for days in range(400):
        put(days, rotten=True)
    drop_old(tmp_path, Path("branch.db"))
    assert all(each.exists() for each in good)
    assert not older.exists()


def test_a_database_with_a_longer_name_keeps_its_own_copies(put, tmp_path):
    put(0)
    other = tmp_path / "branch-2-20261010-170000-day.db"
    other.write_bytes(b"another database")
    copies = copies_in(tmp_path, Path("branch.db"))
    assert [path.name for path, _ in copies] == ["branch-20261010-170000-day.db"]
    drop_old(tmp_path, Path("branch.db"))
    assert other.exists()
