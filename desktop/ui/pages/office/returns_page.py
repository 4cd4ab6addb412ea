"""Returns: which branches wait for one, and those written onto a stick with their totals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt

from desktop.domain.money import yuan_text
from desktop.services.office.returning import Written, write_returns
from desktop.services.office.views import ReturnLine, return_lines
from desktop.services.ports import Desk
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.exchange.stick_dialogs import StickDialog
from desktop.ui.pages.office.acts import OfficeActs
from desktop.ui.pages.office.words import moment
from desktop.ui.pages.page import Badge, Page
from desktop.ui.theme import Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_MOST_ROWS = 6


class ReturnsPage(Page):
    """A return is a snapshot: one that was lost is simply written again, with a higher number."""

    def arrive(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(self.tr("Reading"), lambda progress: return_lines(desk), self._show)

    def _build(self) -> None:
        self.set_title(
            self.tr("Returns"),
            self.tr("Answers, balances, rules and decisions for each branch, on a stick"),
        )
        self.acts = OfficeActs(self.context, self)
        self.some = button(self.tr("Write for the chosen…"), "", "F8")
        self.due = button(self.tr("Write for all that wait…"), "primary", "F7")
        self.buttons.addWidget(self.some)
        self.buttons.addWidget(self.due)
        self.card, self.card_words = Card(role="notice"), label("", "", wrap=True)
        self.written: ListModel[Written] = ListModel(written_columns(), self)
        self.written_table = LineTable(self.written, "office-written", most_rows=_MOST_ROWS)
        self.card.body.addWidget(self.card_words)
        self.card.body.addWidget(self.written_table)
        self.card.hide()
        self.model: ListModel[ReturnLine] = ListModel(line_columns(), self)
        self.table = LineTable(self.model, "office-returns")
        self.body.addWidget(self.card)
        self.body.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.due.clicked.connect(lambda: self._choose(self._waiting()))
        self.some.clicked.connect(lambda: self._choose(self._chosen()))
        self.table.opened.connect(lambda line: self._choose([line.branch.code]))

    def _load(self) -> None:
        self.refresh()

    def _show(self, lines: Sequence[ReturnLine]) -> None:
        chosen = self.table.current_record()
        self.model.set_records(sorted(lines, key=lambda each: not each.is_due))
        due = len(self._waiting())
        branches = self.tr("%n branch(es)", "", len(lines))
        waiting = self.tr("%n wait(s)", "", due)
        self.table.set_foot(f"{branches}      {waiting}")
        self.due.setEnabled(due > 0)
        self.some.setEnabled(bool(lines))
        codes = [each.branch.code for each in self.model.records]
        if codes:
            code = chosen.branch.code if chosen else ""
            self.table.select_row(codes.index(code) if code in codes else 0)

    def _waiting(self) -> list[str]:
        return [each.branch.code for each in self.model.records if each.is_due]

    def _chosen(self) -> list[str]:
        return [each.branch.code for each in self.table.selected_records()]

    def _choose(self, codes: Sequence[str]) -> None:
        """Ask for the stick; no code would mean all branches, so none is asked for."""
        if not codes:
            return
        dialog = StickDialog(
            self.tr("Write returns"),
            self.tr("Write"),
            self.tr("Returns for %n branch(es), all onto one stick", "", len(codes)),
            self.context.desk.sticks,
            self.context.jobs,
            self.context.language,
            self,
        )
        dialog.chosen.connect(lambda place: self._write(codes, place))
        self.acts.open(dialog)

    def _write(self, codes: Sequence[str], place: Path) -> None:
        desk = self.context.desk
        self.acts.run(
            self.tr("Writing returns"),
            lambda progress: write_returns(desk, codes, place, progress),
            self._tell,
        )

    def _tell(self, written: Sequence[Written]) -> None:
        """Say that the stick may be removed: it was read back before."""
        self.card.set_title(self.tr("%n return(s) written", "", len(written)))
        self.card_words.setText(
            self.tr("They were read back and are whole: you may remove the stick now.")
        )
        self.written.set_records(written)
        self.written_table.set_foot(self.tr("%n file(s)", "", len(written)))
        self.card.show()


def line_columns() -> list[Column[ReturnLine]]:
    """Return the columns of the branches that get returns."""
    translate = QCoreApplication.translate
    return [
        Column("code", translate("Office", "Code"), lambda each: each.branch.code, 70),
        Column("name", translate("Office", "Branch"), lambda each: each.branch.name, 200),
        Column("state", translate("Office", "State"), pill=_state, width=110),
        Column("pcs", translate("Office", "PCs"), lambda each: str(each.replicas), 60, right=True),
        Column(
            "package",
            translate("Office", "Last package"),
            lambda each: moment(each.last_package_at),
            140,
        ),
        Column("return", translate("Office", "Last return"), _last, 140),
        Column(
            "file",
            translate("Office", "File"),
            lambda each: each.last_return.file_name if each.last_return else "",
            220,
            muted=True,
        ),
    ]


def written_columns() -> list[Column[Written]]:
    """Return the columns of returns that were written, with what stands on their slips."""
    translate = QCoreApplication.translate
    return [
        Column("code", translate("Office", "Code"), lambda each: each.stored.branch, 70),
        Column("file", translate("Office", "File"), lambda each: each.stored.file_name, 220),
        Column("hash", translate("Office", "Hash"), lambda each: each.short_hash, 90),
        Column(
            "answers",
            translate("Office", "Answers"),
            lambda each: str(each.answers),
            70,
            right=True,
        ),
        Column(
            "recovered",
            translate("Office", "Given back"),
            lambda each: str(each.recovered),
            80,
            right=True,
        ),
        Column("lines", translate("Office", "Lines"), _lines, 70, right=True),
        Column(
            "yuan",
            translate("Office", "Yuan"),
            lambda each: yuan_text(sum(total.fen for total in each.totals)),
            130,
            right=True,
        ),
        Column(
            "place",
            translate("Office", "On the stick"),
            lambda each: str(each.on_stick or ""),
            260,
            muted=True,
        ),
    ]


def due_badge(desk: Desk) -> Badge | None:
    """Return how many branches wait for a return, for the rail."""
    count = sum(each.is_due for each in return_lines(desk))
    return Badge(count) if count else None


def _state(line: ReturnLine) -> Pill:
    translate = QCoreApplication.translate
    if line.is_due:
        return Pill(translate("Office", "waits"), Tone.WARNING)
    return Pill(translate("Office", "answered"), Tone.GOOD)


def _last(line: ReturnLine) -> str:
    return moment(line.last_return.created_at) if line.last_return else ""


def _lines(written: Written) -> str:
    return f"{sum(total.count for total in written.totals):,}"
