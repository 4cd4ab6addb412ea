"""Enter a contact, and somebody who is related to the debt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from desktop.domain.contact_book import Contact, ContactSource, ReachKind
from desktop.domain.relations import GROUNDS, Ground, Related, RelationKind
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.dossier.people_words import (
    ground_names,
    reach_names,
    related_names,
    source_names,
)
from desktop.ui.widgets.amount_edit import AmountEdit
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.text import label


class ContactDialog(EntryDialog):
    """A phone, an address or another way; ``record_wanted`` carries a Contact."""

    record_wanted = Signal(object)

    def __init__(
        self, name: str, today: Callable[[], date], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Enter a contact"), self.tr("Record"))
        self._build_fields(name, today)
        self._connect_fields()
        self._depend()
        self.kind.setFocus()

    def contact(self) -> Contact | None:
        """Return what was entered, None while something is missing."""
        kind, day = self.kind.value(), self.day.value()
        if kind is None or day is None or not self.value.text().strip():
            return None
        return Contact(
            kind=ReachKind(str(kind)),
            value=self.value.text().strip(),
            source=ContactSource(self.source.currentData()),
            learned_on=day,
            in_writing=self.written.isEnabled() and self.written.isChecked(),
            note=self.note.text().strip(),
        )

    def is_whole(self) -> bool:
        return self.contact() is not None

    def confirm(self) -> None:
        contact = self.contact()
        if contact is not None:
            self.record_wanted.emit(contact)

    def _build_fields(self, name: str, today: Callable[[], date]) -> None:
        self.kind = Chips(
            [(key.value, words) for key, words in reach_names().items()], numbered=True
        )
        self.kind.set_value(ReachKind.PHONE.value)
        self.value, self.note = QLineEdit(), QLineEdit()
        self.source = QComboBox()
        for source, words in source_names().items():
            if source is not ContactSource.LEDGER:
                self.source.addItem(words, source.value)
        self.day = DateEdit(today, today())
        self.written = QCheckBox(self.tr("he confirmed it in writing: papers go there"))
        advice = self.tr(
            "It stands beside the others. Papers go to what was confirmed in writing, else to the "
            "newest."
        )
        self.lay_out(
            name,
            [
                (self.tr("Kind"), self.kind),
                (self.tr("Number or address"), self.value),
                (self.tr("Source"), side_by_side(self.source, "", self.written)),
                (self.tr("Learned on"), side_by_side(self.day)),
                (self.tr("Note"), self.note),
            ],
            [label(advice, "muted", wrap=True)],
            {
                "value": self.value,
                "learned_on": self.day,
                "source": self.source,
                "in_writing": self.written,
            },
        )

    def _connect_fields(self) -> None:
        self.kind.changed.connect(self._depend)
        self.source.currentIndexChanged.connect(lambda _: self._depend())
        for edit in (self.value, self.day):
            edit.textChanged.connect(lambda _: self._depend())

    def _depend(self) -> None:
        """Only the debtor or his contract confirms in writing."""
        self.refuse(None)
        source = ContactSource(self.source.currentData())
        self.written.setEnabled(source in (ContactSource.DEBTOR, ContactSource.CONTRACT))
        self.offer()


class RelatedDialog(EntryDialog):
    """Somebody related to the debt, new or corrected; ``record_wanted`` carries a Related."""

    record_wanted = Signal(object)

    def __init__(
        self,
        name: str,
        known: Related | None,
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        title = self.tr("Correct a related person") if known else self.tr("Somebody related")
        self.name(title, self.tr("Record"))
        self._build_fields(name, today)
        if known is not None:
            self._show(known)
        self._connect_fields()
        self._show_kind()
        self.kind.setFocus()

    def related(self) -> Related | None:
        """Return what was entered, None while something is missing or unreadable."""
        days = (self.signed, self.renounced)
        if any(edit.text().strip() and edit.value() is None for edit in days):
            return None
        try:
            share = _share(self.share.text())
        except ValueError:
            return None
        received = self.received.value()
        unread = bool(self.received.text().strip()) and received is None
        if not self.who.text().strip() or unread:
            return None
        kind = RelationKind(self.kind.currentData())
        is_heir = kind is RelationKind.HEIR
        return Related(
            kind=kind,
            name=self.who.text().strip(),
            ground=Ground(self.ground.currentData()),
            proof=self.proof.text().strip(),
            signed_on=None if is_heir else self.signed.value(),
            id_number=self.number.text().strip(),
            phone=self.phone.text().strip(),
            address=self.address.text().strip(),
            share=share if is_heir else None,
            received_fen=received if is_heir else None,
            renounced_on=self.renounced.value() if is_heir else None,
            note=self.note.text().strip(),
        )

    def is_whole(self) -> bool:
        return self.related() is not None

    def confirm(self) -> None:
        related = self.related()
        if related is not None:
            self.record_wanted.emit(related)

    def _build_fields(self, name: str, today: Callable[[], date]) -> None:
        self.kind, self.ground = QComboBox(), QComboBox()
        for kind, words in related_names().items():
            self.kind.addItem(words, kind.value)
        self.who, self.number, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.address, self.proof, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.proof.setPlaceholderText(self.tr("paper it stands on, with its number"))
        self.signed, self.renounced = DateEdit(today), DateEdit(today)
        self.share, self.received = QLineEdit(), AmountEdit()
        self.share.setPlaceholderText("1/3")
        for edit in (self.share, self.received):
            edit.setFixedWidth(120)
        self._estate = side_by_side(self.share, self.tr("received, yuan"), self.received)
        self._renounced = side_by_side(
            self.renounced, "", label(self.tr("in writing; blank if he did not"), "muted")
        )
        self._ground = side_by_side(self.ground, self.tr("signed on"), self.signed)
        self.lay_out(
            name,
            [
                (self.tr("Related as"), side_by_side(self.kind)),
                (self.tr("Name"), self.who),
                (self.tr("Ground"), self._ground),
                (self.tr("Share of the estate"), self._estate),
                (self.tr("Renounced on"), self._renounced),
                (self.tr("Paper"), self.proof),
                (self.tr("Identity number"), self.number),
                (self.tr("Phone"), self.phone),
                (self.tr("Address"), self.address),
                (self.tr("Note"), self.note),
            ],
            marks={
                "kind": self.kind,
                "name": self.who,
                "ground": self.ground,
                "signed_on": self.signed,
                "proof": self.proof,
                "share": self.share,
                "received": self.received,
                "renounced_on": self.renounced,
            },
        )

    def _show(self, known: Related) -> None:
        self.kind.setCurrentIndex(self.kind.findData(known.kind.value))
        self._offer_grounds()
        self.ground.setCurrentIndex(self.ground.findData(known.ground.value))
        self.who.setText(known.name)
        self.number.setPlaceholderText(known.id_number)  # masked: blank leaves it as it is
        self.phone.setPlaceholderText(known.phone)
        self.address.setPlaceholderText(known.address)
        self.proof.setText(known.proof)
        self.note.setText(known.note)
        self.signed.set_value(known.signed_on)
        self.renounced.set_value(known.renounced_on)
        self.share.setText("" if known.share is None else str(known.share))
        self.received.set_value(known.received_fen)

    def _connect_fields(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._show_kind())
        self.ground.currentIndexChanged.connect(lambda _: self._tell())
        edits = (self.who, self.proof, self.signed, self.renounced, self.share, self.received)
        for edit in edits:
            edit.textChanged.connect(lambda _: self._tell())

    def _offer_grounds(self) -> None:
        kind, names = RelationKind(self.kind.currentData()), ground_names()
        chosen = self.ground.currentData()
        self.ground.blockSignals(True)
        self.ground.clear()
        for ground in GROUNDS[kind]:
            self.ground.addItem(names[ground], ground.value)
        self.ground.setCurrentIndex(max(self.ground.findData(chosen), 0))
        self.ground.blockSignals(False)

    def _show_kind(self) -> None:
        """Ask of an heir about the estate, of others what binds them."""
        self._offer_grounds()
        is_heir = RelationKind(self.kind.currentData()) is RelationKind.HEIR
        self.show_row(self._ground, not is_heir)
        self.show_row(self._estate, is_heir)
        self.show_row(self._renounced, is_heir)
        self._tell()

    def _tell(self) -> None:
        self.refuse(None)
        self.offer()


def _share(text: str) -> Fraction | None:
    """Return a share, None for a blank; ValueError for what is none."""
    plain = text.strip().replace("／", "/")
    try:
        return Fraction(plain) if plain else None
    except ZeroDivisionError as error:
        raise ValueError(text) from error
