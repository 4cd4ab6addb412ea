"""Registering with head office: the first time, once more, and as a copy of another PC."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.permissions import Action
from desktop.services.exchange.standing import Standing
from desktop.ui.approval.second_dialog import with_second
from desktop.ui.pages.exchange.enrol_dialog import EnrolDialog
from desktop.ui.pages.exchange.presenter import ExchangePresenter
from desktop.ui.pages.exchange.stick_dialogs import open_dialog, stick_dialog
from desktop.ui.pages.page import PageContext


class Registering(QObject):
    """Each act by its dialog; the presenter tells the page what came of it."""

    def __init__(self, context: PageContext, presenter: ExchangePresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._presenter = presenter
        self._parent = parent

    def enrol(self, seen: Standing | None) -> None:
        """Take head office's file in, compare the digits and write the request."""
        dialog = EnrolDialog(
            seen.place.branch_code if seen else "", self._context.language, self._parent
        )
        presenter, context = self._presenter, self._context
        dialog.chosen.connect(
            lambda path: presenter.look_at(
                path, lambda office: dialog.show_office(path, office), dialog.refuse_file
            )
        )
        dialog.wanted.connect(
            lambda wish: with_second(
                context,
                Action.EXCHANGE,
                self.tr("Register with head office by {file}").format(file=wish.file.name),
                lambda second: presenter.enrol(wish, second, dialog.refuse),
                dialog,
            )
        )
        presenter.registered.connect(dialog.accept)
        open_dialog(dialog)

    def write_request(self) -> None:
        """Write the request once more, for another stick."""
        dialog = stick_dialog(
            self._context,
            self.tr("Have this PC registered"),
            self.tr("Write"),
            self.tr("The request holds no secret; it counts only once the digits were read out"),
            self._parent,
        )
        dialog.chosen.connect(self._presenter.write_request)
        open_dialog(dialog)

    def say_it_is_a_copy(self) -> None:
        """Give a copied database a letter and keys of its own, on two people's word."""
        words = self.tr(
            "Only where this database was copied from another PC that goes on working: this PC "
            "gets a letter and keys of its own and is registered anew. Never on a PC that stands "
            "alone."
        )
        title, act = self.tr("This is a copy"), self.tr("It is a copy")
        dialog = stick_dialog(self._context, title, act, words, self._parent)
        dialog.chosen.connect(
            lambda place: with_second(
                self._context,
                Action.EXCHANGE,
                self.tr("This database is a copy of one that another PC goes on with"),
                lambda second: self._presenter.say_it_is_a_copy(place, second),
                self._parent,
            )
        )
        open_dialog(dialog)
