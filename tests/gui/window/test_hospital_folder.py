"""A hospital's folder in the window: its faults stay in sight, and one thread touches widgets."""

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QAbstractButton

from bmcalc.formulary.in_force import put_in_force
from bmcalc.gui.pages import all_pages
from bmcalc.gui.window.folder_banner import SHOWN
from bmcalc.gui.window.session import Typed
from bmcalc.site_folder import put_site_in_force
from tests.formulary.test_bad_files import written
from tests.gui.conftest import settle

UNREAD = "formulary/docetaxel.toml.txt"


@pytest.fixture
def hospital(tmp_path, window):
    def lay(*names):
        for name in names:
            written(tmp_path / "hospital", name, "")
        put_site_in_force(tmp_path / "hospital")
        window.use_formulary()
        settle(window)
        return window.banner

    yield lay
    put_in_force(None)


def test_without_a_fault_there_is_no_banner(window, hospital):
    assert not window.banner.isVisible()
    assert not hospital("formulary/docetaxel.toml").isVisible()


def test_the_banner_stays_whatever_is_done_in_the_window(window, hospital):
    banner = hospital(UNREAD)
    assert banner.isVisible()
    told = banner.words.text()
    assert UNREAD in told
    assert "No order is checked" in told
    window.session.put("", "age", Typed("52"))
    for page in ("order-check", "bsa-dose", "casebook"):
        window.visit(page)
        settle(window)
    window.open_case(1)
    window.clear_patient()
    settle(window)
    assert window.banner.isVisible()
    assert window.banner.words.text() == told
    window.use_text_size(130)
    settle(window)
    assert window.banner.isVisible()
    assert window.banner.words.text() == told


def test_the_words_of_the_banner_follow_the_language(window, hospital, marked):
    banner = hospital(UNREAD)
    window.use_language("zh_CN")
    settle(window)
    head, line = banner.words.text().splitlines()
    assert head.startswith(marked)
    assert line.startswith(f"{UNREAD}: {marked}")


def test_no_page_shows_a_dose_then(window, hospital):
    window.open_case(1)
    for page in ("order-check", "bsa-dose", "carboplatin"):
        window.visit(page)
        settle(window)
        assert window.view().can_print(), page
    hospital(UNREAD)
    for page in ("order-check", "bsa-dose", "carboplatin", "her2-dose", "denosumab"):
        window.visit(page)
        settle(window)
        assert not window.view().can_print(), page
        assert window.view().report() is None, page


@pytest.mark.parametrize("names", [
    (UNREAD,), ("tables/lvef.txt",), ("formulary/denosumab.toml", "formulary/docetaxel.toml"),
])
def test_no_page_breaks_on_what_is_missing(window, hospital, tmp_path, names):
    for name in names:
        written(tmp_path / "hospital", name, "highest_dose = 3")
    put_site_in_force(tmp_path / "hospital")
    window.use_formulary()
    window.open_case(1)
    for page in all_pages():
        window.visit(page.id)
        settle(window)
    window.visit("casebook")
    for button in window.view().findChildren(QAbstractButton):
        if button.isCheckable() and button.isVisible():
            button.click()
            settle(window)


def test_many_faults_are_one_click_away(window, hospital):
    names = [f"formulary/drug{number}.txt" for number in range(SHOWN + 2)]
    banner = hospital(*names)
    assert [name in banner.words.text() for name in names] == [True] * SHOWN + [False] * 2
    assert banner.all.isVisible()
    banner.all.click()
    settle(window)
    (dialog,) = [one for one in window.children() if one.inherits("QDialog")]
    told = [label.text() for label in dialog.findChildren(type(banner.words))]
    assert all(any(name in text for text in told) for name in names)
    dialog.close()


PROBE = """
import json, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton, QComboBox, QFrame, QLabel, QLineEdit, QMainWindow, QMenu, QPushButton,
    QStackedWidget, QToolButton, QWidget,
)
from PySide6.QtGui import QAction

main_thread = threading.get_ident()
touched, outside = set(), set()

def watched(kind, name):
    plain = getattr(kind, name)
    def call(*given, **named):
        touched.add(name)
        if threading.get_ident() != main_thread:
            outside.add(f"{kind.__name__}.{name}")
        return plain(*given, **named)
    setattr(kind, name, call)

for kind in (QAbstractButton, QComboBox, QFrame, QLabel, QLineEdit, QMainWindow, QMenu,
             QPushButton, QStackedWidget, QToolButton, QWidget, QAction):
    for name in list(vars(kind)):
        if name.startswith(("set", "add", "insert", "remove")) or name in (
                "show", "hide", "update", "clear", "style"):
            if callable(getattr(kind, name)):
                watched(kind, name)

from bmcalc.gui.window import app as starting
from bmcalc.gui.window.window import Window

used = Window.use_formulary
def use_formulary(window):
    if threading.get_ident() != main_thread:
        outside.add("Window.use_formulary")
    used(window)
    QTimer.singleShot(300, window, lambda: tell(window))
Window.use_formulary = use_formulary

def tell(window):
    checked = window.view().report() is not None
    beside = threading.Thread(target=lambda: sys.excepthook(ValueError, ValueError("x"), None))
    beside.start()
    beside.join()
    def ended():
        print(json.dumps({
            "outside": sorted(outside), "touched": len(touched),
            "banner": window.banner.isVisible(), "words": window.banner.words.text(),
            "verdict": checked,
            "told": window.bottom._words.text(),
        }))
        window.leave()
        window.deleteLater()
        from PySide6.QtWidgets import QApplication
        QApplication.instance().quit()
    QTimer.singleShot(200, window, ended)

from bmcalc.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def started(tmp_path, *arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path),
             "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path), **environment},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return json.loads(done.stdout)


ORDER = {"regimen": "tcbhp", "cycle": 1, "day": 1, "patient": {
    "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "creatinine": "68 umol/L",
}}


def test_widgets_are_touched_from_the_windows_thread_only(tmp_path):
    order = tmp_path / "order.json"
    order.write_text(json.dumps(ORDER))
    written(tmp_path / "hospital", UNREAD, "")
    found = started(tmp_path, str(order), BMCALC_SITE=str(tmp_path / "hospital"))
    assert found["outside"] == []
    assert found["touched"] > 20
    assert found["banner"]
    assert UNREAD in found["words"]
    assert not found["verdict"]
    assert "Something went wrong" in found["told"]


def test_without_a_hospitals_folder_the_order_is_checked(tmp_path):
    order = tmp_path / "order.json"
    order.write_text(json.dumps(ORDER))
    found = started(tmp_path, str(order))
    assert found["outside"] == []
    assert not found["banner"]
    assert found["verdict"]
