"""Two entries of one person: choose the other, see what goes over, make them one; or part them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.money import yuan_text
from desktop.services.doubles import Double, MergePreview
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.dossier.entry_dialog import EntryDialog
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import label


class MergeDialog(EntryDialog):
    """The entries that may be the same person as the one whose dossier is open.

    ``preview_wanted`` carries the party chosen, ``merge_wanted`` its id and the reason. The
    dossier that is open is kept.
    """

    preview_wanted = Signal(str)
    merge_wanted = Signal(str, str)

    def __init__(
        self,
        kept: Double,
        others: Sequence[Double],
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(language, parent)
        self.name(self.tr("The same person twice"), self.tr("Make them one"))
        self._preview: MergePreview | None = None
        self._build_fields(kept, others)
        self.table.current_changed.connect(self._ask)
        self.reason.textChanged.connect(lambda _: self.offer())
        self.table.setFocus()

    def ask(self) -> None:
        """Choose the first one; call it when the signals are connected."""
        self.table.select_row(0)
        self.offer()

    def show_preview(self, preview: MergePreview) -> None:
        """Say what goes over."""
        self.refuse(None)
        self._preview = preview
        self._effect.setText(preview_words(preview))
        self._doubt.setVisible(preview.different_ids)
        self.offer()

    def is_whole(self) -> bool:
        return self._preview is not None and bool(self.reason.text().strip())

    def confirm(self) -> None:
        if self._preview is not None:
            self.merge_wanted.emit(self._preview.merged.party.id, self.reason.text().strip())

    def _build_fields(self, kept: Double, others: Sequence[Double]) -> None:
        self.others: ListModel[Double] = ListModel(double_columns(), self)
        self.table = LineTable(self.others, "doubles", foot=False, exports=False)
        self.table.setMinimumHeight(150)
        self.others.set_records(others)
        self._effect = label("", wrap=True)
        self._doubt = label(
            self.tr("Both have an identity number, and not the same one: be sure."),
            "danger",
            wrap=True,
        )
        self._doubt.hide()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("how it was found out that they are one"))
        head = self.tr("Kept: {entry}").format(entry=entry_words(kept))
        self.lay_out(
            head,
            [(self.tr("The other"), self.table), (self.tr("Reason"), self.reason)],
            [self._effect, self._doubt],
            {"reason": self.reason, "party": self.table},
        )

    def _ask(self, chosen: Double | None) -> None:
        self._preview = None
        self._effect.clear()
        self.offer()
        if chosen is not None:
            self.preview_wanted.emit(chosen.party.id)


def double_columns() -> list[Column[Double]]:
    """Return the columns of entries that may be the same person."""
    translate = QCoreApplication.translate
    return [
        Column("name", translate("Doubles", "Name"), lambda each: each.party.name, 90),
        Column("id", translate("Doubles", "Identity number"), lambda each: each.id_masked, 170),
        Column("place", translate("Doubles", "Village"), _place, 150),
        Column("loans", translate("Doubles", "Loans"), lambda each: str(each.loans), 60),
        Column(
            "principal",
            translate("Doubles", "Principal"),
            lambda each: yuan_text(each.balance_fen),
            110,
            right=True,
        ),
    ]


def entry_words(double: Double) -> str:
    """Return an entry in a line."""
    parts = (double.party.name, double.id_masked, _place(double))
    return "  ".join(part for part in parts if part)


def preview_words(preview: MergePreview) -> str:
    """Return what goes over to the entry that is kept."""
    translate = QCoreApplication.translate
    names = {
        "loan.borrower_pk": translate("Doubles", "loans {count}"),
        "notice.party_pk": translate("Doubles", "notices {count}"),
        "document.party_pk": translate("Doubles", "papers {count}"),
        "contact.party_pk": translate("Doubles", "contacts {count}"),
        "relation.party_pk": translate("Doubles", "related people {count}"),
        "repayment.party_pk": translate("Doubles", "repayments {count}"),
    }
    other = translate("Doubles", "other records {count}")
    moved: dict[str, int] = {}
    for name, count in preview.counts.items():
        words = names.get(name, other)
        moved[words] = moved.get(words, 0) + count
    listed = "，".join(words.format(count=count) for words, count in moved.items())
    words = translate("Doubles", "Goes over to {name}: {what}. It can be undone.")
    return words.format(name=preview.kept.party.name, what=listed or "—")


def _place(double: Double) -> str:
    return f"{double.party.village}{double.party.group}"
