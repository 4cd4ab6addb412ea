"""A notice is served exactly while some delivery that stands says so."""

from datetime import UTC, date, datetime

import pytest

from desktop.bootstrap import build
from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import RuleViolation
from desktop.domain.rounds import NoticeState
from desktop.ledgers.reader import read_ledger
from desktop.ledgers.sample import write_sample_ledger
from desktop.services.delivery import add_evidence, find_notice, record, withdraw
from desktop.services.ledger import import_reading
from desktop.services.notices import Choice, issue, mark
from desktop.services.progress import NoProgress
from desktop.services.proposals import propose
from desktop.services.verify import verify
from tests.founded import founded_branch

ISSUED, TODAY = date(2026, 10, 1), date(2026, 10, 10)
SERVERS = ("彭春兰", "刘建国")


class Clock:
    def today(self) -> date:
        return TODAY

    def now(self) -> datetime:
        return datetime(2026, 10, 10, 9, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "ledger.xlsx"
    write_sample_ledger(path, 6, 3, date(2026, 9, 30))
    database = founded_branch(tmp_path / "b.db", bytes(32), Clock())
    with build(database, bytes(32), clock=Clock()) as application:
        import_reading(application.desk, read_ledger(path), NoProgress())
        yield application.desk
        assert verify(application.desk, NoProgress()) == []


@pytest.fixture
def serial(desk):
    chosen = next(each for each in propose(desk, ISSUED) if each.proposal.chosen)
    serial = issue(desk, [Choice(chosen.party.id, 1)], ISSUED, NoProgress()).facts[0].serial
    mark(desk, [serial], NoticeState.HANDED_OUT)
    return serial


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "slip.jpg"
    path.write_bytes(b"a photograph")
    return path


def visit(signer, day=TODAY):
    return DeliveryAct(Method.IN_PERSON, signer, day, Boxes(signer is Signer.SELF), SERVERS)


def test_evidence_of_a_visit_that_served_nothing_takes_no_service_away(desk, serial, photo):
    neighbour = record(desk, serial, visit(Signer.NEIGHBOUR, date(2026, 10, 5)))
    record(desk, serial, visit(Signer.SELF), [photo])
    add_evidence(desk, neighbour.delivery_id, [photo])
    notice = find_notice(desk, serial).notice
    assert (notice.state, notice.served_on) == (NoticeState.SERVED, TODAY)


def test_the_day_of_service_is_that_of_a_delivery_that_stands(desk, serial, photo):
    refused = record(desk, serial, visit(Signer.REFUSED, date(2026, 10, 5)))
    record(desk, serial, visit(Signer.SELF), [photo])
    add_evidence(desk, refused.delivery_id, [photo])
    assert find_notice(desk, serial).notice.served_on == date(2026, 10, 5)
    withdraw(desk, refused.delivery_id, "登记错了")
    notice = find_notice(desk, serial).notice
    assert (notice.state, notice.served_on) == (NoticeState.SERVED, TODAY)


def test_a_visit_that_met_nobody_does_not_move_the_day_of_handing_out(desk, serial):
    handed_out = find_notice(desk, serial).notice.handed_out_on
    record(desk, serial, visit(Signer.NOT_MET, date(2026, 10, 2)))
    assert find_notice(desk, serial).notice.handed_out_on == handed_out


def test_evidence_is_added_only_with_a_file(desk, serial):
    made = record(desk, serial, visit(Signer.SELF))
    with pytest.raises(RuleViolation, match="field_missing"):
        add_evidence(desk, made.delivery_id, [])
