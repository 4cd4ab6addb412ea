"""What every command shares: options, opening a database, saying what went wrong.

Exit codes: 0 done, 1 done or stopped with problems found, 2 wrong use.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from desktop.domain.errors import Cancelled, ExpectedFailure, RuleViolation
from desktop.domain.money import parse_amount
from desktop.domain.shown_text import on_one_line
from desktop.services.progress import CancellableProgress, NoProgress, Progress
from desktop.ui.errors import explain

PROBLEMS_FOUND = 1
WRONG_USE = 2

E = TypeVar("E", bound=StrEnum)

Database = Annotated[Path, typer.Option("--db", help="数据库文件")]
KeyFile = Annotated[
    Path | None, typer.Option("--key-file", help="密钥文件；不给则询问密码", show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="日期，如 2026-10-10；默认今天")]


@contextmanager
def errors_in_words() -> Iterator[None]:
    """Turn expected errors into a sentence on stderr and the right exit code."""
    try:
        yield
    except RuleViolation as error:
        _say(error)
        raise typer.Exit(WRONG_USE) from error
    except ExpectedFailure as error:
        _say(error)
        raise typer.Exit(PROBLEMS_FOUND) from error
    except (Cancelled, KeyboardInterrupt) as error:
        typer.echo("已取消，没有改动。", err=True)
        raise typer.Exit(PROBLEMS_FOUND) from error


def _say(error: RuleViolation | ExpectedFailure) -> None:
    title, text = explain(error)
    typer.echo(f"{title}：{text}", err=True)


def choice(text: str, words: Mapping[str, E], option: str) -> E:
    """Return what a Chinese word or an English code of an option means."""
    wanted = text.strip()
    known = {**words, **{str(code): code for code in words.values()}}
    for name in (wanted, wanted.lower().replace("-", "_")):
        if name in known:
            return known[name]
    raise typer.BadParameter(f"{option} 不认识“{text}”，可用：{'、'.join(words)}")


def day(text: str | None, otherwise: date) -> date:
    """Return the date of an option, or ``otherwise`` without one."""
    if text is None:
        return otherwise
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}”不是日期，请写成 2026-10-10") from error


def fen(text: str) -> int:
    """Return the amount of an option, written in yuan."""
    found = parse_amount(text)
    if found is None:
        raise typer.BadParameter(f"“{text}”不是金额，请写成 1,200.50")
    return found


def say(text: str) -> None:
    """Write a line in which branches speak too: what they say is no command to the terminal."""
    typer.echo(on_one_line(text))


def print_json(data: Any) -> None:
    """Write JSON for a script: UTF-8 whatever the console speaks."""
    text = json.dumps(data, ensure_ascii=False, indent=1, default=_plain)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def listed(
    found: Iterable[Any],
    as_json: bool,
    line: Callable[[Any], str],
    plain: Callable[[Any], Any] = asdict,
    end: str = "",
    none: str = "",
) -> None:
    """Write what a command found: lines and an end for people, or ``plain`` of each as JSON.

    ``none`` is what people read where it found nothing.
    """
    if as_json:
        print_json([plain(each) for each in found])
        return
    lines = [line(each) for each in found]
    for each in lines:
        say(each)
    last = end if lines else none or end
    if last:
        typer.echo(last)


def progress(quiet: bool) -> Progress:
    """Return a progress that writes stages to a terminal, and nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        return NoProgress()
    return CancellableProgress(_show)


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _show(stage: str, done: int, total: int) -> None:
    count = f" {done}/{total}" if total else ""
    sys.stderr.write(f"\r\x1b[K{stage}{count}")
    sys.stderr.flush()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
