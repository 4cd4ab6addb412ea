"""Agreements 协议: draft with a debtor, print, sign, and follow what was agreed and promised."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget

from desktop.domain.following import FollowedInstalment
from desktop.domain.permissions import Action, Part, allows
from desktop.services.agreements.following import RUNS, AgreementState, FollowedAgreement
from desktop.services.list_records import SearchHit
from desktop.services.lists import search
from desktop.services.promises import FollowedPromise
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.agreements.columns import (
    agreement_columns,
    instalment_columns,
    promise_columns,
)
from desktop.ui.pages.agreements.presenter import AgreementsPresenter, Followed
from desktop.ui.pages.agreements.words import agreement_pill
from desktop.ui.pages.page import Page
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_CARD_WIDTH = 440


class AgreementsPage(Page):
    """``open(party_id=...)`` drafts an agreement, ``open(promise_of=...)`` a promise;
    ``open(serial=...)`` stands on an agreement, ``open(tab="promises")`` shows the promises.
    """

    tabs: QTabWidget
    presenter: AgreementsPresenter

    def open(self, **arguments: Any) -> None:
        self.tabs.setCurrentIndex(1 if arguments.get("tab") == "promises" else 0)
        self._wanted = str(arguments.get("serial") or "")
        if arguments.get("party_id"):
            self.presenter.compose(str(arguments["party_id"]))
        if arguments.get("promise_of"):
            self.presenter.promise(str(arguments["promise_of"]))
        self.refresh()

    def arrive(self) -> None:
        self.search.take_focus()

    def refresh(self) -> None:
        self.presenter.ask()

    def _build(self) -> None:
        self._wanted = ""
        self.set_title(
            self.tr("Agreements"),
            self.tr("Signing interrupts limitation; a broken plan falls due when a notice arrives"),
        )
        self.presenter = AgreementsPresenter(self.context, self)
        self.search = SearchBox(self._find, self, hint="")
        self.search.setPlaceholderText(self.tr("Debtor: name, pinyin or loan number"))
        self._may_not = label("", "muted")
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self.search)
        head.addWidget(self._may_not)
        head.addStretch(1)
        self.body.addLayout(head)
        self.agreements: ListModel[FollowedAgreement] = ListModel(agreement_columns(), self)
        self.table = LineTable(self.agreements, "agreements")
        self.promises: ListModel[FollowedPromise] = ListModel(promise_columns(), self)
        self.promise_table = LineTable(self.promises, "promises")
        self.tabs = QTabWidget()
        self.tabs.addTab(self._followed(), self.tr("Agreements"))
        self.tabs.addTab(self.promise_table, self.tr("Promises to pay"))
        self.body.addWidget(self.tabs, 1)
        self.body.addLayout(self._actions())

    def _followed(self) -> QSplitter:
        self.card = Card()
        self.card.setMinimumWidth(_CARD_WIDTH)
        self.instalments: ListModel[FollowedInstalment] = ListModel(instalment_columns(), self)
        self.plan = LineTable(self.instalments, "instalments", exports=False)
        self.about = label("", "muted", wrap=True)
        self.card.body.addWidget(self.about)
        self.card.body.addWidget(self.plan, 1)
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(self.card)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        return split

    def _actions(self) -> QHBoxLayout:
        self.print = button(self.tr("Print…"), "primary", "F5")
        self.sign = button(self.tr("Signed…"), key="F6")
        self.version = button(self.tr("New version…"), key="F7")
        self.call_in = button(self.tr("Call in"), key="F8")
        self.arrived = button(self.tr("Notice arrived…"), key="F9")
        self.prove = button(self.tr("Attach evidence…"))
        self.withdraw = button(self.tr("Withdraw promise…"))
        self.dossier = button(self.tr("Open the dossier"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for each in (self.print, self.sign, self.version, self.call_in, self.arrived):
            line.addWidget(each)
        line.addStretch(1)
        line.addWidget(self.prove)
        line.addWidget(self.withdraw)
        line.addWidget(self.dossier)
        return line

    def _connect(self) -> None:
        self.presenter.listed.connect(self._show)
        self.presenter.issued.connect(self._to_paper)
        self.search.opened.connect(self._picked)
        self.tabs.currentChanged.connect(lambda _: self._offer())
        self.table.current_changed.connect(self._look_at)
        self.table.opened.connect(lambda found: self._open_dossier(found.agreement.party_id))
        self.promise_table.current_changed.connect(lambda _: self._offer())
        self.promise_table.opened.connect(lambda found: self._open_dossier(found.stored.party_id))
        self.print.clicked.connect(
            lambda: self._act(lambda at: self._to_paper(at.agreement.serial))
        )
        self.sign.clicked.connect(lambda: self._act(self.presenter.sign))
        self.prove.clicked.connect(lambda: self._act(self.presenter.prove))
        self.call_in.clicked.connect(lambda: self._act(self.presenter.call_in))
        self.arrived.clicked.connect(lambda: self._act(self.presenter.arrive))
        self.version.clicked.connect(
            lambda: self._act(
                lambda at: self.presenter.compose(at.agreement.party_id, at.agreement)
            )
        )
        self.withdraw.clicked.connect(self._withdraw)
        self.dossier.clicked.connect(self._current_dossier)

    def _load(self) -> None:
        self._makes = allows(self.context.desk.operator.role, Action.AGREEMENT, Part.MAKE)
        self._may_not.setText(self.tr("A credit officer drafts agreements"))
        self.refresh()

    def _find(self, text: str) -> Sequence[SearchHit]:
        found = search(self.context.desk, text)
        return [each for each in found if each.kind in ("party", "loan")]

    def _picked(self, hit: SearchHit) -> None:
        """Draft an agreement with a debtor, or enter his promise, as the tab says."""
        if self.tabs.currentIndex() == 0:
            self.presenter.compose(hit.party_id)
        else:
            self.presenter.promise(hit.party_id)

    def _show(self, found: Followed) -> None:
        current = self.table.current_record()
        wanted = self._wanted or (current.agreement.serial if current else "")
        self._wanted = ""
        self.agreements.set_records(found.agreements)
        self.promises.set_records(found.promises)
        self.table.set_foot(self.tr("%n agreement(s)", "", len(found.agreements)))
        self.promise_table.set_foot(self.tr("%n promise(s)", "", len(found.promises)))
        serials = [each.agreement.serial for each in self.agreements.records]
        if serials:
            self.table.select_row(serials.index(wanted) if wanted in serials else 0)
        if found.promises:
            self.promise_table.select_row(0)
        self._look_at(self.table.current_record() if serials else None)

    def _look_at(self, found: FollowedAgreement | None) -> None:
        self.card.setVisible(found is not None)
        if found is not None:
            self.card.set_title(f"{found.agreement.debtor}　{agreement_pill(found.state).text}")
            self.instalments.set_records(found.standing.instalments)
            self.about.setText(self._about(found))
            paid = found.agreement.plan.total - found.standing.left
            words = self.tr("{paid} paid, {left} left")
            self.plan.set_foot(words.format(paid=paid, left=found.standing.left))
        self._offer()

    def _about(self, found: FollowedAgreement) -> str:
        """Return what was agreed and what follows from it, in a few lines."""
        agreement, standing, told = found.agreement, found.standing, []
        if agreement.signing:
            told.append(self.tr("signed on {day}").format(day=agreement.signing.signed_on))
            if agreement.unbound:
                names = "、".join(agreement.unbound)
                told.append(self.tr("not signed, not bound: {names}").format(names=names))
        if agreement.missed:
            told.append(self.tr("may be called in after {n} missed").format(n=agreement.missed))
        if standing.all_due_on:
            told.append(self.tr("all due since {day}").format(day=standing.all_due_on))
        if found.relief_lapsed:
            told.append(self.tr("the relief has lapsed"))
        return self.tr("; ").join(told)

    def _offer(self) -> None:
        shows_plans = self.tabs.currentIndex() == 0
        at = self.table.current_record() if shows_plans else None
        promise = None if shows_plans else self.promise_table.current_record()
        state = at.state if at else None
        for each in (self.print, self.sign, self.version, self.call_in, self.arrived, self.prove):
            each.setVisible(shows_plans)
        self.withdraw.setVisible(not shows_plans)
        role = self.context.desk.operator.role
        works = allows(role, Action.FIELD_WORK, Part.MAKE)
        self.search.setEnabled(self._makes if shows_plans else works)
        self._may_not.setHidden(self.search.isEnabled())
        self.print.setEnabled(at is not None)
        self.sign.setEnabled(self._makes and state is AgreementState.UNSIGNED)
        self.prove.setEnabled(self._makes and at is not None and at.agreement.signing is not None)
        self.version.setEnabled(self._makes and at is not None)
        self.call_in.setEnabled(works and state is AgreementState.BROKEN)
        self.arrived.setEnabled(works and state in RUNS)
        self.withdraw.setEnabled(works and promise is not None)
        self.dossier.setEnabled(at is not None or promise is not None)

    def _act(self, act: Callable[[FollowedAgreement], None]) -> None:
        found = self.table.current_record()
        if found is not None:
            act(found)

    def _to_paper(self, serial: str) -> None:
        self.context.navigate("documents", serial=serial)

    def _withdraw(self) -> None:
        found = self.promise_table.current_record()
        if found is not None:
            self.presenter.withdraw(found)

    def _current_dossier(self) -> None:
        if self.tabs.currentIndex() == 0:
            self._act(lambda found: self._open_dossier(found.agreement.party_id))
            return
        found = self.promise_table.current_record()
        if found is not None:
            self._open_dossier(found.stored.party_id)

    def _open_dossier(self, party_id: str) -> None:
        self.context.navigate("dossier", party_id=party_id)
