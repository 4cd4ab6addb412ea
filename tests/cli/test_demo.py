from typer.testing import CliRunner

from desktop.cli.app import app


def test_the_demo_does_the_whole_job_and_says_where_the_papers_lie(tmp_path):
    folder = tmp_path / "演示"
    result = CliRunner().invoke(app, ["demo", "--dir", str(folder), "--headless"])
    assert result.exit_code == 0, result.output
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
    assert "挂起 0 条，收到清收款 500.00 元" in result.output
    on_stick = {path.suffix for path in (folder / "U盘" / "清收通").iterdir()}
    assert ".qsp" in on_stick  # a package to head office, and the return
    assert str(folder) in result.output
    again = CliRunner().invoke(app, ["demo", "--dir", str(folder), "--headless"])
    assert again.exit_code == 0, again.output
    assert (tmp_path / "演示-2").is_dir()


def test_the_self_test_ends_with_zero():
    result = CliRunner().invoke(app, ["--self-test"])
    assert result.exit_code == 0, result.output
    assert "自检通过" in result.output
