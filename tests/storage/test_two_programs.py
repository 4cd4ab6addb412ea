"""Two programs, or two windows, on the same database, copies or stick: each waits for the other.

The second one comes at a moment when the first one is half done, told by its own progress.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.services.backup_ports import Signers
from desktop.services.progress import CancellableProgress, NoProgress
from desktop.storage import one_at_a_time, renewal
from desktop.storage.backup import back_up
from desktop.storage.backup.restoring import Wanted, restore
from desktop.storage.backup.swapping import finish_restore
from desktop.storage.engine import connect
from desktop.storage.lockout import FREE_TRIES, Lockout
from desktop.storage.signing_in import has_users
from desktop.storage.store import open_store
from desktop.storage.user_slots import SlotFile, read_slots, write_slots
from tests.sticks import FakeSticks

NEW = bytes(range(100, 132))


class Second:
    """A second person, who acts once, as soon as the first one is half done."""

    def __init__(self, act):
        self._act, self._waits = act, Event()
        self._pool, self.came = ThreadPoolExecutor(1), None

    def progress_of_the_first(self):
        return CancellableProgress(self._hear_the_first)

    def start(self):
        """Let the second one act until he waits, or has ended."""
        self.came = self._pool.submit(self._act, CancellableProgress(self._hear_himself))
        self.came.add_done_callback(lambda _: self._waits.set())
        assert self._waits.wait(120)

    def result(self):
        with self._pool:
            return self.came.result(120)

    def _hear_the_first(self, stage, done, total):
        if self.came is None and 0 < done < total:
            self.start()

    def _hear_himself(self, stage, done, total):
        if stage == "wait":
            self._waits.set()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(one_at_a_time, "_OPENING_SECONDS", 0.01)


@contextmanager
def in_a_thread():
    with ThreadPoolExecutor(1) as pool:
        yield lambda act, *words: pool.submit(act, *words).result(120)


def refusal(act, *words):
    with pytest.raises(ExpectedFailure) as caught:
        act(*words)
    return caught.value.code


# ---- the database's file ----


def test_a_new_key_in_the_making_is_left_alone_by_who_opens(store, filled, path, key, impatient):
    """He would clear away the new file, or its slots as it takes its place."""
    store.close()

    def change(part):
        with in_a_thread() as elsewhere:
            assert elsewhere(refusal, renewal.settle, path) == "database_locked"
            assert elsewhere(refusal, has_users, path) == "database_locked"
            assert elsewhere(refusal, open_store, path, key, None) == "database_locked"
        connect(part, NEW).close()
        return SlotFile("inst", ())

    renewal.renew(path, key, NEW, change)
    assert read_slots(path) == SlotFile("inst", ())
    connect(path, NEW).close()


def test_a_restore_is_not_finished_by_two_at_once(store, filled, rows, path, key, clock, impatient):
    """The second one would take the slots away that the first one has put in place."""
    with store.write() as uow:
        uow.save_installation(rows.installation())
        uow.record("branch_set_up", "inst-1", {}, clock.today())
        uow.commit()
    write_slots(path, SlotFile("inst", ()))
    copy = store.backup("day")
    store.close()
    tried = []

    def hear(stage, done, total):
        with in_a_thread() as elsewhere:
            tried.append(elsewhere(refusal, open_store, path, key, clock))
            path.with_name(f"{path.name}.restoring.json").touch()
            assert elsewhere(refusal, finish_restore, path) == "database_locked"
            path.with_name(f"{path.name}.restoring.json").unlink()

    restore(Wanted(path, copy, key, clock, Signers("zhou")), CancellableProgress(hear))
    assert set(tried) == {"database_locked"}
    assert read_slots(path) == SlotFile("inst", ())
    open_store(path, key, clock).close()


def test_wrong_passwords_at_two_windows_are_all_counted(path, clock, monkeypatch):
    first, second = Lockout(path), Lockout(path)
    others = Second(lambda _: [second.begin("u1", clock.now()) for _ in range(FREE_TRIES - 1)])

    def reading(lockout, read=Lockout._read):
        counts = read(lockout)
        if lockout is first and others.came is None:
            others.came = others._pool.submit(others._act, NoProgress())
            others._waits.wait(0.2)  # nothing tells that he waits; without the lock he ends
        return counts

    monkeypatch.setattr(Lockout, "_read", reading)
    first.begin("u1", clock.now())
    others.result()
    assert refusal(first.begin, "u1", clock.now()) == "sign_in_wait"
    assert len(first.failures()) == FREE_TRIES


# ---- copies ----


def test_a_second_copy_waits_and_leaves_the_unfinished_first_one_alone(store, filled, key, clock):
    def copied(progress):
        return back_up(store.path, key, "import", clock.now(), progress)

    second = Second(copied)

    def hear(stage, done, total):
        if stage == "check" and second.came is None:
            second.start()

    first = copied(CancellableProgress(hear))
    other = second.result()
    assert first != other
    for each in (first, other):
        open_store(each, key, clock).close()


# ---- a stick ----


@pytest.fixture
def sticks(tmp_path):
    return FakeSticks(tmp_path / "stick")


@pytest.fixture
def packages(tmp_path):
    made = [tmp_path / f"B041{number}A_U0012_20240531.qsp" for number in range(2)]
    for each in made:
        each.write_bytes(each.name.encode() * 100_000)
    return made


@pytest.mark.parametrize("others", [0, 1])
def test_two_carry_onto_one_stick_at_once(sticks, packages, others):
    """Another package, or the same one."""
    second = Second(lambda progress: sticks.carry_out([packages[others]], sticks.path, progress))
    [there] = sticks.carry_out([packages[0]], sticks.path, second.progress_of_the_first())
    [also_there] = second.result()
    assert there.read_bytes() == packages[0].read_bytes()
    assert also_there.read_bytes() == packages[others].read_bytes()
    assert sticks.litter() == []


def test_who_waits_for_the_stick_can_cancel(sticks, packages):
    said = []
    impatient = CancellableProgress(lambda stage, *_: said.append(stage), lambda: "wait" in said)

    def follow(stage, done, total):
        if 0 < done < total and not said:
            with in_a_thread() as elsewhere, pytest.raises(Cancelled):
                elsewhere(sticks.carry_out, packages[1:], sticks.path, impatient)

    [there] = sticks.carry_out(packages[:1], sticks.path, CancellableProgress(follow))
    assert there.read_bytes() == packages[0].read_bytes()
