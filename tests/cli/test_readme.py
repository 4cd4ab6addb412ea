"""The commands that the README lists are all there are, and none of them is made up."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from desktop.cli.app import app

ROOT = Path(__file__).parents[2]
FILES = ("README.md", "README.zh-CN.md")
QINGSHOU = get_command(app)


def lines(file: str) -> list[str]:
    """Return the command lines of a file, without what is remarked about them."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return [line.partition("#")[0] for line in re.findall(r"^    qingshou (.*)", text, re.M)]


def paths(group: TyperGroup, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield every command by the words that lead to it."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from paths(command, (*above, name))
        else:
            yield *above, name


def named(line: str) -> Iterator[TyperCommand | TyperGroup]:
    """Yield the commands of a line: one after a bar is of the same group, or of none."""
    group = QINGSHOU
    for part in re.split(r" \| | ; ", line):
        words = part.removeprefix("qingshou ").split()
        command = group if words[0] in group.commands else QINGSHOU
        while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
            group, command = command, command.commands[words.pop(0)]
        yield command


def test_every_command_stands_in_the_readme():
    listed = [set(re.findall(r"[\w-]+", line)) for line in lines("README.md")]
    missing = [
        path for path in paths(QINGSHOU) if not any(words.issuperset(path) for words in listed)
    ]
    assert missing == []


@pytest.mark.parametrize("file", FILES)
def test_every_line_names_commands_and_options_that_there_are(file):
    for line in lines(file):
        commands = QINGSHOU, *named(line)
        options = {name for each in commands for param in each.params for name in param.opts}
        assert set(re.findall(r"--[a-z-]+", line)) <= options, line
