"""Rules to be confirmed one by one: a box with the name of each, and its sentence below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled


class ConfirmList(QWidget):
    """A box for each key; the sentence below it may take several lines."""

    edited = Signal()

    def __init__(self, sentences: Mapping[str, object], parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(2))
        for key, sentence in sentences.items():
            box = self.boxes[key] = QCheckBox(key, self)
            box.setAccessibleDescription(str(sentence))
            box.clicked.connect(self.edited)
            below = Label(str(sentence), self)
            below.setObjectName("muted")
            below.setWordWrap(True)
            below.setContentsMargins(scaled(22), 0, 0, scaled(6))
            layout.addWidget(box)
            layout.addWidget(below)

    def ticked(self) -> list[str]:
        """Return the keys that are confirmed."""
        return [key for key, box in self.boxes.items() if box.isChecked()]
