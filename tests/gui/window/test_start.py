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
kinds = ("QStyle", "QMessageBox", "QFileDialog", "QDialogButtonBox", "QWizard")
widgets = vars(sys.modules["PySide6.QtWidgets"])
print(code, *sys.modules, *(kind for kind in kinds if kind in widgets))
"""

UNSEEN = {
    "pint", "pydantic", "tomllib", "html", "datetime", "logging.handlers",
    "PySide6.QtPrintSupport", "PySide6.QtNetwork", "PySide6.QtSvg",
    "bmcalc.core.calculator", "bmcalc.core.work", "bmcalc.core.finding_code",
    "bmcalc.core.laboratory_spellings", "bmcalc.formulary.in_force", "bmcalc.formulary.identity",
    "bmcalc.formulary.sources", "bmcalc.gui.form.segments", "bmcalc.gui.form.rows_edit",
    "bmcalc.gui.form.search_box", "bmcalc.gui.window.loading", "bmcalc.gui.window.menus",
    "bmcalc.gui.window.file_names", "bmcalc.report", "bmcalc.orders",
    "QStyle", "QMessageBox", "QFileDialog", "QDialogButtonBox", "QWizard",
}
"""What the first paint shows nothing of. Kinds of widgets are among them: Qt's binding makes a
kind with all its enumerations when it is first named, and every kind where it must find one out."""

OF_PASTED_TEXT = {"pasted_order", "tokenizer", "rows", "records", "amounts", "times"}
"""Modules of ``bmcalc.orders.reading`` that an order without a text needs nothing of."""

READING = """
import sys
from bmcalc.answer import compute
print(compute("order-check", {"regimen": "tcbhp", "cycle": 1, "day": 1,
                              "order": {"docetaxel": "120 mg"}})["status"], *sys.modules)
"""


@pytest.fixture
def environment(tmp_path):
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}


def test_the_first_paint_needs_no_arithmetic(environment):
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, timeout=60,
        check=True,
    )
    code, *loaded = done.stdout.split()
    assert code == "0"
    assert "bmcalc.gui.window.window" in loaded
    assert UNSEEN.isdisjoint(loaded)
    assert not [name for name in loaded if name.startswith("bmcalc.calculators.")
                and not name.startswith("bmcalc.calculators.questions")]


def test_an_order_of_doses_alone_needs_nothing_that_reads_a_text(environment):
    done = subprocess.run(
        [sys.executable, "-c", READING], env=environment, capture_output=True, text=True,
        timeout=60, check=True,
    )
    _status, *loaded = done.stdout.split()
    assert "bmcalc.orders.reading.order_entry" in loaded
    assert not [name for name in loaded if name.removeprefix("bmcalc.orders.reading.")
                in OF_PASTED_TEXT or name == "tomllib"]


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
