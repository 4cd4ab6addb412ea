"""``rules``: worked examples against the program's own answers; a loan explained."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.explain import explain
from desktop.cli.session import PROBLEMS_FOUND, Json, errors_in_words, print_json
from desktop.services.rule_examples import check_file

app = typer.Typer(help="规则", no_args_is_help=True)
app.command("explain")(explain)


@app.callback()
def _rules() -> None:
    """规则样例，和一笔借款的推导。"""


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="规则样例文件（JSON）")], as_json: Json = False
) -> None:
    """逐条计算样例，列出结果不同的。"""
    with errors_in_words():
        report = check_file(file)
    if as_json:
        print_json(
            {
                "checked": report.checked,
                "differ": [
                    {"id": each.example_id, "expected": each.expected, "computed": each.computed}
                    for each in report.differ
                ],
                "unknown": report.unknown,
            }
        )
    else:
        for each in report.differ:
            typer.echo(f"{each.example_id}：应为 {dict(each.expected)}，算得 {dict(each.computed)}")
        for name in report.unknown:
            typer.echo(f"{name}：未能计算，样例的分组或写法不认识")
        typer.echo(
            f"检查 {report.checked} 条，不同 {len(report.differ)} 条，"
            f"未能计算 {len(report.unknown)} 条"
        )
    if report.differ or report.unknown:
        raise typer.Exit(PROBLEMS_FOUND)
