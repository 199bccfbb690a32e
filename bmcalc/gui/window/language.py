"""The language of the window: the texts of bmcalc, and Qt's own in its dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from bmcalc.core.texts import SOURCE_LANGUAGE
from bmcalc.gui.look.wording import speak
from bmcalc.gui.window.faults import logger

if TYPE_CHECKING:
    from PySide6.QtCore import QTranslator

_own: list[QTranslator] = []


def use_language(language: str) -> None:
    """Let every text read in ``language``, or in English where its catalogue is not there."""
    try:
        speak(language)
    except FileNotFoundError:
        logger().warning("the catalogue of %s is not there", language)
        language = SOURCE_LANGUAGE
        speak(language)
    _translate_qt(language)


def _translate_qt(language: str) -> None:
    app = QCoreApplication.instance()
    if app is None:
        return
    while _own:
        app.removeTranslator(_own.pop())
    if language != SOURCE_LANGUAGE:
        from PySide6.QtCore import QLibraryInfo, QTranslator

        translator = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            app.installTranslator(translator)
            _own.append(translator)
