"""The editor of a quantity: a number as text, and the unit beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from bmcalc.core.ask import AskQuantity
from bmcalc.core.numbers import plain
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_number, read_quantity
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.units import Unit, may_go_on, read_unit
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, PADDING, FieldFrame, LineEdit, Mark, QuietBox
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import Typed, raw_of

PASTED = 2
"""Characters that arrive at once: more than a key gives."""


class _QuantityFrame(FieldFrame):
    """The box, with a fine line between the number and its unit."""

    divided_at: QWidget

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.divided_at.isHidden():
            return
        painter = QPainter(self)
        painter.setPen(QPen(colour("line"), 1))
        x = self.divided_at.geometry().left() - 1
        painter.drawLine(x, 7, x, self.height() - 8)


def _divided(text: str) -> tuple[str, str]:
    """Return the number and the unit's key of a whole quantity, or the text as it is."""
    try:
        number, unit = read_quantity(text)
    except Rejected:
        return text, ""
    return plain(number), unit.key


class QuantityEdit(Editor):
    """A line edit and its unit. A unit that is typed or pasted after the number moves the box.

    The number is never changed, clamped or converted: another unit means another quantity.
    """

    def __init__(self, ask: AskQuantity, default: object, parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = ask
        self._units: list[Unit] = [span.unit for span in ask.spans]
        self._length = 0
        self._frame = _QuantityFrame(self)
        self._number = LineEdit(self._frame)
        self._number.setFont(font())
        self._number.setMinimumWidth(scaled(40))
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(scaled(PADDING), 0, 0, 0)
        inside.setSpacing(2)
        inside.addWidget(self._number, 1)
        self._box = self._unit_box(inside)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(6)
        outside.addWidget(self._frame, 1)
        self._off = self._off_switch(outside) if ask.null_means_off else None
        self._default = default.unit if isinstance(default, Term) else self._units[0]
        if isinstance(default, Term):
            self._number.setPlaceholderText(plain(default.magnitude))
        self._show_unit(self._default)
        self._number.textEdited.connect(self._typed)
        self._number.editingFinished.connect(self._finished)

    def _unit_box(self, inside: QHBoxLayout) -> QuietBox | None:
        if len(self._units) == 1:
            label = Label(self._units[0].label, self._frame)
            label.setObjectName("unit")
            inside.addWidget(label)
            self._frame.divided_at = label
            return None
        box = QuietBox(self._frame, framed=False)
        box.setFont(font("small"))
        box.addItems([unit.label for unit in self._units])
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.activated.connect(self._unit_chosen)
        self._number.units_asked.connect(self._show_units)
        inside.addWidget(box)
        self._frame.divided_at = box
        return box

    def _off_switch(self, outside: QHBoxLayout) -> QToolButton:
        switch = QToolButton(self)
        switch.setObjectName("toggle")
        switch.setCheckable(True)
        switch.setFixedHeight(scaled(FIELD_HEIGHT))
        switch.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(switch, QToolButton.setText, _("off"))
        switch.toggled.connect(self._switched)
        outside.addWidget(switch)
        return switch

    def _switched(self, off: bool) -> None:
        self._frame.setEnabled(not off)
        self.edited.emit()

    def _show_unit(self, unit: Unit | None) -> None:
        """Show a unit beside the number; none where the text says another, or none was said."""
        if self._box is None:
            self._frame.divided_at.setVisible(unit is not None)
        else:
            self._box.setCurrentIndex(-1 if unit is None else self._units.index(unit))

    def _unit(self) -> str:
        if self._box is None:
            return "" if self._frame.divided_at.isHidden() else self._units[0].key
        chosen = self._box.currentIndex()
        return "" if chosen < 0 else self._units[chosen].key

    def _typed(self, text: str) -> None:
        pasted = len(text) - self._length >= PASTED
        self._length = len(text)
        self._come_back(text)
        self._take_unit(text, whole=pasted)
        self.edited.emit()

    def _come_back(self, text: str) -> None:
        """Show a unit again where a hand can see it: the only one, or that of an emptied field."""
        if not self._unit() and (self._box is None or not text):
            self._show_unit(self._default)

    def _finished(self) -> None:
        if self._take_unit(self._number.text(), whole=True):
            self.edited.emit()

    def _take_unit(self, text: str, whole: bool) -> bool:
        """Move a unit from the text into the box; while typing, only one that cannot go on."""
        try:
            number, rest = read_number(text)
        except Rejected:
            return False
        unit = read_unit(rest) if rest else None
        if unit not in self._units or not (whole or not self._may_go_on(rest)):
            return False
        self._show_unit(unit)
        self._number.setText(plain(number))
        self._length = len(self._number.text())
        return True

    def _may_go_on(self, written: str) -> bool:
        return any(may_go_on(written, unit) for unit in self._units)

    def entry(self) -> Typed:
        """Return the text as typed, with the unit of the box."""
        if self._off is not None and self._off.isChecked():
            return Typed(self._number.text(), self._unit(), off=True)
        return Typed(self._number.text(), self._unit())

    def show_entry(self, entry: Typed) -> None:
        """Put text and unit into the field.

        A unit that it does not offer stands in the text, and none beside it; so does a number that
        came without a unit.
        """
        text, key = "" if entry.typed is None else str(entry.typed), entry.unit
        if text and not key:
            text, key = _divided(text)
        units = {unit.key: unit for unit in self._units}
        if text and key and key not in units:
            text = str(raw_of(entry._replace(off=False), self._ask))
        if text != self._number.text():
            self._number.setText(text)
        self._length = len(text)
        self._show_unit(self._default if entry.empty else units.get(key))
        if self._off is not None:
            self._off.blockSignals(True)
            self._off.setChecked(entry.off)
            self._off.blockSignals(False)
            self._frame.setEnabled(not entry.off)

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show the mark on the box."""
        self._frame.show_mark(mark, invented)

    def controls(self) -> list[QWidget]:
        """Return the number and the switch; Tab passes by the units, Alt+Down opens them."""
        return [part for part in (self._number, self._off) if part is not None]

    def unit_box(self) -> QuietBox | None:
        """Return the units, None where there is only one."""
        return self._box

    def _show_units(self) -> None:
        if self._box is not None and self._box.isVisible():
            self._box.showPopup()

    def _unit_chosen(self) -> None:
        self._number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def name(self, label: str) -> None:
        """Name the number after the field, the unit box and the switch after both."""
        self._number.setAccessibleName(label)
        if self._box is not None:
            self._box.setAccessibleName(str(_("{label}, unit", label=label)))
        if self._off is not None:
            self._off.setAccessibleName(str(_("{label}, off", label=label)))

    def sizeHint(self) -> QSize:
        """Return a width for six digits and the widest unit."""
        unit = self._frame.divided_at.sizeHint().width()
        digits = self._number.fontMetrics().horizontalAdvance("0000.0")
        return QSize(digits + unit + scaled(PADDING) + 8, scaled(FIELD_HEIGHT))
