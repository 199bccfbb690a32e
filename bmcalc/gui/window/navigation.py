"""The left side: the pages in their groups, the formulary's version, the language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _, current_language
from bmcalc.gui.look.paint import arrow, rounded
from bmcalc.gui.look.plain import Label, plain_tip, set_tip
from bmcalc.gui.look.theme import colour, dress, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages import GROUPS
from bmcalc.gui.pages.page import Page

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    _Index = QModelIndex | QPersistentModelIndex

WIDTH = 212
PAGE_ROLE = Qt.ItemDataRole.UserRole
SHORTCUT_ROLE = Qt.ItemDataRole.UserRole + 1
LANGUAGE_NAMES = {"en": "English", "zh_CN": "中文"}



class _Delegate(QStyledItemDelegate):
    """Draws a page with its shortcut, or the heading of a group."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = index.data(PAGE_ROLE) is None
        return QSize(scaled(WIDTH) - 20, scaled(32 if heading else 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # The option's state would load a thousand names of QStyle before the first paint.
        view = self.parent()
        assert isinstance(view, PageList)
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.save()
        inside = box.adjusted(scaled(10), 0, -scaled(10), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        if index.data(PAGE_ROLE) is None:
            painter.setFont(font("caption", bold=True))
            painter.setPen(colour("muted"))
            bottom = inside.adjusted(0, 0, 0, -scaled(6))
            painter.drawText(bottom, Qt.AlignmentFlag.AlignBottom, text)
            painter.restore()
            return
        chosen = index.row() == view.currentRow()
        if chosen:
            rounded(painter, box, "accent_soft", "accent_soft")
        elif index.row() == view.hovered:
            rounded(painter, box, "hover", "hover")
        if chosen and view.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        shortcut = str(index.data(SHORTCUT_ROLE) or "")
        painter.setFont(font("body", bold=chosen))
        painter.setPen(colour("accent_text" if chosen else "text"))
        room = int(inside.width())
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, middle, elided)
        room -= painter.fontMetrics().horizontalAdvance(text) + scaled(8)
        painter.setFont(font("caption"))
        if painter.fontMetrics().horizontalAdvance(shortcut) <= room:
            painter.setPen(colour("accent_text" if chosen else "muted"))
            painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, shortcut)
        painter.restore()


class PageList(QListWidget):
    """The pages as one list: one Tab stop, arrows and first letters move in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.hovered = -1
        self.setTabKeyNavigation(False)
        say(self, QWidget.setAccessibleName, _("Pages"))


    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which page a click would choose."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Show that a click would choose nothing."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()


class _LanguageButton(QToolButton):
    """The name of the language with the arrow of a list, drawn: not every font has one."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow behind the name."""
        super().paintEvent(event)
        middle = QRectF(self.rect()).center().y()
        arrow(QPainter(self), QPointF(self.width() - scaled(13), middle), "muted")


class Navigation(QFrame):
    """The brand, the pages, and at the bottom what this copy of the program stands on."""

    chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        dress(self)
        self.setFixedWidth(scaled(WIDTH))
        self._pages: Sequence[Page] = ()
        self._shortcuts: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(10), scaled(18), scaled(10), scaled(14))
        layout.setSpacing(0)
        brand = Label("bmcalc", self)
        brand.setObjectName("brand")
        subtitle = Label(self)
        subtitle.setObjectName("subtitle")
        say(subtitle, QLabel.setText, _("breast cancer bone metastasis"))
        self._list = PageList(self)
        self._list.currentItemChanged.connect(self._changed)
        self._formulary = Label(self)
        self._formulary.setObjectName("footer")
        self._formulary.setWordWrap(True)
        offline = Label(self)
        offline.setObjectName("footer")
        say(offline, QLabel.setText, _("Offline"))
        for label in (brand, subtitle, self._formulary, offline):
            label.setIndent(scaled(10))
        layout.addWidget(brand)
        layout.addWidget(subtitle)
        layout.addSpacing(scaled(14))
        layout.addWidget(self._list, 1)
        layout.addSpacing(scaled(10))
        layout.addWidget(self._formulary)
        layout.addWidget(offline)
        layout.addWidget(self._language_button(), 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._list)

    def _language_button(self) -> QToolButton:
        self._language = _LanguageButton(self)
        self._language.setObjectName("language")
        self._language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._language.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self._language)
        for key, name in LANGUAGE_NAMES.items():
            action = menu.addAction(name)
            action.triggered.connect(lambda _on, key=key: self.language_chosen.emit(key))
        self._language.setMenu(menu)
        say(self._language, QWidget.setAccessibleName, _("Language"))
        return self._language

    def show_pages(self, pages: Sequence[Page], shortcuts: dict[str, str]) -> None:
        """List these pages under the headings of their groups."""
        self._pages, self._shortcuts = pages, shortcuts
        current = self.current()
        self._list.blockSignals(True)
        self._list.clear()
        group = None
        for page in pages:
            if page.group != group:
                group = page.group
                self._add_heading(str(GROUPS.get(group, group)))
            item = QListWidgetItem(str(page.title))
            item.setData(PAGE_ROLE, page.id)
            item.setData(SHORTCUT_ROLE, shortcuts.get(page.id, ""))
            item.setToolTip(plain_tip(str(page.summary)))
            self._list.addItem(item)
        self._list.blockSignals(False)
        if current is not None:
            self.choose(current)

    def _add_heading(self, text: str) -> None:
        if text:
            item = QListWidgetItem(text)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)

    def current(self) -> str | None:
        """Return the id of the chosen page."""
        item = self._list.currentItem()
        return None if item is None else str(item.data(PAGE_ROLE))

    def choose(self, identifier: str) -> None:
        """Mark a page as the chosen one; nobody is told, as nobody chose it here."""
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.data(PAGE_ROLE) == identifier:
                self._list.blockSignals(True)
                self._list.setCurrentItem(item)
                self._list.blockSignals(False)
                return

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(PAGE_ROLE) is not None:
            self.chosen.emit(item.data(PAGE_ROLE))

    def show_formulary(self, version: str, sha256: str) -> None:
        """Show which formulary this copy holds; the whole hash on demand."""
        text = _("Formulary {version} · sha {start}…{end}",
                 version=version, start=sha256[:4], end=sha256[-2:])
        say(self._formulary, QLabel.setText, text)
        set_tip(self._formulary, sha256)

    def shortcuts(self) -> dict[str, str]:
        """Return the key of each page."""
        return self._shortcuts

    def translate(self) -> None:
        """Read every text again."""
        self._language.setText(LANGUAGE_NAMES[current_language()])
        self.show_pages(self._pages, self._shortcuts)
