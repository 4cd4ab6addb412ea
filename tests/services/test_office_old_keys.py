"""Keys that were replaced and are used again, and PCs that nobody registered."""

from dataclasses import replace

import pytest

from desktop.domain.errors import RuleViolation
from desktop.domain.permissions import Role
from desktop.services.collection_records import PackageState
from desktop.services.office.branches import acts, replicas, standings
from desktop.services.office.old_keys import confirm_keys, keys_that_wait
from desktop.services.office.registering import revoke
from desktop.services.office.returning import write_returns
from desktop.services.office.views import branch_in_full
from desktop.services.package_ports import ReturnMark
from desktop.services.two_people import SecondPerson
from tests.offices import QUIET, ROOM, enrolled, know_loans, take
from tests.people import at_desk, employ

APPLIED, REFUSED = PackageState.APPLIED, PackageState.REFUSED
WAITS = (REFUSED, "package_key_waits")
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def pc(office, tmp_path):
    made = enrolled(office, tmp_path)
    know_loans(office, "4321001")
    return made


def came_of(taken):
    return [(each.state, each.reason) for each in taken]


def rotated(office, pc):
    """Let a PC change its keys; return it as somebody goes on who has the old ones."""
    pc.act("note", {})
    thief = replace(pc, entries=list(pc.entries), number=50)
    new = ROOM.new_keys()
    take(office, pc.send(next_keys=ROOM.public(new)))
    pc.keys = new
    pc.act("note", {})
    take(office, pc.send(1))
    return thief


def restored(thief, replica_id="replica-2"):
    """Return the PC as it goes on after a restore through the program."""
    made = replace(thief, replica_id=replica_id, entries=list(thief.entries))
    made.act("note", {}, event_id=f"after the restore of {replica_id}")
    return made


def keys_by_pc(office):
    return {each.replica_id: each.keys for each in replicas(office)}


def entries(office):
    return standings(office)[0].figures.entries


def addressees(office, folder):
    """Return the PCs for which returns are written."""
    return [each.stored.replica_id for each in write_returns(office, ["0417"], None, QUIET)]


def test_keys_that_the_keys_in_use_announce_are_followed(office, pc):
    rotated(office, pc)
    pc.pay()
    assert came_of(take(office, pc.send(2))) == [(APPLIED, "")]
    assert keys_by_pc(office) == {"replica-1": ROOM.public(pc.keys)}
    assert keys_that_wait(office, "0417") == []


@BOTH
@pytest.mark.parametrize("replica_id", ["replica-1", "replica-2"])
def test_replaced_keys_bring_nothing_new_and_no_newer_keys(office, pc, replica_id, tmp_path):
    thief = restored(rotated(office, pc), replica_id)
    before = entries(office)
    theirs = ROOM.public(ROOM.new_keys())
    assert came_of(take(office, thief.send(1, next_keys=theirs))) == [WAITS]
    assert keys_by_pc(office) == {"replica-1": ROOM.public(pc.keys)}
    assert entries(office) == before
    assert addressees(office, tmp_path) == ["replica-1"]
    [waiting] = keys_that_wait(office, "0417")
    assert (waiting.replica_id, waiting.keys) == (replica_id, ROOM.public(thief.keys))
    assert [each.what for each in acts(office, "0417")].count("keys_wait") == 1


def test_replaced_keys_begin_no_new_epoch(office, pc):
    thief = restored(rotated(office, pc))
    unheard_of = ReturnMark(1, 9, "ab" * 32)
    assert came_of(take(office, thief.send(1, last_return=unheard_of))) == [WAITS]
    with office.collection.read() as queries:
        assert queries.epoch() == 1


def test_what_was_signed_with_them_before_and_comes_late_is_taken_in(office, pc):
    late = rotated(office, pc)
    assert came_of(take(office, late.send(name="late.qsp"))) == [(APPLIED, "")]
    assert keys_by_pc(office) == {"replica-1": ROOM.public(pc.keys)}


@pytest.mark.parametrize("replica_id", ["replica-1", "replica-2"])
def test_two_people_who_heard_the_digits_trust_them_again(office, pc, replica_id, tmp_path):
    back = restored(rotated(office, pc), replica_id)
    file = back.send(1)
    take(office, file)
    with pytest.raises(RuleViolation, match="waiting_fingerprint_differs"):
        confirm_keys(office, "0417", pc.fingerprint)
    [made] = confirm_keys(office, "0417", back.fingerprint.replace(" ", "-"))
    assert (made.replica_id, made.is_followed) == (replica_id, False)
    assert came_of(take(office, file)) == [(APPLIED, "")]
    assert keys_by_pc(office)[replica_id] == ROOM.public(back.keys)
    assert replica_id in addressees(office, tmp_path)
    assert keys_that_wait(office, "0417") == []
    with pytest.raises(RuleViolation, match="no_keys_wait"):
        confirm_keys(office, "0417", back.fingerprint)
    following = ROOM.new_keys()
    back.act("note", {}, event_id="later")
    take(office, back.send(2, next_keys=ROOM.public(following)))
    assert keys_by_pc(office)[replica_id] == ROOM.public(following)


def test_a_pc_put_back_by_hand_makes_the_newer_keys_old_ones(office, pc):
    back = restored(rotated(office, pc), "replica-1")
    take(office, back.send(1))
    confirm_keys(office, "0417", back.fingerprint)
    pc.pay()
    assert came_of(take(office, pc.send(1))) == [WAITS]


def test_only_two_people_of_head_office_confirm(office, pc):
    back = restored(rotated(office, pc))
    take(office, back.send(1))
    employ(office, Role.HEAD_OFFICE, Role.ACCOUNTANT)
    desk = at_desk(office, Role.HEAD_OFFICE)
    for second in (None, SecondPerson("head_office", "head_office")):
        with pytest.raises(RuleViolation, match=r"second_person_needed|own_item"):
            confirm_keys(desk, "0417", back.fingerprint, second)
    with pytest.raises(RuleViolation, match="branch_unknown"):
        confirm_keys(desk, "9999", back.fingerprint)
    assert list(keys_by_pc(office)) == ["replica-1"]


def test_keys_that_one_of_two_copies_replaced_are_old_at_the_other(office, pc):
    pc.act("note", {})
    take(office, pc.send())
    other = restored(pc)
    new = ROOM.new_keys()
    take(office, other.send(1, next_keys=ROOM.public(new)))
    other.keys = new
    other.act("note", {}, event_id="under the new ones")
    take(office, other.send(2))
    pc.pay()
    assert came_of(take(office, pc.send(1, name="copied.qsp"))) == [WAITS]


def test_until_the_new_keys_are_used_the_old_ones_go_on(office, pc):
    """The return that is sealed to the new ones may be lost on its way."""
    pc.act("note", {})
    first, second = ROOM.new_keys(), ROOM.new_keys()
    take(office, pc.send(next_keys=ROOM.public(first)))
    pc.pay()
    assert came_of(take(office, pc.send(1, next_keys=ROOM.public(first)))) == [(APPLIED, "")]
    pc.pay()
    assert came_of(take(office, pc.send(2, next_keys=ROOM.public(second)))) == [(APPLIED, "")]
    assert keys_by_pc(office) == {"replica-1": ROOM.public(second)}
    old = [replace(pc, entries=list(pc.entries), number=40), replace(pc, keys=first, number=50)]
    pc.keys = second
    pc.pay()
    assert came_of(take(office, pc.send(3))) == [(APPLIED, "")]
    for each in old:
        each.entries = [*each.entries]
        each.act("note", {}, event_id=f"stolen {each.number}")
        assert came_of(take(office, each.send(3))) == [WAITS]


def test_revoked_keys_are_never_confirmed(office, pc):
    back = restored(rotated(office, pc))
    take(office, back.send(1))
    confirm_keys(office, "0417", back.fingerprint)
    revoke(office, "0417", "replica-2", "电脑丢失")
    back.pay()
    assert came_of(take(office, back.send(2))) == [(REFUSED, "package_key_revoked")]
    assert keys_that_wait(office, "0417") == []
    pc.pay()
    assert came_of(take(office, pc.send(1))) == [(APPLIED, "")]


def test_a_pc_that_nobody_registered_is_taken_in_and_listed_until_two_ask(office, pc, tmp_path):
    pc.act("note", {})
    take(office, pc.send())
    back = restored(pc)
    assert came_of(take(office, back.send(1))) == [(APPLIED, "")]
    assert [each.replica_id for each in replicas(office) if each.is_followed] == ["replica-2"]
    assert standings(office)[0].followed == 1
    [waiting] = branch_in_full(office, "0417").waiting_keys
    assert (waiting.replica_id, waiting.replaced) == ("replica-2", False)
    assert "replica-2" in addressees(office, tmp_path)
    confirm_keys(office, "0417", back.fingerprint)
    assert standings(office)[0].followed == 0
    assert branch_in_full(office, "0417").waiting_keys == []
