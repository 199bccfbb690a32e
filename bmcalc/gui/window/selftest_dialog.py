"""Help, Self-test: the installed program tests itself in a process of its own."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _, current_language
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.sealed import SealedDocument
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.window.file_names import offered_path, today


class SelfTestDialog(QDialog):
    """Runs the self-test beside the window, shows its report and saves it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_("Self-test")))
        self.resize(scaled(760), scaled(620))
        self._folder = tempfile.TemporaryDirectory(prefix="bmcalc-selftest-")
        self._shown = Path(self._folder.name) / "report.html"
        self.verdict = Label(str(_("Testing this installation…")), self)
        self.verdict.setObjectName("question")
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.report = QTextBrowser(self)
        self.report.setDocument(SealedDocument(self.report))
        self.report.setOpenLinks(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        self.save = QPushButton(str(_("Save report…")), self)
        self.save.setEnabled(False)
        self.save.clicked.connect(self._choose_file)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.addWidget(self.verdict)
        layout.addWidget(self.report, 1)
        layout.addWidget(buttons)
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._not_started)
        self._test(self._shown)

    def _test(self, report: Path) -> None:
        program, *arguments = command()
        self._process.start(
            program,
            [*arguments, "selftest", "--lang", current_language(), "--report", str(report)],
        )

    def _finished(self) -> None:
        said = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        complained = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        told = "\n".join(filter(None, (said.strip(), complained.strip())))
        self.verdict.setText(told or str(_("No answer.")))
        if self._shown.is_file():
            self.report.setHtml(self._shown.read_text(encoding="utf-8"))
            self.save.setEnabled(True)

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.verdict.setText(str(_("The self-test could not be started.")))

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, str(_("Save report…")),
            offered_path(["bmcalc-selftest", today()], "pdf"),
            "PDF (*.pdf);;HTML (*.html);;JSON (*.json)",
        )
        if chosen:
            self._test(Path(chosen))

    def done(self, result: int) -> None:
        """End the test with the dialog."""
        self._process.kill()
        self._process.waitForFinished(1000)
        self._folder.cleanup()
        super().done(result)


def command() -> list[str]:
    """Return how this program is called: as installed, or from a source checkout."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "bmcalc"]


def show_selftest(parent: QWidget) -> SelfTestDialog:
    """Open the self-test; the window stays usable behind it."""
    dialog = SelfTestDialog(parent)
    dialog.open()
    return dialog
