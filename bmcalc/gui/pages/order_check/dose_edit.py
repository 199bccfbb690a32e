"""The field of an ordered dose: a number with its unit, or the whole line as it is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from bmcalc.core.texts import _
from bmcalc.gui.form.quantity_edit import PASTED, QuantityEdit
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import Typed
from bmcalc.orders.reading.order_entry import DOSE
from bmcalc.orders.reading.plain_text import MOST_CHARACTERS
from bmcalc.orders.reading.typed_line import says_more_than_a_dose

LONGEST = min(400, MOST_CHARACTERS)


class DoseEdit(QuantityEdit):
    """``600`` with mg beside it, or ``600 mg po bid d1-21``, for which the unit beside it goes.

    A unit that is typed stays in the text until the field is left, as more may follow it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(DOSE, None, parent)
        self._number.setMaxLength(LONGEST)
        say(self._number, set_tip, _(
            "The dose, or the line as it is written, for example: 600 mg po bid d1-21, or "
            "120 mg iv + NS 250 mL 60 min d1"
        ))

    def _typed(self, text: str) -> None:
        pasted = len(text) - self._length >= PASTED
        self._length = len(text)
        if pasted:
            self._take_unit(text, whole=True)
        self._show_box()
        self.edited.emit()

    def _finished(self) -> None:
        super()._finished()
        self._show_box()
        self._number.setCursorPosition(0)

    def show_entry(self, entry: Typed) -> None:
        """Put text and unit into the field; of a line its beginning is seen."""
        super().show_entry(entry)
        if self.is_line():
            self._show_unit(self._default)  # a dose that is typed over the line has its unit again
        self._show_box()
        if not self._number.hasFocus():
            self._number.setCursorPosition(0)

    def _show_box(self) -> None:
        """Show the unit beside a number alone, and leave the room to a line."""
        if self._box is not None:
            self._box.setVisible(not self.is_line())
            self._frame.update()

    def is_line(self) -> bool:
        """Say whether more than a dose stands there."""
        text = self._number.text().strip()
        return bool(text) and says_more_than_a_dose(text)

    def use_height(self, pixels: int) -> None:
        """Be as high as the row of the table lets it be."""
        self._frame.setFixedHeight(pixels)
        if self._box is not None:
            self._box.setFixedHeight(pixels)

    def start(self) -> None:
        """Mark the whole text, so that typing begins anew."""
        self._number.selectAll()
