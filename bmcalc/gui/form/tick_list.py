"""The editor of a choice of several: tick what applies, or say that nothing does."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from bmcalc.gui.form.editor import Editor
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import Typed


class TickList(Editor):
    """Boxes below each other. ``nothing`` is the key of the box that excludes the others."""

    def __init__(self, options: Mapping[str, object], nothing: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._nothing = nothing
        self._options = options
        self._boxes: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(2))
        for key, text in options.items():
            box = self._boxes[key] = QCheckBox(self)
            say(box, QCheckBox.setText, text)
            box.clicked.connect(lambda _checked=False, key=key: self._ticked(key))
            layout.addWidget(box)

    def _ticked(self, key: str) -> None:
        if self._boxes[key].isChecked():
            for other, box in self._boxes.items():
                if (other == self._nothing) != (key == self._nothing):
                    box.setChecked(False)
        self.edited.emit()

    def entry(self) -> Typed:
        """Return the ticked keys; nothing said where no box is ticked."""
        return Typed([key for key, box in self._boxes.items() if box.isChecked()])

    def show_entry(self, entry: Typed) -> None:
        """Tick the keys of an entry."""
        for key, box in self._boxes.items():
            box.setChecked(key in (entry.typed or []))

    def controls(self) -> list[QWidget]:
        """Return the boxes."""
        return list(self._boxes.values())

    def name(self, label: str) -> None:
        """Name each box after the question and its option."""
        self.setAccessibleName(label)
        for key, box in self._boxes.items():
            box.setAccessibleName(f"{label}: {self._options[key]}")
