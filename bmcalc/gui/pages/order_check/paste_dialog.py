"""Pasting an order: what is understood and what is not is shown before anything is taken over."""

from __future__ import annotations

from collections.abc import Iterator

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

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.gui.look.card import Rows
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.result.finding_list import FindingRow, Told
from bmcalc.gui.window.key_help import help_on
from bmcalc.orders.reading.order_entry import Order, order_of_text
from bmcalc.orders.reading.ordered import OrderedLine, PastedOrder
from bmcalc.orders.reading.ordered_words import in_words
from bmcalc.orders.reading.pasted_order import read_pasted

HOW = _("One drug a line with its dose and unit, or a table copied from a spreadsheet. Nothing is "
        "dropped: what is not understood stays on the page until it is dealt with.")
KEYS = (
    ("Tab", _("from the text to what was read of it, then to the buttons")),
    ("Esc", _("close without taking anything over")),
)


class PasteDialog(QDialog):
    """A text with one drug a line, or a table from a spreadsheet."""

    def __init__(self, day: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._day = day
        self.order = Order()
        self.setWindowTitle(str(_("Paste an order")))
        self.resize(scaled(660), scaled(640))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        layout.setSpacing(scaled(10))
        how = Label(self)
        how.setObjectName("muted")
        how.setWordWrap(True)
        say(how, QLabel.setText, HOW)
        help_on(self, _("Paste an order"), HOW, KEYS)
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
        layout.addWidget(self.text, 1)
        layout.addWidget(area, 2)
        layout.addWidget(self._buttons)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _read(self) -> None:
        """Read the text again and show what every line came to."""
        text = self.text.toPlainText()
        try:
            pasted = read_pasted(text, drugs())
            self.order = order_of_text(pasted, self._day)
            told = sorted(_told(pasted), key=lambda pair: (-pair[1].severity, pair[0]))
        except Rejected as rejected:
            self.order = Order()
            told = [(0, Told(Severity.STOP, str(_("Nothing was read.")), str(rejected.text)))]
        for row, (_number, one) in zip(self._lines.take(len(told)), told, strict=True):
            row.show_told(one)
        self.take.setEnabled(bool(told) and self.order != Order())


def _told(pasted: PastedOrder) -> Iterator[tuple[int, Told]]:
    """Give every line with its number: what was read of it, or why nothing was."""
    for line in pasted.lines:
        yield line.number, _understood(line)
    for strange in pasted.not_understood:
        yield strange.number, Told(Severity.CAUTION, strange.text, str(strange.told))
    for stopped in pasted.discontinued:
        name = drug(stopped.drug).name
        yield stopped.number, Told(
            Severity.CAUTION, str(_("{drug}: ordered to stop", drug=name)), stopped.text
        )
    for other in pasted.others:
        yield other.number, Told(
            Severity.STOP, str(_("{drug}: not a drug of the formulary", drug=other.name)),
            other.text,
        )
    for beside in pasted.beside:
        yield beside.number, Told(
            Severity.INFO, str(_("{drug}: read, not checked", drug=beside.name)), beside.text
        )
    for title in pasted.told:
        what = _("Orders nothing") if title.said is None else _(
            "Orders nothing; compared with this check")
        yield title.number, Told(Severity.INFO, str(what), title.text)


def _understood(line: OrderedLine) -> Told:
    """Return one understood line; a doubt makes it something to look at."""
    ordered = line.ordered
    read = Joined([drug(line.drug).name, in_words(ordered)], " · ")
    below: list[object] = [line.text, *ordered.doubts, *ordered.notes]
    severity = Severity.CAUTION if ordered.doubts else Severity.INFO
    return Told(severity, str(read), str(Joined(below, " · ")))
