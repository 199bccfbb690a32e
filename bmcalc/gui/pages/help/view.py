"""The help to read: what can be opened at the left, with a search over all of it; the text beside.

The text is made when it is opened, in the language and the colours of the moment.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bmcalc.core.texts import _, current_language
from bmcalc.gui.form.field_frame import PADDING, FieldFrame, LineEdit
from bmcalc.gui.form.search_box import matches
from bmcalc.gui.look.theme import font, scaled, scheme
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.formulary.reading import Reading
from bmcalc.gui.pages.formulary.themed_html import document, sections_html, title
from bmcalc.gui.pages.help.topic_list import TopicList
from bmcalc.gui.pages.help.topics import Topic
from bmcalc.report.document import Report

LIST_WIDTH = 250
LIST_SHARE = 0.36
SEARCH = _("Search the help")
_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HelpView(QWidget):
    """Topics and the text of the one that is open."""

    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._topics: Sequence[Topic] = ()
        self._open = ""
        self._painted: tuple[object, ...] = ()
        self.report: Report | None = None
        left = QWidget(self)
        down = QVBoxLayout(left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(scaled(8))
        down.addWidget(self._search(left))
        self.list = TopicList(left)
        down.addWidget(self.list, 1)
        self.reading = Reading(_("The text of the help"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        layout.addWidget(left)
        layout.addWidget(self.reading, 1)
        self._left = left
        self.list.chosen.connect(self.open)
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of a narrow place to the text."""
        super().resizeEvent(event)
        self._left.setFixedWidth(min(scaled(LIST_WIDTH), round(event.size().width() * LIST_SHARE)))

    def _search(self, parent: QWidget) -> QWidget:
        frame = FieldFrame(parent)
        self.line = LineEdit(frame)
        self.line.setFont(font())
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(scaled(PADDING), 0, scaled(PADDING), 0)
        inside.addWidget(self.line)
        say(self.line, QLineEdit.setPlaceholderText, SEARCH)
        say(self.line, QWidget.setAccessibleName, SEARCH)
        return frame

    def show_topics(self, topics: Sequence[Topic], chosen: str) -> None:
        """List the topics and open one of them."""
        self._topics = topics
        self._fill()
        self.open(chosen)

    def _fill(self) -> None:
        query = self.line.text()
        found = [one for one in self._topics if matches(query, one.found_in())] \
            if query.strip() else self._topics
        self.list.show_topics(found, self._open)

    def open(self, identifier: str) -> None:
        """Show a topic from its beginning; the first where there is none of that id."""
        known = {one.id: one for one in self._topics}
        if identifier not in known:
            identifier = next(iter(known), "")
        self._open = identifier
        self.list.choose(identifier)
        self._write(known.get(identifier))
        self.opened.emit()

    def topic(self) -> str:
        """Return the id of the open topic."""
        return self._open

    def _write(self, topic: Topic | None) -> None:
        self._painted = (scheme(), current_language(), scaled(100))
        report = self.report = None if topic is None else topic.report()
        self.reading.setHtml("" if report is None else document(
            title(report.title, report.subtitle) + sections_html(report.sections)
        ))

    def forget(self) -> None:
        """Drop the text of the open topic; it is written again by :meth:`read_again`."""
        self.report = None
        self.reading.clear()

    def read_again(self) -> None:
        """Read every text in the language and the colours of the moment, from the same place."""
        place = self.reading.verticalScrollBar().value()
        self._fill()
        self._write(next((one for one in self._topics if one.id == self._open), None))
        self.reading.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another scheme, language or size."""
        super().changeEvent(event)
        wanted = (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange, QEvent.Type.StyleChange)
        if event.type() in wanted and self._painted not in (
            (), (scheme(), current_language(), scaled(100))
        ):
            self.read_again()

    def eventFilter(self, watched: object, event: object) -> bool:
        """Go from the search to the list and open what was found first; Escape empties it."""
        if isinstance(event, QKeyEvent) and event.type() is QKeyEvent.Type.KeyPress:
            if event.key() in _TO_LIST and self.list.first():
                self.list.setFocus()
                self.open(self.list.first())
                return True
            if event.key() == Qt.Key.Key_Escape and self.line.text():
                self.line.clear()
                return True
        return False
