"""One finding in the panel at the right: number, sentence, what is behind it, what to do now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.named import dress_as
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.matters import Matter
from bmcalc.gui.pages.order_check.number_badge import NumberBadge
from bmcalc.gui.result.sort import Sort

TO_ITS_FIELD = _("Enter goes to the field")
FOCUS_LINE = 2


class MatterRow(Flowing):
    """A finding, which its signals carry.

    Enter leads to its field, up and down go to the finding beside, right and left open and close
    its source; the key that copies copies it.
    """

    followed = Signal(object)
    asked = Signal(object)
    copied = Signal(object)
    moved = Signal(object, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.matter: Matter | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(scaled(11), scaled(6), scaled(8), scaled(6))
        across.setSpacing(scaled(8))
        self._badge = NumberBadge(self)
        across.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(scaled(2))
        self._text, self._below = Label(self), Label(self)
        self._below.setObjectName("small")
        self._more = Label(self)
        self._more.setObjectName("small")
        self._more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more.hide()
        for label in (self._text, self._below, self._more):
            label.setWordWrap(True)
            words.addWidget(label)
        words.insertLayout(2, self._links())
        across.addLayout(words, 1)

    def _links(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(scaled(9))
        self.go = self._link(line, _("To field ↓"))
        self.ask = self._link(line, _("Ask the doctor"))
        self.copy = self._link(line, _("Copy"))
        self.source = self._link(line, _("Source"))
        line.addStretch(1)
        self.go.clicked.connect(self._follow)
        self.ask.clicked.connect(lambda: self.asked.emit(self.matter))
        self.copy.clicked.connect(lambda: self.copied.emit(self.matter))
        self.source.clicked.connect(lambda: self.open_source(self._more.isHidden()))
        return line

    def _link(self, line: QHBoxLayout, words: object) -> QPushButton:
        made = QPushButton(self)
        made.setObjectName("link")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        say(made, QPushButton.setText, words)
        line.addWidget(made)
        return made

    def show_matter(self, matter: Matter) -> None:
        """Show this finding; what is open of the former one is closed."""
        if self.matter is not None and self.matter.told != matter.told:
            self.open_source(False)
        before = None if self.matter is None else self.matter.sort
        self.matter = matter
        self._badge.setVisible(bool(matter.number))
        if matter.sort is not None:
            self._badge.show_number(matter.number, matter.sort)
        name = "matter" if matter.number else "small"
        dress_as(self._text, name)
        put(self._text, matter.text)
        put(self._below, matter.below)
        self._show_links(matter)
        if not self._more.isHidden():
            self._show_source()
        if self.accessibleName() != (aloud := matter.aloud()):
            self.setAccessibleName(aloud)
        if before is not matter.sort:
            self.update()

    def _show_links(self, matter: Matter) -> None:
        shown = {
            self.go: bool(matter.fields) and bool(matter.number),
            self.ask: matter.sort in (Sort.STOP, Sort.CONFIRM),
            self.copy: bool(matter.number),
            self.source: bool(matter.number and matter.citations),
        }
        for link, wanted in shown.items():
            if link.isHidden() == wanted:
                link.setVisible(wanted)

    def open_source(self, opened: bool) -> None:
        """Show every sentence as it was found, with its sources; or close them again."""
        if opened:
            self._show_source()
        self._more.setVisible(opened)

    def _show_source(self) -> None:
        if self.matter is not None:
            whole = [one for one in self.matter.told if one != self.matter.text]
            put(self._more, "\n".join([*whole, str(Joined([*self.matter.citations], " · "))]))

    # The keyboard

    def lead(self, by_tab: bool) -> None:
        """Let Tab come in here, or only a click and the arrows."""
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if by_tab else Qt.FocusPolicy.ClickFocus
        )
        leads = self.matter is not None and bool(self.matter.fields)
        self.setAccessibleDescription(str(TO_ITS_FIELD) if leads else "")
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def _follow(self) -> None:
        if self.matter is not None and self.matter.fields:
            self.followed.emit(self.matter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the field."""
        if self.rect().contains(event.position().toPoint()):
            self._follow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the field by Enter or the space bar; the arrows go to the next finding."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved.emit(self, step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._follow()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.open_source(event.key() == Qt.Key.Key_Right)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.matter)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of a stop, the line below, and the ring of the keyboard."""
        painter = QPainter(self)
        if self.matter is not None and self.matter.sort is Sort.STOP:
            painter.fillRect(self.rect(), colour("stop_soft"))
        painter.setPen(QPen(colour("hairline"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus():
            painter.setPen(QPen(colour("text"), FOCUS_LINE))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -3), 5, 5)
