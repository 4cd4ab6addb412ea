"""Head office's pages on a real collection: branches, packages, decisions, returns; by keyboard."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton

from desktop.domain.errors import Cancelled, ExpectedFailure
from desktop.domain.ledger import LedgerField
from desktop.domain.permissions import Role
from desktop.services.collection_records import Correction, PackageState
from desktop.services.office.asked import Person
from desktop.services.office.branches import add_branch, packages, replicas, standings
from desktop.services.office.deciding import doubles
from desktop.services.office.handing_out import HandedOut
from desktop.services.office.importing import take_packages
from desktop.services.office.keys import rotate_office_key
from desktop.services.office.proposals import OfficeProposal
from desktop.services.office.registering import register
from desktop.services.office.returning import write_returns
from desktop.services.office.views import ToDecide
from desktop.services.office_ports import User
from desktop.services.progress import NoProgress
from desktop.services.two_people import SecondPerson
from desktop.ui.approval.second_dialog import SecondDialog
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.exchange.stick_dialogs import StickDialog
from desktop.ui.pages.office.branch_dialogs import (
    BranchDialog,
    ConfirmDialog,
    ReasonedDialog,
    RegisterDialog,
    TargetDialog,
)
from desktop.ui.pages.office.contact_dialog import OfficeContactDialog
from desktop.ui.pages.office.decide_page import may_be_decided
from desktop.ui.pages.office.imported_dialog import ImportedDialog
from desktop.ui.pages.office.ledger_dialogs import LedgerDialog
from desktop.ui.pages.office.matters import Sort, matters
from desktop.ui.pages.office.own_acts import SourceDialog
from desktop.ui.pages.office.own_page import source_words
from desktop.ui.pages.office.slips import SlipsDialog
from desktop.ui.pages.registry import page_specs
from desktop.ui.pages.users.dialogs import AddDialog
from tests.collection_rows import NOW, chain, waiting
from tests.founded import founded_office
from tests.offices import ROOM, Pc, know_loans, take
from tests.people import at_desk, employ
from tests.ui.branch_desk import TODAY, StoppedClock

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SECOND = SecondPerson("tan", "tan")


@pytest.fixture
def desk(tmp_path):
    """Head office's desk, at which somebody of head office sits; another can sign beside him."""
    files = tmp_path / "HO.db", tmp_path / "escrow.key"
    with founded_office(*files, bytes(range(32)), StoppedClock()) as application:
        employ(application.desk, Role.MANAGER, Role.ACCOUNTANT, Role.HEAD_OFFICE)
        with application.store.write() as uow:
            uow.save_user(User("tan", "tan", "谭清收", Role.HEAD_OFFICE, TODAY))
            uow.record("users_founded", "users", {}, TODAY)
            uow.commit()
        yield at_desk(application.desk, Role.HEAD_OFFICE)


@pytest.fixture
def window(qapp, qtbot, desk, fonts):
    """The window of head office; whatever was refused outside a dialog is in ``troubles``."""
    jobs = Jobs()
    made = MainWindow(desk, jobs, page_specs(desk), fonts, "zh")
    made.troubles = []
    jobs.refused.connect(made.troubles.append)
    jobs.crashed.connect(made.troubles.append)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle(made, qtbot)
    yield made
    jobs.close()


@pytest.fixture
def pc(desk, tmp_path):
    """A PC of a branch that is registered."""
    add_branch(desk, "0417", "牌口信用社")
    made = Pc(desk, tmp_path / "branch")
    made.folder.mkdir()
    register(desk, made.request(), made.fingerprint, SECOND)
    return made


def settle(window, qtbot):
    qtbot.waitUntil(lambda: not window.context.jobs.is_busy)
    assert window.troubles == []


def refresh(window, qtbot, key, **arguments):
    """Go to a page that asks again for what was done outside the window."""
    window.navigate(key, **arguments)
    window.page(key).refresh()
    settle(window, qtbot)
    return window.page(key)


def front(qtbot, window=None):
    """Return the dialog or the window that has the keyboard."""
    at = QApplication.activeModalWidget() or window or QApplication.activeWindow()
    at.activateWindow()
    qtbot.waitUntil(at.isActiveWindow)
    return at


def press(window, qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus is; a button's key is seen to have pressed it a little later."""
    at = front(qtbot, window)
    wanted = QKeySequence(QKeyCombination(modifiers, key))
    buttons = [
        each
        for each in at.findChildren(QPushButton)
        if each.shortcut() == wanted and each.isVisible() and each.isEnabled()
    ]
    target = QApplication.focusWidget() or at
    if buttons:
        with qtbot.waitSignal(buttons[0].clicked):
            qtbot.keyClick(target, key, modifiers)
    else:
        qtbot.keyClick(target, key, modifiers)
    settle(window, qtbot)


def type_(qtbot, text):
    """Type where the focus is; Chinese comes from the input method as one piece."""
    front(qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    if text.isascii():
        qtbot.keyClicks(QApplication.focusWidget(), text)
    else:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def dialog_of(window, kind):
    [found] = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def sign(window, qtbot, password="tan"):
    """Let the second person type a password beside the operator."""
    dialog = dialog_of(window, SecondDialog)
    assert [dialog.checker.itemData(at) for at in range(dialog.checker.count())] == ["tan"]
    qtbot.keyClicks(dialog.password, password)
    qtbot.keyClick(dialog.password, Key.Key_Return)
    settle(window, qtbot)


def say(window, qtbot):
    """Return what a box says, and put it away."""
    box = dialog_of(window, QMessageBox)
    text = box.text()
    box.accept()
    return text


def choose(monkeypatch, path, way="getOpenFileName"):
    monkeypatch.setattr(QFileDialog, way, lambda *words: (str(path), ""))


def test_head_office_sees_its_own_pages_and_none_of_a_branch(window, qtbot):
    assert window.rail.keys()[0] == "branches"
    assert {"today", "ledger", "notices", "repayments"}.isdisjoint(window._specs)
    assert window.search.isHidden()
    assert window.status.ledger.isHidden()
    window.navigate("rules")
    press(window, qtbot, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == "branches"
    assert window.page("branches").search.hasFocus()
    window.page("branches").table.setFocus()
    press(window, qtbot, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.page("branches").search.hasFocus()


def test_every_page_of_head_office_opens_empty(window, qtbot):
    for key in window._specs:
        window.navigate(key)
        settle(window, qtbot)


def test_a_branch_is_added_by_keyboard(window, qtbot, desk):
    press(window, qtbot, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(window, BranchDialog)
    type_(qtbot, "0417")
    assert not dialog.confirm_button.isEnabled()
    press(window, qtbot, Key.Key_Tab)
    type_(qtbot, "牌口信用社")
    press(window, qtbot, Key.Key_Tab)
    type_(qtbot, "0000-0000417")
    press(window, qtbot, Key.Key_Return)
    [line] = window.page("branches").model.records
    branch = line.figures.branch
    assert (branch.code, branch.name, branch.phone) == ("0417", "牌口信用社", "0000-0000417")
    assert line.figures == standings(desk)[0].figures


def test_a_list_of_branches_is_taken_from_a_file_or_refused_in_the_dialog(
    window, qtbot, tmp_path, monkeypatch
):
    file = tmp_path / "branches.csv"
    file.write_text("0417\n", encoding="utf-8")
    choose(monkeypatch, file)
    window.page("branches").add.click()
    dialog = dialog_of(window, BranchDialog)
    dialog.from_file.click()
    settle(window, qtbot)
    assert "branches.csv" in dialog._error.text()
    file.write_text("0417,牌口信用社\n0502,大河分社\n", encoding="utf-8")
    dialog.from_file.click()
    settle(window, qtbot)
    assert "2" in say(window, qtbot)
    assert window.page("branches").model.rowCount() == 2


def test_thousands_of_branches_are_searched_and_sorted_in_memory(window, qtbot):
    page = window.page("branches")
    figures = standings(window.context.desk)
    assert figures == []
    add_branch(window.context.desk, "0417", "牌口信用社")
    [one] = standings(window.context.desk)
    many = [
        replace(
            one,
            figures=replace(
                one.figures,
                branch=replace(one.figures.branch, code=f"{number:04d}"),
                received_fen=number,
            ),
            days=number % 70,
        )
        for number in range(3_000)
    ]
    page._show(many)
    assert page.model.rowCount() == 3_000
    page.search.setFocus()
    type_(qtbot, "0417 牌口")
    assert [each.figures.branch.code for each in page.model.records] == ["0417"]
    page.search.clear()
    received = [each.key for each in page.model.columns].index("received")
    page.table.view.sortByColumn(received, Qt.SortOrder.DescendingOrder)
    assert page.model.records[0].figures.received_fen == 2_999
    page.filters.press(3)
    assert all(each.days > 35 for each in page.model.records)
    assert page.model.rowCount() == sum(number % 70 > 35 for number in range(3_000))


def test_a_pc_is_registered_by_the_digits_heard_and_a_second_person(
    window, qtbot, desk, tmp_path, monkeypatch
):
    add_branch(desk, "0417", "牌口信用社", "0000-0000417")
    pc = Pc(desk, tmp_path)
    choose(monkeypatch, pc.request())
    press(window, qtbot, Key.Key_F7)
    press(window, qtbot, Key.Key_F2)
    dialog = dialog_of(window, RegisterDialog)
    assert "0417" in dialog.whose.text()
    assert dialog.phone.text() == "0000-0000417"
    assert pc.fingerprint not in dialog.whose.text()
    wrong = "".join(str(9 - int(each)) for each in pc.fingerprint if each.isdecimal())
    type_(qtbot, wrong)
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sign(window, qtbot)
    assert "指纹" in dialog._error.text()
    assert replicas(desk, "0417") == []
    dialog.fingerprint.setFocus()
    dialog.fingerprint.selectAll()
    type_(qtbot, pc.fingerprint)
    press(window, qtbot, Key.Key_Return)
    sign(window, qtbot)
    assert "0417" in say(window, qtbot)
    [replica] = replicas(desk, "0417")
    assert replica.keys == ROOM.public(pc.keys)
    assert replica.registered_by == ("head_office", "tan")


def test_a_file_that_is_no_request_is_said_in_the_dialog(window, qtbot, tmp_path, monkeypatch):
    (tmp_path / "photo.jpg").write_bytes(b"no request")
    choose(monkeypatch, tmp_path / "photo.jpg")
    window.page("branches").register.click()
    dialog = dialog_of(window, RegisterDialog)
    dialog.choose.click()
    settle(window, qtbot)
    assert dialog._error.text()
    dialog.fingerprint.setText("1" * 20)
    assert not dialog.confirm_button.isEnabled()


def test_the_key_file_is_written_and_its_digits_are_shown_to_be_read_out(
    window, qtbot, tmp_path, monkeypatch
):
    """Whatever name is typed, it ends as a branch's dialog lists key files."""
    choose(monkeypatch, tmp_path / "office", "getSaveFileName")
    press(window, qtbot, Key.Key_F6)
    said = say(window, qtbot)
    assert ROOM.read_enrolment(tmp_path / "office.qsk").keys.fingerprint in said


def test_a_branch_in_full_has_its_pcs_and_a_key_is_revoked_by_two(window, qtbot, desk, pc):
    refresh(window, qtbot, "branches")
    press(window, qtbot, Key.Key_Return)
    assert window.current_key == "office_branch"
    page = window.page("office_branch")
    assert page.replicas.model.records == replicas(desk, "0417")
    no_phone = page.tr("No phone is noted, note it first; to be asked: {calls}").partition("{")[0]
    assert page.facts.text().startswith(no_phone)
    add_branch(desk, "0417", "牌口信用社", "0000-0000000")
    full_branch(window, qtbot)
    assert "0000-0000000" in page.facts.text().splitlines()[0]
    assert not page.facts.text().startswith(no_phone)
    page.replicas.table.select_row(0)
    press(window, qtbot, Key.Key_F8)
    dialog = dialog_of(window, ReasonedDialog)
    assert not dialog.confirm_button.isEnabled()
    type_(qtbot, "电脑被盗")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sign(window, qtbot)
    [revoked] = page.replicas.model.records
    assert revoked.revoked_by == ("head_office", "tan")
    assert not page.revoke.isEnabled()
    acts = [each.text_of(page.history.model.records[0]) for each in page.history.model.columns]
    assert acts[1] == "注销电脑"
    assert "电脑被盗" in acts[3]
    rotate_office_key(desk, SECOND)
    again = Pc(desk, pc.folder, replica_id="replica-2")
    register(desk, again.request(), again.fingerprint, SECOND)
    write_returns(desk, ["0417"], None, NoProgress())
    full_branch(window, qtbot)
    acts = [each.text_of(page.history.model.records[0]) for each in page.history.model.columns]
    assert acts[1::2] == ["回执预告新密钥", "新登记的电脑；回执包号：1"]
    press(window, qtbot, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_key == "branches"


def test_a_restored_pc_is_amber_until_its_digits_were_heard_and_two_signed(window, qtbot, desk, pc):
    pc.act("note", {})
    take_packages(desk, [pc.send()], NoProgress())
    pc.replica_id, pc.letter = "restored", "B"
    pc.act("note", {})
    take_packages(desk, [pc.send(1)], NoProgress())
    page = refresh(window, qtbot, "branches")
    pcs = next(each for each in page.model.columns if each.key == "pcs")
    assert pcs.pill_of(page.model.records[0]).text == "2"
    assert cell(page.model, "no") == "B-0002"
    page = refresh(window, qtbot, "office_branch", code="0417")
    assert cell(page.packages.model, "number") == "B-0002"
    assert "B-0002" in page.subtitle.text()
    assert "1" in page.facts.text().splitlines()[-1]
    page.confirm.click()
    dialog_of(window, ConfirmDialog)
    type_(qtbot, pc.fingerprint)
    press(window, qtbot, Key.Key_Return)
    sign(window, qtbot)
    assert say(window, qtbot)
    assert not page.confirm.isVisible()
    assert {each.registered_by for each in page.replicas.model.records} == {("head_office", "tan")}
    letter = page.replicas.model.columns[0].text_of
    assert sorted((letter(each), each.replica_id) for each in page.replicas.model.records) == [
        ("A", "replica-1"),
        ("B", "restored"),
    ]


def test_a_branch_is_late_after_35_days_and_one_that_sent_nothing_says_so(window, desk, pc):
    [never] = standings(desk)
    page = window.page("branches")
    days = next(each for each in page.model.columns if each.key == "days")
    assert never.is_overdue
    assert days.text_of(never) == ""
    assert days.pill_of(never)
    late, good = replace(never, days=36), replace(never, days=35)
    assert (days.pill_of(late).text, days.text_of(late)) == ("36", "")
    assert (days.pill_of(good), days.text_of(good)) == (None, "35")


def test_people_of_head_office_have_its_roles(window, qtbot, desk):
    manager = at_desk(desk, Role.MANAGER)
    other = MainWindow(manager, window.context.jobs, page_specs(manager), (), "zh")
    qtbot.addWidget(other)
    other.show()
    settle(window, qtbot)
    other.navigate("users")
    settle(window, qtbot)
    other.page("users").add.click()
    dialog = dialog_of(other, AddDialog)
    offered = [dialog.role.itemData(at) for at in range(dialog.role.count())]
    assert Role.HEAD_OFFICE in offered
    assert Role.TELLER not in offered
    dialog.reject()


def test_whoever_decides_a_double_is_told_what_the_branch_has_to_reverse(window, qtbot, desk, pc):
    for receipt in ("R1", "R2"):
        pc.pay(receipt=receipt)
    take(desk, pc.send())
    refresh(window, qtbot, "decide")
    page = window.page("decide")
    at = [each.sort for each in page.model.records].index(Sort.DOUBLE)
    page.table.select_row(at)
    settle(window, qtbot)
    press(window, qtbot, Key.Key_F7)
    type_(qtbot, "1")
    dialog_of(window, ReasonedDialog).reason.setFocus()
    type_(qtbot, "只收了一次")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sign(window, qtbot)
    said = say(window, qtbot)
    assert "0417" in said
    assert "收据 R2" in said
    assert "R1" not in said


def test_packages_are_looked_at_then_taken_a_double_decided_and_returns_written_by_keyboard(
    window, qtbot, desk, pc, tmp_path, monkeypatch
):
    pc.pay(fen=5_000)
    pc.pay(fen=5_000)
    lies_on = pc.send().parent
    (lies_on / "B0417_U9999_20261010.qsp").write_bytes(b"no package")
    choose_folder(monkeypatch, lies_on)
    press(window, qtbot, Key.Key_2, ALT)
    page = window.page("packages")
    press(window, qtbot, Key.Key_F7)
    dialog_of(window, StickDialog).picker.choose.click()
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = {each.state: each for each in page.table.model.records}
    assert found.keys() == {PackageState.REFUSED, PackageState.APPLIED_WITH_HELD}
    assert found[PackageState.REFUSED].reason != "package_damaged"  # in words
    assert standings(desk)[0].figures.entries == 0  # only looked at
    press(window, qtbot, Key.Key_F8)
    assert standings(desk)[0].figures.received_fen == 10_000
    assert page.card.property("role") == "warning"
    page.table.table.select_row(
        [p.state for p in page.table.model.records].index("applied_with_held")
    )
    [stored] = [each for each in packages(desk, "0417") if each.new]
    assert page.table.card.hash.text() == stored.manifest_hash[:8]
    assert page.table.card.totals.lines.records == [("收款", "2", "100.00"), ("合计", "2", "")]
    press(window, qtbot, Key.Key_Escape)
    assert len(page.table.model.records) == 2

    press(window, qtbot, Key.Key_3, ALT)
    decide = window.page("decide")
    [matter] = [each for each in decide.model.records if each.sort is Sort.DOUBLE]
    decide.table.select_row(decide.model.records.index(matter))
    settle(window, qtbot)
    assert len(decide.detail.shown) == 2
    press(window, qtbot, Key.Key_F7)
    dialog = dialog_of(window, ReasonedDialog)
    assert not dialog.confirm_button.isEnabled()
    type_(qtbot, "12")
    dialog.reason.setFocus()
    type_(qtbot, "网点来电：当日收了两笔")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sign(window, qtbot)
    assert standings(desk)[0].figures.confirmed_fen == 10_000
    assert not doubles(desk)
    [decided] = doubles(desk, decided=True)
    assert set(decided.kept) == set(decided.entries)

    press(window, qtbot, Key.Key_4, ALT)
    returns_ = window.page("returns")
    assert [each.is_due for each in returns_.model.records] == [True]
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(monkeypatch, stick)
    press(window, qtbot, Key.Key_F7)
    dialog_of(window, StickDialog).picker.choose.click()
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [written] = returns_.written.records
    assert written.on_stick.is_file()
    for model in (returns_.model, returns_.written, full_branch(window, qtbot).returns.model):
        assert cell(model, "pc") == "A 机"
    assert stick in written.on_stick.parents
    assert not returns_.due.isEnabled()
    assert "-H0001" in returns_.card._title.text()
    choose(monkeypatch, tmp_path / "slip.pdf", "getSaveFileName")
    returns_.save.click()
    settle(window, qtbot)
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    press(window, qtbot, Key.Key_F9)
    [line] = dialog_of(window, SlipsDialog).model.records
    assert (line.serial[-6:], line.subject, line.printed_on) == ("-H0001", "牌口信用社", TODAY)


def test_returns_that_found_no_room_are_kept_and_copied_when_there_is_some(
    window, qtbot, desk, pc, tmp_path, monkeypatch
):
    def full(*words):
        raise ExpectedFailure("stick_full", folder="U盘", needed_mb=2, free_mb=1, missing_mb=1)

    page = refresh(window, qtbot, "returns")
    with monkeypatch.context() as patched:
        patched.setattr(type(desk.sticks), "carry_out", full)
        page._write(["0417"], tmp_path)
        settle(window, qtbot)
    assert page.card.property("role") == "warning"
    assert "可以取下" not in page.card_words.text()
    assert page.print.isHidden()
    [kept] = page.written.records
    assert not page.due.isEnabled()
    choose_folder(monkeypatch, tmp_path)
    press(window, qtbot, Key.Key_F6)
    dialog_of(window, StickDialog).picker.choose.click()
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [carried] = page.written.records
    assert carried.stored == kept.stored
    assert carried.on_stick.is_file()
    assert page.card.property("role") == "notice"
    assert page.again.isHidden()
    trouble = ExpectedFailure("stick_gone", folder="U盘")
    page._tell(HandedOut((replace(carried, trouble=trouble),), True, None, trouble))
    assert "照片没有全部带上" in page.card_words.text()
    assert page.card.property("role") == "warning"


def test_the_same_package_again_is_here_already_and_nothing_is_offered(
    window, qtbot, desk, pc, monkeypatch
):
    pc.pay()
    path = pc.send()
    take_packages(desk, [path], NoProgress())
    page = refresh(window, qtbot, "packages")
    page._look(path.parent)
    settle(window, qtbot)
    assert [each.state for each in page.table.model.records] == [PackageState.DUPLICATE]
    assert not page.go.isEnabled()


def test_a_held_entry_is_forced_by_two_and_a_fork_is_seen_by_one(window, qtbot, desk, pc):
    with desk.collection.write("0417") as work:
        [first, second, _] = entries = chain("a b c")
        other = chain("d", after=first.hash, replica="replica-2")
        work.add_entries([*entries, *other], complete=True)
        work.hold(waiting("b"))
        work.commit()
    page = refresh(window, qtbot, "decide")
    assert {each.sort for each in page.model.records} == {Sort.HELD, Sort.FORK}
    stand_on(page, Sort.HELD)
    press(window, qtbot, Key.Key_F7)
    type_(qtbot, "reason one")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    sign(window, qtbot, "wrong")
    assert "密码" in dialog_of(window, SecondDialog)._error.text()
    sign(window, qtbot)
    assert [each.sort for each in page.model.records] == [Sort.FORK]
    press(window, qtbot, Key.Key_F7)
    type_(qtbot, "a copy of the database")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rowCount() == 0
    assert second.event_id == "b"


def test_a_request_is_answered_and_a_target_set(window, qtbot, desk, pc):
    asked = Correction("0417", "c1", "L1", "balance", "100.00", "90.00", TODAY)
    with desk.collection.write("0417") as work:
        work.save_correction(asked)
        work.commit()
    page = refresh(window, qtbot, "decide")
    press(window, qtbot, Key.Key_F7)
    type_(qtbot, " ")
    dialog = dialog_of(window, ReasonedDialog)
    dialog.reason.setFocus()
    type_(qtbot, "the ledger was wrong")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rowCount() == 0
    full = refresh(window, qtbot, "office_branch", code="0417")
    assert [(each.accepted, each.answer) for each in full.corrections.model.records] == [
        (True, "the ledger was wrong")
    ]
    press(window, qtbot, Key.Key_F9)
    dialog = dialog_of(window, TargetDialog)
    dialog.measures.setCurrentIndex(1)
    dialog.amount.setText("12万")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [target] = full.targets.model.records
    assert (target.year, target.measure, target.fen) == (TODAY.year, "conversion", 12_000_000)
    press(window, qtbot, Key.Key_F9)
    dialog = dialog_of(window, TargetDialog)
    dialog.measures.setCurrentIndex(1)
    dialog.amount.setText("0")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert full.targets.model.rowCount() == 0


OFFICER = Person("m", "何信贷", "credit_officer")
SIGNERS = (Person("m-1", "唐会计", "accountant"), Person("m-2", "", ""))


def test_a_proposal_over_the_limit_is_read_in_full_and_decided_by_two(window, qtbot, monkeypatch):
    body = {"debtor": "周田生", "waived_fen": 60_000, "reason": "家庭困难"}
    proposal = OfficeProposal(
        "0417", "p1", "relief_over_granted", "周田生", body, {}, "h" * 64, OFFICER, NOW, SIGNERS, 2
    )
    page, decided = window.page("decide"), []
    window.navigate("decide")
    settle(window, qtbot)
    page._show((ToDecide((), (), (), ()), [proposal]))
    settle(window, qtbot)
    [view] = page.detail.shown
    assert "600.00" in [line.value for line in view.shown.lines]
    who = "申请人：何信贷（信贷员）；网点签字：唐会计（委派会计）、m-2"
    assert who in page.detail.made.text()
    assert page.detail.differs.isVisible()  # no ledger here to compare it with
    monkeypatch.setattr(
        "desktop.ui.pages.office.decide_acts.decide_proposal",
        lambda desk, *words: decided.append(words),
    )
    press(window, qtbot, Key.Key_F7)
    dialog = dialog_of(window, ReasonedDialog)
    dialog.ways.press(1)
    dialog.reason.setPlainText("同意")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert who in "\n".join(
        each.text() for each in dialog_of(window, SecondDialog).findChildren(QLabel)
    )
    sign(window, qtbot)
    assert decided == [("0417", "p1", "h" * 64, True, "同意", SECOND)]
    assert not may_be_decided(
        next(
            iter(matters(ToDecide((), (), (), ()), [replace(proposal, signers=SIGNERS[:1])], "zh"))
        )
    )


LEDGER_HEAD = "借据号,借款人,贷款余额,发放日,到期日"


def test_a_ledger_is_looked_at_then_imported_for_a_branch_and_its_problems_are_listed(
    window, qtbot, desk, pc, tmp_path, monkeypatch
):
    pc.pay(loan_no="4321001")
    take_packages(desk, [pc.send()], NoProgress())
    assert standings(desk)[0].figures.held == 1
    page = refresh(window, qtbot, "office_branch", code="0417")
    file = tmp_path / "ledger.csv"
    file.write_text(
        f"{LEDGER_HEAD}\n4321001,周田生,5000.00,2020-01-02,2022-01-02\n"
        "4321002,夏文水,x,2020-01-02,\n4321003,谭国英,60.00,2020-01-02,2022-01-02\n",
        encoding="utf-8",
    )
    choose(monkeypatch, file)
    press(window, qtbot, Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    press(window, qtbot, Key.Key_F2)
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(window, LedgerDialog)
    assert dialog._error.text()  # the file does not say of which day it is
    dialog.day.setFocus()
    type_(qtbot, "20260930")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    look = dialog_of(window, ImportedDialog)
    assert look.problems.model.rowCount()
    assert standings(desk)[0].figures.loans == 0  # only looked at
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    told = dialog_of(window, ImportedDialog)
    assert told.go.isHidden()
    [line] = told.model.records
    assert (line.ledger.branch, line.released, line.before) == ("0417", 1, None)
    told.reject()
    figures = standings(desk)[0].figures
    assert (figures.loans, figures.balance_fen, figures.held) == (2, 506_000, 0)
    assert "2026-09-30" in page.facts.text()


def test_one_file_gives_each_branch_its_loans_once_a_person_names_the_column_of_branches(
    window, qtbot, desk, pc, tmp_path, monkeypatch
):
    for code in ("0418", "0419"):
        add_branch(desk, code, f"{code}信用社")
    file = tmp_path / "all.csv"
    file.write_text(
        f"{LEDGER_HEAD},行社\n4321001,周田生,5000.00,2020-01-02,2022-01-02,417\n"
        "4321002,夏文水,60.00,2020-01-02,2022-01-02,0418\n"
        "4321003,谭国英,70.00,2020-01-02,2022-01-02,0999\n",
        encoding="utf-8",
    )
    choose(monkeypatch, file)
    refresh(window, qtbot, "branches")
    press(window, qtbot, Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    press(window, qtbot, Key.Key_F2)
    dialog = dialog_of(window, LedgerDialog)
    assert not dialog.columns.isHidden()
    headings = [each.column.heading for each in dialog.columns.model.records]
    box = dialog.columns.boxes[headings.index("行社")]
    box.setCurrentIndex(box.findData(LedgerField.BRANCH))
    box.activated.emit(box.currentIndex())
    settle(window, qtbot)
    dialog.day.setFocus()
    type_(qtbot, "20260930")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    look = dialog_of(window, ImportedDialog)
    assert [each.ledger.branch for each in look.model.records] == ["0417", "0418"]
    assert "0419" in look.absent.text()
    assert "0999" in "".join(
        column.text_of(each)
        for each in look.problems.model.records
        for column in look.problems.model.columns
    )
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.figures.balance_fen for each in standings(desk)] == [500_000, 6_000, 0]


def test_what_was_cancelled_can_be_asked_for_again(window, qtbot, desk, pc, tmp_path, monkeypatch):
    def cancelled(*words, **more):
        raise Cancelled

    monkeypatch.setattr("desktop.ui.pages.office.branch_acts.import_ledger", cancelled)
    file = tmp_path / "ledger.csv"
    row = "4321001,周田生,50.00,2020-01-02,2022-01-02"
    file.write_text(f"{LEDGER_HEAD}\n{row}\n", encoding="utf-8")
    page = refresh(window, qtbot, "office_branch", code="0417")
    page.ledger.click()
    dialog = dialog_of(window, LedgerDialog)
    dialog.take_file(file)
    settle(window, qtbot)
    dialog.confirm_button.click()
    settle(window, qtbot)
    assert dialog.isVisible()
    assert dialog.confirm_button.isEnabled()


def test_who_is_to_be_rung_up_first_stands_first_and_the_list_says_why(
    window, qtbot, desk, pc, tmp_path, monkeypatch
):
    [one] = standings(desk)
    page = window.page("branches")

    def line(code, days, **figures):
        branch = replace(one.figures.branch, code=code)
        return replace(one, figures=replace(one.figures, branch=branch, **figures), days=days)

    page._show(
        [
            line("0001", 3, held=2),
            line("0002", 40),
            line("0003", 1),
            line("0004", 90),
            line("0005", 2, forks=1),
            line("0006", None),
            line("0007", 2, complete=False),
            line("0008", None, replicas=0),
        ]
    )
    codes = [each.figures.branch.code for each in page.model.records]
    assert codes == ["0005", "0004", "0002", "0006", "0007", "0001", "0008", "0003"]
    about = next(each for each in page.model.columns if each.key == "call")
    assert "90" in about.text_of(page.model.records[1])
    assert about.text_of(page.model.records[-1]) == ""
    choose(monkeypatch, tmp_path / "calls.xlsx", "getSaveFileName")
    press(window, qtbot, Key.Key_F8)
    rows = list(load_workbook(tmp_path / "calls.xlsx").active.values)
    assert [row[0] for row in rows[1:]] == codes[:-1]  # who needs no call is left out
    assert "90" in rows[2][3]


def test_a_contact_is_passed_on_and_shown_masked(window, qtbot, desk, pc):
    know_loans(desk, "4321001")
    page = refresh(window, qtbot, "office_branch", code="0417")
    page.tabs.setCurrentIndex(5)
    press(window, qtbot, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(window, OfficeContactDialog)
    type_(qtbot, "9999")
    dialog.value.setText("13900004399")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "9999" in dialog._error.text()
    dialog.loan.setText("4321001")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [shown] = page.contacts.model.records
    assert (shown.loan_no, shown.value, shown.source) == ("4321001", "139****4399", "court")
    with desk.collection.read() as queries:
        assert [each.value for each in queries.contacts("0417")] == ["13900004399"]


def test_head_offices_own_page_sets_the_ledgers_the_keys_and_the_epoch(window, qtbot, desk, pc):
    page = refresh(window, qtbot, "own")
    before = page.fingerprint.text()
    press(window, qtbot, Key.Key_F6)
    dialog = dialog_of(window, SourceDialog)
    assert not dialog.confirm_button.isEnabled()
    type_(qtbot, "2")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with desk.store.read() as queries:
        assert queries.head_office().ledgers_from == "branch"
    assert page.source_words.text() == source_words("branch") != source_words("head_office")
    press(window, qtbot, Key.Key_F8)
    sign(window, qtbot)
    announced = say(window, qtbot)
    assert page.fingerprint.text() == before
    assert page.key_words.text().count("0417") == 1  # its PC has not heard of them
    with desk.store.read() as queries:
        assert desk.packages.public(queries.head_office().next_keys).fingerprint in announced
    assert not page.rotate.isEnabled()
    press(window, qtbot, Key.Key_F9)
    type_(qtbot, "put back by hand")
    press(window, qtbot, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "2" in say(window, qtbot)
    assert [each.what for each in page.history.model.records] == ["epoch_raised"]


def full_branch(window, qtbot):
    """Read branch 0417 in full, and stay on the page that is open."""
    page = window.page("office_branch")
    page.open(code="0417")
    settle(window, qtbot)
    return page


def cell(model, key):
    """Return what stands in a list's first line under a column."""
    column = next(each for each in model.columns if each.key == key)
    return column.text_of(model.records[0])


def stand_on(page, sort):
    page.table.select_row([each.sort for each in page.model.records].index(sort))


def choose_folder(monkeypatch, folder):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *words: str(folder))
