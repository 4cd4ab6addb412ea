"""Packages as head office took them: a table, and beside it the chosen one in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.package_names import package_no, short_hash
from desktop.services.collection_records import StoredPackage
from desktop.services.exchange.slips import contents
from desktop.services.package_ports import ControlTotal
from desktop.services.repayments.booking import RECORD
from desktop.ui.models.columns import Column, Pill
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.office.words import (
    complete_pill,
    moment,
    package_words,
    state_pill,
)
from desktop.ui.theme import SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label

_SIDE = 372


class PackageTable(QWidget):
    """``name`` is what the widths are remembered by, ``empty`` what is said while there is none;
    ``with_branch`` shows whose each one is.
    """

    def __init__(
        self,
        name: str,
        language: str,
        empty: str,
        parent: QWidget | None = None,
        *,
        with_branch: bool = True,
    ) -> None:
        super().__init__(parent)
        self._is_look = False
        columns = package_columns(with_branch, self._pill, self._taken)
        self.model: ListModel[StoredPackage] = ListModel(columns, self)
        self.table = LineTable(self.model, name)
        self.card = PackageCard(language)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_12)
        self._empty = label(empty, "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.card)
        self.table.current_changed.connect(self._look_at)
        self.setFocusProxy(self.table)

    def show_packages(self, packages: Sequence[StoredPackage], *, is_look: bool = False) -> None:
        """Show these, and stand on the first; ``is_look`` for what was not taken in yet."""
        self._is_look = is_look
        self.model.set_records(packages)
        self.table.set_foot(self.tr("%n package(s)", "", len(packages)))
        self.table.setVisible(bool(packages))
        self._empty.setVisible(not packages)
        if packages:
            self.table.select_row(0)
        else:
            self.card.show_package(None)

    def _look_at(self, package: StoredPackage | None) -> None:
        self.card.show_package(package, is_look=self._is_look)

    def _taken(self, package: StoredPackage) -> str:
        """Return when a package was taken in; one that is only looked at was not."""
        return "" if self._is_look else moment(package.taken_at)

    def _pill(self, package: StoredPackage) -> Pill:
        return state_pill(package.state, is_look=self._is_look)


class PackageCard(Card):
    """What came of one package, and the totals that stand on its slip."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._language = language
        self.setFixedWidth(_SIDE)
        self.facts = label("", "muted", wrap=True)
        self.words = label("", "strong", wrap=True)
        self.hash = label("", "figure")
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.totals = TotalsTable("office-totals")
        slip = label(self.tr("Compare with the slip:"), "muted")
        inside = QVBoxLayout()
        for each in (self.words, self.facts, slip, self.hash):
            inside.addWidget(each)
        self.body.addLayout(inside)
        self.body.addWidget(self.totals, 1)
        self.show_package(None)

    def show_package(self, package: StoredPackage | None, *, is_look: bool = False) -> None:
        """Show this package from now on, or none; one that is only looked at was not taken."""
        self.setHidden(package is None)
        if package is None:
            return
        self.set_title(package.file_name)
        self.words.setText(package_words(package, self._language))
        made = moment(package.created_at)
        lines = [
            self.tr("Written {when}").format(when=made) if made else "",
            "" if is_look else self.tr("Taken {when}").format(when=moment(package.taken_at)),
        ]
        self.facts.setText("\n".join(line for line in lines if line))
        self.hash.setText(short_hash(package.manifest_hash))
        self.totals.show_totals(package.totals)


SlipLine = tuple[str, str, str]
"""A line of the slip as it is printed: what, how many, yuan or ""."""


class TotalsTable(LineTable):
    """What a package holds, line for line as its slip lists it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        translate = QCoreApplication.translate
        columns: list[Column[SlipLine]] = [
            Column("kind", translate("Office", "Kind"), itemgetter(0), 150),
            Column("count", translate("Office", "Count"), itemgetter(1), 60, right=True),
            Column("yuan", translate("Office", "Yuan"), itemgetter(2), 110, right=True),
        ]
        self.lines: ListModel[SlipLine] = ListModel(columns)
        super().__init__(self.lines, name, parent, foot=False, exports=False)
        self.view.setSortingEnabled(False)  # the order is the slip's
        self.lines.setParent(self)

    def show_totals(self, totals: Sequence[ControlTotal]) -> None:
        """Show these."""
        self.lines.set_records(contents(totals))


def package_columns(
    with_branch: bool,
    pill: Callable[[StoredPackage], Pill],
    taken: Callable[[StoredPackage], str],
) -> list[Column[StoredPackage]]:
    """Return the columns of a list of packages; the card says the rest of each."""
    translate = QCoreApplication.translate
    columns: list[Column[StoredPackage]] = [
        Column(
            "taken",
            translate("Office", "Taken"),
            taken,
            132,
            order=lambda each: each.taken_at,
        ),
        Column(
            "number",
            translate("Office", "No."),
            lambda each: package_no(each.file_name, each.number),
            72,
            right=True,
        ),
        Column(
            "state",
            translate("Office", "State"),
            pill=pill,
            width=134,
        ),
        Column(
            "chain",
            translate("Office", "Chain"),
            pill=lambda each: complete_pill(each.complete) if not each.reason else None,
            width=70,
        ),
        _count("new", translate("Office", "New"), lambda each: each.new),
        _count("known", translate("Office", "Known"), lambda each: each.known),
        _count("held", translate("Office", "Held"), lambda each: each.held),
        _count("forks", translate("Office", "Forks"), lambda each: each.forks),
        Column(
            "received",
            translate("Office", "Received"),
            amount=_received,
            width=112,
        ),
        Column(
            "hash",
            translate("Office", "Hash"),
            lambda each: short_hash(each.manifest_hash),
            94,
            muted=True,
            shown=False,
        ),
    ]
    if with_branch:
        columns.insert(1, Column("branch", translate("Office", "Code"), lambda p: p.branch, 72))
    return columns


def _received(package: StoredPackage) -> int:
    """Return the fen of the repayments that a package brought; a ledger's balance is no money."""
    return sum(total.fen for total in package.totals if total.kind == RECORD)


def _count(key: str, heading: str, count: Callable[[StoredPackage], int]) -> Column[StoredPackage]:
    return Column(key, heading, lambda each: f"{count(each):,}", 46, right=True, order=count)
