import os
import subprocess
import sys


def test_a_console_that_lacks_a_character_shows_a_mark_instead_of_failing(tmp_path):
    names = {"LC_ALL": "C.UTF-8"}  # of files, whatever the machine's own are
    environment = {**os.environ, **names, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "rules", "check", str(tmp_path / "蒋利𬱖.json")],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "蒋利?.json".encode("gbk") in done.stderr
