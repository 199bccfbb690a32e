"""The start: the first page is painted before any arithmetic is loaded."""

import json
import os
import subprocess
import sys

import pytest

from bmcalc.gui.window.demo import filled_pages, render_demo

PROBE = """
import sys
from bmcalc.__main__ import main
code = main(["--quit-after-paint"])
names = ("pint", "pydantic", "PySide6.QtPrintSupport", "PySide6.QtNetwork", "PySide6.QtSvg")
print(code, *(name for name in names if name in sys.modules))
"""


@pytest.fixture
def environment(tmp_path):
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}


def test_the_first_paint_needs_no_arithmetic(environment):
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["0"]


def test_the_window_starts_in_chinese(environment):
    done = subprocess.run(
        [sys.executable, "-m", "bmcalc", "--lang", "zh_CN", "--quit-after-paint"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_the_demo_renders_every_filled_page(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr("bmcalc.gui.window.demo.LANGUAGES", ("en",))
    render_demo(tmp_path)
    pages = list(filled_pages())
    assert {"body-size", "renal-function", "carboplatin", "bsa-dose", "her2-dose", "denosumab",
            "mirels"} <= set(pages)
    for page in pages:
        for scheme in ("light", "dark"):
            assert (tmp_path / f"{page}-en-{scheme}.png").stat().st_size > 10_000
    found = json.loads((tmp_path / "calculations-en.json").read_text(encoding="utf-8"))
    assert found["results"]["carboplatin"]["values"]["dose"]["display"] == "516.7 mg"
    assert found["results"]["mirels"]["status"] == "refused"
