"""SIGKILL while a package is exported and while a return is taken in: the next try does it all."""

import os
import shutil
import signal

import pytest

from desktop.bootstrap import build
from desktop.domain.package_names import Direction
from desktop.services.exchange import enrolment, incoming, outgoing
from desktop.services.exchange.return_lines import TargetLine, line_of
from desktop.services.progress import NoProgress
from tests import exchange_rows
from tests.fake_office import FakeOffice
from tests.faults.test_killed_use_cases import at_every_statement, die_at, in_child
from tests.ui.branch_desk import StoppedClock, branch_desk

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

KEY = bytes(range(32))
QUIET = NoProgress()
POINTS = int(os.environ.get("QINGSHOU_FAULT_POINTS", "5"))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """An enrolled branch whose first package was answered, its head office, and the answer."""
    folder = tmp_path_factory.mktemp("branch")
    office = FakeOffice(tmp_path_factory.mktemp("office"))
    with branch_desk(folder) as desk:
        made = enrolment.enrol(desk, office.file(), office.fingerprint, folder, branch_code="0417")
        office.register(made.request)
        package = office.open(outgoing.export_package(desk, None, None, QUIET)[0].path)
    lines = [line_of(TargetLine, exchange_rows.TARGET)]
    answer, _ = office.answer(package, lines, [package.manifest.to_head])
    return folder, office, answer


def opened(folder):
    return build(folder / "branch.db", KEY, clock=StoppedClock())


def statements(folder, act):
    heard = []
    with opened(folder) as application, at_every_statement(lambda: heard.append(1)):
        act(application.desk)
    return len(heard)


def killed(first, tmp_path, act):
    """Yield copies of the branch in which an act was killed at one statement after another."""
    total = statements(shutil.copytree(first, tmp_path / "whole"), act)
    points = {*range(1, total, max(1, total // POINTS)), total - 1, total}
    for point in sorted(points):
        folder = shutil.copytree(first, tmp_path / str(point))

        def work(folder=folder, point=point):
            with opened(folder) as application, at_every_statement(die_at(point)):
                act(application.desk)

        assert in_child(work) == signal.SIGKILL
        yield folder


def test_an_export_killed_anywhere_repeats_no_number_and_the_next_package_holds_all(
    first, tmp_path
):
    folder, office, _ = first
    stick = tmp_path / "stick"
    stick.mkdir()

    def export(desk):
        return outgoing.export_package(desk, stick, None, QUIET)

    for left in killed(folder, tmp_path, export):
        shutil.rmtree(stick)
        stick.mkdir()
        with opened(left) as application:
            desk = application.desk
            assert desk.store.verify(QUIET) == []
            [done] = export(desk)
            with desk.store.read() as queries:
                numbers = [each.number for each in queries.sent_packages()]
                known = {each.file_name for each in queries.sent_packages()}
                taken = queries.journal_head()[0] - 1  # its own row came after it was built
            assert len(numbers) == len(set(numbers))
            package = office.open(done.on_stick)
            assert package.manifest.extra["entries"] == taken
            on_stick = desk.sticks.packages_on(stick, Direction.UP)
            assert {each.name for each in on_stick} <= known


def test_a_return_killed_anywhere_is_in_whole_or_not_at_all(first, tmp_path):
    folder, _, answer = first

    def take(desk):
        return incoming.take_return(desk, answer, None, QUIET)

    for left in killed(folder, tmp_path, take):
        with opened(left) as application:
            desk = application.desk
            assert desk.store.verify(QUIET) == []
            with desk.store.read() as queries:
                is_in = bool(queries.taken_returns())
                assert bool(queries.targets()) == is_in
                assert bool(list(queries.journal_of_kind("return_taken"))) == is_in
            assert take(desk).already == is_in
            with desk.store.read() as queries:
                assert list(queries.targets()) == [exchange_rows.TARGET]
                assert len(queries.taken_returns()) == 1
