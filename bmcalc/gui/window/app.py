"""Starting the window: paint first, load the arithmetic after the first paint."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication

from bmcalc.calculators import all_calculators
from bmcalc.gui.look import theme
from bmcalc.gui.look.fonts import load_shipped_fonts
from bmcalc.gui.window import faults
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window
from bmcalc.resource_files import resource
from bmcalc.site_folder import await_site

ICON = resource("icons", "bmcalc.png")
LONGEST_WAIT: Final = 5
"""Seconds after which the pages are loaded, though the opened file was never painted."""


class _FirstPaint(QObject):
    """Calls back once, when a window has been painted and its events are done.

    ``again``: when any part of it is painted the next time.
    """

    def __init__(self, window: Window, then: Callable[[], None], again: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        self._awaited = QEvent.Type.UpdateRequest if again else QEvent.Type.Paint
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint."""
        if event.type() is self._awaited:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class _Loading(QThread):
    """Loads what the first paint could do without, while the window can already be used.

    ``order_first``: the order check is loaded first, and nothing else before ``is_shown`` is set.
    It touches no widget: who listens to it is an object of the window's thread.
    """

    calculators_are_loaded = Signal()
    formulary_is_read = Signal()
    failed = Signal(object)

    def __init__(self, order_first: bool) -> None:
        super().__init__()
        self._order_first = order_first
        self.is_shown = Event()

    def run(self) -> None:
        """Load every calculator, then the drugs and regimens with what the order check needs."""
        try:
            if self._order_first:
                self._load_order_check()
                self.is_shown.wait(LONGEST_WAIT)
            all_calculators()
            self.calculators_are_loaded.emit()
            if not self._order_first:
                self._load_order_check()
        except Exception:
            self.failed.emit(sys.exc_info())

    def _load_order_check(self) -> None:
        from bmcalc.formulary.in_force import formulary
        from bmcalc.site_folder import put_site_in_force

        put_site_in_force()
        formulary()
        from bmcalc.orders import order_check  # noqa: F401

        self.formulary_is_read.emit()


class _Opening(QObject):
    """Hands to the window what is loaded beside it, in the window's own thread."""

    fault_happened = Signal(object)
    """Emitted from any thread, with the words about the fault."""

    def __init__(
        self, window: Window, file: str | None, is_shown: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window, self._file, self._is_shown = window, file, is_shown
        self.fault_happened.connect(self.tell_fault)

    def use_calculators(self) -> None:
        """Show every page."""
        self._window.complete()

    def use_formulary(self) -> None:
        """Use the formulary in force, say what is wrong with it, and open the file."""
        self._window.use_formulary()
        if self._file is not None:
            file = Path(self._file)
            _FirstPaint(self._window, self._is_shown, again=True)
            self._window.patient.before_another(lambda: self._window.open_file(file))

    def tell_fault(self, words: object) -> None:
        """Say that something went wrong in the program, and clear the page in front."""
        self._window.fault_happened(words)

    def loading_failed(self, fault: tuple[Any, Any, Any]) -> None:
        """Tell of a fault of the loading as of any other."""
        sys.excepthook(*fault)


def _collect_again() -> None:
    """Collect garbage as ever, but for what the start has made."""
    gc.freeze()
    gc.enable()


def make_application() -> QApplication:
    """Return the one application, made where there is none, with the look that is remembered."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Qt itself picks the style: setStyle() would load a thousand names of QStyle.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    load_shipped_fonts()
    app.setApplicationName("bmcalc")
    app.setOrganizationName("bmcalc")
    app.setDesktopFileName("bmcalc")
    return app


def run_window(file: str | None, quit_after_paint: bool, language: str | None) -> int:
    """Open the window and return the exit code once it is closed.

    ``file`` is an order or casebook file. ``quit_after_paint`` ends when the first page is
    painted and can be used.
    """
    gc.disable()  # what the start makes, stays
    app = make_application()
    settings = Settings()
    use_language(language or settings.language)
    theme.apply(app, settings.theme, settings.text_size)
    await_site()
    window = Window(settings)
    loading = _Loading(order_first=file is not None)
    opening = _Opening(window, file, loading.is_shown.set)
    faults.watch(opening.fault_happened.emit)
    app.styleHints().colorSchemeChanged.connect(window.system_changed)
    loading.calculators_are_loaded.connect(opening.use_calculators)
    loading.formulary_is_read.connect(opening.use_formulary)
    loading.failed.connect(opening.loading_failed)
    loading.finished.connect(_collect_again)

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
    loading.is_shown.set()
    loading.wait()
    del first
    return code
