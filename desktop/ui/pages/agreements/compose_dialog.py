"""Drafting an agreement: what is agreed on at the left, the plan at the right while it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.dates import add_months
from desktop.domain.documents import DocumentKind
from desktop.domain.errors import CodedError
from desktop.domain.instalments import Instalment
from desktop.services.agreements.act import AgreementWish
from desktop.services.agreements.proposing import LivePlan
from desktop.services.documents.catalogue import BUILDERS
from desktop.services.documents.offering import Offer
from desktop.services.proposals import OwedLoan
from desktop.ui.drafts import DraftKeeper
from desktop.ui.errors import explain
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.documents.form import InputForm
from desktop.ui.pages.documents.names import refusals
from desktop.ui.pages.page import PageContext
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_KIND = DocumentKind.REPAYMENT_AGREEMENT
_MOST_LOANS = 5
_WAIT_MS = 150
_SIZE = (1080, 640)
_FORM_WIDTH = 460
_COUNT = "12"


class ComposeDialog(QDialog):
    """One agreement of one debtor.

    ``changed`` asks for the plan as typed (answer with :meth:`show_plan` or :meth:`refuse`),
    ``propose_wanted`` carries the AgreementWish.
    """

    changed = Signal()
    propose_wanted = Signal(object)

    def __init__(
        self,
        offer: Offer,
        today: date,
        language: str,
        replaces: str = "",
        loan_ids: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offer, self._today, self._language = offer, today, language
        self._replaces = replaces
        self._chosen = {each.loan.id for each in offer.loans if _is_offered(each, today, loan_ids)}
        self._live: LivePlan | None = None
        self._draft: DraftKeeper | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAIT_MS)
        self._build()
        self._connect()
        self.form.focus_on("instalments")

    def wish(self) -> AgreementWish:
        """Return what was typed so far."""
        assert self._offer.party is not None
        loans = tuple(each.loan.id for each in self._offer.loans if each.loan.id in self._chosen)
        return AgreementWish(self._offer.party.id, loans, self.form.values(), self._replaces)

    def keep_draft(self, context: PageContext, form: str) -> None:
        """Keep what is typed from now on; what was typed into this form before comes back."""
        fields = {name: field.edit for name, field in self.form.fields.items()}
        self._draft = DraftKeeper(context, form, fields, self)
        self.form.show_draft(self._draft.line)
        self._draft.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed from outside, as at the end of a session: what was typed is kept."""
        if self._draft is not None:
            self._draft.leave()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Proposed or given up by a person, the draft is over."""
        if self._draft is not None:
            self._draft.finish()
        super().done(result)

    @property
    def is_whole(self) -> bool:
        return self._live is not None and self._live.terms is not None and not self._live.refused

    def show_plan(self, live: LivePlan) -> None:
        """Show the plan as typed, which loans speak against it, and what signing would do."""
        self._live = live
        self.form.refuse("", "")
        plan = live.terms.plan if live.terms else None
        self.plan.set_records(plan.instalments if plan else ())
        total = str(plan.total) if plan else "0.00"
        count = len(plan.instalments) if plan else 0
        foot = self.tr("%n instalment(s), {total} in all", "", count).format(total=total)
        self.plan_table.set_foot(foot)
        self._effects.setText("\n".join(f"{each.loan_no}　{each.reason}" for each in live.effects))
        told = "\n".join(f"{subject}：{why}" for subject, why in refusals(live.refused))
        self._say(told)

    def refuse(self, error: CodedError) -> None:
        """Say at its field what is wrong; there is no plan then."""
        self._live = None
        self.plan.set_records(())
        self.plan_table.set_foot("")
        self._effects.setText("")
        text = explain(error, self._language)[1]
        at_field = self.form.refuse(getattr(error, "field", ""), text)
        self._say("" if at_field else text)

    def confirm(self) -> None:
        """Hand over what was typed, where it makes a plan."""
        if self.is_whole and not self._waiting.isActive():
            self.propose_wanted.emit(self.wish())

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.go.setEnabled(self.is_whole)

    def _build(self) -> None:
        party = self._offer.party
        title = self.tr("New version of {serial}") if self._replaces else self.tr("New agreement")
        self.setWindowTitle(title.format(serial=self._replaces))
        self.resize(*_SIZE)
        first = add_months(self._today, 1).isoformat()
        proposed = {"instalments": _COUNT, "first_day": first, **self._offer.proposed[_KIND]}
        self.form = InputForm(BUILDERS[_KIND].inputs, proposed, lambda: self._today, kind=_KIND)
        room = QScrollArea()
        room.setWidget(self.form)
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFixedWidth(_FORM_WIDTH)
        self.loans: ListModel[OwedLoan] = ListModel(self._loan_columns(), self)
        self.loans.set_records(self._offer.loans)
        self.loan_table = LineTable(
            self.loans, "agreement_loans", foot=False, exports=False, most_rows=_MOST_LOANS
        )
        self.plan: ListModel[Instalment] = ListModel(self._plan_columns(), self)
        self.plan_table = LineTable(self.plan, "agreement_plan", exports=False)
        self._error, self._effects = label("", "danger", wrap=True), label("", "muted", wrap=True)
        self._error.hide()
        self.go = button(self.tr("Submit to be checked") + "  Ctrl+Enter", "primary")
        self.cancel = button(self.tr("Cancel"), key="Esc")
        right = QVBoxLayout()
        right.setSpacing(SPACE_8)
        right.addWidget(label(self.tr("Loans (Space to choose)"), "muted"))
        right.addWidget(self.loan_table)
        right.addWidget(self._error)
        right.addWidget(self.plan_table, 1)
        right.addWidget(self._effects)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_16)
        middle.addWidget(room)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        layout.setSpacing(SPACE_12)
        layout.addWidget(label(party.name if party else "", "strong"))
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.go.setEnabled(False)

    def _loan_columns(self) -> list[Column[OwedLoan]]:
        return [
            Column(
                "loan_no",
                self.tr("Loan"),
                lambda each: each.loan.loan_no,
                160,
                check=lambda each: each.loan.id in self._chosen,
            ),
            Column(
                "due_on",
                self.tr("Due on"),
                lambda each: each.loan.due_on.isoformat() if each.loan.due_on else "",
                92,
            ),
            Column(
                "principal",
                self.tr("Principal"),
                amount=lambda each: each.loan.balance_fen,
                width=100,
            ),
            Column(
                "interest",
                self.tr("Interest"),
                amount=lambda each: each.interest.total.fen,
                width=100,
            ),
        ]

    def _plan_columns(self) -> list[Column[Instalment]]:
        return [
            Column("number", self.tr("No."), lambda each: str(each.number), 50, right=True),
            Column("due_on", self.tr("Due on"), lambda each: each.due_on.isoformat(), 100),
            Column("amount", self.tr("Amount"), amount=lambda each: each.amount.fen, width=110),
            Column(
                "balance",
                self.tr("Left after it"),
                amount=lambda each: each.balance_after.fen,
                width=120,
            ),
        ]

    def _connect(self) -> None:
        self._waiting.timeout.connect(self.changed)
        self.form.changed.connect(self._typed)
        self.loans.toggled.connect(self._toggle)
        self.go.clicked.connect(self.confirm)
        self.cancel.clicked.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.confirm)

    def _typed(self) -> None:
        self._live = None
        self.go.setEnabled(False)
        self._waiting.start()

    def _toggle(self, owed: OwedLoan, wanted: bool) -> None:
        (self._chosen.add if wanted else self._chosen.discard)(owed.loan.id)
        self.loans.replace_all(self.loans.records)
        self._typed()


def _is_offered(owed: OwedLoan, today: date, loan_ids: Sequence[str]) -> bool:
    """Choose the loans of the version before, else those that are due and not deferred."""
    if loan_ids:
        return owed.loan.id in loan_ids
    is_due = owed.loan.due_on is None or owed.loan.due_on < today
    return is_due and owed.deferred_to(today) is None
