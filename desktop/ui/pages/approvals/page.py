"""What waits for a second person: read it, sign it or refuse it; and what became of the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget

from desktop.domain.approvals import ItemState
from desktop.services import approval_items
from desktop.services.approval_items import Item, may_sign
from desktop.services.ports import Desk
from desktop.ui.approval.check_dialog import may_be_phoned
from desktop.ui.approval.flow import Approval
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.approvals.columns import filter_names, item_columns
from desktop.ui.pages.approvals.detail import Detail, Shown, shown_item
from desktop.ui.pages.dossier.dialogs import ReasonDialog
from desktop.ui.pages.page import Badge, Page
from desktop.ui.theme import SPACE_8, Tone
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.empty import EmptyState
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button

_TO_SIGN, _WAITING, _OWN = "mine_to_sign", "waiting", "my_own"


class ApprovalsPage(Page):
    """``open(item=...)`` stands on one item, ``open(mine=True)`` shows what waits for me."""

    def open(self, **arguments: Any) -> None:
        self._wanted = str(arguments.get("item") or "")
        self.filters.set_value("all" if self._wanted else _TO_SIGN)
        self.refresh()

    def refresh(self) -> None:
        desk = self.context.desk
        self.context.jobs.run(
            self.tr("Reading"), lambda progress: approval_items.history(desk), self._show
        )

    def _build(self) -> None:
        self._wanted = ""
        self._items: Sequence[Item] = ()
        self.set_title(
            self.tr("Approvals"),
            self.tr("Nobody signs what he proposed himself; what is edited is void"),
        )
        self._approval = Approval(self.context, self)
        self.filters = Chips(list(filter_names().items()))
        self.filters.set_value(_TO_SIGN)
        language, now = self.context.language, self.context.desk.clock.now()
        self.model: ListModel[Item] = ListModel(item_columns(now, language), self)
        self.table = LineTable(self.model, "approvals")
        self.detail = Detail(language)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        self.views = QStackedWidget()
        self.views.addWidget(split)
        self._empty = EmptyState(
            self.tr("Nothing waits here"),
            self.tr("What another person proposes and your role must check appears here."),
        )
        self.views.addWidget(self._empty)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.views, 1)
        self.body.addLayout(self._actions())

    def _actions(self) -> QHBoxLayout:
        self.check = button(self.tr("Check and sign…"), "primary", "F7")
        self.here = button(self.tr("Have it checked here…"), key="F8")
        self.withdraw = button(self.tr("Withdraw…"), key="F9")
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for each in (self.check, self.here, self.withdraw):
            line.addWidget(each)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.table.current_changed.connect(self._look_at)
        self.table.opened.connect(lambda _: self._check())
        self.check.clicked.connect(self._check)
        self.here.clicked.connect(self._check_here)
        self.withdraw.clicked.connect(self._withdraw)

    def _load(self) -> None:
        self.refresh()

    def _show(self, items: Sequence[Item]) -> None:
        self._items = items
        for key, words in filter_names().items():
            count = sum(self._matches(each, key) for each in items)
            self.filters.set_label(key, f"{words} {count}" if key != "all" else words)
        self._filter()

    def _filter(self) -> None:
        chosen = self.table.current_record()
        wanted = self._wanted or (chosen.proposal.id if chosen else "")
        self._wanted = ""
        shown = [each for each in self._items if self._matches(each, str(self.filters.value()))]
        self.model.set_records(shown)
        self.table.set_foot(self.tr("%n item(s)", "", len(shown)))
        self.views.setCurrentIndex(0 if shown else 1)
        ids = [each.proposal.id for each in self.model.records]
        if shown:
            self.table.select_row(ids.index(wanted) if wanted in ids else 0)
        self._look_at(self.table.current_record() if shown else None)

    def _matches(self, item: Item, key: str) -> bool:
        desk = self.context.desk
        if key == _TO_SIGN:
            return may_sign(desk, item)
        if key == _WAITING:
            return item.state is ItemState.WAITING
        return key != _OWN or item.proposal.maker_id == desk.operator.user_id

    def _look_at(self, item: Item | None) -> None:
        self._offer(item)
        if item is None:
            self.detail.show_nothing()
            return
        desk, proposal_id = self.context.desk, item.proposal.id
        self.context.jobs.run(
            self.tr("Reading"), lambda progress: shown_item(desk, proposal_id), self._show_detail
        )

    def _show_detail(self, shown: Shown) -> None:
        chosen = self.table.current_record()
        if chosen is not None and chosen.proposal.id == shown.item.proposal.id:
            self.detail.show_item(shown)

    def _offer(self, item: Item | None) -> None:
        """Allow what the operator may do with an item."""
        desk = self.context.desk
        waits = item is not None and item.state is ItemState.WAITING
        own = item is not None and item.proposal.maker_id == desk.operator.user_id
        self.check.setEnabled(item is not None and may_sign(desk, item))
        self.here.setEnabled(waits and (own or (item is not None and may_be_phoned(item))))
        self.withdraw.setEnabled(waits and own)

    def _check(self) -> None:
        item = self.table.current_record()
        if item is not None and may_sign(self.context.desk, item):
            self._approval.check(item)

    def _check_here(self) -> None:
        item = self.table.current_record()
        if item is not None:
            self._approval.check_here(item)

    def _withdraw(self) -> ReasonDialog | None:
        item = self.table.current_record()
        if item is None:
            return None
        title, act = self.tr("Withdraw a proposal"), self.tr("Withdraw")
        dialog = ReasonDialog(title, item.proposal.title, act, self)
        dialog.accepted.connect(lambda: self._approval.withdraw(item, dialog.reason()))
        dialog.open()
        return dialog


def waiting_badge(desk: Desk) -> Badge | None:
    """Return how many items wait for the operator, for the rail."""
    count = approval_items.count_to_sign(desk)
    return Badge(count, Tone.WARNING) if count else None
