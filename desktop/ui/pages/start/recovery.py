"""Back in where every manager forgot his password: by the code on paper, or by head office."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.passwords import is_strong
from desktop.domain.recovery_code import CODE_SIGNS, grouped
from desktop.ui.pages.start.password_edit import PasswordEdit
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.text import button, label

_KINDS = "*.json"


class Way(Enum):
    """How somebody gets back in; head office is asked first, and answers some hours later."""

    CODE = 0
    ASK = 1
    ANSWER = 2


class CodeEdit(QLineEdit):
    """A line that puts what is typed or pasted into groups of four."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self._group)

    @property
    def is_whole(self) -> bool:
        return len(_signs(self.text())) == CODE_SIGNS

    def _group(self, text: str) -> None:
        """Group anew, and leave the cursor behind the sign it stood behind."""
        before = len(_signs(text[: self.cursorPosition()]))
        signs = _signs(text)[:CODE_SIGNS]
        self.setText(grouped(signs))
        self.setCursorPosition(len(grouped(signs[:before])))


def _signs(text: str) -> str:
    return "".join(each for each in text.upper() if each.isalnum())


class RecoveryPane(QWidget):
    """``code_given`` carries the database's Path, code, user name and new password,
    ``asked`` Path, user name, new password and the request's Path, ``answer_given`` Path, the
    answer's Path and the password.
    """

    code_given = Signal(object, str, str, str)
    asked = Signal(object, str, str, object)
    answer_given = Signal(object, object, str)
    back_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._build()
        self._connect()
        self._show_way()

    @property
    def way(self) -> Way:
        """Which way is chosen."""
        return Way(self.ways.value())

    def show_database(self, path: Path, logins: Sequence[str]) -> None:
        """Begin with the code on paper."""
        self._path = path
        self.login.clear()
        self.login.addItems(logins)
        for edit in (self.code, self.password, self.repeated):
            edit.clear()
        self._choose(Way.CODE)
        self.code.setFocus()

    def show_asked(self, request: Path) -> None:
        """Say where the request is, and what follows."""
        self._choose(Way.ANSWER)
        self._hint.setText(
            self.tr(
                "The request is in {file}. Hand it to head office, and open its answer here with "
                "the password chosen just now."
            ).format(file=request)
        )

    def _build(self) -> None:
        self.ways = Chips(
            [
                (Way.CODE, self.tr("By the recovery code on paper")),
                (Way.ASK, self.tr("Ask head office")),
                (Way.ANSWER, self.tr("Head office has answered")),
            ]
        )
        self.ways.set_value(Way.CODE)
        self._hint = label("", "muted", wrap=True)
        self.go = button("", "primary")
        self.go.setDefault(True)
        self.back = button(self.tr("Back to signing in"), "link")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.ways)
        layout.addWidget(self._hint)
        layout.addLayout(self._build_fields())
        layout.addWidget(self._trouble)
        layout.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.go)
        layout.addLayout(foot)

    def _build_fields(self) -> QGridLayout:
        self.code, self.login = CodeEdit(), QComboBox()
        self.password, self.repeated = PasswordEdit(), PasswordEdit()
        self._trouble = label("", "muted", wrap=True)
        rows: tuple[tuple[str, QWidget, tuple[Way, ...]], ...] = (
            (self.tr("Recovery code"), self.code, (Way.CODE,)),
            (self.tr("Manager's user name"), self.login, (Way.CODE, Way.ASK)),
            (self.tr("New password"), self.password, tuple(Way)),
            (self.tr("Once more"), self.repeated, (Way.CODE, Way.ASK)),
        )
        self._rows: list[tuple[QLabel, QWidget, tuple[Way, ...]]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(1, 1)
        for number, (name, field, ways) in enumerate(rows):
            title = label(name)
            title.setBuddy(field)
            grid.addWidget(title, number, 0)
            grid.addWidget(field, number, 1)
            self._rows.append((title, field, ways))
        return grid

    def _connect(self) -> None:
        self.ways.changed.connect(self._show_way)
        for edit in (self.code, self.password, self.repeated):
            edit.textChanged.connect(lambda _: self._check())
            edit.returnPressed.connect(self.go.click)
        for password in (self.password, self.repeated):
            password.caps_lock.connect(self._say_caps)
        self.go.clicked.connect(self._give)
        self.back.clicked.connect(lambda: self.back_wanted.emit(self._path))

    def _choose(self, way: Way) -> None:
        self.ways.set_value(way)
        self._show_way()

    def _show_way(self) -> None:
        for title, field, ways in self._rows:
            title.setVisible(self.way in ways)
            field.setVisible(self.way in ways)
        hints = {
            Way.CODE: self.tr(
                "Two people open the envelope. The code lets one manager in, once: the database "
                "gets a new key, and on the page Users a new code is due."
            ),
            Way.ASK: self.tr(
                "The manager chooses his new password now. It counts when head office has answered "
                "the request with the signatures of two of its people."
            ),
            Way.ANSWER: self.tr("The password is the one chosen for the request."),
        }
        words = {
            Way.CODE: self.tr("Set the password and sign in"),
            Way.ASK: self.tr("Write the request…"),
            Way.ANSWER: self.tr("Open the answer…"),
        }
        self._hint.setText(hints[self.way])
        self.go.setText(words[self.way])
        self._check()

    def _check(self) -> None:
        """Allow what is whole, and say what the passwords still want."""
        word, again = self.password.text(), self.repeated.text()
        trouble = ""
        if word and not is_strong(word):
            trouble = self.tr("At least 8 characters: letters, digits, signs, two of them")
        elif self.way is not Way.ANSWER and again and word != again:
            trouble = self.tr("The two passwords differ")
        self._trouble.setText(trouble)
        twice = self.way is Way.ANSWER or word == again
        code = self.way is not Way.CODE or self.code.is_whole
        self.go.setEnabled(bool(word) and not trouble and twice and code)

    def _say_caps(self, is_on: bool) -> None:
        if is_on:
            self._trouble.setText(self.tr("Caps Lock is on"))

    def _give(self) -> None:
        login, word = self.login.currentText(), self.password.text()
        if self.way is Way.CODE:
            self.code_given.emit(self._path, self.code.text(), login, word)
        elif self.way is Way.ASK:
            name = str(self._path.with_name(self.tr("recovery request.json")))
            request, _ = QFileDialog.getSaveFileName(self, self.go.text(), name, _KINDS)
            if request:
                self.asked.emit(self._path, login, word, Path(request))
        else:
            folder = str(self._path.parent)
            answer, _ = QFileDialog.getOpenFileName(self, self.go.text(), folder, _KINDS)
            if answer:
                self.answer_given.emit(self._path, Path(answer), word)
