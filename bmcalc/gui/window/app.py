"""Starting the window: paint first, load the arithmetic after the first paint."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from bmcalc.gui.look import theme
from bmcalc.gui.look.fonts import load_shipped_fonts
from bmcalc.gui.window import faults
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window
from bmcalc.resource_files import resource
from bmcalc.site_folder import await_site

if TYPE_CHECKING:
    from bmcalc.gui.window.loading import Loading

ICON = resource("icons", "bmcalc.png")


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


class _Opening(QObject):
    """Hands to the window what is loaded beside it, in the window's own thread."""

    fault_happened = Signal(object)
    """Emitted from any thread, with the words about the fault."""

    def __init__(self, window: Window, file: str | None) -> None:
        super().__init__(window)
        self._window, self._file = window, file
        self._loading: Loading | None = None
        self.fault_happened.connect(self.tell_fault)

    def begin(self) -> None:
        """Load beside the window what its first paint could do without."""
        from bmcalc.gui.window.loading import Loading

        loading = self._loading = Loading(order_first=self._file is not None)
        loading.calculators_are_loaded.connect(self.use_calculators)
        loading.formulary_is_read.connect(self.use_formulary)
        loading.failed.connect(self.loading_failed)
        loading.finished.connect(_collect_again)
        loading.start()

    def end(self) -> None:
        """Wait until nothing is loaded any more."""
        if self._loading is not None:
            self._loading.is_shown.set()
            self._loading.wait()

    def use_calculators(self) -> None:
        """Show every page, and the icon."""
        from PySide6.QtGui import QIcon

        QApplication.setWindowIcon(QIcon(str(ICON)))
        self._window.complete()
        self._welcome()

    def _welcome(self) -> None:
        """Show the first run once, where no file was opened and nothing was typed meanwhile."""
        from bmcalc.gui.pages.first_run import SETTINGS_PAGE, first_run_is_due

        if first_run_is_due(self._window.settings) and self._file is None \
                and self._window.session.is_empty():
            self._window.visit(SETTINGS_PAGE)

    def use_formulary(self) -> None:
        """Use the formulary in force, say what is wrong with it, and open the file."""
        if self._file is None or self._loading is None:
            self._window.use_formulary()
        else:
            _FirstPaint(self._window, self._loading.is_shown.set, again=True)
            self._window.use_formulary(Path(self._file))

    def tell_fault(self, words: object) -> None:
        """Say that something went wrong in the program, and clear the page in front."""
        self._window.fault_happened(words)

    def loading_failed(self, fault: tuple[Any, Any, Any]) -> None:
        """Tell of a fault of the loading as of any other."""
        sys.excepthook(*fault)


def _collect_again() -> None:
    """Collect garbage as ever, but for what the start has made."""
    gc.freeze()  # what is left ends with the process: nobody need walk through it
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
    opening = _Opening(window, file)
    faults.watch(opening.fault_happened.emit)
    app.styleHints().colorSchemeChanged.connect(window.system_changed)
    first = _FirstPaint(window, app.quit if quit_after_paint else opening.begin)
    window.show()
    window.strip.go_to("record_id")
    code = app.exec()
    opening.end()
    gc.freeze()  # what is left ends with the process: nobody need walk through it
    del first
    return code
