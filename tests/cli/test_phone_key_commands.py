"""Head office makes a key and answers by phone; a branch lays it in with two people."""

import pytest
from typer.testing import CliRunner

from desktop.cli.app import app
from desktop.domain.approvals import challenge

DIGITS = challenge("ab" * 32)


def run(*words):
    return CliRunner().invoke(app, ["phone-key", *map(str, words)])


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "phone.key"
    made = run("make", path, "--branch-code", "0012")
    assert made.exit_code == 0, made.output
    return path


def test_a_key_is_its_owner_s_alone_and_never_overwritten(key):
    assert key.stat().st_mode & 0o077 == 0
    before = key.read_bytes()
    assert run("make", key).exit_code == 1
    assert key.read_bytes() == before


def test_head_office_reads_ten_digits_back(key):
    answer = run("code", DIGITS, "--key", key)
    assert answer.exit_code == 0
    assert len("".join(answer.output.split())) == 10
    assert run("code", "123", "--key", key).exit_code == 2
