"""Step three: what the import changed, and the loans about which a person must find out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.money import yuan_text
from desktop.services.list_records import LedgerLine
from desktop.services.records import LedgerImport, LoanChange, LoanStatus
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.ledger_import.presenter import Imported
from desktop.ui.theme import SPACE_8, SPACE_12, Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label


class ResultStep(QWidget):
    """``opened`` carries the LoanChange or LedgerLine to look at; ``decided`` loan ids, the
    LoanStatus a person found out, and a note.
    """

    opened = Signal(object)
    decided = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()

    def show_imported(self, imported: Imported, *, missing_first: bool = False) -> None:
        """Show an import; ``missing_first`` opens the list of loans to decide."""
        self._show_summary(imported.done)
        self.changes.show_changes(imported.changes)
        self.missing.show_missing(imported.missing)
        words = self.tr("What changed {count}")
        self.tabs.setTabText(0, words.format(count=f"{len(imported.changes):,}"))
        words = self.tr("To find out {count}")
        self.tabs.setTabText(1, words.format(count=f"{len(imported.missing):,}"))
        if missing_first or (imported.missing and not imported.changes):
            self.tabs.setCurrentIndex(1)

    def _build(self) -> None:
        self.summary = Card(role="notice")
        self._words = label("", wrap=True)
        self.summary.body.addWidget(self._words)
        self.changes, self.missing = ChangesTab(), MissingTab()
        self.changes.opened.connect(self.opened)
        self.missing.opened.connect(self.opened)
        self.missing.decided.connect(self.decided)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.changes, "")
        self.tabs.addTab(self.missing, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.summary)
        layout.addWidget(self.tabs, 1)

    def _show_summary(self, done: LedgerImport | None) -> None:
        self.summary.setHidden(done is None)
        if done is None:
            return
        title = self.tr("{file}: ledger of {day} taken in")
        self.summary.set_title(title.format(file=done.file_name, day=done.as_of))
        words = self.tr(
            "{loans} loans of {borrowers} debtors, principal {principal}: {opened} new, "
            "{updated} updated, {unchanged} unchanged, {missing} no longer listed, "
            "{reappeared} back, {refused} rows left out."
        )
        self._words.setText(
            words.format(
                loans=f"{done.loans:,}",
                borrowers=f"{done.borrowers:,}",
                principal=yuan_text(done.principal_balance_fen),
                opened=f"{done.opened:,}",
                updated=f"{done.updated:,}",
                unchanged=f"{done.unchanged:,}",
                missing=f"{done.missing:,}",
                reappeared=f"{done.reappeared:,}",
                refused=f"{done.refused:,}",
            )
        )


class ChangesTab(QWidget):
    """What changed since the last import, loan by loan, filtered by chips."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes: Sequence[LoanChange] = ()
        self._build()

    def show_changes(self, changes: Sequence[LoanChange]) -> None:
        self._changes = changes
        labels = dict(self._options())
        for key, keep in _FILTERS.items():
            count = sum(map(keep, changes))
            self.chips.set_label(key, f"{labels[key]} {count:,}")
        self._filter()

    def _build(self) -> None:
        self.chips = Chips(self._options())
        self.chips.set_value("all")
        self.chips.changed.connect(self._filter)
        self.model: ListModel[LoanChange] = ListModel(change_columns(), self)
        self.table = LineTable(self.model, "import-changes")
        self.table.opened.connect(self.opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.chips)
        layout.addWidget(self.table, 1)

    def _options(self) -> list[tuple[str, str]]:
        return [
            ("all", self.tr("All")),
            ("less", self.tr("Principal paid")),
            ("more", self.tr("Principal grown")),
            ("class", self.tr("Class changed")),
            ("missing", self.tr("No longer listed")),
            ("reappeared", self.tr("Back")),
        ]

    def _filter(self) -> None:
        keep = _FILTERS[str(self.chips.value())]
        shown = [change for change in self._changes if keep(change)]
        self.model.set_records(shown)
        paid = sum(difference(change) for change in shown)
        words = self.tr("%n loan(s)      principal {difference}", "", len(shown))
        self.table.set_foot(words.format(difference=signed(paid)))


class MissingTab(QWidget):
    """Loans the newest ledger of their source no longer lists: settled, moved, or still standing.

    Several rows may be decided at once, with one note.
    """

    opened = Signal(object)
    decided = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._connect()

    def show_missing(self, missing: Sequence[LedgerLine]) -> None:
        self.model.set_records(missing)
        total = yuan_text(sum(line.balance_fen for line in missing))
        words = self.tr("%n loan(s) to find out about      principal {amount}", "", len(missing))
        self.table.set_foot(words.format(amount=total))
        if missing:
            self.table.select_row(0)
        self._offer()

    def _build(self) -> None:
        self.model: ListModel[LedgerLine] = ListModel(missing_columns(), self)
        self.table = LineTable(self.model, "import-missing")
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Note: receipt, where it went, on whose word"))
        self.buttons = {
            LoanStatus.SETTLED: button(self.tr("Settled")),
            LoanStatus.MOVED: button(self.tr("Moved elsewhere")),
            LoanStatus.ACTIVE: button(self.tr("Still stands")),
        }
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.note, 1)
        for each in self.buttons.values():
            line.addWidget(each)
        words = self.tr("Choose rows, write a note, then say what was found out.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(words, "muted"))
        layout.addWidget(self.table, 1)
        layout.addLayout(line)

    def _connect(self) -> None:
        self.table.opened.connect(self.opened)
        self.table.selected_ranges.connect(lambda _: self._offer())
        for status, each in self.buttons.items():
            each.clicked.connect(lambda _=False, found=status: self._decide(found))

    def _offer(self) -> None:
        for each in self.buttons.values():
            each.setEnabled(bool(self.table.selected_rows()))

    def _decide(self, status: LoanStatus) -> None:
        ids = [line.loan_id for line in self.table.selected_records()]
        if ids:
            self.decided.emit(ids, status, self.note.text().strip())
            self.note.clear()


def difference(change: LoanChange) -> int:
    """Return by how many fen the principal changed; a missing loan's is still unknown."""
    return 0 if change.kind == "missing" else change.balance_after_fen - change.balance_before_fen


def signed(fen: int) -> str:
    """Return a difference in yuan with its sign."""
    return f"+{yuan_text(fen)}" if fen > 0 else yuan_text(fen)


def change_columns() -> list[Column[LoanChange]]:
    """Return the columns of the list of changes."""
    translate = QCoreApplication.translate
    return [
        Column("kind", translate("Import", "What"), width=92, pill=_kind_pill),
        Column("village", translate("Import", "Village"), lambda each: each.village, 90),
        Column("borrower", translate("Import", "Borrower"), lambda each: each.borrower, 84),
        Column("loan_no", translate("Import", "Loan number"), lambda each: each.loan_no, 150),
        Column(
            "before",
            translate("Import", "Principal before"),
            amount=lambda each: each.balance_before_fen,
            width=116,
        ),
        Column(
            "after",
            translate("Import", "Principal now"),
            amount=lambda each: None if each.kind == "missing" else each.balance_after_fen,
            width=116,
        ),
        Column(
            "difference",
            translate("Import", "Difference"),
            lambda each: signed(difference(each)) if difference(each) else "",
            110,
            right=True,
            order=difference,
        ),
        Column(
            "interest",
            translate("Import", "Interest now"),
            amount=lambda each: None if each.kind == "missing" else each.interest_after_fen,
            width=112,
        ),
        Column("class", translate("Import", "Class"), _class_change, 116),
    ]


def missing_columns() -> list[Column[LedgerLine]]:
    """Return the columns of the loans to find out about."""
    translate = QCoreApplication.translate
    return [
        Column("village", translate("Import", "Village"), lambda line: line.village, 110),
        Column("borrower", translate("Import", "Borrower"), lambda line: line.borrower, 100),
        Column("loan_no", translate("Import", "Loan number"), lambda line: line.loan_no, 170),
        Column("due_on", translate("Import", "Due"), lambda line: str(line.due_on or ""), 100),
        Column(
            "balance",
            translate("Import", "Principal when last listed"),
            amount=lambda line: line.balance_fen,
            width=170,
        ),
        Column("class", translate("Import", "Class"), lambda line: line.five_class, 80),
        Column("officer", translate("Import", "Officer"), lambda line: line.officer, 90),
    ]


def _kind_pill(change: LoanChange) -> Pill:
    translate = QCoreApplication.translate
    pills = {
        "updated": Pill(translate("Import", "updated"), Tone.INFO),
        "missing": Pill(translate("Import", "not listed"), Tone.WARNING),
        "reappeared": Pill(translate("Import", "back"), Tone.GOOD),
    }
    return pills[change.kind]


def _class_change(change: LoanChange) -> str:
    if change.class_before == change.class_after or change.kind == "missing":
        return change.class_before
    return f"{change.class_before} → {change.class_after}"


def _class_changed(change: LoanChange) -> bool:
    return change.kind != "missing" and change.class_before != change.class_after


_FILTERS: dict[str, Callable[[LoanChange], bool]] = {
    "all": lambda change: True,
    "less": lambda change: difference(change) < 0,
    "more": lambda change: difference(change) > 0,
    "class": _class_changed,
    "missing": lambda change: change.kind == "missing",
    "reappeared": lambda change: change.kind == "reappeared",
}
