"""An offer under an empty field: a value that the patient strip already shows."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from bmcalc.core.numbers import half_up, plain
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import Typed

DECIMALS = 1


class Offer(QPushButton):
    """A button that takes the value over; nothing is filled in without a press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("light")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._value: Term | None = None
        self.hide()

    def show_value(self, value: Term | None) -> None:
        """Offer this value, or nothing."""
        self._value = value
        if value is not None:
            say(self, QPushButton.setText, _("Take {value}", value=show(value, DECIMALS)))
        if self.isHidden() == (value is not None):
            self.setVisible(value is not None)

    def entry(self) -> Typed:
        """Return the offered value as an entry; raise ValueError where none is offered."""
        if self._value is None:
            raise ValueError("nothing is offered")
        return Typed(plain(half_up(self._value.magnitude, DECIMALS)), self._value.unit.key)
