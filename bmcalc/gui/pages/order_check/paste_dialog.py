"""Pasting an order: what is understood and what is not is shown before anything is taken over."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.gui.look.card import Rows
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.result.finding_list import FindingRow, Told
from bmcalc.orders.reading.order_entry import ROUTE_NAMES, Order, PastedText, understood_order
from bmcalc.orders.reading.pasted_order import PastedLine, read_pasted


class PasteDialog(QDialog):
    """A text with one drug a line, or a table from a spreadsheet."""

    def __init__(self, expected: Mapping[str, object], day: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._expected, self._day = expected, day
        self.order = Order()
        self.setWindowTitle(str(_("Paste an order")))
        self.resize(scaled(620), scaled(560))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        layout.setSpacing(scaled(10))
        how = QLabel(self)
        how.setObjectName("muted")
        how.setWordWrap(True)
        say(how, QLabel.setText, _("One drug a line with its dose and unit, or a table copied "
                                   "from a spreadsheet. Nothing is dropped: what is not "
                                   "understood stays on the page until it is dealt with."))
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        say(self.text, QWidget.setAccessibleName, _("Text of the order"))
        self.text.textChanged.connect(self._read)
        area = ScrollArea(self)
        self._lines: Rows[FindingRow] = Rows(area, FindingRow, spacing=6)
        area.setWidget(self._lines)
        self._buttons = QDialogButtonBox(self)
        self.take = QPushButton(self._buttons)
        say(self.take, QPushButton.setText, _("Take over"))
        cancel = QPushButton(self._buttons)
        say(cancel, QPushButton.setText, _("Cancel"))
        self._buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout.addWidget(how)
        layout.addWidget(self.text, 2)
        layout.addWidget(area, 3)
        layout.addWidget(self._buttons)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _read(self) -> None:
        """Read the text again and show what every line came to."""
        text = self.text.toPlainText()
        self.order = understood_order(PastedText(text), self._expected, self._day)
        pasted = read_pasted(text, drugs(), self._expected)
        strange = {one.number: one for one in self.order.not_understood}
        told: list[tuple[int, Told]] = [
            (one.number, Told(Severity.INFO if one.is_heading else Severity.CAUTION, one.text,
                              str(one.reason)))
            for one in strange.values()
        ]
        told += [
            (line.number, _understood(line)) for line in pasted.lines if line.number not in strange
        ]
        told.sort(key=lambda pair: (-pair[1].severity, pair[0]))
        for row, (_number, one) in zip(self._lines.take(len(told)), told, strict=True):
            row.show_told(one)
        self.take.setEnabled(bool(told))


def _understood(line: PastedLine) -> Told:
    parts: list[object] = [line.text]
    if line.leftover:
        parts.append(_("not used: “{words}”", words=line.leftover))
    read: list[object] = [drug(line.drug).name, show(line.dose, 3, trim=True)]
    if line.route is not None:
        read.append(ROUTE_NAMES[line.route])
    if line.days:
        read.append("d" + ",".join(str(day) for day in line.days))
    if line.per_day:
        read.append(_("a day"))
    return Told(Severity.INFO, str(Joined(read, " · ")), str(Joined(parts, " · ")))
