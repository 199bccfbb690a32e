"""Help, Self-test: a process of its own says the verdict, and the report is shown and saved."""

from PySide6.QtWidgets import QWidget

from bmcalc.gui.window.selftest_dialog import SelfTestDialog


def test_the_verdict_and_the_report_are_shown(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SelfTestDialog(parent)
    qtbot.waitUntil(dialog.save.isEnabled, timeout=60_000)
    assert "passed" in dialog.verdict.text()
    assert "SHA-256" in dialog.report.toPlainText()
    dialog.close()
