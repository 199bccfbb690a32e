"""The editor of what is typed as text: whole and plain numbers, dates, words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from bmcalc.core.ask import Ask, AskDate, AskInteger, AskText
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, PADDING, FieldFrame, LineEdit, Mark
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import Typed

TODAY: Final = frozenset({"t", "今"})
"""What is typed alone in a date for the date of today, which then stands there to be seen."""


class TextEdit(Editor):
    """A line edit in a box, with what follows the number, such as the y of an age."""

    def __init__(self, ask: Ask, default: object, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = FieldFrame(self)
        self._line = LineEdit(self._frame)
        self._line.setFont(font())
        self._sample = "0000-00-00" if isinstance(ask, AskDate) else "0000"
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(scaled(PADDING), 0, 0, 0)
        inside.setSpacing(2)
        inside.addWidget(self._line, 1)
        self._suffix: QLabel | None = None
        if isinstance(ask, AskInteger) and str(ask.suffix):
            self._suffix = Label(self._frame)
            self._suffix.setObjectName("unit")
            say(self._suffix, QLabel.setText, ask.suffix)
            inside.addWidget(self._suffix)
        outside = QHBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._frame)
        if isinstance(ask, AskText):
            self._line.setMaxLength(ask.longest)
            self._sample = "000000000"
        if isinstance(ask, AskDate):
            say(self._line, QLineEdit.setPlaceholderText, _("YYYY-MM-DD"))
        elif default is not None:
            shown = show(default) if isinstance(default, Term) else str(default)
            self._line.setPlaceholderText(shown)
        self._is_date = isinstance(ask, AskDate)
        self._line.textEdited.connect(self._typed)

    def _typed(self, text: str) -> None:
        if self._is_date and text.strip().casefold() in TODAY:
            import datetime  # the first paint shows no date

            self._line.setText(datetime.date.today().isoformat())  # noqa: DTZ011
        self.edited.emit()

    def entry(self) -> Typed:
        """Return the text as typed; blanks alone say nothing."""
        text = self._line.text()
        return Typed(text if text.strip() else "")

    def show_entry(self, entry: Typed) -> None:
        """Put the text into the field."""
        text = "" if entry.typed is None else str(entry.typed)
        if text != self._line.text():
            self._line.setText(text)

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show the mark on the box."""
        self._frame.show_mark(mark, invented)

    def controls(self) -> list[QWidget]:
        """Return the line edit."""
        return [self._line]

    def sizeHint(self) -> QSize:
        """Return the room for what is usually typed."""
        width = self._line.fontMetrics().horizontalAdvance(self._sample) + scaled(2 * PADDING) + 6
        if self._suffix is not None:
            width += self._suffix.sizeHint().width()
        return QSize(width, scaled(FIELD_HEIGHT))
