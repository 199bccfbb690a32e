"""The thread at the left: search, the day's work, this patient, calculators, and the foot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.icons import icon
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.window.icon_button import IconButton
from bmcalc.gui.window.language_button import LanguageButton
from bmcalc.gui.window.thread_list import ThreadList

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from bmcalc.gui.pages.page import Page

WIDTH = 214
FIND_KEY = "Ctrl+K"
FOOT = ("formulary", "record", "casebook", "queries", "settings")
"""Pages with a link at the foot, where they are found."""

_SHORT = {"record": _("Records")}


class FindButton(QAbstractButton):
    """What looks like a search field and opens the search over everything."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        say(self, QAbstractButton.setText, _("Patient, drug, tool"))
        say(self, QWidget.setAccessibleName, _("Search over everything"))
        self.setAccessibleDescription(FIND_KEY)

    def sizeHint(self) -> QSize:
        """Return the room of a field."""
        return QSize(scaled(WIDTH - 24), scaled(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a field with its words and its key."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        focused = self.hasFocus()
        rounded(painter, box, "card", "text" if focused else "field_line", 2 if focused else 1)
        side = scaled(15)
        icon(painter, "find", QRectF(scaled(10), (box.height() - side) / 2, side, side), "muted")
        painter.setFont(font("caption"))
        key = FIND_KEY.replace("+", " ")
        width = painter.fontMetrics().horizontalAdvance(key) + scaled(10)
        cap = QRectF(box.right() - width - scaled(6), (box.height() - scaled(20)) / 2, width,
                     scaled(20))
        painter.setPen(QPen(colour("field_line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(colour("muted"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        painter.setFont(font("small"))
        inside = box.adjusted(scaled(32), 0, -width - scaled(12), 0)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(inside.width()))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, words)


class LinkButton(QAbstractButton):
    """A word that leads somewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the room of the word."""
        self.setFont(font("small"))
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + scaled(8), scaled(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word, with a line below it under the mouse."""
        painter = QPainter(self)
        face = font("small")
        face.setUnderline(self.underMouse())
        painter.setFont(face)
        painter.setPen(colour("text"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Thread(QWidget):
    """The whole of the left side where there is room for it."""

    chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(scaled(WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(8), scaled(10), scaled(8), scaled(8))
        layout.setSpacing(0)
        top = QHBoxLayout()
        brand = Label("bmcalc", self)
        brand.setObjectName("brand")
        self.menu = IconButton("menu", _("Menu"), self)
        top.addSpacing(scaled(6))
        top.addWidget(brand)
        top.addStretch(1)
        top.addWidget(self.menu)
        layout.addLayout(top)
        layout.addSpacing(scaled(6))
        self.find_button = FindButton(self)
        layout.addWidget(self.find_button)
        layout.addSpacing(scaled(6))
        self.list = ThreadList(self)
        layout.addWidget(self.list, 1)
        layout.addSpacing(scaled(4))
        layout.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(scaled(2), 0, 0, 0)
        foot.setSpacing(0)
        self._links = Wrapping(scaled(4), 0)
        foot.addLayout(self._links)
        self.links: dict[str, LinkButton] = {}
        self._formulary = Label(self)
        self._formulary.setObjectName("footer")
        self._formulary.setWordWrap(True)
        self._formulary.setIndent(scaled(4))
        foot.addWidget(self._formulary)
        line = QHBoxLayout()
        line.setSpacing(0)
        offline = Label(self)
        offline.setObjectName("footer")
        offline.setIndent(scaled(4))
        say(offline, QLabel.setText, _("Offline"))
        self.language = LanguageButton(self.language_chosen.emit, False, self)
        line.addWidget(offline)
        line.addStretch(1)
        line.addWidget(self.language)
        foot.addLayout(line)
        return foot

    def show_links(self, pages: Mapping[str, Page]) -> None:
        """Show a link at the foot to each of its pages that is found."""
        for identifier in FOOT:
            if identifier in pages and identifier not in self.links:
                link = self.links[identifier] = LinkButton(self)
                words = _SHORT.get(identifier, pages[identifier].title)
                say(link, QAbstractButton.setText, words)
                link.clicked.connect(
                    lambda _on=False, identifier=identifier: self.chosen.emit(identifier))
                QWidget.setTabOrder(self.list, link)
        self._links.put([self.links[one] for one in FOOT if one in self.links])

    def show_formulary(self, version: str, sha256: str) -> None:
        """Show which formulary this copy holds; the whole hash on demand."""
        text = _("Formulary {version} · sha {start}…{end}",
                 version=version, start=sha256[:4], end=sha256[-2:])
        say(self._formulary, QLabel.setText, text)
        set_tip(self._formulary, sha256)
