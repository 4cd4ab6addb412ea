"""The slip in hand: whose notice it is, who signed, how, when, who carried it, what proves it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from desktop.domain.delivery import Boxes, DeliveryAct, Method, Signer
from desktop.domain.errors import CodedError
from desktop.ui.errors import explain
from desktop.ui.pages.deliveries.evidence import EvidenceLine, dropped_files
from desktop.ui.pages.deliveries.signers import SignerChips
from desktop.ui.pages.deliveries.words import method_name, signers_of
from desktop.ui.settings import window_settings
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label, refresh_style

_SERVERS = "deliveries/servers"
_SEPARATORS = re.compile(r"[\s,，、;；]+")
_NUMBERED = 7


class DeliveryForm(QWidget):
    """Fields in the order of the keys: 1 to 7 who signed, 8 9 0 the boxes of the slip.

    ``changed`` is emitted when a person changed something.
    """

    changed = Signal()

    def __init__(
        self, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._language = language
        self._build()
        self._connect()
        self.method.currentIndexChanged.emit(0)

    def act(self) -> DeliveryAct | None:
        """Return what the officer told, or None while something is missing."""
        signer = Signer.NOT_MET if self.signers.offers_nobody else self.signers.value()
        day = self.day.value()
        if signer is None or day is None:
            return None
        boxes = Boxes(self.received.isChecked(), self.agrees.isChecked(), self.objects.isChecked())
        servers = tuple(name for name in _SEPARATORS.split(self.servers.text()) if name)
        return DeliveryAct(
            Method(self.method.currentData()), signer, day, boxes, servers, self.note.text().strip()
        )

    @property
    def is_begun(self) -> bool:
        """Whether something was said about the slip in hand."""
        return self.signers.value() is not None or bool(self.evidence.paths or self.note.text())

    def clear(self) -> None:
        """Be ready for the next slip: way, day and servers stay as they are on a round."""
        self.signers.set_value(None)
        for box in (self.received, self.agrees, self.objects):
            box.setChecked(False)
        self.note.clear()
        self.evidence.clear()
        self.refuse(None)

    def remember(self) -> None:
        """Keep the servers for the next time the program starts."""
        window_settings().setValue(_SERVERS, self.servers.text())

    def refuse(self, error: CodedError | None) -> bool:
        """Say under the fields what is wrong and mark the field; return whether it is one here."""
        field = getattr(error, "field", "") if error else ""
        refresh_style(self.day, invalid=field == "date")
        known = field in ("date", "boxes", "signer", "evidence")
        self._error.setText(explain(error, self._language)[1] if error and known else "")
        self._error.setVisible(known)
        return known

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.evidence.add(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    def _build(self) -> None:
        self.setAcceptDrops(True)
        self.signers = SignerChips()
        self.method = QComboBox()
        for method in Method:
            self.method.addItem(method_name(method), method)
        self.day = DateEdit(self._today, self._today())
        self.servers = QLineEdit(str(window_settings().value(_SERVERS, "")))
        self.servers.setPlaceholderText(self.tr("two names"))
        self.received = QCheckBox("8 " + self.tr("Received"))
        self.agrees = QCheckBox("9 " + self.tr("Confirms and agrees to perform"))
        self.objects = QCheckBox("0 " + self.tr("Objects"))
        self.evidence = EvidenceLine()
        self.note = QLineEdit()
        self._error = label("", "danger", wrap=True)
        self._error.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the fields into rows, their names in one column."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            (self.tr("Signed by"), self.signers),
            (self.tr("How"), _line(self.method, self.tr("Date"), self.day)),
            (self.tr("Servers"), _line(self.servers, self.tr("Note"), self.note)),
            (self.tr("Slip"), _line(self.received, "", self.agrees, self.objects)),
            (self.tr("Evidence"), self.evidence),
        ]
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, field) in enumerate(rows):
            words = label(name, "muted")
            words.setMinimumHeight(28)
            grid.addWidget(words, row, 0, top if field is self.signers else Qt.AlignmentFlag(0))
            grid.addWidget(field, row, 1)
        grid.addWidget(self._error, len(rows), 1)

    def _connect(self) -> None:
        self.method.currentIndexChanged.connect(self._offer_signers)
        self.signers.changed.connect(self.changed)
        self.day.value_changed.connect(lambda: self.changed.emit())
        self.servers.textEdited.connect(lambda: self.changed.emit())
        self.evidence.changed.connect(self.changed)
        for box in (self.received, self.agrees, self.objects):
            box.clicked.connect(lambda: self.changed.emit())
        for number in range(1, _NUMBERED + 1):
            self._on_key(str(number), partial(self.signers.press, number))
        for key, box in (("8", self.received), ("9", self.agrees), ("0", self.objects)):
            self._on_key(key, box.click)

    def _on_key(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _offer_signers(self) -> None:
        self.signers.offer(signers_of(Method(self.method.currentData())))
        self.changed.emit()


def _line(first: QWidget, name: str, *others: QWidget) -> QWidget:
    """Put fields beside each other, with the second one's name between them."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE_12)
    between = [label(name, "muted")] if name else []
    fields = (first, *between, *others)
    for field in fields:
        line.addWidget(field, 1 if type(field) is QLineEdit else 0)
    if not any(type(field) is QLineEdit for field in fields):
        line.addStretch(1)
    return made
