"""A field under the number of the finding that leads to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.pages.order_check.number_badge import NumberBadge
from bmcalc.gui.result.sort import Sort


class NumberedRow(FieldRow):
    """A field with room for a number before its name; without a finding there is none."""

    def _heading(self) -> QHBoxLayout:
        line = super()._heading()
        self.badge = NumberBadge(self)
        self.badge.hide()
        line.insertWidget(0, self.badge, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _around_name(self) -> list[QWidget]:
        return [self.badge, *super()._around_name()]

    def show_number(self, number: int, sort: Sort) -> bool:
        """Show the number of a finding, 0 for none; say whether that is news."""
        if (number, sort) == (self.badge.number, self.badge.sort):
            return False
        self.badge.show_number(number, sort)
        self.badge.setVisible(bool(number))
        self._wrap_name()
        return True

    def numbered(self, name: str) -> str:
        """Return a name with the finding that leads here, as it is heard."""
        return f"{name} ({self.badge.aloud()})" if self.badge.number else name
