"""One field of a form: its name, its editor, and below it the hint or what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask
from bmcalc.core.problems import Rejected
from bmcalc.core.severity import Severity
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.gui.form.ask_editors import editor_for, is_wide
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.form.offer import Offer
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import colour, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.result.evaluation import MISSING, Evaluation, not_applicable
from bmcalc.gui.window.session import Session, Typed, raw_of

if TYPE_CHECKING:
    from bmcalc.core.work import Finding

REQUIRED = _("required")
INVENTED = _("invented")
OFFERED = frozenset({"crcl"})
"""Fields for which the patient strip may hold a value to take over."""


def fault_of(ask: Ask, entry: Typed) -> object | None:
    """Return the sentence that says why what was typed cannot be read, or None."""
    if entry.empty or entry.off:
        return None
    try:
        ask.read(raw_of(entry, ask))
    except Rejected as rejected:
        return rejected.text
    return None


class FieldRow(QWidget):
    """A field with everything that belongs to it."""

    def __init__(
        self, page: str, name: str, ask: Ask, default: object, session: Session, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.field = name
        self.ask = ask
        self.wide = is_wide(ask)
        self._page = page
        self._session = session
        self._touched = False
        self._outcome: Evaluation | None = None
        self._said: tuple[object, ...] | None = None
        self._ruled = False
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(6 if self.wide else 4))
        layout.addLayout(self._heading())
        self.editor = editor_for(ask, default, self)
        self.editor.edited.connect(self._edited)
        layout.addWidget(self.editor)
        self._note = Label(self)
        self._note.setWordWrap(True)
        self._note.setObjectName("hint")
        layout.addWidget(self._note)
        self.offer = Offer(self) if name in OFFERED else None
        if self.offer is not None:
            self.offer.clicked.connect(self._take_offer)
            layout.addWidget(self.offer)
        layout.addStretch(1)
        self._label.setBuddy(self.editor.controls()[0])
        self.load()
        self.translate()

    def _heading(self) -> QHBoxLayout:
        line = self.heading = QHBoxLayout()
        line.setSpacing(scaled(4))
        top = Qt.AlignmentFlag.AlignTop
        self._label = Label(self)
        self._label.setObjectName("question" if self.wide else "caption")
        say(self._label, QLabel.setText, self.ask.label)
        self._label.setMinimumWidth(1)
        self._star = Label("*", self)
        self._star.setObjectName("star")
        self._star.hide()
        line.addWidget(self._label, 0, top)
        line.addWidget(self._star, 0, top)
        self._beside: QLabel | None = None
        if self.wide and self.ask.hint is not None:
            self._beside = Label(self)
            self._beside.setObjectName("beside")
            self._beside.setWordWrap(True)
            say(self._beside, QLabel.setText, self.ask.hint)
            line.addWidget(self._beside, 1)
        else:
            line.addStretch(1)
        self._tag = Label(self)
        self._tag.setObjectName("tag")
        say(self._tag, QLabel.setText, INVENTED)
        self._tag.hide()
        line.addWidget(self._tag, 0, top)
        return line

    def wanted_width(self) -> int:
        """Return the width in which neither the name nor the editor is cut."""
        return max(self._label.sizeHint().width() + scaled(12), self.editor.sizeHint().width())

    def caption_width(self) -> int:
        """Return the width of the name on one line, with the star that it may get."""
        self._label.ensurePolished()
        name = self._label.fontMetrics().horizontalAdvance(self._label.text())
        return name + self._star.sizeHint().width() + scaled(4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a name that is longer than the field go on in a second line."""
        super().resizeEvent(event)
        self._wrap_name()

    def _around_name(self) -> list[QWidget]:
        """Return what may stand beside the name on its line."""
        return [self._star, self._tag]

    def _wrap_name(self) -> None:
        beside = [one for one in self._around_name() if one.isVisibleTo(self)]
        room = self.width() - sum(one.sizeHint().width() + scaled(4) for one in beside)
        longer = self._label.fontMetrics().horizontalAdvance(self._label.text()) > room
        if longer != self._label.wordWrap() and self._beside is None:
            self._label.setWordWrap(longer)
            self.heading.setStretchFactor(self._label, 1 if longer else 0)

    def rule(self, ruled: bool) -> None:
        """Draw a fine line above this field, or none."""
        self._ruled = ruled
        self._layout.setContentsMargins(0, scaled(12) if ruled else 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above."""
        if self._ruled:
            painter = QPainter(self)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(0, 0, self.width(), 0)

    def _edited(self) -> None:
        self._touched = True
        self._session.put(self._page, self.field, self.editor.entry())

    def _take_offer(self) -> None:
        if self.offer is not None:
            self.editor.show_entry(self.offer.entry())
            self._edited()

    def show_offer(self, value: Term | None) -> None:
        """Offer a value that is known elsewhere, while nothing was typed here."""
        if self.offer is not None:
            empty = self._session.entry(self._page, self.field).empty
            self.offer.show_value(value if empty else None)

    def load(self) -> None:
        """Show what the session holds for this field."""
        entry = self._session.entry(self._page, self.field)
        if entry.empty:
            self._touched = False
        self.editor.show_entry(entry)

    def focus(self) -> None:
        """Put the keyboard into this field."""
        self.editor.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show whether the field is required, what is wrong with it, what was found about it."""
        self._outcome = outcome
        required = self.field in outcome.needs
        invented = self._session.is_invented(self._page, self.field)
        kind, remark = self._remark(outcome)
        mark, text = self._mark_of(kind), str(remark)
        entry = self._session.entry(self._page, self.field)
        if (said := (entry, required, invented, kind, mark, text)) != self._said:
            self._said = None
            self._say(required, invented, kind, mark, text)
            self._said = said

    def _say(self, required: bool, invented: bool, kind: str, mark: Mark, text: str) -> None:
        """Show star, tag, mark and note, and tell those who hear the window the same."""
        if self._star.isVisibleTo(self) != required:
            self._star.setVisible(required)
        if self._tag.isVisibleTo(self) != invented:
            self._tag.setVisible(invented)
        self.editor.show_mark(mark, invented)
        self._show_note(kind, text)
        aloud = [str(REQUIRED)] if required else []
        aloud += [str(INVENTED)] if invented else []
        aloud += [str(self.ask.hint)] if self.ask.hint is not None else []
        aloud += [text] if kind != "hint" and text else []
        self.editor.describe(". ".join(aloud))

    def _mark_of(self, kind: str) -> Mark:
        """Return the mark of the editor for a kind of remark."""
        return {"fault": Mark.INVALID, "doubt": Mark.CAUTION}.get(kind, Mark.NONE)

    def forget(self) -> None:
        """Take back what was found about the field, and the offer of another number."""
        self._outcome = self._said = None
        self._show_note("hint", "")
        self.editor.show_mark(Mark.NONE, self._session.is_invented(self._page, self.field))
        self.editor.describe("")
        self.show_offer(None)

    def _remark(self, outcome: Evaluation) -> tuple[str, object]:
        entry = self._session.entry(self._page, self.field)
        fault = fault_of(self.ask, entry)
        if fault is not None:
            return "fault", fault
        problem = outcome.problem_of(self.field)
        if problem is not None and (problem.code != MISSING or self._touched):
            return ("doubt" if not_applicable(problem) else "fault"), problem.text
        finding = self._finding(outcome)
        if finding is not None:
            return ("fault" if finding.severity is Severity.STOP else "doubt"), finding.text
        beside = self._beside is not None or self.ask.hint is None
        return "hint", "" if beside else self.ask.hint

    def _finding(self, outcome: Evaluation) -> Finding | None:
        found = outcome.work.findings if outcome.work is not None else ()
        about = [
            f for f in found if f.field == self.field and f.severity is not Severity.INFO
        ]
        return max(about, key=lambda finding: finding.severity, default=None)

    def _show_note(self, kind: str, text: str) -> None:
        if self._note.objectName() != kind:
            self._note.setObjectName(kind)
            self._note.style().unpolish(self._note)
            self._note.style().polish(self._note)
        if self._note.text() != text:
            self._note.setText(text)
        if self._note.isVisibleTo(self) != bool(text):
            self._note.setVisible(bool(text))

    def translate(self) -> None:
        """Read every text of the field again."""
        self._said = None
        self.editor.translate()
        self.editor.name(str(self.ask.label))
        if self._outcome is not None:
            self.show_outcome(self._outcome)
