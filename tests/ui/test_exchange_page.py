"""The sync page: registering, a package onto a stick, and what became of everything."""

import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel

from desktop.domain.package_names import short_hash
from desktop.domain.permissions import Role
from desktop.domain.policy.codec import NamedRow
from desktop.domain.policy.dated import Dated
from desktop.services.exchange import enrolment, incoming, outgoing
from desktop.services.exchange.return_lines import AnswerLine, TargetLine, line_of, policy_line
from desktop.services.exchange.slips import contents
from desktop.services.exchange.standing import standing
from desktop.services.package_ports import Direction
from desktop.services.progress import NoProgress
from desktop.sync import payload
from desktop.ui.approval.second_dialog import SecondDialog
from desktop.ui.errors import choice_name
from desktop.ui.pages.documents.output_dialog import OutputDialog
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.exchange.enrol_dialog import EnrolDialog
from desktop.ui.pages.exchange.page import ExchangePage
from desktop.ui.pages.exchange.return_dialogs import ChangesDialog, ReturnDialog
from desktop.ui.pages.exchange.stick_dialogs import StickDialog
from tests import exchange_rows as made
from tests.fake_office import FakeOffice
from tests.people import at_desk, employ
from tests.sticks import FakeSticks
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames


@pytest.fixture
def sticks(tmp_path):
    return FakeSticks(tmp_path / "KINGSTON")


@pytest.fixture
def office(sticks):
    """A head office whose file lies on the stick."""
    return FakeOffice(sticks.path)


@pytest.fixture
def desk(tmp_path, sticks):
    with branch.branch_desk(tmp_path) as opened:
        yield replace(opened, sticks=sticks)


@pytest.fixture
def enrolled(desk, office, tmp_path):
    wish = (office.file(), office.fingerprint, tmp_path)
    office.register(enrolment.enrol(desk, *wish, branch_code="0417").request)
    return desk


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as built:
        yield built


def shown(frame, qtbot, desk=None):
    if desk is not None:
        frame.context = replace(frame.context, desk=desk)
    return frame.show(qtbot, ExchangePage)


def settle(frame, qtbot):
    for _ in range(3):
        frame.settle(qtbot)


def press(frame, qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(frame, qtbot)


def asked(page, frame, qtbot, kind, button):
    """Press a button and return the dialog it opens."""
    press(frame, qtbot, button)
    return open_dialog(page, kind)


def open_dialog(page, kind):
    [dialog] = [each for each in page.findChildren(kind) if each.isVisible()]
    return dialog


def confirm(frame, qtbot, dialog):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(frame, qtbot)


def no_dialog(page):
    return not [each for each in page.findChildren(QDialog) if each.isVisible()]


def test_an_unregistered_branch_is_offered_to_register_and_nothing_else(frame, qtbot, desk):
    page = shown(frame, qtbot)
    assert page.empty.isVisible()
    assert not page.out.button.isVisible()
    assert page.facts.text == ""


def test_registering_takes_the_file_the_digits_and_the_code_and_writes_the_request(
    frame, qtbot, desk, office, sticks, monkeypatch
):
    desk = frame.context.desk
    with desk.store.write() as uow:  # a branch whose code nobody entered yet
        uow.save_installation(replace(uow.installation(), branch_code=""))
        uow.record("branch_head_changed", "x", {}, desk.clock.today())
        uow.commit()
    page = shown(frame, qtbot)
    page.register.click()
    dialog = open_dialog(page, EnrolDialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(office.file()), ""))
    press(frame, qtbot, dialog.choose)
    assert "测试联社" in dialog.office.text()
    assert office.fingerprint not in dialog.office.text()
    qtbot.keyClicks(dialog.fingerprint, office.fingerprint.replace(" ", ""))
    assert not dialog.confirm_button.isEnabled()
    qtbot.keyClicks(dialog.branch, "0417")
    confirm(frame, qtbot, dialog)
    assert no_dialog(page)
    assert page.request.fingerprint.text() == standing(desk).fingerprint
    assert page.request.isVisible() and not page.empty.isVisible()
    [request] = sticks.path.glob("*KEYS*.qsk")
    office.register(request)
    assert office.registered[0].keys.fingerprint == page.request.fingerprint.text()
    assert str(request) in page.result.text
    assert page.result.safe.isVisible()


def test_other_digits_than_head_offices_stay_in_the_dialog_with_the_reason(
    frame, qtbot, desk, office, monkeypatch
):
    page = shown(frame, qtbot)
    page.register.click()
    dialog = open_dialog(page, EnrolDialog)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(office.file()), ""))
    press(frame, qtbot, dialog.choose)
    if dialog.branch.isVisible():
        dialog.branch.setText("0417")
    dialog.fingerprint.setText("1" * 20)
    confirm(frame, qtbot, dialog)
    assert dialog.isVisible()
    assert dialog.fingerprint.property("invalid")
    assert dialog.confirm_button.isEnabled()
    assert standing(desk).enrolment is None
    dialog.reject()
    assert no_dialog(page) and page.empty.isVisible()


def test_a_file_that_is_none_of_head_offices_is_refused_when_it_is_chosen(
    frame, qtbot, desk, tmp_path, monkeypatch
):
    page = shown(frame, qtbot)
    page.register.click()
    dialog = open_dialog(page, EnrolDialog)
    stray = tmp_path / "stray.qsk"
    stray.write_bytes(b"hello")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(stray), ""))
    press(frame, qtbot, dialog.choose)
    dialog.fingerprint.setText("1" * 20)
    dialog.branch.setText("0417")
    assert "stray.qsk" in dialog._error.text()
    assert not dialog.confirm_button.isEnabled()


def test_a_package_goes_onto_the_stick_by_keys_alone(frame, qtbot, enrolled, sticks, office):
    page = shown(frame, qtbot)
    with qtbot.waitActive(page):
        page.activateWindow()
    with qtbot.waitSignal(page.out.button.clicked):
        qtbot.keyClick(page, Qt.Key.Key_F6)
    settle(frame, qtbot)
    height = page.minimumSizeHint().height()
    confirm(frame, qtbot, open_dialog(page, StickDialog))
    assert page.result.isVisible()
    assert page.minimumSizeHint().height() == height < 600
    [package] = sticks.packages_on(sticks.path, Direction.UP, "0417")
    opened = office.open(package)
    [line] = page.lists.packages.model.records
    assert re.fullmatch("[A-Z]-0001", page.lists.packages.model.columns[0].text_of(line))
    assert line.package.manifest_hash == opened.manifest_hash
    assert opened.manifest_hash[:8] in page.result.text
    assert page.result.safe.isVisible()
    for row in contents(opened.manifest.totals):
        assert all(cell in page.result.text for cell in row)


def test_no_word_says_the_stick_may_go_where_it_was_pulled_out(
    frame, qtbot, enrolled, sticks, office
):
    page = shown(frame, qtbot)
    dialog = asked(page, frame, qtbot, StickDialog, page.out.button)
    sticks.pulled_after = 0
    confirm(frame, qtbot, dialog)
    assert page.result.property("role") == "warning"
    assert not page.result.safe.isVisible()
    assert "F9" in page.result.text
    [line] = page.lists.packages.model.records
    sticks.plug_in()
    again = asked(page, frame, qtbot, StickDialog, page.lists.carry)
    confirm(frame, qtbot, again)
    assert page.result.safe.isVisible()
    [package] = sticks.packages_on(sticks.path, Direction.UP, "0417")
    assert office.open(package).manifest_hash == line.package.manifest_hash


def test_the_package_just_written_is_the_one_that_is_copied_again(frame, qtbot, enrolled, sticks):
    for _ in range(2):
        outgoing.export_package(enrolled, sticks.path, None, NoProgress())
    page = shown(frame, qtbot)
    page.lists.packages.table.select_row(1)
    confirm(frame, qtbot, asked(page, frame, qtbot, StickDialog, page.out.button))
    assert page.lists.packages.table.current_record().package.number == 3
    again = asked(page, frame, qtbot, StickDialog, page.lists.carry)
    assert any(
        "0003" in each.text() and "_U0003_" in each.text() for each in again.findChildren(QLabel)
    )
    again.reject()


def test_a_package_that_was_never_written_is_not_said_to_be_kept(
    frame, qtbot, enrolled, tmp_path, monkeypatch
):
    page = shown(frame, qtbot)
    dialog = asked(page, frame, qtbot, StickDialog, page.out.button)
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "gone" / "away")
    )
    dialog.picker.choose.click()
    confirm(frame, qtbot, dialog)
    assert page.result.property("role") == "warning"
    assert "F9" not in page.result.text
    assert page.lists.packages.model.records == []


def test_without_a_stick_nothing_can_be_confirmed_until_one_is_found(
    frame, qtbot, enrolled, sticks
):
    sticks.pull_out()
    page = shown(frame, qtbot)
    dialog = asked(page, frame, qtbot, StickDialog, page.out.button)
    assert dialog.picker.none.isVisible()
    assert not dialog.confirm_button.isEnabled()
    sticks.plug_in()
    press(frame, qtbot, dialog.picker.again)
    assert dialog.confirm_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: no_dialog(page))
    assert page.lists.packages.model.records == []


def test_a_second_person_signs_for_a_package(frame, qtbot, enrolled, sticks):
    employ(enrolled)
    page = shown(frame, qtbot, at_desk(enrolled, Role.TELLER))
    confirm(frame, qtbot, asked(page, frame, qtbot, StickDialog, page.out.button))
    signing = open_dialog(page, SecondDialog)
    seen = outgoing.preview_package(enrolled, NoProgress())
    said = " ".join(each.text() for each in signing.findChildren(QLabel))
    for row in contents(seen.totals):
        assert "  ".join(filter(None, row)) in said
    checker = signing.checker.login()
    signing.password.setText("wrong")
    signing.confirm()
    settle(frame, qtbot)
    assert signing.isVisible() and signing.password.text() == ""
    assert signing.checker.currentText() in signing._error.text()
    assert page.lists.packages.model.records == []
    signing.password.setText(checker)
    signing.confirm()
    settle(frame, qtbot)
    [line] = page.lists.packages.model.records
    assert line.package.made_by == "teller"
    assert line.package.checked_by == checker


def test_who_only_signs_sees_everything_and_begins_nothing(frame, qtbot, enrolled):
    employ(enrolled)
    page = shown(frame, qtbot, at_desk(enrolled, Role.ACCOUNTANT))
    assert page.facts.isVisible()
    assert not page.out.button.isEnabled()
    assert not page.copy.isVisible()
    assert page.out.hint.text() == page.back.hint.text() != ""


def test_the_slip_of_a_package_is_printed_from_the_result_and_from_the_list(
    frame, qtbot, enrolled, sticks
):
    [done] = outgoing.export_package(enrolled, sticks.path, None, NoProgress())
    page = shown(frame, qtbot)
    page.lists.packages.table.select_row(0)
    page.lists.packages.table.opened.emit(page.lists.packages.table.current_record())
    settle(frame, qtbot)
    dialog = open_dialog(page, OutputDialog)
    assert dialog.output.serials == [done.package.slip]
    dialog.reject()
    confirm(frame, qtbot, asked(page, frame, qtbot, StickDialog, page.out.button))
    slip = asked(page, frame, qtbot, OutputDialog, page.result.print).output
    assert slip.serials == [page.lists.packages.model.records[0].package.slip]


def test_several_packages_of_one_export_are_told_signed_and_printed_together(
    frame, qtbot, enrolled, monkeypatch
):
    employ(enrolled)
    monkeypatch.setattr(payload, "LINES", 3)
    seen = outgoing.preview_package(enrolled, NoProgress())
    page = shown(frame, qtbot, at_desk(enrolled, Role.TELLER))
    confirm(frame, qtbot, asked(page, frame, qtbot, StickDialog, page.out.button))
    signing = open_dialog(page, SecondDialog)
    several = choice_name("package", "several", "zh").format(count=seen.files)
    assert several in "\n".join(each.text() for each in signing.findChildren(QLabel))
    signing.password.setText(signing.checker.login())
    signing.confirm()
    settle(frame, qtbot)
    packages = [each.package for each in reversed(page.lists.packages.model.records)]
    assert len(packages) == seen.files > 1
    assert several in page.result.text
    for each in packages:
        assert short_hash(each.manifest_hash) in page.result.text
        assert all(cell in page.result.text for row in contents(each.totals) for cell in row)
    printing = asked(page, frame, qtbot, OutputDialog, page.result.print)
    assert printing.output.serials == [each.slip for each in packages]


def test_several_packages_that_found_no_room_on_the_stick_are_kept(
    frame, qtbot, enrolled, sticks, monkeypatch
):
    monkeypatch.setattr(payload, "LINES", 2)
    page = shown(frame, qtbot)
    dialog = asked(page, frame, qtbot, StickDialog, page.out.button)
    sticks.locked = True
    confirm(frame, qtbot, dialog)
    packages = [each.package for each in reversed(page.lists.packages.model.records)]
    assert f"{packages[0].number:04d}–{packages[-1].number:04d}" in page.result.text
    assert page.lists.packages.table.current_record().package == packages[0]
    assert not page.result.safe.isVisible()


def test_a_copied_database_becomes_a_pc_of_its_own(frame, qtbot, enrolled, sticks):
    before = standing(enrolled)
    page = shown(frame, qtbot)
    dialog = asked(page, frame, qtbot, StickDialog, page.copy)
    confirm(frame, qtbot, dialog)
    after = standing(enrolled)
    assert after.place.replica_letter != before.place.replica_letter
    assert after.place.replica_id != before.place.replica_id
    assert page.request.fingerprint.text() == after.fingerprint != before.fingerprint
    assert list(sticks.path.glob("*KEYS*.qsk"))


def test_the_request_can_be_written_again(frame, qtbot, enrolled, sticks):
    page = shown(frame, qtbot)
    confirm(frame, qtbot, asked(page, frame, qtbot, StickDialog, page.request.write))
    [request] = sticks.path.glob("*KEYS*.qsk")
    assert str(request) in page.result.text


ANSWERS = [
    (made.answer(5), "good", ()),
    (made.answer(5, state="applied_with_held", held=3), "warning", ("3",)),
    (made.answer(5, state="refused", reason="package_totals_wrong"), "danger", ("合计",)),
    (made.answer(5, state="unreadable_newer"), "info", ()),
    (made.answer(5, state="duplicate"), "good", ()),
]


@pytest.mark.parametrize(("answer", "tone", "said"), ANSWERS)
def test_what_became_of_a_package_is_said_in_words(frame, qtbot, enrolled, answer, tone, said):
    replica_id = standing(enrolled).place.replica_id
    with enrolled.store.write() as uow:
        uow.add_sent_package(made.sent(5, replica_id=replica_id))
        uow.save_answers([answer])
        uow.replace_held([made.HELD])
        uow.record("x", "x", {}, enrolled.clock.today())
        uow.commit()
    page = shown(frame, qtbot)
    table = {each.key: each for each in page.lists.packages.model.columns}
    [line] = page.lists.packages.model.records
    assert table["state"].pill_of(line).tone == tone
    words = table["words"].text_of(line)
    assert words and all(each in words for each in said)
    is_refused = answer.state == "refused"
    assert (page.facts.property("role") == "warning") is is_refused
    [waiting] = page.lists.held.model.records
    assert (waiting.is_here, waiting.waits_for) == (False, made.HELD.waits_for)


def test_an_entry_that_waits_here_is_set_aside_with_a_reason_and_two_people(
    frame, qtbot, enrolled, desk
):
    employ(enrolled)
    orphan, newer = made.waits(enrolled, made.ORPHAN, made.UNREADABLE)
    page = shown(frame, qtbot, at_desk(enrolled, Role.TELLER))
    held = page.lists.held
    assert [each.event_id for each in held.model.records] == [orphan, newer]
    held.table.select_row(1)
    assert not page.lists.set_aside.isEnabled(), "an upgrade reads it"
    held.table.select_row(0)
    dialog = asked(page, frame, qtbot, ReasonDialog, page.lists.set_aside)
    dialog.edit.setPlainText("该户不归我社")
    press(frame, qtbot, dialog.confirm)
    signing = open_dialog(page, SecondDialog)
    signing.password.setText(signing.checker.login())
    signing.confirm()
    settle(frame, qtbot)
    assert [each.event_id for each in held.model.records] == [newer]
    assert page.lists.set_aside.isHidden()


def test_after_a_restore_the_page_says_to_exchange_before_typing(frame, qtbot, enrolled):
    with enrolled.store.write() as uow:
        uow.add_taken_return(made.taken(replica_id="before"))
        uow.record("x", "x", {}, enrolled.clock.today())
        uow.commit()
    page = shown(frame, qtbot)
    assert page.facts.property("role") == "warning"
    assert page.request.isVisible()


@pytest.fixture
def answered(enrolled, office, sticks):
    """Return a function that lays a return for this branch onto the stick."""
    package = office.open(outgoing.export_package(enrolled, None, None, NoProgress())[0].path)

    def lay(*lines, **changes):
        path, _ = office.answer(package, lines, [package.manifest.to_head], **changes)
        sticks.folder.mkdir(exist_ok=True)
        return path.rename(sticks.folder / f"B0417_D{office.number:04d}_20261010.qsp")

    lay.package = package
    return lay


def look_inside(page, frame, qtbot):
    """Go as far as what the newest return on the stick would change."""
    confirm(frame, qtbot, asked(page, frame, qtbot, ReturnDialog, page.back.button))
    return open_dialog(page, ChangesDialog)


def test_a_return_is_shown_then_taken_in_and_the_page_follows(frame, qtbot, enrolled, answered):
    acknowledged = made.answer(1, manifest_hash=answered.package.manifest_hash)
    path = answered(line_of(AnswerLine, acknowledged), line_of(TargetLine, made.TARGET))
    received = path.read_bytes()
    page = shown(frame, qtbot)
    dialog = look_inside(page, frame, qtbot)
    assert standing(enrolled).taken is None
    assert page.request.isVisible()
    seen = dialog._lines.text()
    assert "100,000.00" in seen
    confirm(frame, qtbot, dialog)
    assert standing(enrolled).taken.number == 1
    assert standing(enrolled).taken.hash[:8] in seen
    assert seen in page.result.text
    [line] = page.lists.packages.model.records
    assert line.answer == acknowledged
    assert page.result.property("role") == "notice"
    assert "0001" in page.result.text
    assert not page.request.isVisible()
    assert path.read_bytes() == received


def test_writing_says_that_an_unregistered_pc_is_refused_and_then_what_goes_once_more(
    frame, qtbot, enrolled, answered
):
    page = shown(frame, qtbot)

    def said():
        dialog = asked(page, frame, qtbot, StickDialog, page.out.button)
        return dialog, " ".join(each.text() for each in dialog.findChildren(QLabel))

    dialog, words = said()
    assert "拒收" in words
    dialog.reject()
    path = answered()
    incoming.take_return(enrolled, path, None, NoProgress())
    frame.bus.changed.emit()
    settle(frame, qtbot)
    dialog, words = said()
    assert "拒收" not in words
    confirm(frame, qtbot, dialog)
    [_, first] = page.lists.packages.model.records
    assert f"其中 {first.package.entries:,} 条联社以前确认过" in page.result.text
    assert str(first.package.entries) in page.facts.text.splitlines()[-1]


def test_the_newest_return_on_the_stick_is_proposed_and_an_older_one_refused_in_words(
    frame, qtbot, enrolled, answered
):
    answered()
    page = shown(frame, qtbot)
    answered()
    dialog = asked(page, frame, qtbot, ReturnDialog, page.back.button)
    assert "D0002" in dialog.files.currentItem().text()
    confirm(frame, qtbot, dialog)
    confirm(frame, qtbot, open_dialog(page, ChangesDialog))
    dialog = asked(page, frame, qtbot, ReturnDialog, page.back.button)
    dialog.files.setCurrentRow(1)
    confirm(frame, qtbot, dialog)
    assert dialog.isVisible() and dialog._error.isVisible()
    assert dialog.confirm_button.isEnabled()
    dialog.reject()
    assert standing(enrolled).taken.number == 2


def test_of_two_pcs_returns_the_own_one_is_offered_and_the_other_refused_in_plain_words(
    frame, qtbot, enrolled, answered, office
):
    answered()
    answered(sealed_to=office.room.public(office.room.new_keys()))
    page = shown(frame, qtbot)
    dialog = asked(page, frame, qtbot, ReturnDialog, page.back.button)
    assert "D0001" in dialog.files.currentItem().text()
    dialog.files.setCurrentRow(1)
    confirm(frame, qtbot, dialog)
    assert "另一台电脑" in dialog._error.text()
    dialog.files.setCurrentRow(0)
    confirm(frame, qtbot, dialog)
    confirm(frame, qtbot, open_dialog(page, ChangesDialog))
    assert standing(enrolled).taken.number == 1


def test_a_return_that_was_looked_into_and_given_up_changes_nothing(
    frame, qtbot, enrolled, answered
):
    answered(line_of(TargetLine, made.TARGET))
    page = shown(frame, qtbot)
    look_inside(page, frame, qtbot).reject()
    assert no_dialog(page)
    assert standing(enrolled).taken is None
    with enrolled.store.read() as queries:
        assert queries.targets() == []


def test_a_stick_without_a_return_says_so(frame, qtbot, enrolled, sticks):
    page = shown(frame, qtbot)
    dialog = asked(page, frame, qtbot, ReturnDialog, page.back.button)
    assert dialog.none.text()
    assert not dialog.confirm_button.isEnabled()


def test_new_rules_of_a_return_make_the_window_anew_and_it_says_what_was_done(
    frame, qtbot, enrolled, answered
):
    answered(policy_line(NamedRow("limitation.years", Dated(date(2017, 10, 1), 4, "新法"))))
    page = shown(frame, qtbot)
    replaced = []
    frame.bus.desk_replaced.connect(lambda *found: replaced.append(found))
    confirm(frame, qtbot, look_inside(page, frame, qtbot))
    [(new, arguments)] = replaced
    assert new.policy != enrolled.policy
    again = frames.Frame(new, frame.context.fonts)
    fresh = again.show(qtbot, ExchangePage)
    fresh.open(**arguments)
    assert "0001" in fresh.result.text
    again.jobs.close()


def test_a_second_person_signs_for_a_return(frame, qtbot, enrolled, answered):
    answered()
    employ(enrolled)
    page = shown(frame, qtbot, at_desk(enrolled, Role.CREDIT_OFFICER))
    confirm(frame, qtbot, look_inside(page, frame, qtbot))
    signing = open_dialog(page, SecondDialog)
    said = " ".join(each.text() for each in signing.findChildren(QLabel))
    assert "校验码" in said
    signing.reject()
    assert standing(enrolled).taken is None
    confirm(frame, qtbot, look_inside(page, frame, qtbot))
    signing = open_dialog(page, SecondDialog)
    checker = signing.checker.login()
    signing.password.setText(checker)
    signing.confirm()
    settle(frame, qtbot)
    assert standing(enrolled).taken.checked_by == checker


def test_what_head_office_wants_recovered_is_listed(frame, qtbot, enrolled):
    page = shown(frame, qtbot, enrolled)
    assert page.lists.targets.table.isHidden()
    page._show(replace(standing(enrolled), targets=[TargetLine(2026, "现金清收", 5_000_000)]))
    [line] = page.lists.targets.model.records
    texts = [each.text_of(line) for each in page.lists.targets.model.columns]
    assert texts == ["2026", "现金清收", "50,000.00"]
    assert page.lists.tabText(3).endswith(" 1")
