"""What is typed about a branch: a new one, one of its PCs, a target, an answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.errors import CodedError
from desktop.domain.repayment.kinds import RecoveryKind
from desktop.services.collection_records import Branch, Correction
from desktop.services.package_ports import Registration
from desktop.ui.approval.checker_box import FIELD_WIDTH
from desktop.ui.errors import choice_name
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.widgets.amount_edit import AmountEdit
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.fingerprint_edit import FingerprintEdit
from desktop.ui.widgets.text import button, label

YES, NO = "yes", "no"


class BranchDialog(EntryDialog):
    """A branch to be added, or a ``known`` one to be named or reached anew.

    ``wanted`` carries code, name and phone, ``list_wanted`` the Path of a list of branches.
    """

    wanted = Signal(str, str, str)
    list_wanted = Signal(object)

    def __init__(
        self, language: str, parent: QWidget | None = None, known: Branch | None = None
    ) -> None:
        super().__init__(language, parent)
        if known is None:
            self.name(self.tr("Add a branch"), self.tr("Add"))
        else:
            self.name(self.tr("Name and phone of a branch"), self.tr("Save"))
        self.code = QLineEdit(known.code if known else "")
        self.branch = QLineEdit(known.name if known else "")
        self.phone = QLineEdit(known.phone if known else "")
        for edit in (self.code, self.phone):
            edit.setFixedWidth(FIELD_WIDTH)
        self.code.setEnabled(known is None)
        self.from_file = button(self.tr("From a list in a file…"), "link")
        for edit in (self.code, self.branch, self.phone):
            edit.textChanged.connect(lambda _: self.offer())
            edit.returnPressed.connect(self.confirm)
        self.from_file.clicked.connect(self._choose_list)
        hint = self.tr("The list is a CSV file: a code and a name in each line, then a phone.")
        about = self.tr("Where it is rung up, also before one of its PCs is registered")
        from_file = side_by_side(self.from_file, "", label(hint, "muted"))
        from_file.setVisible(known is None)
        self.lay_out(
            self.tr("A branch that head office is to hear from"),
            [
                (self.tr("Code"), side_by_side(self.code)),
                (self.tr("Name"), self.branch),
                (self.tr("Phone"), side_by_side(self.phone, "", label(about, "muted"))),
                ("", from_file),
            ],
            marks={"code": self.code, "name": self.branch, "phone": self.phone},
        )
        self.offer()
        (self.code if known is None else self.phone).setFocus()

    def is_whole(self) -> bool:
        return bool(self.code.text().strip() and self.branch.text().strip())

    def confirm(self) -> None:
        if self.is_whole() and self.confirm_button.isEnabled():
            self.refuse(None)
            self.confirm_button.setEnabled(False)
            typed = (each.text().strip() for each in (self.code, self.branch, self.phone))
            self.wanted.emit(*typed)

    def _choose_list(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("A list of branches"), "", "CSV (*.csv *.txt)"
        )
        if name:
            self.list_wanted.emit(Path(name))


class RegisterDialog(EntryDialog):
    """``file_chosen`` carries the Path of a request, to be read; ``wanted`` it and the digits.

    The fingerprint in the file is never shown here: it is typed as it was heard.
    """

    file_chosen = Signal(object)
    wanted = Signal(object, str)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self._file: Path | None = None
        self.name(self.tr("Register a PC"), self.tr("Register"))
        self.choose = button(self.tr("Choose…"), "", "F2")
        self._file_name = label(self.tr("the request that the branch made"), "muted")
        self.whose, self.phone = label("", "strong", wrap=True), label("", "strong")
        self.fingerprint = FingerprintEdit()
        self.fingerprint.textChanged.connect(lambda _: self.offer())
        self.fingerprint.returnPressed.connect(self.confirm)
        self.choose.clicked.connect(self._choose_file)
        hint = self.tr(
            "Ring the branch up under the number that head office has of it, and have the twenty "
            "digits on its screen read out. Type them as you hear them."
        )
        self.lay_out(
            self.tr("From then on packages of this PC are taken in"),
            [
                (self.tr("Request"), side_by_side(self.choose, "", self._file_name)),
                (self.tr("Of"), self.whose),
                (self.tr("Ring up"), self.phone),
                (self.tr("Fingerprint"), side_by_side(self.fingerprint)),
                ("", label(hint, "muted", wrap=True)),
            ],
            marks={"fingerprint": self.fingerprint, "request": self.choose},
        )
        self.offer()
        self.choose.setFocus()

    def take_file(self, path: Path) -> None:
        """Use this request."""
        self._file = path
        self._file_name.setText(path.name)
        self._file_name.setToolTip(str(path))
        self.whose.clear()
        self.phone.clear()
        self.refuse(None)
        self.file_chosen.emit(path)

    def show_request(self, read: tuple[Registration, Branch]) -> None:
        """Say whose request it is, and where head office rings that branch up."""
        asked, branch = read
        words = self.tr("{branch}　{name}, made {day}")
        self.whose.setText(
            words.format(branch=asked.branch, name=branch.name, day=asked.created_at.date())
        )
        self.phone.setText(branch.phone or self.tr("none noted: look the number up elsewhere"))
        self.offer()
        self.fingerprint.setFocus()

    def forget_request(self, error: CodedError) -> None:
        """Say why a file is none."""
        self._file = None
        self.refuse(error)
        self.offer()

    def is_whole(self) -> bool:
        return self._file is not None and bool(self.whose.text()) and self.fingerprint.is_whole

    def confirm(self) -> None:
        if self.is_whole() and self.confirm_button.isEnabled():
            self.refuse(None)
            self.wanted.emit(self._file, self.fingerprint.text())

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A branch's request"))
        if name:
            self.take_file(Path(name))


class ConfirmDialog(EntryDialog):
    """``wanted`` carries the digits that were heard of a PC that was put back to a backup."""

    wanted = Signal(str)

    def __init__(self, branch: str, language: str, parent: QWidget | None = None) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Confirm a PC"), self.tr("Confirm"))
        self.fingerprint = FingerprintEdit()
        self.fingerprint.textChanged.connect(lambda _: self.offer())
        self.fingerprint.returnPressed.connect(self.confirm)
        hint = self.tr(
            "Ring the branch up under the number that head office has of it: did they restore a "
            "backup? Have the twenty digits on that PC's screen read out, and type them as you "
            "hear them. If they restored nothing, confirm nothing: revoke the key."
        )
        head = self.tr("A PC of branch {branch} that goes on after a restore")
        self.lay_out(
            head.format(branch=branch),
            [
                (self.tr("Fingerprint"), side_by_side(self.fingerprint)),
                ("", label(hint, "muted", wrap=True)),
            ],
            marks={"fingerprint": self.fingerprint},
        )
        self.offer()
        self.fingerprint.setFocus()

    def is_whole(self) -> bool:
        return self.fingerprint.is_whole

    def confirm(self) -> None:
        if self.is_whole() and self.confirm_button.isEnabled():
            self.refuse(None)
            self.wanted.emit(self.fingerprint.text())


class ReasonedDialog(EntryDialog):
    """Asks for a reason, and for one of several ways where there are any.

    ``wanted`` carries the way's key (None without ways) and the reason.
    """

    wanted = Signal(object, str)

    def __init__(
        self,
        title: str,
        act: str,
        head: str,
        language: str,
        parent: QWidget | None = None,
        *,
        ways: Chips | None = None,
        above: tuple[tuple[str, QWidget], ...] = (),
    ) -> None:
        super().__init__(language, parent)
        self.name(title, act)
        self.ways = ways
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText(self.tr("Reason, and on whose word"))
        self.reason.setFixedHeight(84)
        self.reason.setTabChangesFocus(True)
        self.reason.textChanged.connect(self.offer)
        rows = list(above)
        if ways is not None:
            ways.changed.connect(self.offer)
            rows.append((self.tr("Decision"), ways))
        rows.append((self.tr("Reason"), self.reason))
        self.lay_out(head, rows, marks={"reason": self.reason, "note": self.reason})
        self.offer()
        (ways or self.reason).setFocus()

    def is_whole(self) -> bool:
        chosen = self.ways is None or bool(self.ways.values())
        return chosen and bool(self.reason.toPlainText().strip())

    def confirm(self) -> None:
        if self.is_whole():
            self.refuse(None)
            way = self.ways.value() if self.ways is not None else None
            self.wanted.emit(way, self.reason.toPlainText().strip())


class TargetDialog(EntryDialog):
    """``wanted`` carries year, RecoveryKind and fen, 0 to withdraw a target."""

    wanted = Signal(int, object, object)

    def __init__(
        self, branch: str, year: int, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Set a target"), self.tr("Set"))
        self.year, self.amount = QLineEdit(str(year)), AmountEdit()
        self.measures = QComboBox()
        for each in RecoveryKind:
            self.measures.addItem(choice_name("measure", each, language), each)
        for edit in (self.year, self.amount):
            edit.textChanged.connect(lambda _: self.offer())
        head = self.tr(
            "What branch {branch} is to recover; a later one of the same year and measure takes "
            "its place, and 0 withdraws it. The next return tells the branch."
        )
        self.lay_out(
            head.format(branch=branch),
            [
                (self.tr("Year"), self.year),
                (self.tr("Measure"), self.measures),
                (self.tr("Yuan"), self.amount),
            ],
            marks={"fen": self.amount, "measure": self.measures},
        )
        self.offer()
        self.measures.setFocus()

    def is_whole(self) -> bool:
        return self.year.text().strip().isdecimal() and self.amount.value() is not None

    def confirm(self) -> None:
        fen = self.amount.value()
        if self.is_whole() and fen is not None:
            self.refuse(None)
            measure = RecoveryKind(self.measures.currentData())
            self.wanted.emit(int(self.year.text()), measure, fen)


def answer_dialog(request: Correction, language: str, parent: QWidget) -> ReasonedDialog:
    """Return the dialog in which a branch's request is answered."""
    translate = QCoreApplication.translate
    ways = Chips(
        [
            (YES, translate("Office", "It was corrected")),
            (NO, translate("Office", "It is right as it is")),
        ]
    )
    above = (
        (translate("Office", "Loan"), label(request.loan_no, "strong")),
        (translate("Office", "What"), label(choice_name("correction", request.what, language))),
        (translate("Office", "It says"), label(request.says or "—", wrap=True)),
        (translate("Office", "Should be"), label(request.should_be or "—", wrap=True)),
    )
    head = translate(
        "Office", "Branch {branch} asked on {day}; the answer goes down with its next return"
    ).format(branch=request.branch, day=request.asked_on)
    return ReasonedDialog(
        translate("Office", "Answer a request"),
        translate("Office", "Answer"),
        head,
        language,
        parent,
        ways=ways,
        above=above,
    )
