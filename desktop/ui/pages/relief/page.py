"""Relief 减免: who asked for what, what was granted, and what it still waits for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget

from desktop.domain.permissions import Action, Part, allows
from desktop.domain.relief_terms import ReliefState
from desktop.services.list_records import SearchHit
from desktop.services.lists import search
from desktop.services.relief.checking import OPEN_STATES
from desktop.ui.approval.summary import summary_of
from desktop.ui.approval.summary_view import SummaryView
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.page import Page
from desktop.ui.pages.relief.lines import Entry, body_of, entry_columns
from desktop.ui.pages.relief.presenter import ReliefPresenter
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_CARD_WIDTH = 420


class ReliefPage(Page):
    """``open(party_id=...)`` asks for a relief for that debtor."""

    def open(self, **arguments: Any) -> None:
        if arguments.get("party_id"):
            self.presenter.request(str(arguments["party_id"]))

    def arrive(self) -> None:
        self.search.take_focus()

    def refresh(self) -> None:
        self.presenter.ask()

    def _build(self) -> None:
        self.set_title(
            self.tr("Relief"),
            self.tr("Paid first, waived after: nothing is waived before the principal is paid"),
        )
        self.presenter = ReliefPresenter(self.context, self)
        self.search = SearchBox(self._find, self, hint="")
        self.search.setPlaceholderText(self.tr("Debtor: name, pinyin or loan number"))
        self._may_not = label("", "muted")
        self.model: ListModel[Entry] = ListModel(entry_columns(), self)
        self.table = LineTable(self.model, "reliefs")
        self.card, self.summary = Card(), SummaryView()
        self.card.setMinimumWidth(_CARD_WIDTH)
        self.card.body.addWidget(self.summary, 1)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.card)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        self.views = QStackedWidget()
        self.views.addWidget(split)
        self.views.addWidget(
            EmptyState(
                self.tr("No relief was asked for yet"),
                self.tr("Find a debtor above and press Enter, or use the dossier."),
            )
        )
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.search)
        head.addWidget(self._may_not)
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addWidget(self.views, 1)
        self.body.addLayout(self._actions())

    def _actions(self) -> QHBoxLayout:
        self.sign = button(self.tr("Written approval…"), "primary", "F6")
        self.pay = button(self.tr("Take the payment"), key="F7")
        self.here = button(self.tr("Have it checked here…"), key="F8")
        self.withdraw = button(self.tr("Withdraw…"), key="F9")
        self.dossier = button(self.tr("Open the dossier"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for each in (self.sign, self.pay, self.here, self.withdraw, self.dossier):
            line.addWidget(each)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self.presenter.listed.connect(self._show)
        self.search.opened.connect(self._picked)
        self.table.current_changed.connect(self._look_at)
        self.table.opened.connect(self._open_dossier)
        self.sign.clicked.connect(lambda: self._act(self.presenter.sign))
        self.here.clicked.connect(lambda: self._act(self.presenter.check_here))
        self.withdraw.clicked.connect(lambda: self._act(self.presenter.withdraw))
        self.pay.clicked.connect(lambda: self._act(self._take_payment))
        self.dossier.clicked.connect(lambda: self._act(self._open_dossier))

    def _load(self) -> None:
        makes = allows(self.context.desk.operator.role, Action.RELIEF, Part.MAKE)
        self.search.setEnabled(makes)
        if not makes:
            self._may_not.setText(self.tr("A credit officer asks for a relief"))
        self.refresh()

    def _find(self, text: str) -> Sequence[SearchHit]:
        found = search(self.context.desk, text)
        return [each for each in found if each.kind in ("party", "loan")]

    def _picked(self, hit: SearchHit) -> None:
        self.presenter.request(hit.party_id)

    def _show(self, found: Sequence[Entry]) -> None:
        chosen = self.table.current_record()
        self.model.set_records(found)
        waiting = sum(each.stands_in(*OPEN_STATES) for each in found)
        words = [self.tr("%n relief(s)", "", len(found))]
        if waiting:
            words.append(self.tr("%n to be paid", "", waiting))
        self.table.set_foot("      ".join(words))
        self.views.setCurrentIndex(0 if found else 1)
        keys = [each.key for each in self.model.records]
        if found:
            wanted = chosen.key if chosen else ""
            self.table.select_row(keys.index(wanted) if wanted in keys else 0)
        self._look_at(self.table.current_record() if found else None)

    def _look_at(self, entry: Entry | None) -> None:
        role, user_id = self.context.desk.operator.role, self.context.desk.operator.user_id
        makes = allows(role, Action.RELIEF, Part.MAKE)
        granted = entry is not None and entry.stands_in(ReliefState.GRANTED)
        signed = entry is not None and entry.stands_in(ReliefState.SIGNED)
        own = entry is not None and entry.is_waiting and entry.maker_id == user_id
        self.sign.setEnabled(makes and granted)
        self.pay.setEnabled(signed and allows(role, Action.REPAY, Part.MAKE))
        self.here.setEnabled(own)
        self.withdraw.setEnabled((makes and (granted or signed)) or own)
        self.dossier.setEnabled(entry is not None)
        self.card.setVisible(entry is not None)
        if entry is not None:
            self.card.set_title(f"{entry.debtor}　{entry.pill.text}")
            self.summary.show_summary(summary_of(body_of(entry), self.context.language))

    def _act(self, act: Any) -> None:
        entry = self.table.current_record()
        if entry is not None:
            act(entry)

    def _take_payment(self, entry: Entry) -> None:
        self.context.navigate("repayments", party_id=entry.party_id)

    def _open_dossier(self, entry: Entry) -> None:
        self.context.navigate("dossier", party_id=entry.party_id)
