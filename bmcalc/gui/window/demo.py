"""The window with casebook case 1 as pictures, where there is no display to open it on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QBuffer, QEvent, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from bmcalc.answer import compute
from bmcalc.calculators import calculator
from bmcalc.casebook.opening import opening
from bmcalc.core.texts import LANGUAGES
from bmcalc.gui.look import theme
from bmcalc.gui.pages import all_pages, first_page
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import SIZE, Window
from bmcalc.saved_file import save_file, save_text

CASE = 1
SCHEMES = ("light", "dark")
TURNS = 4
"""Turns of the event loop after which a page has its final layout."""


def render_demo(folder: Path) -> None:
    """Write a picture of every page that case 1 fills, in both languages, light and dark.

    Beside them ``calculations-<language>.json`` holds what the same inputs compute to. The
    caller chooses an offscreen platform before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    for language in LANGUAGES:
        text = json.dumps(_calculations(language), ensure_ascii=False, indent=2)
        save_text(folder / f"calculations-{language}.json", text + "\n")
    with TemporaryDirectory() as place:
        settings = Settings(Path(place) / "demo.ini")
        for language, scheme in product(LANGUAGES, SCHEMES):
            settings.theme = scheme
            use_language(language)
            theme.apply(app, scheme)
            _render(app, Window(settings), folder, f"{language}-{scheme}")
        use_language(LANGUAGES[0])


def filled_pages() -> Iterator[str]:
    """Yield the ids of the pages that the case fills, in the order of the navigation."""
    filled = opening(CASE).pages
    yield from (page.id for page in all_pages() if page.id in filled)


def _render(app: QApplication, window: Window, folder: Path, name: str) -> None:
    window.complete()
    window.use_formulary()
    window.open_case(CASE)
    window.show()
    window.resize(*SIZE)
    for identifier in (first_page(), *filled_pages()):
        window.visit(identifier)
        for _turn in range(TURNS):
            app.processEvents()
        save_file(folder / f"{identifier}-{name}.png", _png(window.grab()))
    window.hide()
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _png(picture: QPixmap) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")
    return bytes(held.data().data())


def _calculations(language: str) -> dict[str, Any]:
    opened = opening(CASE)
    return {
        "case": opened.number,
        "invented": list(opened.invented),
        "results": {
            identifier: compute(
                identifier, opened.inputs(identifier, calculator(identifier).inputs), language
            )
            for identifier in filled_pages()
        },
    }
