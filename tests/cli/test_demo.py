from typer.testing import CliRunner

from desktop.cli import demo
from desktop.cli.app import app


def test_the_demo_does_the_whole_job_beside_an_earlier_one_and_says_where_the_papers_lie(tmp_path):
    earlier = tmp_path / "演示"
    earlier.mkdir()
    (earlier / "qingshou.db").touch()
    result = CliRunner().invoke(app, ["demo", "--dir", str(earlier), "--headless"])
    assert result.exit_code == 0, result.output
    assert [path.name for path in earlier.iterdir()] == ["qingshou.db"]
    folder = tmp_path / "演示-2"
    names = {path.name for path in folder.iterdir()}
    assert {
        "通知书.pdf",
        "通知书.docx",
        "送达清单.pdf",
        "qingshou.db",
        "收据.pdf",
        "数据包交接单.pdf",
    } <= names
    assert "qingshou.key" not in names  # people sign in: it opens nothing any more
    assert "新入库" in result.output
    assert f"--db {folder / 'lianshe.db'}" in result.output  # both windows can be opened from here
    assert "zhao  赵联社  联社  密码" in result.output
    assert "挂起 0 条，收到清收款 500.00 元" in result.output
    on_stick = {path.suffix for path in (folder / "U盘" / "清收通").iterdir()}
    assert ".qsp" in on_stick  # a package to head office, and the return
    assert str(folder) in result.output


def test_a_demo_lies_where_it_was_told_unless_one_is_there(tmp_path):
    folder = tmp_path / "演示"
    assert demo._fresh(folder) == folder
    folder.mkdir()
    assert demo._fresh(folder) == folder
    (folder / "qingshou.db").touch()
    assert demo._fresh(folder) == tmp_path / "演示-2"


def test_a_self_test_that_finds_something_wrong_ends_with_one(monkeypatch):
    """That a sound program ends with zero is seen where it is installed (tests/bundle)."""
    monkeypatch.setattr(demo, "self_test", lambda: False)
    result = CliRunner().invoke(app, ["--self-test"])
    assert result.exit_code == 1
    assert "自检未通过" in result.output
