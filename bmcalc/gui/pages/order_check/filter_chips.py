"""The chips of the band: how much there is of each sort; one that is chosen filters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.paint import RADIUS
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pages.order_check.sort_counts import words_of_count
from bmcalc.gui.result.pill import sign
from bmcalc.gui.result.sort import Sort

HEIGHT: Final = 30
SIGN: Final = 9
PADDING: Final = 10
AFTER_SIGN: Final = 7
RING: Final = 2


@lru_cache(maxsize=256)
def _advance(text: str, bold: bool, _size: int) -> int:
    """Return the width of words at a text size."""
    return QFontMetrics(font(bold=bold)).horizontalAdvance(text)


class Chip(QAbstractButton):
    """The sign of a sort, how much there is of it, and words; ``moved`` tells an arrow."""

    moved = Signal(object, int)

    def __init__(self, sort: Sort, parent: QWidget) -> None:
        super().__init__(parent)
        self.sort = sort
        self.count = 0
        self._short = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(scaled(HEIGHT))
        self.hide()

    def show_count(self, count: int) -> bool:
        """Show how much there is and say whether that is new; nothing of it is no chip."""
        words = str(words_of_count(self.sort, count))
        changed = words != self.text()
        if changed:
            self.count = count
            self.setText(words)
            self.setAccessibleName(words)
            set_tip(self, str(_("{count}: show these alone", count=words)))
            self.updateGeometry()
        if self.isHidden() == bool(count):
            self.setVisible(bool(count))
        return changed

    def use_short(self, short: bool) -> None:
        """Leave the words to those who point at the chip or hear it."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def _words(self) -> tuple[str, str]:
        """Return the number and what follows it."""
        number, words = str(self.count), self.text()
        return number, "" if self._short else words.removeprefix(number)

    def width_of(self, short: bool) -> int:
        """Return the width with or without words."""
        number, size = str(self.count), scaled(1000)
        words = "" if short else self.text().removeprefix(number)
        around = scaled(2 * PADDING + SIGN + AFTER_SIGN)
        return around + _advance(number, True, size) + _advance(words, True, size)

    def sizeHint(self) -> QSize:
        """Return the room for sign, number and words."""
        return QSize(self.width_of(self._short), scaled(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next chip by an arrow; Enter chooses as the space bar does."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved.emit(self, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip: filled with its ground while it filters, a ring of ink with the focus."""
        ink, ground, _bar = self.sort.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        line, width = (ink, RING) if chosen else (ink, 1)
        if self.hasFocus():
            line, width = "text", RING
        painter.setPen(QPen(colour(line), width))
        painter.setBrush(colour(ground if chosen or self.underMouse() else "card"))
        inside = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inside, RADIUS, RADIUS)
        side = scaled(SIGN)
        place = QRectF(scaled(PADDING), (box.height() - side) / 2, side, side)
        sign(painter, place, self.sort, ink)
        number, words = self._words()
        left = scaled(PADDING + SIGN + AFTER_SIGN)
        painter.setPen(colour(ink))
        for text, bold in ((number, True), (words, chosen)):
            painter.setFont(font(bold=bold))
            painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
            left += painter.fontMetrics().horizontalAdvance(text)


class FilterChips(QWidget):
    """One chip for each sort, one chosen at most. Tab comes in once, arrows go between them.

    ``filtered`` carries the sort that is shown alone, or None for all.
    """

    filtered = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chips: dict[Sort, Chip] = {}
        self._chosen: Sort | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(8))
        for sort in Sort:
            chip = self.chips[sort] = Chip(sort, self)
            chip.clicked.connect(lambda checked, sort=sort: self.choose(sort if checked else None))
            chip.moved.connect(self._move)
            line.addWidget(chip)
        self._rove()

    @property
    def chosen(self) -> Sort | None:
        """The sort that is shown alone."""
        return self._chosen

    def show_counts(self, counts: Mapping[Sort, int]) -> bool:
        """Show these counts and say whether any is new.

        A filter of which nothing is left is taken off.
        """
        changed = [chip.show_count(counts.get(sort, 0)) for sort, chip in self.chips.items()]
        if True not in changed:
            return False
        if self._chosen is not None and not counts.get(self._chosen, 0):
            self.choose(None)
        self._rove()
        return True

    def choose(self, sort: Sort | None) -> None:
        """Filter by a sort, or by none."""
        for name, chip in self.chips.items():
            chip.setChecked(name is sort)
        if sort is not self._chosen:
            self._chosen = sort
            self._rove()
            self.filtered.emit(sort)

    def shown(self) -> list[Chip]:
        """Return the chips that are there, in their order."""
        return [chip for chip in self.chips.values() if not chip.isHidden()]

    def use_short(self, short: bool) -> None:
        """Leave out the words of every chip."""
        for chip in self.chips.values():
            chip.use_short(short)

    def width_of(self, short: bool) -> int:
        """Return the width that the chips take with or without words."""
        shown = self.shown()
        return sum(chip.width_of(short) for chip in shown) + scaled(8) * max(0, len(shown) - 1)

    def _rove(self, entry: Chip | None = None) -> None:
        """Let Tab come in at the chip that has the keyboard, is chosen, or stands first."""
        shown = self.shown()
        focused = next((one for one in shown if one.hasFocus()), None)
        entry = entry or focused or next((one for one in shown if one.isChecked()), None)
        entry = entry or next(iter(shown), None)
        for chip in self.chips.values():
            wanted = Qt.FocusPolicy.StrongFocus if chip is entry else Qt.FocusPolicy.ClickFocus
            if chip.focusPolicy() is not wanted:
                chip.setFocusPolicy(wanted)

    def _move(self, chip: Chip, step: int) -> None:
        shown = self.shown()
        place = shown.index(chip) + step
        if 0 <= place < len(shown):
            self._rove(shown[place])
            shown[place].setFocus(Qt.FocusReason.OtherFocusReason)
