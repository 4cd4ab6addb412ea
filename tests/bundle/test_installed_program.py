"""The program as it is installed: found from anywhere, with everything it loads by name."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_self_test_passes_in_a_process_of_its_own_far_from_the_source(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--self-test"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert "自检通过" in done.stdout.decode()


def test_services_come_up_without_the_window():
    seen = "import sys, desktop.bootstrap; print([m for m in sys.modules if 'PySide6' in m])"
    assert subprocess.check_output([sys.executable, "-c", seen], text=True).strip() == "[]"


def test_the_package_is_named_for_the_build_so_that_packaging_stays_outside():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["desktop"]


def test_every_dependency_has_its_line_in_the_list():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = settings["dependency-groups"]
    wanted = [*settings["project"]["dependencies"], *groups["dev"], *groups["bench"]]
    listed = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = [each.partition(">")[0].partition("[")[0] for each in wanted]
    assert [name for name in names if name not in listed] == []
