"""The power goes at any moment of a day: nothing told is lost, nothing is damaged.

What is left on the disk is worked out from a recording of every file operation, by the three
models of ``disk``, and opened with the real program. Bugs planted on purpose prove that the test
sees what it is for; SQLite's weaker settings are two of them.
"""

import json
import os
import shutil

import pytest

from desktop.storage.user_slots import SlotFile, read_slots, resealed, write_slots
from tests.faults.powerloss.day import Office
from tests.faults.powerloss.disk import MODELS, Disk, states
from tests.faults.powerloss.keys_day import FIRST, KEY_FILE, SECOND, broken_by_keys
from tests.faults.powerloss.planted import PLANTED
from tests.faults.powerloss.promises import Promises
from tests.faults.powerloss.recording import Flush, Recording, Told, folder_contents

STATES = int(os.environ.get("QINGSHOU_POWER_STATES", "330"))
"""How many states of the disk each model is tried in; a release tries 10,000."""

KEY_STATES = STATES // 6
"""Each costs a stretched password."""

SEED = 5


@pytest.fixture(scope="session")
def record(program, tmp_path_factory):
    """Record a script, the whole day's if no other, with a bug planted or without."""

    def make(bug="", script="day"):
        folder = tmp_path_factory.mktemp("recorded")
        office = folder / "office"
        office.mkdir()
        trace = folder / "trace"
        program.ask(folder=str(office), trace=str(trace), planted=bug, script=script)
        return office, Recording(trace, office, {})

    return make


@pytest.fixture(scope="session")
def sound_day(record):
    return record()


def tried(recording, model, folder, seed=SEED):
    """Yield of each state at which moment the power went, and what is wrong with it."""
    promises = Promises(recording)
    for number, state in enumerate(states(recording, model, STATES, seed)):
        place = folder / f"{model}-{number}"
        yield state.moment, promises.broken_by(state, place)
        shutil.rmtree(place)


def test_a_recording_replayed_to_its_end_is_the_folder_itself(sound_day):
    office, recording = sound_day
    disk = Disk.before(recording)
    for event in recording.events:
        if not isinstance(event, Flush | Told):
            disk.apply(event)
    assert disk.contents() == folder_contents(office)


@pytest.mark.parametrize("model", MODELS)
def test_nothing_told_is_lost_when_the_power_goes(model, sound_day, tmp_path):
    _, recording = sound_day
    found = list(tried(recording, model, tmp_path))
    assert [each for each in found if each[1]] == []
    assert len(found) == STATES


def tried_with_keys(recording, model, folder):
    """Yield of each state at which moment the power went, and whom it kept out of what."""
    texts = [event.text for event in recording.events if isinstance(event, Told)]
    said = [json.loads(text) for text in texts]
    assert [each["opens"] for each in said] == [KEY_FILE, FIRST, SECOND, SECOND]
    for number, state in enumerate(states(recording, model, KEY_STATES, SEED)):
        place = folder / f"{model}-{number}"
        place.mkdir()
        state.lay_out(place)
        yield state.moment, list(broken_by_keys(Office(place), said[: len(state.told)], said))
        shutil.rmtree(place)


@pytest.mark.parametrize("model", MODELS)
def test_somebody_always_gets_in_while_people_and_keys_change(model, record, tmp_path):
    _, recording = record(script="keys")
    found = list(tried_with_keys(recording, model, tmp_path))
    assert [each for each in found if each[1]] == []
    assert len(found) == KEY_STATES


def test_slots_of_another_state_of_the_database_are_seen(record):
    """What the check of keys is for: a file and slots that do not belong together."""
    office, recording = record(script="keys")
    said = [json.loads(event.text) for event in recording.events if isinstance(event, Told)]
    office = Office(office)
    assert list(broken_by_keys(office, said, said)) == []
    slots = read_slots(office.database)
    keyless = tuple(resealed(each, slots.installation, bytes(32)) for each in slots.slots)
    write_slots(office.database, SlotFile(slots.installation, keyless))
    assert list(broken_by_keys(office, said, said)) != []


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(bug, record, tmp_path):
    """A bug that shows in few states is looked for in more of them, until it is seen.

    One of passwords shows in none of the many others of a day: it is looked for among its own.
    """
    _, recording = record(bug, "passwords" if bug == "slots rewritten in place" else "day")
    assert any(
        broken
        for seed in range(SEED, SEED + 4)
        for model in ("lost", "torn", "ordered")
        for _, broken in tried(recording, model, tmp_path, seed)
    )
