"""A masked field is shown in full by keys alone, and the journal knows."""

import pytest
from PySide6.QtCore import Qt

from desktop.domain.permissions import Role
from desktop.services.reveals import Masked
from desktop.ui.pages.dossier.page import DossierPage
from desktop.ui.pages.dossier.reveal_dialog import RevealDialog
from tests.people import at_desk, employ
from tests.ui import branch_desk as branch
from tests.ui import page_frame as frames


@pytest.fixture
def desk(tmp_path):
    rows = (branch.row("L1", id_number="439985194806046550"),)
    with branch.branch_desk(tmp_path, rows) as made:
        employ(made)
        yield at_desk(made, Role.TELLER)


@pytest.fixture
def frame(qapp, desk, fonts):
    with frames.framed(desk, fonts) as made:
        yield made


@pytest.fixture
def page(frame, qtbot, desk):
    with desk.store.read() as queries:
        party_id = queries.loan_by_no("L1").borrower_id
    made = frame.show(qtbot, DossierPage)
    made.open(party_id=party_id)
    frame.settle(qtbot)
    return made


def entries(desk):
    with desk.store.read() as queries:
        return [each.body for each in queries.journal_of_kind("field_revealed")]


def asked(page, frame, qtbot, password):
    """Open the dialog from the menu, type a reason and a password, and confirm by key."""
    qtbot.keyClick(page, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    [dialog] = page.findChildren(RevealDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert not dialog.confirm_button.isEnabled()
    dialog.reason.insert("核对本人身份")
    qtbot.keyClicks(dialog.password, password)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    frame.settle(qtbot)
    return dialog


def test_the_number_is_masked_until_a_reason_and_the_password_are_given(page, frame, qtbot, desk):
    assert "439***********6550" in page.subtitle.text()
    dialog = asked(page, frame, qtbot, "teller")
    assert dialog.value.text() == "439985194806046550"
    assert dialog.value.isVisible() and not dialog.password.text()
    assert "439985194806046550" not in page.subtitle.text()
    assert entries(desk) == [{"field": "id_number", "reason": "核对本人身份"}]


def test_a_wrong_password_shows_nothing(page, frame, qtbot, desk):
    dialog = asked(page, frame, qtbot, "guess")
    assert not dialog.value.isVisible()
    assert "密码不对" in dialog._error.text()
    assert entries(desk) == []


def test_another_field_hides_what_was_shown(page, frame, qtbot):
    dialog = asked(page, frame, qtbot, "teller")
    dialog.field.set_value(Masked.PHONE)
    dialog.field.changed.emit()
    assert not dialog.value.isVisible()
