"""Returns: which branches wait for one, and those written onto a stick with their totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.money import yuan_text
from desktop.services.office.handing_out import HandedOut, carry_returns, hand_out
from desktop.services.office.returning import Written
from desktop.services.office.views import ReturnLine, return_lines
from desktop.services.ports import Desk
from desktop.ui.errors import choice_name, explain, field_name, pc_name
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.exchange.stick_dialogs import StickDialog
from desktop.ui.pages.office.slips import SlipActs
from desktop.ui.pages.office.words import moment
from desktop.ui.pages.page import Badge, Page
from desktop.ui.theme import Tone
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label, refresh_style

_MOST_ROWS = 6


class ReturnsPage(Page):
    """A return is a snapshot: one that was lost is simply written again, with a higher number."""

    def open(self, **arguments: Any) -> None:
        """Stand on a branch's line."""
        self._wanted = str(arguments["code"])
        self.refresh()

    def arrive(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(self.tr("Reading"), lambda progress: return_lines(desk), self._show)

    def _build(self) -> None:
        self._done = HandedOut(())
        self._wanted = ""
        self.set_title(
            self.tr("Returns"),
            self.tr("Answers, balances, rules and decisions for each branch, on a stick"),
        )
        self.acts = SlipActs(self.context, self)
        self.slips = button(self.tr("Slips…"), "", "F9")
        self.some = button(self.tr("Write for the chosen…"), "", "F8")
        self.due = button(self.tr("Write for all that wait…"), "primary", "F7")
        for each in (self.slips, self.some, self.due):
            self.buttons.addWidget(each)
        self._build_card()
        self.model: ListModel[ReturnLine] = ListModel(line_columns(self.context.language), self)
        self.table = LineTable(self.model, "office-returns")
        self.empty = EmptyState(
            self.tr("No branch has a PC yet"),
            self.tr("Returns go to registered PCs: register one on the page Branches first."),
            self.tr("Branches"),
            lambda: self.context.navigate("branches"),
        )
        self.empty.hide()
        self.body.addWidget(self.card)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)

    def _build_card(self) -> None:
        """Make the card of what was written last, with what can be done about it."""
        self.card, self.card_words = Card(role="notice"), label("", "", wrap=True)
        self.print = button(self.tr("Print the slip…"), "", "Ctrl+P")
        self.save = button(self.tr("Slip as PDF…"), "")
        self.again = button(self.tr("Copy them to a stick…"), "primary", "F6")
        for each in (self.print, self.save, self.again):
            self.card.head.addWidget(each)
        language = self.context.language
        self.written: ListModel[Written] = ListModel(written_columns(language), self)
        self.written_table = LineTable(self.written, "office-written", most_rows=_MOST_ROWS)
        self.card.body.addWidget(self.card_words)
        self.card.body.addWidget(self.written_table)
        self.card.hide()

    def _connect(self) -> None:
        self.due.clicked.connect(lambda: self._choose(self._waiting()))
        self.some.clicked.connect(lambda: self._choose(self._chosen()))
        self.table.opened.connect(lambda line: self._choose([line.branch.code]))
        self.slips.clicked.connect(self.acts.list_slips)
        self.again.clicked.connect(self._ask_again)
        self.print.clicked.connect(lambda: self._slip_out(self.acts.print_slip))
        self.save.clicked.connect(lambda: self._slip_out(self.acts.save_slip))

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
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        codes = [each.branch.code for each in self.model.records]
        if codes:
            code = self._wanted or (chosen.branch.code if chosen else "")
            self._wanted = ""
            self.table.select_row(codes.index(code) if code in codes else 0)

    def _waiting(self) -> list[str]:
        return [each.branch.code for each in self.model.records if each.is_due]

    def _chosen(self) -> list[str]:
        return [each.branch.code for each in self.table.selected_records()]

    def _choose(self, codes: Sequence[str]) -> None:
        """Ask for the stick; no code would mean all branches, so none is asked for."""
        if not codes:
            return
        words = self.tr("Returns for %n branch(es), all onto one stick", "", len(codes))
        self._ask_stick(words, lambda place: self._write(codes, place))

    def _ask_again(self) -> None:
        words = self.tr("%n return(s) that were written, as they are", "", len(self._done.written))
        self._ask_stick(words, self._carry)

    def _ask_stick(self, words: str, act: Callable[[Path], None]) -> None:
        dialog = StickDialog(
            self.tr("Write returns"),
            self.tr("Write"),
            words,
            self.context.desk.sticks,
            self.context.jobs,
            self.context.language,
            self,
        )
        dialog.chosen.connect(act)
        self.acts.open(dialog)

    def _write(self, codes: Sequence[str], place: Path) -> None:
        desk = self.context.desk
        self.acts.run(
            self.tr("Writing returns"),
            lambda progress: hand_out(desk, codes, place, progress),
            self._tell,
        )

    def _carry(self, place: Path) -> None:
        desk, written = self.context.desk, self._done.written
        self.acts.run(
            self.tr("Copying returns"),
            lambda progress: carry_returns(desk, written, place, progress),
            self._tell,
        )

    def _tell(self, done: HandedOut) -> None:
        """Say whether the stick may be removed: only what was read back lies there whole."""
        self._done = done
        self.card.set_title(self._title(done))
        self.card_words.setText("\n".join(self._words(done)))
        is_whole = done.is_carried and done.trouble is None
        refresh_style(self.card, role="notice" if is_whole else "warning")
        self.written.set_records(done.written)
        self.written_table.set_foot(self.tr("%n file(s)", "", len(done.written)))
        self.again.setVisible(not done.is_carried)
        for each in (self.print, self.save):
            each.setVisible(done.slip is not None)
        self.card.show()
        (self.again if not done.is_carried else self.print).setFocus()

    def _title(self, done: HandedOut) -> str:
        count = len(done.written)
        if not done.is_carried:
            return self.tr("%n return(s) written, but not on the stick", "", count)
        title = self.tr("%n return(s) written", "", count)
        if done.slip is None:
            return title
        slip = self.tr("slip {serial}")
        return f"{title}　{slip.format(serial=done.slip.serial)}"

    def _words(self, done: HandedOut) -> Iterator[str]:
        if done.is_carried:
            yield self.tr("They were read back and are whole: you may remove the stick now.")
        else:
            yield self.tr(
                "They are kept here, and their branches count as answered: copy them with F6."
            )
        if any(each.trouble for each in done.written):
            yield choice_name("return", "photos_not_carried", self.context.language)
        if done.trouble is not None:
            yield explain(done.trouble, self.context.language)[1]

    def _slip_out(self, act: Callable[[str, Callable[[str], None], QWidget], None]) -> None:
        if self._done.slip is not None:
            act(self._done.slip.serial, self.written_table.set_foot, self)


def line_columns(language: str) -> list[Column[ReturnLine]]:
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
            "pc",
            field_name("pc", language),
            lambda each: pc_name(each.letter, language) if each.last_return else "",
            110,
        ),
        Column(
            "file",
            translate("Office", "File"),
            lambda each: each.last_return.file_name if each.last_return else "",
            220,
            muted=True,
        ),
    ]


def written_columns(language: str) -> list[Column[Written]]:
    """Return the columns of returns that were written, with what stands on their slips."""
    translate = QCoreApplication.translate
    return [
        Column("code", translate("Office", "Code"), lambda each: each.stored.branch, 70),
        Column("pc", field_name("pc", language), lambda each: pc_name(each.letter, language), 110),
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
            _given_back,
            80,
            right=True,
        ),
        Column("photos", translate("Office", "Photos"), _photos, 70, right=True),
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


def _given_back(written: Written) -> str:
    """Return how many entries a return gives back, of how many that its PC has not."""
    lacked = written.recovered + written.left
    return f"{written.recovered:,} / {lacked:,}" if written.left else f"{lacked:,}"


def _photos(written: Written) -> str:
    """Return how many lie beside a return, of how many that its PC lacks."""
    lacked = written.parts + written.parts_left
    return f"{written.parts:,} / {lacked:,}" if lacked else ""


def _lines(written: Written) -> str:
    return f"{sum(total.count for total in written.totals):,}"
