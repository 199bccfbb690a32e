"""Starting the window: paint first, load the arithmetic after the first paint."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication

from bmcalc.calculators import all_calculators
from bmcalc.core.texts import _
from bmcalc.gui import faults, theme
from bmcalc.gui.language import use_language
from bmcalc.gui.settings import Settings
from bmcalc.gui.window import Window
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

    def run(self) -> None:
        """Load every calculator, then the arithmetic of units and the checking of inputs."""
        all_calculators()
        self.calculators_are_loaded.emit()
        import pint  # noqa: F401
        import pydantic  # noqa: F401


def make_application() -> QApplication:
    """Return the one application, made where there is none, with the look that is remembered."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
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
    faults.watch(lambda words: window.bottom.tell(words, alarming=True))
    app.styleHints().colorSchemeChanged.connect(window.system_changed)
    loading = _Loading()
    loading.calculators_are_loaded.connect(window.complete)

    def painted() -> None:
        if quit_after_paint:
            app.quit()
            return
        from PySide6.QtGui import QIcon

        app.setWindowIcon(QIcon(str(ICON)))
        loading.start()
        if file is not None:
            window.bottom.tell(_("{file} cannot be opened by this version.", file=file))

    first = _FirstPaint(window, painted)
    window.show()
    window.strip.go_to("record_id")
    code = app.exec()
    loading.wait()
    del first
    return code
