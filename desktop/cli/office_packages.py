"""Head office's side of ``import-package`` and ``packages``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer

from desktop.cli.session import PROBLEMS_FOUND, errors_in_words, print_json, progress, say
from desktop.domain.package_names import package_no
from desktop.services.collection_records import TAKEN_IN, PackageState
from desktop.services.exchange.slips import contents
from desktop.services.office.branches import packages
from desktop.services.office.importing import take_packages
from desktop.services.office.one_package import Taken
from desktop.services.ports import Desk
from desktop.ui.errors import choice_name, words


def import_packages(desk: Desk, files: list[Path], dry_run: bool, as_json: bool) -> None:
    """Head office's side of ``import-package``; exit code 1 where one was not taken in or forks."""
    with errors_in_words():
        taken = take_packages(desk, files, progress(as_json), dry_run=dry_run)
    if as_json:
        print_json([_plain(each) for each in taken])
    else:
        for each in taken:
            say(_line(each, dry_run))
        if not taken:
            say(f"没有找到网点的数据包：{'、'.join(map(str, files))}")
        elif dry_run:
            say("只查看，没有入库。")
        for hint in _hints(taken):
            say(hint)
    if not taken or not all(each.is_in for each in taken) or any(map(_forked, taken)):
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
        number = package_no(each.file_name, each.number)
        say(
            f"{each.taken_at:%Y-%m-%d %H:%M} {each.branch} 第 {number} 号"
            f" {_state(each.state)} 新 {each.new} 已有 {each.known} 挂起 {each.held}"
            f" {reason}".rstrip()
        )
    if not found:
        say("还没有收到过数据包。")


_WOULD_BE = {"applied": "试读，没有入库", "applied_with_held": "试读，没有入库；入库后会有挂起"}
"""What is said instead where nothing was written: nobody is to take it for done."""


def _forked(taken: Taken) -> bool:
    """Whether a package that came now forks its branch's journal: one seen before is told of."""
    new = taken.state in TAKEN_IN
    return new and taken.package is not None and taken.package.forks > 0


def _hints(taken: list[Taken]) -> list[str]:
    """Return what to do about packages that came now with something that waits for a person."""
    found = []
    if any(each.state is PackageState.APPLIED_WITH_HELD for each in taken):
        found.append("※ 有挂起的记录：原因和办法见 qingshou head-office held。")
    if any(map(_forked, taken)):
        found.append("※ 有分叉：可能恢复过旧备份或拷贝过数据库，见 qingshou head-office forks。")
    return found


def _state(state: PackageState) -> str:
    return choice_name("package_state", state)


def _plain(taken: Taken) -> dict[str, Any]:
    return {
        "file": taken.came_as,
        "state": taken.state.value,
        "reason": taken.reason,
        "short_hash": taken.short_hash,
        "parts": taken.parts,
        "package": asdict(taken.package) if taken.package else None,
    }


def _line(taken: Taken, dry_run: bool) -> str:
    would_be = _WOULD_BE.get(taken.state.value) if dry_run else None
    said = f"{taken.came_as}  {would_be or _state(taken.state)}"
    if taken.reason:
        named = {"file": taken.came_as, **taken.params}
        if named["file"] == taken.file.name:
            named["file"] = taken.came_as
        return f"{said}：{words(taken.reason, named)}"
    package = taken.brought
    assert package is not None
    rows = contents(package.totals)
    sums = "，".join(f"{what} {count} 笔 {yuan}".rstrip() for what, count, yuan in rows)
    gap = "" if package.complete else "  前面有缺口"
    mark = "  ※" if package.held or _forked(taken) else ""
    return (
        f"{said}{mark}  新 {package.new} 已有 {package.known} 挂起 {package.held}"
        f" 分叉 {package.forks}{gap}  校验码 {taken.short_hash}  {sums}"
    )
