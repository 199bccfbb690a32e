"""What every editor of a field can do, whatever it asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.window.session import Typed


class Editor(QWidget):
    """The editor of one Ask. It holds raw text and never judges it.

    ``edited`` is emitted after each change that a person made, not after :meth:`show_entry`.
    """

    edited = Signal()

    def entry(self) -> Typed:
        """Return what the field holds."""
        raise NotImplementedError

    def show_entry(self, entry: Typed) -> None:
        """Put an entry into the field without telling anyone."""
        raise NotImplementedError

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show whether the value is accepted, and whether it is invented."""

    def controls(self) -> list[QWidget]:
        """Return the controls that take the focus, in reading order; the first one leads."""
        raise NotImplementedError

    def name(self, label: str) -> None:
        """Name the controls for those who hear the window."""
        for control in self.controls():
            if control.accessibleName() != label:
                control.setAccessibleName(label)

    def describe(self, description: str) -> None:
        """Describe the controls, with the fault where there is one."""
        for control in self.controls():
            if control.accessibleDescription() != description:
                control.setAccessibleDescription(description)

    def translate(self) -> None:
        """Read every text of the editor again in the current language."""
