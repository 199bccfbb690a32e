"""The editor of a choice as a list."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from bmcalc.core.ask import AskChoice
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import Mark, QuietBox
from bmcalc.gui.look.theme import font
from bmcalc.gui.window.session import Typed


class ChoiceList(Editor):
    """A choice as a list. Without a default its first item is empty."""

    def __init__(self, ask: AskChoice, default: object, parent: QWidget) -> None:
        super().__init__(parent)
        self._default = default if isinstance(default, str) else None
        self._options: dict[str | None, object] = {} if self._default else {None: ""}
        self._options.update(ask.options)
        self._keys = list(self._options)
        self._unlisted = Typed()
        self._box = self._made_box()
        self._box.setFont(font())
        self._box.options = list(self._options.values())
        self._box.addItems([str(text) for text in self._options.values()])
        self._box.setCurrentIndex(self._keys.index(self._default))
        self._box.activated.connect(self.edited)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._box)

    def _made_box(self) -> QuietBox:
        return QuietBox(self, framed=True)

    def entry(self) -> Typed:
        """Return the chosen key, or the unlisted one that was put here."""
        index = self._box.currentIndex()
        return self._unlisted if index < 0 else Typed(self._keys[index])

    def show_entry(self, entry: Typed) -> None:
        """Choose the entry's key, or the default."""
        key = self._default if entry.typed is None else entry.typed
        self._unlisted = entry
        self._box.setCurrentIndex(self._keys.index(key) if key in self._keys else -1)

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show the mark on the box."""
        self._box.show_mark(mark, invented)

    def controls(self) -> list[QWidget]:
        """Return the list."""
        return [self._box]

    def translate(self) -> None:
        """Read the options again."""
        for index, text in enumerate(self._options.values()):
            self._box.setItemText(index, str(text))
        self._box.updateGeometry()
