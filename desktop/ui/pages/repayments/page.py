"""The repayments page: find a debtor, type the amount, see who gets what, take it, print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.documents import Sheets
from desktop.domain.errors import CodedError
from desktop.domain.money import yuan_text
from desktop.domain.permissions import Action, Part, allows
from desktop.services.checked_acts import Applied
from desktop.services.list_records import SearchHit
from desktop.services.repayment_ports import StoredRepayment
from desktop.services.repayments.days import DayList
from desktop.services.repayments.quoting import Debts, find
from desktop.ui.approval.flow import Approval
from desktop.ui.drafts import DraftKeeper, fields_of
from desktop.ui.pages.documents.pages_view import PagesView
from desktop.ui.pages.notices.files import ask_printer
from desktop.ui.pages.page import Page
from desktop.ui.pages.repayments.day_acts import DayActs
from desktop.ui.pages.repayments.day_panel import DayPanel
from desktop.ui.pages.repayments.differing import Differing
from desktop.ui.pages.repayments.form import PaymentForm
from desktop.ui.pages.repayments.presenter import Quoted, RepaymentsPresenter
from desktop.ui.pages.repayments.quote_card import QuoteCard
from desktop.ui.painter import PagePainter
from desktop.ui.printer import Printout
from desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.search_box import SearchBox
from desktop.ui.widgets.text import button, label, refresh_style

RECEIPT, DAY = range(2)
_LEFT_WIDTH = 630
_WAIT_MS = 250
"""A pause in typing after which a payment is worked out."""


class RepaymentsPage(Page):
    """``open(party_id=...)`` takes a payment of a debtor, ``open(day=...)`` lists a day,
    ``open(differences=True)`` shows what the newest ledger tells otherwise.
    """

    day: DayPanel

    def open(self, **arguments: Any) -> None:
        if arguments.get("party_id"):
            self._want(str(arguments["party_id"]))
        if arguments.get("day"):
            self.side.set_value(DAY)
            self._turn()
            self.day.day.set_value(arguments["day"])
            self._presenter.list_day(arguments["day"])
        if arguments.get("differences"):
            self._differing.want()

    def arrive(self) -> None:
        """A payment that is begun goes on; else somebody is looked for."""
        if self.form.party_id:
            self.form.amount.setFocus()
        else:
            self.search.take_focus()

    def refresh(self) -> None:
        self._presenter.list_day(self.day.wanted)
        self._presenter.list_differences()
        if self.form.party_id:
            self._ask_debts()

    def _build(self) -> None:
        desk = self.context.desk
        self._presenter = RepaymentsPresenter(self.context, self)
        self._approval = Approval(self.context, self)
        self._draft: DraftKeeper | None = None
        self._quoted: Quoted | None = None
        self._twin = self._to_print = ""
        self._refused = False
        role = desk.operator.role
        self._is_teller = role is None or allows(role, Action.REPAY, Part.MAKE)
        self.set_title(
            self.tr("Repayments"),
            self.tr("Find, type the amount, look, then take the money.")
            if self._is_teller
            else self.tr("Here you see what a payment would do; only a teller takes money."),
        )
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self.search = SearchBox(lambda text: find(desk, text), self, hint="F2", width=_LEFT_WIDTH)
        self.form = PaymentForm(desk.clock.today, self.context.language)
        self.shares = QuoteCard()
        words = self.tr("Take and print the receipt")
        self.take = button(f"{words}  Ctrl+Enter", "primary")
        self.message = label("", "muted", wrap=True)
        self.day: DayPanel = DayPanel(desk.clock.today)
        language = self.context.language
        self._acts = DayActs(self.day, self._presenter, language, self)
        self._differing = Differing(self._presenter, language, self)
        self.differing = self._differing.button
        self.buttons.addWidget(self.differing)
        self.paper = PagesView(PagePainter(self.context.fonts))
        line = QHBoxLayout()
        line.setSpacing(SPACE_16)
        line.addWidget(self._left())
        line.addWidget(self._right(), 1)
        self.body.addLayout(line, 1)
        self._offer()

    def _left(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(_LEFT_WIDTH)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        foot.addWidget(self.take)
        foot.addWidget(self.message, 1)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        for part in (self.search, self.form, self.shares):
            layout.addWidget(part)
        layout.addLayout(foot)
        layout.addStretch(1)
        return made

    def _right(self) -> QWidget:
        made = QWidget()
        self.side = Chips([(RECEIPT, self.tr("Receipt")), (DAY, self.tr("Day's list"))])
        self.side.set_value(DAY)
        self._sides = QStackedWidget()
        self._sides.addWidget(self.paper)
        self._sides.addWidget(self.day)
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_8)
        layout.addWidget(self.side)
        layout.addWidget(self._sides, 1)
        self._turn()
        return made

    def _connect(self) -> None:
        presenter = self._presenter
        self.search.opened.connect(self._open_hit)
        self.form.changed.connect(self._typed)
        self.form.day.value_changed.connect(lambda _: self._ask_debts())
        self._wait.timeout.connect(self._quote)
        self.shares.designated.connect(self._designate)
        self.side.changed.connect(self._turn)
        self.take.clicked.connect(self._take)
        self.day.day_wanted.connect(presenter.list_day)
        self.day.reprint_wanted.connect(lambda stored: self._print(stored.receipt))
        presenter.found.connect(self._show_debts)
        presenter.quoted.connect(self._show_quoted)
        presenter.unquoted.connect(self._show_unquoted)
        presenter.recorded.connect(self._show_recorded)
        presenter.submitted.connect(self._approval.follow)
        presenter.printed.connect(self._show_printed)
        presenter.written.connect(self._show_written)
        presenter.listed.connect(self._show_day)
        presenter.refused.connect(self._refuse)
        presenter.working.connect(self._show_working)
        self._approval.applied.connect(self._show_applied)
        keys = {
            "F2": self.search.take_focus,
            "Ctrl+Return": self.take.click,
            "Ctrl+Enter": self.take.click,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(act)

    def _load(self) -> None:
        self.refresh()
        self.search.setFocus()

    def _open_hit(self, hit: SearchHit) -> None:
        self._want(hit.party_id)

    def _want(self, party_id: str) -> None:
        self.message.clear()
        day = self.form.day.value() or self.context.desk.clock.today()
        self._presenter.find(party_id, day)

    def _ask_debts(self) -> None:
        """What is owed depends on the day of payment."""
        day = self.form.day.value()
        if self.form.party_id and day is not None:
            self._presenter.find(self.form.party_id, day)

    def _show_debts(self, debts: Debts) -> None:
        is_other = debts.party.id != self.form.party_id
        if is_other and self._draft is not None:
            self._draft.leave()
        self.form.show_debts(debts)
        if is_other:
            self._keep_draft(debts.party.id)
            self._show_nothing()
            self.form.amount.setFocus()
        self._typed()

    def _keep_draft(self, party_id: str) -> None:
        """Keep what is typed, but never the day: yesterday's would date the payment back."""
        form = self.form
        fields = {name: each for name, each in fields_of(form).items() if each is not form.day}
        self._draft = DraftKeeper(self.context, f"repayment:{party_id}", fields, form)
        form.body.addWidget(self._draft.line)
        self._draft.start()

    def _typed(self) -> None:
        """Work the payment out when the typing pauses."""
        self._quoted, self._twin = None, ""
        self.form.refuse(None)
        self._refused = False
        self.message.clear()
        self._offer()
        if self.form.payment() is None:
            self._presenter.forget()
            self._wait.stop()
            self._show_nothing()
        else:
            self._wait.start()

    def _quote(self) -> None:
        self._wait.stop()
        payment = self.form.payment()
        if payment is not None:
            self._presenter.quote(payment)

    def _show_quoted(self, quoted: Quoted) -> None:
        if quoted.quote.payment != self.form.payment():
            return
        self._quoted = quoted
        self.shares.show_quote(quoted.quote, quoted.quote.payment.designated)
        self.paper.show_pages(quoted.pages)
        self.side.set_value(RECEIPT)
        self._turn()
        if quoted.quote.twins:
            self._warn_of_twin(quoted.quote.twins[0])
        self._offer()

    def _warn_of_twin(self, receipt: str) -> None:
        """Say that the same was taken today already; the next press takes it all the same."""
        self._twin = receipt
        words = self.tr("The same was taken today by receipt {receipt}. Take it once more?")
        self._say(words.format(receipt=receipt), "danger")

    def _show_unquoted(self, error: CodedError) -> None:
        self._show_nothing()
        self.form.refuse(error)
        self._refused = True
        self._offer()

    def _show_nothing(self) -> None:
        self.shares.show_quote(None)
        self.paper.show_nothing(self.tr("The receipt shows here as soon as there is an amount."))

    def _designate(self, loan_id: str) -> None:
        self.form.designate([loan_id] if loan_id else [])

    def _take(self) -> None:
        """Take what was worked out; what is not worked out yet is, first."""
        if self._quoted is None:
            self._quote()
            return
        self._presenter.record(self._quoted.quote, again=bool(self._twin))

    def _show_recorded(self, stored: StoredRepayment) -> None:
        words = self.tr("{receipt}: {amount} taken")
        self._start_afresh()
        self._say(words.format(receipt=stored.receipt, amount=yuan_text(stored.amount_fen)), "good")
        self._to_print = stored.receipt
        self._show_working(self._presenter.is_working)

    def _show_working(self, working: bool) -> None:
        """Print the new receipt as soon as nothing else runs."""
        self._offer()
        if self._to_print and not working:
            receipt, self._to_print = self._to_print, ""
            self._print(receipt)

    def _show_applied(self, applied: Applied) -> None:
        """A second person has signed here: what was waited for is done."""
        if isinstance(applied.result, StoredRepayment):
            self._show_recorded(applied.result)
        else:
            self._say(self.tr("Done, with the second signature."), "good")

    def _start_afresh(self) -> None:
        if self._draft is not None:
            self._draft.finish()
        self.form.show_debts(None)
        self._show_nothing()
        self._quoted, self._twin = None, ""
        self.search.clear()
        self.search.setFocus()
        self._offer()

    def _print(self, receipt: str) -> None:
        printer = ask_printer(self, Sheets.SIMPLEX)
        if printer:
            self._presenter.print_receipt(receipt, printer)

    def _show_written(self, path: Path) -> None:
        self._say(self.tr("{file} written").format(file=path.name), "good")

    def _show_printed(self, out: Printout) -> None:
        if out.serials:
            serials = "、".join(out.serials)
            self._say(self.tr("{serials} printed").format(serials=serials), "good")
        self.search.setFocus()

    def _show_day(self, found: DayList) -> None:
        self.day.show_day(found)
        words = self.tr("Day's list {count}").format(count=len(found.lines))
        self.side.set_label(DAY, words)

    def _turn(self) -> None:
        self._sides.setCurrentIndex(RECEIPT if self.side.value() == RECEIPT else DAY)

    def _refuse(self, error: CodedError) -> None:
        """Show at its field what is wrong; figures that changed are worked out anew."""
        self.form.refuse(error)
        if error.code in ("figures_changed", "repayment_twice"):
            self._ask_debts()

    def _say(self, words: str, role: str) -> None:
        refresh_style(self.message, role=role)
        self.message.setText(words)

    def _offer(self) -> None:
        ready = self.form.payment() is not None and not self._refused
        self.take.setEnabled(self._is_teller and ready and not self._presenter.is_working)
        self.take.setToolTip("" if self._is_teller else self.tr("Only a teller takes money"))
