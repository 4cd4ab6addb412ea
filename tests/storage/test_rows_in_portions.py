"""An act whose rows no line of a package could hold: they follow in entries of their own."""

import json

import pytest

from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.errors import ExpectedFailure
from desktop.services.line_limits import LINE_MARKS, is_too_long
from desktop.services.party_records import StoredContact
from desktop.services.progress import NoProgress
from desktop.storage import capture
from tests.storage.conftest import DAY
from tests.storage.two_lines import content, one, sent, taken, written


def told(number, note="门口有大黄狗"):
    contact = Contact(ReachKind.PHONE, f"0000-{number:07}", ContactSource.OTHER, DAY, note=note)
    return StoredContact(f"c{number}", "p1", contact)


def many(uow):
    for number in range(40):
        uow.add_contact(told(number))


def test_they_are_divided_and_come_together_again(here, there, monkeypatch):
    monkeypatch.setattr(capture, "ROWS_CHARS", 1_000)
    written(here, "contacts_recorded", many)
    entries = sent(here)
    kinds = [json.loads(each.body)["kind"] for each in entries]
    assert kinds[0] == "contacts_recorded"
    assert set(kinds[1:]) == {"rows_continued"}
    assert len(kinds) > 5
    assert max(len(each.rows) for each in entries) <= 1_000
    assert here.verify(NoProgress()) == []
    assert taken(there, reversed(entries)).held == ()
    assert content(there) == content(here)


def test_a_whole_state_is_divided_too(here, there, monkeypatch):
    written(here, "contacts_recorded", many)
    monkeypatch.setattr(capture, "ROWS_CHARS", 1_000)
    written(here, "enrolled", lambda uow: uow.note_everything())
    whole = [each for each in sent(here, 2) if json.loads(each.body).get("whole")]
    assert len(whole) == len(sent(here, 2)) > 5
    assert taken(there, whole).held == ()
    assert content(there) == content(here)


@pytest.mark.parametrize("note", ["," * (LINE_MARKS + 1), "字" * 3_000_000])
def test_what_cannot_be_divided_is_refused_before_anything_is_saved(here, note):
    assert is_too_long(note)
    with pytest.raises(ExpectedFailure, match="entry_too_large"):
        written(here, "contact_recorded", lambda uow: uow.add_contact(told(1, note)))
    assert one(here, "SELECT count(*) FROM contact") == 0


def test_an_entry_whose_own_words_are_too_many_is_refused(here):
    with pytest.raises(ExpectedFailure, match="entry_too_large"), here.write() as uow:
        uow.record("notices_issued", "e", {"notices": [0] * (LINE_MARKS + 1)}, DAY)
        uow.commit()
    assert len(sent(here, 0)) == 1
