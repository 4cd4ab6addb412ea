"""Wrong passwords: counted before they are known to be wrong, on the disk, whatever the clock."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.errors import ExpectedFailure
from desktop.storage.lockout import Lockout

NOON = datetime(2026, 10, 10, 12, tzinfo=UTC)


def at(seconds):
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def lockout(path):
    return Lockout(path)


def fail(lockout, *seconds, user="u1"):
    for each in seconds:
        lockout.begin(user, at(each))


def refused(lockout, seconds, user="u1"):
    with pytest.raises(ExpectedFailure) as caught:
        lockout.begin(user, at(seconds))
    return caught.value


def test_three_tries_are_free_and_then_each_failure_doubles_the_wait(lockout):
    fail(lockout, 0, 0, 0)
    assert refused(lockout, 0).params == {"seconds": 2}
    assert refused(lockout, 1).params == {"seconds": 1}
    fail(lockout, 2)
    assert refused(lockout, 2).params == {"seconds": 4}
    fail(lockout, 6)


def test_the_fifth_failure_within_a_quarter_of_an_hour_locks_for_a_quarter(lockout):
    fail(lockout, 0, 0, 0, 2, 6)
    error = refused(lockout, 7)
    assert error.code == "sign_in_locked"
    assert error.params == {"until": f"{at(6 + 900).astimezone():%H:%M}"}
    assert refused(lockout, 6 + 899).code == "sign_in_locked"
    fail(lockout, 6 + 900)


def test_five_failures_over_a_longer_time_make_the_next_wait_longer_but_lock_nothing(lockout):
    fail(lockout, 0, 0, 0, 2, 902)
    assert refused(lockout, 903).code == "sign_in_wait"
    fail(lockout, 910)


def test_a_wait_that_is_refused_counts_as_no_failure(lockout):
    fail(lockout, 0, 0, 0)
    for _ in range(20):
        refused(lockout, 1)
    fail(lockout, 2)
    assert len(lockout.failures()) == 4


def test_a_right_password_forgives_what_went_before_but_the_journal_is_still_told(lockout):
    fail(lockout, 0, 0)
    lockout.begin("u1", at(1))
    lockout.succeeded("u1")
    assert [each.at for each in lockout.failures()] == [at(0), at(0)]
    fail(lockout, 2, 2, 2)
    assert refused(lockout, 2).params == {"seconds": 2}


def test_a_try_that_is_taken_back_forgives_nothing_before_it(lockout):
    fail(lockout, 0, 0)
    lockout.begin("u1", at(1))
    lockout.taken_back("u1")
    assert [each.at for each in lockout.failures()] == [at(0), at(0)]
    fail(lockout, 2)
    assert refused(lockout, 2).params == {"seconds": 2}


def test_one_persons_failures_lock_nobody_else(lockout):
    fail(lockout, 0, 0, 0)
    fail(lockout, 0, user="u2")
    lockout.succeeded("u2")
    assert refused(lockout, 0).code == "sign_in_wait"
    assert {each.user_id for each in lockout.failures()} == {"u1"}


def test_a_try_is_on_the_disk_before_anything_else_and_survives_a_restart(lockout, path):
    fail(lockout, 0, 0, 0)
    assert refused(Lockout(path), 0).code == "sign_in_wait"


def test_the_count_is_no_part_of_a_backup_and_stays_through_a_restore(store, path):
    lockout = Lockout(path)
    copy = store.backup("import")
    fail(lockout, 0, 0, 0)
    assert not list(copy.parent.glob("*signins*"))
    path.write_bytes(copy.read_bytes())
    assert refused(Lockout(path), 0).code == "sign_in_wait"


def test_a_clock_set_back_lets_nobody_in_and_keeps_nobody_out_for_longer(lockout):
    fail(lockout, 0, 0, 0, 2, 6)
    assert refused(lockout, -86_400).code == "sign_in_locked"
    assert refused(lockout, -86_400 + 899).code == "sign_in_locked"
    fail(lockout, -86_400 + 900)


@pytest.mark.parametrize(
    "content",
    [None, b"", b"{", b"[]", b'{"users": 3, "failures": []}', b'{"users": {}}', b"\xff",
     b'{"users": {"u1": {"streak": 9, "recent": ["2026-10-10T12:00:00"]}}, "failures": []}'],
)  # fmt: skip
def test_a_count_that_is_gone_or_broken_starts_anew(lockout, path, content):
    fail(lockout, 0, 0, 0)
    file = path.with_name(f"{path.name}.signins.json")
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    fail(lockout, 1, 1, 1)
    assert refused(lockout, 1).code == "sign_in_wait"


def test_what_the_journal_was_told_is_forgotten_and_nothing_else(lockout, path):
    fail(lockout, 0, 1)
    first, second = lockout.failures()
    lockout.told([first.id])
    assert Lockout(path).failures() == (second,)
    text = json.loads(path.with_name(f"{path.name}.signins.json").read_bytes())
    assert set(text["failures"][0]) == {"id", "user", "at"}
