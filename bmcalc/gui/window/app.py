"""Starting the window: paint first, load the arithmetic after the first paint."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication

from bmcalc.calculators import all_calculators
from bmcalc.core.texts import _
from bmcalc.gui.look import theme
from bmcalc.gui.look.fonts import load_shipped_fonts
from bmcalc.gui.window import faults
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window
from bmcalc.resource_files import resource

ICON = resource("icons", "bmcalc.png")


class _FirstPaint(QObject):
    """Calls back once, when a widget has been painted and its events are done."""

    def __init__(self, window: Window, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint."""
        if event.type() is QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class _Loading(QThread):
    """Loads what the first paint could do without, while the window can already be used."""

    calculators_are_loaded = Signal()
    formulary_is_read = Signal(tuple)
    """With what is wrong in the hospital's own folder, a line each."""

    def run(self) -> None:
        """Load every calculator, then the drugs and regimens with what the order check needs."""
        all_calculators()
        self.calculators_are_loaded.emit()
        from bmcalc.formulary.in_force import formulary
        from bmcalc.site_folder import put_site_in_force

        wrong = put_site_in_force()
        formulary()
        from bmcalc.orders import order_check  # noqa: F401

        self.formulary_is_read.emit(wrong)


def make_application() -> QApplication:
    """Return the one application, made where there is none, with the look that is remembered."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    load_shipped_fonts()
    app.setApplicationName("bmcalc")
    app.setOrganizationName("bmcalc")
    app.setDesktopFileName("bmcalc")
    app.setStyle("Fusion")
    return app


def run_window(file: str | None, quit_after_paint: bool, language: str | None) -> int:
    """Open the window and return the exit code once it is closed.

    ``file`` is an order or casebook file. ``quit_after_paint`` ends when the first page is
    painted and can be used.
    """
    app = make_application()
    settings = Settings()
    use_language(language or settings.language)
    theme.apply(app, settings.theme, settings.text_size)
    window = Window(settings)
    faults.watch(window.fault_happened)
    app.styleHints().colorSchemeChanged.connect(window.system_changed)
    loading = _Loading()
    loading.calculators_are_loaded.connect(window.complete)

    def use_formulary(wrong: tuple[str, ...]) -> None:
        window.use_formulary()
        if wrong:
            words = _("{count} faults in the hospital's own files, the first: {first}",
                      count=len(wrong), first=wrong[0])
            window.bottom.tell(words, alarming=True)
        if file is not None:
            window.patient.before_another(lambda: window.open_file(Path(file)))

    loading.formulary_is_read.connect(use_formulary)

    def painted() -> None:
        if quit_after_paint:
            app.quit()
            return
        from PySide6.QtGui import QIcon

        app.setWindowIcon(QIcon(str(ICON)))
        loading.start()

    first = _FirstPaint(window, painted)
    window.show()
    window.strip.go_to("record_id")
    code = app.exec()
    loading.wait()
    del first
    return code
