"""Drawings that a page may add, found by the name that a calculator's declaration gives.

The picture ``bsa-table`` is the module ``bsa_table`` with a class ``Drawing``; it shows the value
``bsa_table``. Nothing registers it.
"""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bmcalc.gui.look.card import Card
from bmcalc.gui.result.evaluation import Evaluation


class PictureCard(Card):
    """The card of a picture.

    ``answered`` tells that a click answers a question of the form: its field, and the key. Such
    a picture ``is_clicked`` and stands beside the form; any other stands below it.
    """

    answered = Signal(str, str)
    is_clicked = False

    def show_outcome(self, outcome: Evaluation) -> None:
        """Draw this outcome, or hide where it has nothing to draw."""
        raise NotImplementedError


def value_of(picture: str) -> str:
    """Return the name of the value that a picture shows, so that no list repeats it."""
    return picture.replace("-", "_")


def picture_card(name: str, parent: QWidget) -> PictureCard | None:
    """Return the picture of this name, or None where nobody drew it yet."""
    module = f"{__name__}.{value_of(name)}"
    try:
        drawing: type[PictureCard] = import_module(module).Drawing
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return None
    return drawing(parent)
