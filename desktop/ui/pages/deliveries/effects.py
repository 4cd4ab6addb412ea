"""The panel "after recording": what a delivery does to each loan's clock, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from desktop.services.clock_effects import ClockEffect
from desktop.ui.pages.deliveries.presenter import Foreseen
from desktop.ui.theme import tokens_of
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.text import refresh_style


class EffectPanel(Card):
    """Green where an act moves a clock, amber where it moves none; a line a loan.

    ``nothing`` says what would be shown here while too little is known.
    """

    def __init__(self, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent, role="notice")
        signed = self.tr("Say who signed: what it does to the clock shows here")
        self._nothing = nothing or signed
        self._build_lines()
        self.show_nothing()

    @property
    def text(self) -> str:
        """What the panel says, without its title."""
        return self._lines.text()

    def show_nothing(self) -> None:
        """Say what would be shown here."""
        refresh_style(self, role="card")
        self.set_title(self.tr("After recording"))
        self._lines.setText(escape(self._nothing))

    def show_foreseen(self, foreseen: Foreseen) -> None:
        """Say what follows for every loan of the notice."""
        self.show_effects(foreseen.outcome.words, foreseen.occurred_on, foreseen.effects)

    def show_effects(self, result: str, occurred_on: date, effects: Sequence[ClockEffect]) -> None:
        """Say what an act of a day does to these clocks, with ``result`` in the title."""
        moves = any(each.before != each.after for each in effects)
        refresh_style(self, role="notice" if moves else "warning")
        self.set_title(self.tr("After recording: {result}").format(result=result))
        self._lines.setText("".join(self._blocks(occurred_on, effects)))

    def _build_lines(self) -> None:
        self._lines = QLabel()
        self._lines.setTextFormat(Qt.TextFormat.RichText)
        self._lines.setWordWrap(True)
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._lines)
        area.viewport().setAutoFillBackground(False)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(area, 1)

    def _blocks(self, occurred_on: date, effects: Sequence[ClockEffect]) -> Iterator[str]:
        """Yield a reason once, and under it the lines of the loans that it is the reason for."""
        muted = tokens_of(self.palette()).muted
        for why, alike in groupby(effects, key=_why):
            yield f'<div style="color:{muted}">{escape(why)}</div>'
            for each in alike:
                yield f"<div>{self._line(each, occurred_on)}</div>"

    def _line(self, effect: ClockEffect, occurred_on: date) -> str:
        before, after = _day(effect.before), _day(effect.after)
        if effect.before and effect.before < occurred_on:
            before = self.tr("{day} (run out)").format(day=before)
        if effect.before == effect.after:
            change = self.tr("limitation {day} unchanged").format(day=before)
        elif effect.after is None:
            change = self.tr("limitation {day} → stands still until it ends").format(day=before)
        else:
            words = self.tr("limitation {before} → {after}")
            change = words.format(before=before, after=f"<b>{after}</b>")
        return f"{escape(effect.loan_no)}&nbsp;&nbsp; {change}"


def _why(effect: ClockEffect) -> str:
    return "，".join(part for part in (effect.reason, effect.article) if part)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "—"
