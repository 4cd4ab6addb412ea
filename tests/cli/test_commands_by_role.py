"""The command line obeys the table of roles: what a role may not do is said, and not done."""

import json
from dataclasses import asdict, replace

import pytest
from typer.testing import CliRunner

from desktop.bootstrap import build
from desktop.cli.app import app
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Action, Part, Role, allows
from desktop.services.branch import set_up
from desktop.storage import key_ring
from desktop.storage.keyslots import new_data_key, write_key_file
from desktop.storage.sealing import FLOOR

PEOPLE = {
    "ding": (Role.TELLER, "柜员"),
    "peng": (Role.CREDIT_OFFICER, "信贷员"),
    "liu": (Role.ACCOUNTANT, "委派会计"),
    "xia": (Role.MANAGER, "主任"),
}
PASSWORDS = ("counter-1x", "credits-2y", "accounts-3z", "managing-4w")
COMMANDS = {
    "clocks": (["clocks"], Action.SEE, Part.READ),
    "verify": (["verify"], Action.CARE, Part.MAKE),
    "journal": (["journal"], Action.JOURNAL, Part.READ),
    "head": (["head", "head.json"], Action.POLICY, Part.MAKE),
}


class Office:
    """A branch on disk whose people sign in by name and password file."""

    def __init__(self, folder):
        self.folder = folder
        self.passwords = dict(zip(PEOPLE, PASSWORDS, strict=True))
        for login, password in self.passwords.items():
            (folder / f"{login}.txt").write_text(password, encoding="utf-8")

    def run(self, words, *access, typed=""):
        given = [str(self.folder / each) if each.endswith(".json") else each for each in words]
        access = ("--db", str(self.folder / "b.db"), *map(str, access))
        return CliRunner().invoke(app, [*given, *access], input=typed)

    def as_(self, login, words):
        return self.run(words, "--user", login, "--password-file", self.folder / f"{login}.txt")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    office, key = Office(tmp_path_factory.mktemp("roles")), new_data_key()
    write_key_file(office.folder / "b.key", key)
    with build(office.folder / "b.db", key, create=True) as application:
        set_up(application.desk, SAMPLE_HEAD)
    head = json.dumps(asdict(replace(SAMPLE_HEAD, phone="0000-0000000")))
    (office.folder / "head.json").write_text(head, encoding="utf-8")
    words = ["users", "found", *(f"{login}:{role}:{role}" for login, (_, role) in PEOPLE.items())]
    typed = "".join(f"{each}\n{each}\n" for each in office.passwords.values())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_ring, "calibrate", lambda: FLOOR)
        made = office.run(words, "--key-file", office.folder / "b.key", typed=typed)
    assert made.exit_code == 0, made.output
    return office


@pytest.mark.parametrize("login", PEOPLE)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_done_or_refused_as_the_table_says(office, name, login):
    words, action, part = COMMANDS[name]
    told = office.as_(login, words)
    if allows(PEOPLE[login][0], action, part):
        assert told.exit_code == 0, told.output
    else:
        assert (told.exit_code, "岗位" in told.output) == (2, True), told.output
        shown = office.as_("xia", ["journal", "--kind", "act_refused", "--json"])
        last = json.loads(shown.stdout)[-1]
        assert (last["body"]["action"], last["body"]["part"]) == (action, part)
