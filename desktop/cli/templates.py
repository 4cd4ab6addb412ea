"""``templates``: what papers are printed by; head office edits a file, a branch adopts it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.session import (
    PROBLEMS_FOUND,
    Database,
    Json,
    KeyFile,
    errors_in_words,
    print_json,
)
from desktop.cli.signing import opened
from desktop.domain.errors import ExpectedFailure
from desktop.services import templates as use_case
from desktop.services.paper_ports import TemplateProblem
from desktop.ui.errors import place_words

app = typer.Typer(help="文书模板：列出、导出、检查、采用")

Kind = Annotated[str, typer.Argument(help="文书种类，见 templates list")]
TemplateFile = Annotated[Path, typer.Argument(help="模板文件，.toml 或 .docx")]


@app.command("list")
def list_kinds(db: Database, key_file: KeyFile = None, as_json: Json = False) -> None:
    """列出可以换模板的文书和现行版本。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = use_case.kinds(application.desk)
    if as_json:
        print_json(
            [
                {
                    "kind": each.kind,
                    "name": each.name,
                    "version": each.version,
                    "formats": [form.value for form in each.formats],
                }
                for each in found
            ]
        )
        return
    for each in found:
        typer.echo(f"{each.version}　{each.name}　{'、'.join(each.formats)}")


@app.command("fields")
def fields(kind: Kind) -> None:
    """列出一种文书的模板可以用的字段；带 * 的必须印出。"""
    with errors_in_words():
        found = use_case.fields(kind)
    for each in found:
        typer.echo(f"{'*' if each.required else ' '} {{{each.name}}}　{each.meaning}")


@app.command("export")
def export(
    kind: Kind,
    file: TemplateFile,
    db: Database,
    key_file: KeyFile = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """把现行模板写成文件，供联社修改：.toml 为文字和版式，.docx 为带字段的 Word。"""
    with errors_in_words(), opened(db, key_file) as application:
        if file.exists() and not force:
            raise ExpectedFailure("file_exists", file=file.name)
        version = use_case.export(application.desk, kind, file)
    typer.echo(f"{version} 已写到 {file.name}")


@app.command("check")
def check(kind: Kind, file: TemplateFile, db: Database, key_file: KeyFile = None) -> None:
    """检查模板文件，列出全部问题，不存入。"""
    with errors_in_words(), opened(db, key_file) as application:
        found = use_case.problems(application.desk, kind, file)
        differing = () if found else use_case.differences(application.desk, kind, file)
    _show(found)
    if found:
        raise typer.Exit(PROBLEMS_FOUND)
    typer.echo(f"{file.name} 没有问题。")
    _warn(f"{file.name} 与现行 PDF 措辞", differing)


@app.command("adopt")
def adopt(kind: Kind, file: TemplateFile, db: Database, key_file: KeyFile = None) -> None:
    """采用模板：新文书按它打印，已出具的仍按原版本；开着的窗口下次启动时生效。"""
    with errors_in_words(), opened(db, key_file) as application:
        _show(use_case.problems(application.desk, kind, file))
        adopted = use_case.adopt(application.desk, kind, file)
    typer.echo(f"{adopted.version} 已采用。")
    _warn("模板已采用，但与现行 PDF 措辞", adopted.differences)


def _warn(what: str, differing: Sequence[str]) -> None:
    """Name the words that the PDF says and the Word file does not."""
    if differing:
        typer.echo(f"{what}有 {len(differing)} 处不同：")
    _show(TemplateProblem("template_words_left_out", "", each) for each in differing)


def _show(problems: Iterable[TemplateProblem]) -> None:
    for each in problems:
        typer.echo(f"  {place_words(each.code, each.place, each.name)}")
