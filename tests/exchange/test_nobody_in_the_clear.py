"""A whole exchange leaves no debtor readable in any file but the papers that people asked for.

PostgreSQL is the exception, and is shown to be one: its disk is encrypted by the bank, or it is not
used.
"""

import tempfile
from datetime import date, datetime

import pytest

from desktop.domain.delivery import DeliveryAct, Method, Signer
from desktop.services import backups, delivery
from desktop.services.backup_ports import Reason
from desktop.services.notices import Choice, issue
from desktop.services.office.return_slips import issue_slip, write_slip
from desktop.services.office.returning import write_returns
from desktop.services.package_ports import PackageRefused
from desktop.sync import files
from desktop.ui.crash import save_report
from tests.exchange.branch_pc import LOANS, QUIET
from tests.exchange.world import World
from tests.faults.test_no_person_in_the_clear import sightings
from tests.ui.branch_desk import row

NAME, NUMBER, PHONE, OTHER_PHONE = "欧阳堃犇", "439985194806046550", "0000-1357911", "0000-2468024"
ADDRESS, LOAN_NO, NOTE = "牌口镇龙凤坳一百零八号", "43990190212887766", "门口有大黄狗"
CANARIES = (NAME, NUMBER, PHONE, OTHER_PHONE, ADDRESS, LOAN_NO, NOTE)
PERSON = row(LOAN_NO, NAME, id_number=NUMBER, phone=PHONE, address=ADDRESS, balance_fen=7_000_000)


@pytest.fixture(autouse=True)
def surroundings(tmp_path, monkeypatch):
    """Let whatever is written to the user's folders or to temporary ones come to light."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def work(world, photo):
    """A month with this person at the branch: notice, photograph, payments, a phone."""
    pc = world.pc()
    pc.import_ledger(PERSON, as_of=date(2026, 10, 1))
    desk, today = pc.desk(), pc.clock.today()
    party = pc.loan(LOAN_NO).borrower_id
    [facts] = issue(desk, [Choice(party, 1)], today, QUIET).facts
    photo.write_bytes(f"photograph of {NAME} {NUMBER}".encode())
    act = DeliveryAct(Method.IN_PERSON, Signer.SELF, today, note=NOTE)
    delivery.record(desk, facts.serial, act, [photo])
    photo.unlink()
    pc.repay(5_000, LOAN_NO)
    pc.reverse(pc.repay(700, LOAN_NO))
    pc.note_phone(OTHER_PHONE, LOAN_NO)
    world.office.know_loans(pc.branch, *LOANS, PERSON, as_of=date(2026, 10, 2))
    return pc


def everything_happens(world, folder):
    """Exchange, with a cut, a refusal, slips, backups and a crash in between."""
    pc = work(world, folder / "photo.jpg")
    sent = world.send(pc)
    assert world.office.take_in(sent.path)[0].is_in
    cut = world.copy(sent, "B0417A_U0099_20261010.qsp")
    cut.path.write_bytes(cut.path.read_bytes()[:-9])
    world.sent.pop(cut.path)
    assert not world.office.take_in(cut.path)[0].is_in
    desk = world.office.desk
    slip = issue_slip(desk, write_returns(desk, [], None, QUIET))
    write_slip(desk, slip.serial, world.folder / "slips.pdf", QUIET)
    world.exchange(pc)
    other = world.new_pc(pc.branch)  # to which the photograph goes down again
    world.office.take_in(world.send(other).path)
    assert other.take(world.answer(other).path).photos.came == 1
    with pytest.raises(PackageRefused) as refused:
        pc.take(sent.path)
    report = save_report(refused.value, world.folder / "reports", datetime(2026, 10, 10))
    assert report.exists()
    pc.back_up()
    backups.make(world.office.desk, Reason.MANUAL, QUIET)


def cut_off_while_writing(world, monkeypatch):
    """The plug is pulled as a package is flushed to the disk: its ``.part`` stays."""

    def pulled(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", pulled)
        patch.setattr("pathlib.Path.unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            world.pc().export(world.stick())


def test_no_debtor_lies_in_the_clear_anywhere_with_an_encrypted_file(surroundings, monkeypatch):
    with World("0417") as world:
        everything_happens(world, surroundings)
        cut_off_while_writing(world, monkeypatch)
        found = [path for path in world.folder.rglob("*") if path.is_file()]
        names = " ".join(path.name for path in found)
        parts = {path.parent.parent.name for path in found if path.suffix == ".qsa"}
        assert {"branch.outbox", "HO.outbox", "HO.inbox", "清收通"} <= parts
        for kind in (".qsp", ".qsa", ".part", "-wal", ".branches", "crash-", ".enrol"):
            assert kind in names, kind  # each of these was looked at
        assert sightings(world.folder, CANARIES) == {}
        assert sightings(surroundings, CANARIES) == {}


def test_postgresql_keeps_debtors_in_the_clear_and_nothing_beside_it_does(surroundings, postgres):
    with World("0417", url=postgres.emptied_database()) as world:
        everything_happens(world, surroundings)
        assert sightings(world.folder, CANARIES) == {}
        assert sightings(surroundings, CANARIES) == {}
        with postgres.connect() as connection:
            connection.execute("CHECKPOINT")
        lies_there = sightings(postgres.folder / "data", CANARIES)
    assert NAME in {each for seen in lies_there.values() for each in seen}
