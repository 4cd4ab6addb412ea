"""A form that keeps what is typed into it: after a crash, a lock or a restart it is there again.

Usage::

    self._draft = DraftKeeper(context, f"event:{loan.id}", fields_of(self), self)
    self.layout().addWidget(self._draft.line)
    self._draft.start()
    ...
    self._draft.finish()        # it was stored, or a person threw it away
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import singledispatch

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.services.drafts import Draft, discard, keep, recall
from desktop.ui.pages.page import PageContext
from desktop.ui.theme import SPACE_8
from desktop.ui.widgets.chips import Chips
from desktop.ui.widgets.text import button, label

PAUSE_MS = 500
"""How long the typing rests before it is kept."""

_KINDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, Chips)


class DraftKeeper(QObject):
    """Keeps the fields of one form; ``line`` says that a draft came back, and offers to drop it.

    ``form`` names the form and what it is about. Only what differs from how the form was opened
    is a draft.
    """

    def __init__(
        self, context: PageContext, form: str, fields: Mapping[str, QWidget], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context, self._form, self._fields = context, form, dict(fields)
        self.form = parent
        self._first = self._texts()
        self._is_over = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._build()
        for each in self._fields.values():
            _listen(each, self._type)
        context.bus.leaving.connect(self.flush)

    @property
    def is_typed(self) -> bool:
        """Whether there is something to keep: the form is open and differs from how it began."""
        return not self._is_over and self.form.isVisible() and self._texts() != self._first

    def start(self) -> None:
        """Ask for a draft of this form, and put it back where nothing was typed since."""
        self._run(lambda: recall(self._context.desk, self._form), self._restore)

    def flush(self) -> None:
        """Keep what is typed now."""
        self._pause.stop()
        if self._is_over:
            return
        texts = self._texts()
        if texts == self._first:
            self._run(lambda: discard(self._context.desk, self._form))
        else:
            self._run(lambda: keep(self._context.desk, self._form, texts))

    def finish(self) -> None:
        """Forget the draft: it was stored, or thrown away."""
        if not self._is_over:
            self._end()
            self._run(lambda: discard(self._context.desk, self._form))

    def leave(self) -> None:
        """Keep the draft for another time: the fields are about to serve something else."""
        if not self._is_over:
            self.flush()
            self._end()

    def _build(self) -> None:
        self.line = QWidget()
        self._words = label("", "muted")
        self.drop = button(self.tr("Discard the draft"), "link")
        self.drop.clicked.connect(self._drop)
        line = QHBoxLayout(self.line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self._words)
        line.addWidget(self.drop)
        line.addStretch(1)
        self.line.hide()

    def _end(self) -> None:
        self._is_over = True
        self._pause.stop()
        self.line.deleteLater()

    def _type(self) -> None:
        if not self._is_over:
            self._pause.start()

    def _restore(self, found: Draft | None) -> None:
        if found is None or self._is_over or self._texts() != self._first:
            return
        if not found.fields.keys() <= self._fields.keys():
            return  # the form has other fields since
        self._put(found.fields)
        words = self.tr("Draft restored from {time}")
        self._words.setText(words.format(time=f"{found.saved_at.astimezone():%m-%d %H:%M}"))
        self.line.show()

    def _drop(self) -> None:
        self._put(self._first)
        self.line.hide()
        self.flush()

    def _put(self, texts: Mapping[str, str]) -> None:
        """Fill the fields, twice: the first time makes the choices that depend on others."""
        for name, text in [*texts.items()] * 2:
            _write(self._fields[name], text)

    def _texts(self) -> dict[str, str]:
        return {name: _read(each) for name, each in self._fields.items()}

    def _run(
        self, work: Callable[[], object], on_done: Callable[..., None] = lambda _: None
    ) -> None:
        """Draft in the background; where that fails the typing goes on all the same.

        A lock waits for it.
        """
        self._context.jobs.run(
            self.tr("Keeping the draft"),
            lambda progress: work(),
            on_done,
            lambda _: None,
            must_end=True,
        )


def fields_of(form: QWidget) -> dict[str, QWidget]:
    """Return the fields of a form, named by their place in it and their kind."""
    found: dict[str, QWidget] = {}
    for each in form.findChildren(QWidget):
        is_part = isinstance(each.parentWidget(), QComboBox)
        is_field = isinstance(each, _KINDS) and not is_part
        if is_field and not (isinstance(each, QLineEdit) and each.isReadOnly()):
            found[f"{len(found)} {type(each).__name__}"] = each
    return found


@singledispatch
def _read(widget: QWidget) -> str:
    raise TypeError(f"no field: {type(widget).__name__}")


@_read.register
def _(widget: QLineEdit) -> str:
    return widget.text()


@_read.register
def _(widget: QPlainTextEdit) -> str:
    return widget.toPlainText()


@_read.register
def _(widget: QComboBox) -> str:
    data = widget.currentData()
    return widget.currentText() if data is None else str(data)


@_read.register
def _(widget: QCheckBox) -> str:
    return "1" if widget.isChecked() else ""


@_read.register
def _(widget: Chips) -> str:
    return "\n".join(map(str, widget.values()))


@singledispatch
def _write(widget: QWidget, text: str) -> None:
    raise TypeError(f"no field: {type(widget).__name__}")


@_write.register
def _(widget: QLineEdit, text: str) -> None:
    widget.setText(text)


@_write.register
def _(widget: QPlainTextEdit, text: str) -> None:
    widget.setPlainText(text)


@_write.register
def _(widget: QComboBox, text: str) -> None:
    choices = [str(widget.itemData(place)) for place in range(widget.count())]
    if text in choices:
        widget.setCurrentIndex(choices.index(text))
    else:
        widget.setCurrentText(text)


@_write.register
def _(widget: QCheckBox, text: str) -> None:
    widget.setChecked(bool(text))


@_write.register
def _(widget: Chips, text: str) -> None:
    widget.choose(text.split("\n") if text else [])


def _listen(widget: QWidget, heard: Callable[[], None]) -> None:
    match widget:
        case QLineEdit() | QPlainTextEdit():
            widget.textChanged.connect(lambda *_: heard())
        case QComboBox():
            widget.currentIndexChanged.connect(lambda _: heard())
            widget.editTextChanged.connect(lambda _: heard())
        case QCheckBox():
            widget.toggled.connect(lambda _: heard())
        case Chips():
            widget.changed.connect(heard)
