"""A field of the strip above the page, and the words that stand beside its caption."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask, AskInteger
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.form.field_row import INVENTED, REQUIRED
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import Typed

if TYPE_CHECKING:
    from bmcalc.gui.result.sort import Sort

WIDTHS: Final = {
    "record_id": 84, "age": 46, "height": 84, "weight": 76, "creatinine": 106, "albumin": 92,
}
"""Room for the values that a patient can have; the years of an age need no unit beside them."""


class StripField(QWidget):
    """A short field under its caption."""

    def __init__(self, name: str, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = name
        self.ask = ask
        self._hinted: tuple[tuple[object, ...], QSize] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(3))
        heading = QHBoxLayout()
        heading.setSpacing(scaled(3))
        caption = self._caption = Label(self)
        caption.setObjectName("caption")
        say(caption, QLabel.setText, ask.label)
        self._star = Label("*", self)
        self._star.setObjectName("star")
        self._star.hide()
        self._told = Label(self)
        self._told.hide()
        heading.addWidget(caption)
        heading.addWidget(self._star)
        heading.addStretch(1)
        heading.addWidget(self._told)
        layout.addLayout(heading)
        self._heading = heading
        plain = ask.but(suffix="") if isinstance(ask, AskInteger) else ask
        self.editor: Editor = editor_for(plain, None, self)
        layout.addWidget(self.editor)
        caption.setBuddy(self.editor.controls()[0])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room that its values and its caption need, whichever is wider."""
        said = (self._caption.text(), self._told.text(), self._star.isHidden(),
                self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished))
        if self._hinted is None or self._hinted[0] != said:
            self._hinted = said, self._liked()
        return QSize(self._hinted[1])

    def _liked(self) -> QSize:
        liked = super().sizeHint()
        width = max(scaled(WIDTHS.get(self.field, 0)), self._heading.sizeHint().width(),
                    self.minimumSizeHint().width())
        return QSize(width if self.field in WIDTHS else liked.width(), liked.height())

    def show_state(
        self, required: bool, fault: str, invented: bool, told: object = "",
        sort: Sort | None = None,
    ) -> None:
        """Show whether the page needs the field, what is wrong, and whether it is invented.

        ``told`` stands beside the caption in the colour of its ``sort``: "9 d old".
        """
        words = str(told)
        starred = required and not words  # what is told of a value says that there is one
        if self._star.isHidden() == starred:
            self._star.setVisible(starred)
        mark = Mark.INVALID if fault else Mark.NONE
        if words:
            ink = "muted" if sort is None else sort.colours[0]
            _dress_as(self._told, f"beside_{ink}")
            if mark is Mark.NONE and ink in ("stop", "caution"):
                mark = Mark.INVALID if ink == "stop" else Mark.CAUTION
        put(self._told, words)
        self.editor.show_mark(mark, invented)
        said = [str(REQUIRED)] if required else []
        said += [str(INVENTED)] if invented else []
        said += [one for one in (words, fault) if one]
        self.editor.describe(". ".join(said))

    def forget_words(self) -> None:
        """Take from sight what was said beside the caption."""
        put(self._told, "")

    def follow(self, entry: Typed) -> None:
        """Show what was typed into the same field elsewhere, unless the keyboard is in here."""
        held = any(control.hasFocus() for control in self.editor.controls())
        if not held and self.editor.entry() != entry:
            self.editor.show_entry(entry)

    def translate(self) -> None:
        """Read the texts again."""
        self.editor.translate()
        self.editor.name(str(self.ask.label))


def _dress_as(label: QLabel, name: str) -> None:
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)
