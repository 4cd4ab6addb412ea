"""Templates: which version each paper is printed by, given out or replaced by head office's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.errors import CodedError
from desktop.services.paper_ports import TemplateProblem
from desktop.services.progress import Progress
from desktop.services.templates import AdoptedTemplate, adopt, export, problems
from desktop.ui.errors import explain, place_words
from desktop.ui.models.columns import Column
from desktop.ui.models.lines import ListModel
from desktop.ui.pages.documents.names import language
from desktop.ui.pages.documents.template_lines import (
    TemplateLine,
    template_columns,
    template_lines,
)
from desktop.ui.pages.page import PageContext
from desktop.ui.theme import SPACE_8, SPACE_12
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.table import LineTable
from desktop.ui.widgets.text import button, label

_PROBLEMS_SEEN = 6


class TemplatesView(QWidget):
    """A file with a problem is not adopted at all: every problem is listed with its place.

    What was adopted prints from now on; papers already issued keep the template they had.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._wanted = ""
        self._left_out: Sequence[str] = ()
        self._build()
        self._connect()

    def ask(self) -> None:
        """Read the templates anew."""
        desk = self._context.desk
        self._context.jobs.run(
            self.tr("Reading"), lambda progress: template_lines(desk), self._show
        )

    def _build(self) -> None:
        self.model: ListModel[TemplateLine] = ListModel(template_columns(), self)
        self.table = LineTable(self.model, "templates")
        self.export_button = button(self.tr("Save the template as a file…"))
        self.adopt_button = button(self.tr("Adopt a file of head office…"))
        self._message = label("", "muted", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.export_button)
        line.addWidget(self.adopt_button)
        line.addWidget(self._message, 1)
        self._refused = Card(role="warning")
        self.problems: ListModel[TemplateProblem] = ListModel(problem_columns(), self)
        self.problem_table = LineTable(self.problems, "template-problems", most_rows=_PROBLEMS_SEEN)
        self._refused.body.addWidget(self.problem_table)
        self._refused.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE_12, 0, 0)
        layout.setSpacing(SPACE_12)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._refused)
        layout.addLayout(line)

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _: self._clear())
        self.adopt_button.clicked.connect(self._ask_file)
        self.export_button.clicked.connect(self._ask_place)

    @property
    def message(self) -> str:
        """What was said last."""
        return self._message.text()

    def stand_on(self, kind: str, left_out: Sequence[str] = ()) -> None:
        """Show a kind's template as soon as the list is there, and what its Word file leaves out.

        ``left_out`` are words that its PDFs say: AdoptedTemplate.differences.
        """
        self._wanted, self._left_out = kind, left_out

    def _show(self, lines: Sequence[TemplateLine]) -> None:
        known = self.table.current_record()
        self.model.set_records(lines)
        self.table.set_foot(self.tr("%n template(s)", "", len(lines)))
        kinds = [each.kind for each in self.model.records]
        wanted = self._wanted or (known.kind if known else kinds[0])
        self._wanted = ""
        self.table.select_row(kinds.index(wanted))
        if self._left_out:
            self._warn(self._left_out)
        self._left_out = ()

    def _warn(self, left_out: Sequence[str]) -> None:
        """Say where an adopted Word file and the PDFs of one serial read differently."""
        title = self.tr("Adopted, but %n place(s) of the PDF's wording differ", "", len(left_out))
        found = [TemplateProblem("template_words_left_out", "", each) for each in left_out]
        self._tell_problems(title, found)

    def _clear(self) -> None:
        self._refused.hide()
        self._message.clear()

    def _ask_place(self) -> None:
        line: TemplateLine | None = self.table.current_record()
        if line is None:
            return
        proposed = f"{line.kind}_{line.number}.{line.forms[0].value}"
        patterns = ";;".join(f"{form.value.upper()} (*.{form.value})" for form in line.forms)
        chosen, _ = QFileDialog.getSaveFileName(self, line.name, proposed, patterns)
        if chosen:
            self._export(line, Path(chosen))

    def _export(self, line: TemplateLine, path: Path) -> None:
        desk, said = self._context.desk, self.tr("{file} written")
        self._clear()
        self._context.jobs.run(
            self.tr("Writing the template"),
            lambda progress: export(desk, line.kind, path),
            lambda _: self._message.setText(said.format(file=path.name)),
            self._refuse,
        )

    def _ask_file(self) -> None:
        line: TemplateLine | None = self.table.current_record()
        if line is None:
            return
        patterns = " ".join(f"*.{form.value}" for form in line.forms)
        kinds = self.tr("Templates ({patterns})").format(patterns=patterns)
        chosen, _ = QFileDialog.getOpenFileName(self, line.name, "", kinds)
        if chosen:
            self._adopt(line, Path(chosen))

    def _adopt(self, line: TemplateLine, path: Path) -> None:
        desk = self._context.desk

        def work(progress: Progress) -> AdoptedTemplate | Sequence[TemplateProblem]:
            return problems(desk, line.kind, path) or adopt(desk, line.kind, path)

        self._clear()
        self.adopt_button.setEnabled(False)
        self._context.jobs.run(
            self.tr("Checking the template"),
            work,
            lambda result: self._tell(line, path, result),
            self._refuse,
            lambda: self.adopt_button.setEnabled(True),
        )

    def _tell(
        self, line: TemplateLine, path: Path, result: AdoptedTemplate | Sequence[TemplateProblem]
    ) -> None:
        if isinstance(result, AdoptedTemplate):
            self._context.bus.desk_replaced.emit(
                result.desk, {"template": line.kind, "left_out": result.differences}
            )
            return
        title = self.tr("{file} was not adopted for {paper}")
        self._tell_problems(title.format(file=path.name, paper=line.name), result)

    def _tell_problems(self, title: str, problems: Sequence[TemplateProblem]) -> None:
        self._refused.set_title(title)
        self.problems.set_records(problems)
        self.problem_table.set_foot(self.tr("%n problem(s)", "", len(problems)))
        self._refused.show()

    def _refuse(self, error: CodedError) -> None:
        self._message.setText(explain(error, language())[1])


def problem_columns() -> list[Column[TemplateProblem]]:
    """Return the columns of what is wrong with a template file."""
    translate = QCoreApplication.translate
    return [
        Column("place", translate("Documents", "Place"), lambda each: each.place or "—", 150),
        Column("words", translate("Documents", "What is wrong"), _words, 640, tip=_words),
    ]


def _words(problem: TemplateProblem) -> str:
    return place_words(problem.code, problem.place, problem.name, language())
