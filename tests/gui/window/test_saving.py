"""The window says «saved» of what stands on the disk, and offers a name that says whose it is."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QFileDialog, QLabel

from bmcalc.gui.window.file_names import file_name, today
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle
from tests.saving import FAULTS, small_disk

DAY = datetime.date(2026, 11, 28)


def words(window):
    return window.bottom.findChild(QLabel, "fault" if fault(window) else "muted").text()


def fault(window):
    return window.bottom.findChild(QLabel, "fault") is not None


def save_pdf(window, path):
    window.actions_of_page.save(path)
    return words(window)


def schedule_drawer(window):
    side = window.view().side
    if not side.buttons["schedule"].isChecked():
        side.buttons["schedule"].click()
        settle(window)
    return side.drawers["schedule"]


def save_calendar(window, path):
    schedule_drawer(window).save(path)
    return words(window)


def save_audit(window, path):
    window.visit("casebook")
    audit = window.view().audit
    audit.run()
    audit.export(path)
    return audit.words()


@pytest.mark.parametrize(("reason", "break_it"), FAULTS.items(), ids=FAULTS)
@pytest.mark.parametrize("save", [save_pdf, save_calendar, save_audit])
def test_what_was_not_saved_is_told(window, case_1, tmp_path, save, reason, break_it):
    path = tmp_path / "file.out"
    with pytest.MonkeyPatch.context() as patch:
        break_it(patch)
        told = save(window, path)
    assert reason in told
    assert "Saved" not in told
    assert "Written" not in told
    assert list(tmp_path.glob("file.out")) == []
    told = save(window, path)
    assert str(path) in told
    assert "could not" not in told
    assert path.stat().st_size > 100


def test_a_pdf_on_a_full_disk_is_told_and_leaves_nothing(window, case_1, tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        assert "the disk is full" in save_pdf(window, disk / "page.pdf")
        assert list(disk.iterdir()) == []


def test_a_clipboard_that_takes_nothing_is_told(window, case_1, monkeypatch):
    window.bottom.copy.click()
    assert words(window) == "Copied"
    monkeypatch.setattr(QClipboard, "setText", lambda *_given: None)
    window.session.put("order-check", "cycle", Typed("2"))
    settle(window)
    window.bottom.copy.click()
    assert "nothing was copied" in words(window)


@pytest.fixture
def offered(monkeypatch):
    asked = []

    def ask(_parent, _title, path, _kinds):
        asked.append(Path(path))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


def test_the_pdf_is_offered_by_record_regimen_cycle_day_and_date(window, case_1, offered):
    window.session.put("", "record_id", Typed("病历 12/7"))
    window.session.put("order-check", "today", Typed("2026-11-28"))
    settle(window)
    window.bottom.save_pdf.click()
    schedule_drawer(window).export.click()
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    assert offered[0].parent == Path(QStandardPaths.writableLocation(documents))
    assert [one.name for one in offered] == [
        "病历-12-7_tcbhp_C1D1_2026-11-28.pdf", "病历-12-7_tcbhp_C1D1_2026-11-28.ics",
    ]


def test_a_calculation_is_offered_by_record_and_page(window, case_1, offered):
    window.visit("carboplatin")
    settle(window)
    window.bottom.save_pdf.click()
    assert offered[0].name.endswith(f"carboplatin_{today().isoformat()}.pdf")


@pytest.mark.parametrize(("parts", "name"), [
    (("A-1042", "tcbhp", "C1D1", DAY), "A-1042_tcbhp_C1D1_2026-11-28.pdf"),
    (("", "tcbhp", "C1D1", DAY), "tcbhp_C1D1_2026-11-28.pdf"),
    (("../../etc/passwd", "x"), "etc-passwd_x.pdf"),
    (("a:b*c?d\"e<f>g|h\\i\nj\0k", "x"), "a-b-c-d-e-f-g-h-i-j-k_x.pdf"),
    (("  .. ", "x."), "x.pdf"),
    (("CON", "x"), "bmcalc_CON_x.pdf"),
    (("nul",), "bmcalc_nul.pdf"),
    (("病" * 300, "x"), f"{'病' * 40}_x.pdf"),
    (("\ud800", "\u202egpj"), "gpj.pdf"),
    ((), "bmcalc.pdf"),
])
def test_every_system_takes_the_name(parts, name, tmp_path):
    assert file_name(parts, "pdf") == name
    (tmp_path / name).touch()
