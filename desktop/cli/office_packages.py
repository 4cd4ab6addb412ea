"""Head office's side of ``import-package`` and ``packages``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from desktop.cli.session import PROBLEMS_FOUND, errors_in_words, print_json, progress, say
from desktop.domain.money import yuan_text
from desktop.services.office.branches import packages
from desktop.services.office.importing import Taken, take_packages
from desktop.services.ports import Desk
from desktop.ui.errors import words


def import_packages(desk: Desk, files: list[Path], dry_run: bool, as_json: bool) -> None:
    """Head office's side of ``import-package``; exit code 1 where a package was not taken in."""
    with errors_in_words():
        taken = take_packages(desk, files, progress(as_json), dry_run=dry_run)
    if as_json:
        print_json([_plain(each) for each in taken])
    else:
        for each in taken:
            say(_line(each))
        if not taken:
            say("没有找到数据包。")
    if not taken or not all(each.is_in for each in taken):
        raise typer.Exit(PROBLEMS_FOUND)


def list_packages(desk: Desk, branch: str, as_json: bool) -> None:
    """Head office's side of ``packages``."""
    with errors_in_words():
        found = packages(desk, branch)
    if as_json:
        print_json([asdict(each) for each in found])
        return
    for each in found:
        reason = words(each.reason, {"file": each.file_name}) if each.reason else ""
        say(
            f"{each.taken_at:%Y-%m-%d %H:%M} {each.branch} 第 {each.number} 号"
            f" {_STATES[each.state.value]} 新 {each.new} 已有 {each.known} 挂起 {each.held}"
            f" {reason}"
        )


_STATES = {
    "applied": "已导入",
    "applied_with_held": "已导入，有挂起",
    "refused": "未导入",
    "unreadable_newer": "版本较新，升级后再导入",
    "duplicate": "以前导入过",
}


def _plain(taken: Taken) -> dict[str, Any]:
    return {
        "file": taken.file.name,
        "state": taken.state.value,
        "reason": taken.reason,
        "short_hash": taken.short_hash,
        "parts": taken.parts,
        "package": asdict(taken.package) if taken.package else None,
    }


def _line(taken: Taken) -> str:
    said = f"{taken.file.name}  {_STATES[taken.state.value]}"
    if taken.reason:
        return f"{said}：{words(taken.reason, {'file': taken.file.name, **taken.params})}"
    package = taken.package
    assert package is not None
    sums = "，".join(
        f"{each.kind} {each.count} 条 {yuan_text(each.fen)}" for each in package.totals
    )
    gap = "" if package.complete else "  前面有缺口"
    return (
        f"{said}  新 {package.new} 已有 {package.known} 挂起 {package.held}"
        f" 分叉 {package.forks}{gap}  校验 {taken.short_hash}  {sums}"
    )
