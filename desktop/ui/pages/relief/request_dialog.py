"""Asking for a relief: every limit is checked while it is typed, at its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.money import Money, capital_amount
from desktop.services.relief.checking import Hindrance, ReliefCheck, ReliefWish
from desktop.services.relief_ports import ReliefPart
from desktop.ui.errors import explain, field_name
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.entry_dialog import EntryDialog, side_by_side
from desktop.ui.pages.relief.words import checkers_words, ladder_words
from desktop.ui.widgets.amount_edit import AmountEdit
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label, refresh_style

_MOST_LOANS = 4
_AMOUNT_WIDTH, _TEXT_WIDTH = 180, 460


class RequestDialog(EntryDialog):
    """One request for one debtor.

    ``changed`` asks for what the wish comes to (answer with :meth:`show_check`),
    ``request_wanted`` carries the ReliefWish.
    """

    changed = Signal()
    request_wanted = Signal(object)

    def __init__(
        self,
        party_id: str,
        today: Callable[[], date],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("Ask for relief of interest"), self.tr("Submit to be checked"))
        self._party_id = party_id
        self._today = today
        self._check: ReliefCheck | None = None
        self._build_fields()
        self._connect_fields()
        self.waived.setFocus()

    def wish(self) -> ReliefWish:
        """Return what was typed so far."""
        return ReliefWish(
            party_id=self._party_id,
            waived_fen=self.waived.value(),
            payer=self.payer.text().strip(),
            reason=self.reason.text().strip(),
            evidence=self.evidence.text().strip(),
            able_to_pay=_answer(self.able),
            evasion=_answer(self.evades),
            staff_related=_answer(self.related),
            valid_until=self.valid_until.value(),
        )

    def is_whole(self) -> bool:
        found = self._check
        return found is not None and not found.hindrances and not found.missing

    def confirm(self) -> None:
        if self.is_whole():
            self.request_wanted.emit(self.wish())

    def show_check(self, found: ReliefCheck) -> None:
        """Show what the wish comes to, and what speaks against it at the field it is about."""
        first = self._check is None
        self._check = found
        if first and not self.payer.text():
            self.payer.setText(found.party.name)
        self._head.setText(self._owed(found))
        self.model.set_records(found.parts)
        self.table.setFixedHeight(self.table.sizeHint().height())
        self._pays.setText(self._to_pay(found))
        self._ladder.setText(ladder_words(found.ladder, found.level if found.waived.fen else ""))
        self._checkers.setText(checkers_words(found.is_over, self._language))
        self._show_hindrances(found.hindrances)
        missing = "、".join(field_name(name, self._language) for name in found.missing)
        self._missing.setText(self.tr("Still missing: {names}").format(names=missing))
        self._missing.setVisible(bool(missing))
        self.offer()

    def _show_hindrances(self, hindrances: tuple[Hindrance, ...]) -> None:
        at_fields: dict[str, list[str]] = {}
        for each in hindrances:
            words = explain(each.violation(), self._language)[1]
            at_fields.setdefault(each.field, []).append(words)
        for name, field in self.fields.items():
            note, found = self.notes[name], at_fields.pop(name, [])
            note.setText("\n".join(found))
            note.setVisible(bool(found))
            refresh_style(field, invalid=bool(found))
        rest = [line for lines in at_fields.values() for line in lines]
        self._error.setText("\n".join(rest))
        self._error.setVisible(bool(rest))

    def _owed(self, found: ReliefCheck) -> str:
        words = self.tr(
            "{name}: {count} loan(s), principal {principal}, interest {interest} on {day}"
        )
        return words.format(
            name=found.party.name,
            count=len(found.parts),
            principal=found.principal,
            interest=found.interest,
            day=found.on,
        )

    def _to_pay(self, found: ReliefCheck) -> str:
        if not found.waived.fen or any(each.field == "waived" for each in found.hindrances):
            return ""
        words = self.tr(
            "{capital}; the payer brings {to_pay} on that day: all principal and the other interest"
        )
        capital = capital_amount(found.waived.fen)
        return words.format(capital=capital, to_pay=Money(found.to_pay.fen))

    def _build_fields(self) -> None:
        self._head = label("", "muted", wrap=True)
        self.waived = AmountEdit()
        self.waived.setFixedWidth(_AMOUNT_WIDTH)
        self._pays = label("", "muted", wrap=True)
        self.payer, self.reason, self.evidence = QLineEdit(), QLineEdit(), QLineEdit()
        self.payer.setFixedWidth(_AMOUNT_WIDTH)
        self.able, self.evades, self.related = self._question(), self._question(), self._question()
        self.valid_until = DateEdit(self._today)
        for line in (self.reason, self.evidence):
            line.setMinimumWidth(_TEXT_WIDTH)
        self.reason.setPlaceholderText(self.tr("illness, disaster, no means"))
        self.evidence.setPlaceholderText(self.tr("hospital papers, certificate of the village"))
        self._checkers, self._ladder = label(""), label("", "muted", wrap=True)
        self._missing = label("", "muted", wrap=True)
        self.model: ListModel[ReliefPart] = ListModel(self._columns(), self)
        self.table = LineTable(
            self.model, "relief_parts", foot=False, exports=False, most_rows=_MOST_LOANS
        )
        self.fields = self._fields()
        self.notes = {name: label("", "danger", wrap=True) for name in self.fields}
        self.setMinimumWidth(860)
        self.lay_out(
            self.tr("Interest alone is waived, never principal; it is booked only after payment"),
            [
                (self.tr("Owed"), self._head),
                (self.tr("To waive"), self._line("waived")),
                ("", self._pays),
                (self.tr("Loans"), self.table),
                (self.tr("Who pays"), self._line("payer")),
                (self.tr("Able to pay in full?"), self._line("able_to_pay")),
                (self.tr("Evades the debt?"), self._line("evasion")),
                (self.tr("Staff or related?"), self._line("staff_related")),
                (self.tr("Reason"), self._line("reason")),
                (self.tr("Evidence"), self._line("evidence")),
                (self.tr("Valid until"), self._line("valid_until")),
                (self.tr("To be checked by"), self._checkers),
                (self.tr("Who may approve"), self._ladder),
            ],
            [self._missing],
        )
        self.offer()

    def _fields(self) -> dict[str, QWidget]:
        return {
            "waived": self.waived,
            "payer": self.payer,
            "able_to_pay": self.able,
            "evasion": self.evades,
            "staff_related": self.related,
            "reason": self.reason,
            "evidence": self.evidence,
            "valid_until": self.valid_until,
        }

    def _line(self, name: str) -> QWidget:
        """Return a field with room beside it for what speaks against it."""
        return side_by_side(self.fields[name], "", self.notes[name])

    def _question(self) -> Chips:
        return Chips([(False, self.tr("no")), (True, self.tr("yes"))])

    def _columns(self) -> list[Column[ReliefPart]]:
        return [
            Column("loan_no", self.tr("Loan"), lambda each: each.loan_no, 150),
            Column("principal", self.tr("Principal"), amount=lambda each: each.principal_fen),
            Column("on", self.tr("On balance"), amount=lambda each: each.on_balance_fen),
            Column("off", self.tr("Off balance"), amount=lambda each: each.off_balance_fen),
            Column(
                "waived_on",
                self.tr("Waived on balance"),
                amount=lambda each: each.waived_on_balance_fen,
            ),
            Column(
                "waived_off",
                self.tr("Waived off balance"),
                amount=lambda each: each.waived_off_balance_fen,
            ),
        ]

    def _connect_fields(self) -> None:
        self.waived.value_changed.connect(lambda _: self.changed.emit())
        self.valid_until.value_changed.connect(lambda _: self.changed.emit())
        for line in (self.payer, self.reason, self.evidence):
            line.textChanged.connect(lambda _: self.changed.emit())
        for chips in (self.able, self.evades, self.related):
            chips.changed.connect(self.changed)


def _answer(chips: Chips) -> bool | None:
    value = chips.value()
    return None if value is None else bool(value)
