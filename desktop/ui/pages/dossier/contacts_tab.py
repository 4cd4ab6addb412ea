"""Where the debtor is reached, and who is related to the debt: entered and withdrawn by key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.masks import mask_phone
from desktop.domain.money import yuan_text
from desktop.domain.relations import Owes, Related
from desktop.services.contacts import ContactBook
from desktop.services.dossier import Dossier
from desktop.services.party_records import StoredContact
from desktop.services.relations import RelatedPerson
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.people_words import (
    choice_words,
    ground_names,
    reach_names,
    related_names,
    source_names,
)
from desktop.ui.theme import SPACE_8, SPACE_12, Tone
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


class ContactsTab(QWidget):
    """Contacts with their sources above, related people with what they owe below.

    ``contact_wanted`` and ``related_wanted`` carry nothing, the others the StoredContact or the
    StoredRelation they are about.
    """

    contact_wanted = Signal()
    contact_withdrawal_wanted = Signal(object)
    related_wanted = Signal()
    correction_wanted = Signal(object)
    relation_withdrawal_wanted = Signal(object)
    contact_reveal_wanted = Signal(object)
    related_reveal_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: ContactBook | None = None
        self._build()
        self._connect()

    def show_dossier(self, shown: Dossier) -> int:
        """Show contacts and related people, and return how many of them stand."""
        self._book = shown.contacts
        self.contacts.set_records(shown.contacts.contacts)
        self.related.set_records(shown.related)
        known = sum(not each.withdrawn for each in shown.contacts.contacts)
        people = sum(not each.stored.withdrawn for each in shown.related)
        self.contact_table.set_foot(self.tr("%n contact(s)", "", known))
        self.related_table.set_foot(self.tr("%n related", "", people))
        if shown.contacts.contacts:
            self.contact_table.select_row(0)
        if shown.related:
            self.related_table.select_row(0)
        self._offer()
        return known + people

    def _build(self) -> None:
        self.contacts: ListModel[StoredContact] = ListModel(self._contact_columns(), self)
        self.contact_table = LineTable(self.contacts, "dossier-contacts")
        self.related: ListModel[RelatedPerson] = ListModel(related_columns(), self)
        self.related_table = LineTable(self.related, "dossier-related")
        self.contact = button(self.tr("Enter a contact…"), key="F7")
        self.contact_withdrawal = button(self.tr("Withdraw…"))
        self.contact_reveal = button(self.tr("Show in full…"))
        self.related_reveal = button(self.tr("Show in full…"))
        self.person = button(self.tr("Enter somebody related…"), key="F8")
        self.correction = button(self.tr("Correct…"))
        self.withdrawal = button(self.tr("Withdraw…"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addLayout(
            _headed(
                self.tr("Where he is reached"),
                self.contact_reveal,
                self.contact_withdrawal,
                self.contact,
            )
        )
        layout.addWidget(self.contact_table, 1)
        layout.addLayout(
            _headed(
                self.tr("Who is related to the debt"),
                self.related_reveal,
                self.withdrawal,
                self.correction,
                self.person,
            )
        )
        layout.addWidget(self.related_table, 1)

    def _connect(self) -> None:
        self.contact.clicked.connect(self.contact_wanted)
        self.person.clicked.connect(self.related_wanted)
        self.contact_withdrawal.clicked.connect(
            lambda: self.contact_withdrawal_wanted.emit(self.contact_table.current_record())
        )
        self.contact_reveal.clicked.connect(
            lambda: self.contact_reveal_wanted.emit(self.contact_table.current_record())
        )
        self.related_reveal.clicked.connect(lambda: self._of_person(self.related_reveal_wanted))
        self.correction.clicked.connect(lambda: self._of_person(self.correction_wanted))
        self.withdrawal.clicked.connect(lambda: self._of_person(self.relation_withdrawal_wanted))
        self.contact_table.current_changed.connect(lambda _: self._offer())
        self.related_table.current_changed.connect(lambda _: self._offer())
        self.related_table.opened.connect(lambda _: self.correction.click())

    def _of_person(self, signal: object) -> None:
        person: RelatedPerson | None = self.related_table.current_record()
        if person is not None:
            signal.emit(person.stored)  # type: ignore[attr-defined]

    def _offer(self) -> None:
        """A ledger's own contact stays; what was withdrawn stays withdrawn."""
        chosen: StoredContact | None = self.contact_table.current_record()
        self.contact_withdrawal.setEnabled(
            chosen is not None and bool(chosen.id) and not chosen.withdrawn
        )
        self.contact_reveal.setEnabled(chosen is not None)
        person: RelatedPerson | None = self.related_table.current_record()
        self.related_reveal.setEnabled(person is not None and _is_masked(person.stored.related))
        stands = person is not None and not person.stored.withdrawn
        self.correction.setEnabled(stands)
        self.withdrawal.setEnabled(stands)

    def _contact_columns(self) -> list[Column[StoredContact]]:
        translate = QCoreApplication.translate
        kinds, sources = reach_names(), source_names()
        return [
            Column("kind", translate("People", "Kind"), lambda each: kinds[each.contact.kind], 80),
            Column("value", translate("People", "Contact"), contact_text, 260),
            Column(
                "state",
                translate("People", "State"),
                width=120,
                pill=self._pill,
                tip=lambda each: self._why(each),
            ),
            Column(
                "source",
                translate("People", "Source"),
                lambda each: sources[each.contact.source],
                120,
            ),
            Column(
                "learned",
                translate("People", "Learned on"),
                lambda each: str(each.contact.learned_on),
                100,
            ),
            Column("written", translate("People", "In writing"), _written, 90),
            Column("note", translate("People", "Note"), _contact_note, 240, muted=True),
        ]

    def _pill(self, each: StoredContact) -> Pill | None:
        if each.withdrawn:
            return Pill(QCoreApplication.translate("People", "withdrawn"), Tone.MUTED)
        choice = self._book.choice_of(each) if self._book else None
        return Pill(choice_words(choice)[0], Tone.GOOD) if choice else None

    def _why(self, each: StoredContact) -> str:
        choice = self._book.choice_of(each) if self._book and not each.withdrawn else None
        return choice_words(choice)[1] if choice else ""


def contact_text(each: StoredContact) -> str:
    """Return a contact as the dossier has it."""
    return each.contact.value


def related_columns() -> list[Column[RelatedPerson]]:
    """Return the columns of related people."""
    translate = QCoreApplication.translate
    roles, grounds = related_names(), ground_names()
    return [
        Column(
            "role", translate("People", "Role"), lambda each: roles[each.stored.related.kind], 110
        ),
        Column("name", translate("People", "Name"), lambda each: each.stored.related.name, 120),
        Column(
            "owes",
            translate("People", "Owes"),
            width=170,
            pill=owes_pill,
            tip=lambda each: f"{each.answer.words}\n{each.answer.article}",
        ),
        Column(
            "ground",
            translate("People", "Ground"),
            lambda each: grounds[each.stored.related.ground] if each.stored.related.ground else "",
            150,
        ),
        Column("proof", translate("People", "Paper"), lambda each: each.stored.related.proof, 170),
        Column(
            "phone",
            translate("People", "Phone"),
            lambda each: mask_phone(each.stored.related.phone),
            120,
        ),
        Column("note", translate("People", "Note"), _related_note, 200, muted=True),
    ]


def owes_pill(each: RelatedPerson) -> Pill:
    """Return how far somebody owes."""
    translate = QCoreApplication.translate
    if each.stored.withdrawn:
        return Pill(translate("People", "withdrawn"), Tone.MUTED)
    if each.answer.owes is Owes.UP_TO and each.answer.most is not None:
        words = translate("People", "up to {amount}")
        return Pill(words.format(amount=yuan_text(each.answer.most.fen)), Tone.INFO)
    return {
        Owes.ALL: Pill(translate("People", "owes all"), Tone.GOOD),
        Owes.NOTHING: Pill(translate("People", "owes nothing"), Tone.MUTED),
    }.get(each.answer.owes, Pill(translate("People", "to check"), Tone.WARNING))


def _is_masked(related: Related) -> bool:
    return bool(related.id_number or related.phone or related.address)


def _written(each: StoredContact) -> str:
    return QCoreApplication.translate("People", "yes") if each.contact.in_writing else ""


def _contact_note(each: StoredContact) -> str:
    return each.reason if each.withdrawn else each.contact.note


def _related_note(each: RelatedPerson) -> str:
    return each.stored.reason if each.stored.withdrawn else each.stored.related.note


def _headed(title: str, *actions: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(SPACE_8)
    line.addWidget(label(title, "card-title"))
    line.addStretch(1)
    for each in actions:
        line.addWidget(each)
    return line
