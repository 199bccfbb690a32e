"""What was understood of a pasted text: sections of rows, and what may be ticked to be taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Rows, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.intake_rows import Row
from bmcalc.gui.pages.order_check.intake_told import Section
from bmcalc.gui.result.finding_list import FindingRow


class SectionRow(Flowing):
    """The heading of a section with its rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, scaled(8))
        layout.setSpacing(scaled(4))
        self._title = Label(self)
        self._title.setObjectName("section")
        self._rows: Rows[FindingRow] = Rows(self, FindingRow, spacing=4)
        layout.addWidget(self._title)
        layout.addWidget(self._rows)

    def show_section(self, section: Section) -> None:
        """Show this section."""
        self._title.setText(str(section.title))
        for row, told in zip(self._rows.take(len(section.told)), section.told, strict=True):
            row.show_told(told)


class Understood(ScrollArea):
    """The sections, and below them what is taken only if it is ticked.

    ``chosen`` tells that something was ticked or unticked.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        inside = Flowing(self)
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, scaled(6), 0)
        self._sections: Rows[SectionRow] = Rows(inside, SectionRow)
        self._places = QVBoxLayout()
        self.boxes: list[QCheckBox] = []
        self._offered: list[QWidget] = []
        self._below: list[Label] = []
        rows.addWidget(self._sections)
        rows.addLayout(self._places)
        rows.addStretch(1)
        self.setWidget(inside)
        say(self, QWidget.setAccessibleName, _("What was understood"))

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these sections."""
        for row, section in zip(self._sections.take(len(sections)), sections, strict=True):
            row.show_section(section)

    def offer(self, rows: Sequence[Row]) -> None:
        """Offer these rows, none of them ticked."""
        for part in self._offered:
            self._places.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.boxes, self._offered = [], []
        self._below = []
        for row in rows:
            box = QCheckBox(str(_("Take {result}", result=row.title)), self)
            box.toggled.connect(self.chosen)
            below = Label(self)
            below.setObjectName("small")
            below.setWordWrap(True)
            self.boxes.append(box)
            self._below.append(below)
            for part in (box, below):
                self._offered.append(part)
                self._places.addWidget(part)
        self.tell(rows)

    def tell(self, rows: Sequence[Row]) -> None:
        """Tell anew what is said of the offered rows, such as their day; ticks stay."""
        for row, box, below in zip(rows, self.boxes, self._below, strict=True):
            box.setAccessibleDescription(str(row.below))
            put(below, str(row.below))

    def ticked(self, rows: Sequence[Row]) -> list[Row]:
        """Return those of the offered rows that are ticked."""
        return [row for row, box in zip(rows, self.boxes, strict=True) if box.isChecked()]
