"""Head office set up, its branches, and whose packages are taken."""

from dataclasses import replace

import pytest

from desktop.bootstrap import build, found_office
from desktop.domain.errors import ExpectedFailure, RuleViolation
from desktop.domain.notices import SAMPLE_HEAD
from desktop.domain.permissions import Role
from desktop.services.office.branches import acts, add_branch, add_branches, replicas, standings
from desktop.services.office.founding import set_ledgers_from, was_restored
from desktop.services.office.registering import register, revoke, write_enrolment
from desktop.services.two_people import SecondPerson
from desktop.storage.collection import branches_beside
from tests.offices import ROOM, Pc
from tests.people import at_desk, employ

KEY = bytes(range(32))


@pytest.fixture
def branch(office):
    return add_branch(office, "0417", "牌口信用社")


@pytest.fixture
def pc(office, branch, tmp_path):
    return Pc(office, tmp_path)


def test_head_office_keeps_its_keys_and_gives_the_escrow_key_away(office, tmp_path):
    with office.store.read() as queries:
        kept = queries.head_office()
    secret = (tmp_path / "escrow.key").read_text().strip()
    assert secret.startswith("AGE-SECRET-KEY-")
    assert ROOM.public(replace(kept.keys, sealing=secret)).sealing == kept.escrow
    assert secret.encode() not in (tmp_path / "HO.db").read_bytes()


def test_what_fails_while_head_office_is_set_up_leaves_nothing(tmp_path, clock):
    files = tmp_path / "HO.db", tmp_path / "escrow.key"
    with pytest.raises(ExpectedFailure, match="collection_url_wrong"):
        found_office(files[0], KEY, SAMPLE_HEAD, files[1], "sqlite:///x", clock=clock)
    branches_beside(files[0]).write_bytes(b"another")
    with pytest.raises(ExpectedFailure, match="database_exists"):
        found_office(files[0], KEY, SAMPLE_HEAD, files[1], clock=clock)
    assert not any(each.exists() for each in files)


def test_its_branches_are_there_again_when_it_is_opened_again(office, branch, tmp_path, clock):
    office.collection.close()
    with build(tmp_path / "HO.db", KEY, clock=clock) as again:
        assert [each.figures.branch for each in standings(again.desk)] == [branch]


def test_a_branch_has_no_branches(desk):
    with pytest.raises(ExpectedFailure, match="not_head_office"):
        add_branch(desk, "0417", "牌口信用社")
    with pytest.raises(ExpectedFailure, match="not_head_office"):
        set_ledgers_from(desk, "branch")


def test_branches_are_added_from_a_list_whatever_it_was_saved_with(office, tmp_path):
    file = tmp_path / "branches.csv"
    file.write_bytes("机构号,名称\n0417,牌口信用社\n0502,大河分社\n".encode("gb18030"))
    assert [each.name for each in add_branches(office, file)] == ["牌口信用社", "大河分社"]
    assert [each.figures.branch.code for each in standings(office)] == ["0417", "0502"]
    assert all(each.is_overdue for each in standings(office))


@pytest.mark.parametrize("text", ["", "0417\n", "机构号,名称\n"])
def test_a_list_that_names_no_branch_adds_none(office, tmp_path, text):
    file = tmp_path / "branches.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ExpectedFailure, match="branch_list_unreadable"):
        add_branches(office, file)


def test_a_branch_without_a_name_keeps_the_whole_list_out(office, tmp_path):
    file = tmp_path / "branches.csv"
    file.write_text("0417,牌口信用社\n0502, \n", encoding="utf-8")
    with pytest.raises(RuleViolation, match="field_missing"):
        add_branches(office, file)
    assert standings(office) == []


def test_an_enrolment_file_names_head_office_and_its_escrow_key(office, tmp_path):
    written = write_enrolment(office, tmp_path / "office.enrol")
    assert ROOM.read_enrolment(tmp_path / "office.enrol") == written
    with office.store.read() as queries:
        assert written.escrow == queries.head_office().escrow


def test_a_pc_is_registered_by_the_fingerprint_that_its_people_say(office, pc):
    wide = {ord("0") + digit: ord("０") + digit for digit in range(10)}
    heard = pc.fingerprint.replace(" ", "-").translate(wide)  # as an input method may write it
    made = register(office, pc.request(), heard)
    assert made == replicas(office, "0417")[0]
    assert made.keys == ROOM.public(pc.keys)
    with pytest.raises(RuleViolation, match="replica_registered"):
        register(office, pc.request(), heard)


def test_a_key_is_not_trusted_because_it_came_first(office, pc):
    last = pc.fingerprint[-1]
    wrong = pc.fingerprint[:-1] + ("1" if last == "0" else "0")
    for heard in ("", wrong, pc.fingerprint + "0"):
        with pytest.raises(RuleViolation, match="fingerprint_differs"):
            register(office, pc.request(), heard)
    assert replicas(office) == []


def test_a_request_to_another_head_office_or_of_no_branch_is_refused(office, pc, tmp_path):
    stranger = replace(pc, branch="9999")
    with pytest.raises(RuleViolation, match="branch_unknown"):
        register(office, stranger.request(), pc.fingerprint)
    (tmp_path / "other").mkdir()
    with found_office(
        tmp_path / "other" / "HO.db", KEY, SAMPLE_HEAD, tmp_path / "other" / "escrow"
    ) as other:
        add_branch(other.desk, "0417", "牌口信用社")
        elsewhere = replace(pc, replica_id="replica-2", desk=office)
        with pytest.raises(RuleViolation, match="request_for_other_office"):
            register(other.desk, elsewhere.request(), pc.fingerprint)


def test_registering_and_revoking_take_two_people_of_head_office(office, pc):
    employ(office, Role.HEAD_OFFICE, Role.ACCOUNTANT)
    desk = at_desk(office, Role.HEAD_OFFICE)
    for second in (None, SecondPerson("head_office", "head_office")):
        with pytest.raises(RuleViolation, match=r"second_person_needed|own_item"):
            register(desk, pc.request(), pc.fingerprint, second)
    with pytest.raises(RuleViolation, match="not_permitted"):
        register(desk, pc.request(), pc.fingerprint, SecondPerson("accountant", "accountant"))
    assert replicas(office) == []


def test_a_revoked_key_ends_every_pc_that_has_it(office, pc):
    register(office, pc.request(), pc.fingerprint)
    copied = replace(replicas(office)[0], replica_id="replica-copy")
    with office.collection.write("0417") as work:
        work.save_replica(copied)
        work.commit()
    ended = revoke(office, "0417", "replica-1", "电脑被盗")
    assert {each.replica_id for each in ended} == {"replica-1", "replica-copy"}
    assert all(each.revoked_on for each in replicas(office))
    with pytest.raises(RuleViolation, match="replica_revoked"):
        revoke(office, "0417", "replica-1", "电脑被盗")
    with pytest.raises(RuleViolation, match="replica_unknown"):
        revoke(office, "0417", "replica-9", "电脑被盗")
    assert [each.what for each in acts(office, "0417")].count("revoked") == 2


def test_head_office_that_was_restored_begins_a_new_epoch(office):
    assert was_restored(office, "数据库由旧备份恢复") == 2
    with office.collection.read() as queries:
        assert queries.epoch() == 2
    with pytest.raises(RuleViolation, match="reason_missing"):
        was_restored(office, " ")


def test_a_desk_database_put_back_begins_a_new_epoch_once(office, tmp_path, clock):
    with office.store.write() as uow:
        uow.save_installation(replace(uow.installation(), replica_id="after-restore"))
        uow.record("restored", "x", {}, clock.today())
        uow.commit()
    office.collection.close()
    for _ in range(2):
        with build(tmp_path / "HO.db", KEY, clock=clock) as again:
            with again.desk.collection.read() as queries:
                assert queries.epoch() == 2
            assert acts(again.desk)[0].data["reason"] == "desk_restored"
