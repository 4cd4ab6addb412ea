"""The frame: doors, badges, status line, search, keys, language, crash."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from desktop.domain.errors import ExpectedFailure
from desktop.services.list_records import SearchHit
from desktop.ui.app import Shell
from desktop.ui.crash import report_text, save_report
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.one_at_a_time import OneAtATime
from desktop.ui.pages.page import Badge, Page, PageSpec
from desktop.ui.theme import Tone
from tests.ui import fake_desk


class Remembering(Page):
    """A page that remembers what it was asked."""

    def _build(self):
        self.opened, self.refreshed = [], 0

    def open(self, **arguments):
        self.opened.append(arguments)

    def refresh(self):
        self.refreshed += 1


def specs():
    return [
        PageSpec("today", "今日", Remembering, lambda desk: Badge(17, Tone.DANGER)),
        PageSpec("ledger", "台账", Remembering),
        PageSpec("deliveries", "送达登记", Remembering, lambda desk: Badge(0)),
        PageSpec("dossier", "户档案", Remembering, in_rail=False, under="ledger"),
    ]


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def window(qtbot, jobs):
    made = MainWindow(fake_desk.desk_of([fake_desk.line(7)]), jobs, specs())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    return made


def test_the_first_page_is_open_and_the_others_are_not_made_yet(window):
    assert window.current_key == "today"
    assert list(window._pages) == ["today"]


def test_badges_stand_beside_the_doors(window):
    assert window.rail.button("today").badge == 17
    assert window.rail.button("deliveries").badge == 0
    assert window.rail.button("dossier") is None


def test_alt_and_a_number_opens_a_door(window, qtbot):
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == "deliveries"
    assert window.rail.button("deliveries").isChecked()


def test_a_page_without_a_door_marks_the_one_it_belongs_to(window):
    window.navigate("dossier", party_id="party-1")
    assert window.rail.button("ledger").isChecked()
    assert window.page("dossier").opened == [{"party_id": "party-1"}]
    window.back()
    assert window.current_key == "today"
    assert window.rail.button("today").isChecked()


def test_a_scan_leads_to_the_delivery_and_a_name_to_the_dossier(window, qtbot):
    qtbot.keyClicks(window.search, "P26-1177")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page("deliveries").opened == [{"serial": "P26-1177"}]
    window.search.setText("罗")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page("dossier").opened == [{"party_id": "party-3"}]


def test_a_write_refreshes_what_is_seen_now_and_the_rest_when_it_is_seen(window, qtbot, jobs):
    window.navigate("ledger")
    window.bus.changed.emit()
    assert window.page("ledger").refreshed == 1
    assert window.page("today").refreshed == 0
    window.navigate("today")
    assert window.page("today").refreshed == 1
    window.navigate("ledger")
    assert window.page("ledger").refreshed == 1
    qtbot.waitUntil(lambda: not jobs.is_busy)


def test_the_status_line_turns_red_when_the_ledger_is_older_than_35_days(qtbot, jobs, window):
    assert "2026-09-30" in window.status.ledger.text()
    assert window.status.ledger.property("role") == "small"
    clock = fake_desk.FixedClock(date(2026, 11, 5))
    later = MainWindow(replace(window.context.desk, clock=clock), jobs, specs())
    qtbot.addWidget(later)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert later.status.ledger.property("role") == "danger"


def test_a_damaged_journal_is_said_in_red(window, qtbot, jobs):
    window.check_database()
    qtbot.waitUntil(lambda: window._chain is True and not jobs.is_busy)
    window.context.desk.store.findings = ["broken"]
    window.check_database()
    qtbot.waitUntil(lambda: window._chain is False and not jobs.is_busy)
    assert window.status.chain.property("role") == "danger"


def test_a_backup_from_the_menu_shows_in_the_status_line(window, qtbot, jobs):
    before = window.status.backup.text()
    window.back_up()
    qtbot.waitUntil(lambda: "08:02" in window.status.backup.text())
    assert "08:02" not in before
    qtbot.waitUntil(lambda: not jobs.is_busy)


@pytest.fixture
def shell(qtbot, qapp, fonts):
    made = Shell(qapp, fonts)
    made.work_on(fake_desk.desk_of([fake_desk.line(n) for n in range(3)]))
    qtbot.waitUntil(lambda: not made.jobs.is_busy)
    yield made
    made.window.close()
    made.close()


def test_the_program_starts_in_chinese_and_speaks_english_by_a_switch(shell, qtbot):
    assert shell.window.windowTitle() == "清收通"
    shell.window.language_requested.emit()
    assert shell.window.windowTitle() == "Qingshou"
    qtbot.waitUntil(lambda: not shell.jobs.is_busy)
    shell.window.language_requested.emit()
    assert shell.window.windowTitle() == "清收通"
    qtbot.waitUntil(lambda: not shell.jobs.is_busy)


def test_a_desk_with_another_template_gets_a_window_of_its_own_on_the_same_page(shell, qtbot):
    old, other = shell.window, fake_desk.desk_of([fake_desk.line(1)])
    old.navigate("rules")
    old.bus.desk_replaced.emit(other, {})
    qtbot.waitUntil(lambda: shell.window is not old and not shell.jobs.is_busy)
    assert shell.window.context.desk is other
    assert shell.window.current_key == "rules"


class Slow(OneAtATime):
    """Prints until it may end."""

    def print_until(self, may_end, printed):
        self._run("print", lambda progress: may_end.wait(120), printed.append, database=False)


def test_a_window_is_not_remade_while_something_prints(shell, qtbot):
    old, other = shell.window, fake_desk.desk_of([fake_desk.line(1)])
    may_end, printed = threading.Event(), []
    Slow(old.context, old).print_until(may_end, printed)
    old.bus.desk_replaced.emit(other, {})
    old.language_requested.emit()
    QCoreApplication.processEvents()
    assert shell.window is old
    assert old.windowTitle() == "清收通"
    may_end.set()
    qtbot.waitUntil(lambda: shell.window is not old and not shell.jobs.is_busy)
    assert printed == [True]
    assert shell.window.context.desk is other
    assert shell.window.windowTitle() == "Qingshou"
    shell.window.language_requested.emit()
    qtbot.waitUntil(lambda: not shell.jobs.is_busy)


def test_a_document_found_leads_to_its_dossier_or_to_the_page_of_papers(window, monkeypatch):
    went = []
    monkeypatch.setattr(window, "navigate", lambda key, **words: went.append((key, words)))
    for party_id in ("p1", ""):
        window.search.opened.emit(SearchHit("document", "d1", party_id, "PA26-W0001", ""))
    assert went == [
        ("dossier", {"party_id": "p1", "serial": "PA26-W0001"}),
        ("documents", {"serial": "PA26-W0001"}),
    ]


def test_text_grows_within_bounds(shell, qapp):
    before = qapp.font().pointSizeF()
    shell.window.zoom_requested.emit(1)
    assert qapp.font().pointSizeF() == before + 1
    for points, step, bound in ((17.0, 1, 18.0), (9.0, -1, 8.5)):
        shell._settings.setValue("points", points)
        for _ in range(2):
            shell.window.zoom_requested.emit(step)
        assert qapp.font().pointSizeF() == bound
    shell._settings.setValue("points", before)
    shell._dress()


def test_a_refusal_is_shown_in_words(shell, monkeypatch):
    shown = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, *words: shown.append(words))
    shell.jobs.refused.emit(ExpectedFailure("not_set_up"))
    title, text = shown[0]
    assert title
    assert "机构" in text


def secret_bearing_error():
    try:
        name, id_number = "周田生", "430102195001011234"
        raise ValueError(f"{name} {id_number}")
    except ValueError as error:
        return error


def test_a_crash_report_names_the_place_and_no_person(tmp_path):
    error = secret_bearing_error()
    path = save_report(error, tmp_path / "reports", fake_desk.FixedClock().now())
    text = path.read_text(encoding="utf-8")
    assert "secret_bearing_error" in text
    assert "ValueError" in text
    assert "周田生" not in text
    assert "430102195001011234" not in text
    assert str(tmp_path) not in report_text(error)


def test_a_missing_backup_can_be_made_from_the_status_line(window, qtbot, jobs):
    assert window.status.back_up.isVisible()
    window.status.back_up.click()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert not window.status.back_up.isVisible()
    assert "08:02" in window.status.backup.text()
