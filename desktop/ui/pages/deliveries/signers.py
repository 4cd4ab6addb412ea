"""Who took the notice: chips in two rows that act as one, chosen by number keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal as QtSignal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.delivery import Signer
from desktop.ui.pages.deliveries.words import signer_name
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.chips import Chips

_FIRST_ROW = 5


class SignerChips(QWidget):
    """Exactly one signer is chosen, none at first. ``changed`` when a person chooses."""

    changed = QtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signers: Sequence[Signer] = ()
        self._build()
        self._connect()

    @property
    def offers_nobody(self) -> bool:
        """Whether the way of serving has no signer at all."""
        return not self._signers

    def offer(self, signers: Sequence[Signer]) -> None:
        """Offer these signers; one that is not among them is chosen no more."""
        chosen = self.value()
        self._signers = signers
        options = [
            (signer, f"{number} {signer_name(signer)}")
            for number, signer in enumerate(signers, start=1)
        ]
        self._rows[0].set_options(options[:_FIRST_ROW])
        self._rows[1].set_options(options[_FIRST_ROW:])
        self._rows[1].setVisible(len(signers) > _FIRST_ROW)
        self.set_value(chosen)

    def value(self) -> Signer | None:
        chosen = [key for row in self._rows for key in row.values()]
        return Signer(str(chosen[0])) if chosen else None

    def set_value(self, signer: Signer | None) -> None:
        for row in self._rows:
            row.set_value(signer)

    def press(self, number: int) -> None:
        """Choose the signer with a number from 1, if there is one."""
        if number <= _FIRST_ROW:
            self._rows[0].press(number)
        else:
            self._rows[1].press(number - _FIRST_ROW)

    def _build(self) -> None:
        self._rows = (Chips([]), Chips([]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        for row in self._rows:
            layout.addWidget(row)
        self.setFocusProxy(self._rows[0])

    def _connect(self) -> None:
        first, second = self._rows
        first.changed.connect(lambda: self._chosen(second))
        second.changed.connect(lambda: self._chosen(first))

    def _chosen(self, other: Chips) -> None:
        other.set_value(None)
        self.changed.emit()
