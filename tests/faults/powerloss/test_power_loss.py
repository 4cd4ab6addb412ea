"""The power goes at any moment of a day: nothing told is lost, nothing is damaged.

What is left on the disk is worked out from a recording of every file operation, by the three
models of ``disk``, and opened with the real program. Bugs planted on purpose prove that the test
sees what it is for; SQLite's weaker settings are two of them.
"""

import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.faults.powerloss.disk import MODELS, Disk, states
from tests.faults.powerloss.planted import PLANTED
from tests.faults.powerloss.promises import Promises
from tests.faults.powerloss.recording import Flush, Recording, Told, folder_contents

STATES = int(os.environ.get("QINGSHOU_POWER_STATES", "330"))
"""How many states of the disk each model is tried in; a release tries 10,000."""

SEED = 5


@pytest.fixture
def quick_disk():
    """A folder in memory where there is one: thousands of states are laid out in it."""
    shared = Path("/dev/shm")
    folder = Path(mkdtemp(dir=shared if shared.is_dir() else None))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def record(program, tmp_path_factory):
    """Record the whole day, with a bug planted or without."""

    def make(bug=""):
        folder = tmp_path_factory.mktemp("recorded")
        office = folder / "office"
        office.mkdir()
        program.ask(folder=str(office), trace=str(folder / "trace"), planted=bug)
        return office, Recording(folder / "trace", office, {})

    return make


@pytest.fixture(scope="session")
def sound_day(record):
    return record()


def tried(recording, model, folder):
    """Yield of each state at which moment the power went, and what is wrong with it."""
    promises = Promises(recording)
    for number, state in enumerate(states(recording, model, STATES, SEED)):
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
def test_nothing_told_is_lost_when_the_power_goes(model, sound_day, quick_disk):
    _, recording = sound_day
    found = list(tried(recording, model, quick_disk))
    assert [each for each in found if each[1]] == []
    assert len(found) == STATES


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_caught(bug, record, quick_disk):
    _, recording = record(bug)
    assert any(
        broken
        for model in ("lost", "torn", "ordered")
        for _, broken in tried(recording, model, quick_disk)
    )
