"""The patient above every page, entered once, with body surface area and clearance beside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from bmcalc.calculators.questions import patient_fields
from bmcalc.core.ask import Ask, AskText
from bmcalc.core.texts import _
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.form.field_row import INVENTED, REQUIRED, fault_of
from bmcalc.gui.look.card import put
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import colour, dress, font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.result.shown_values import NONE
from bmcalc.gui.window.session import RECORD as RECORD_ID
from bmcalc.gui.window.session import STRIP, Session

RECORD = AskText(label=_("Record"), longest=40)
ASKS: dict[str, Ask] = {
    "record_id": RECORD,
    "sex": patient_fields.SEX,
    "age": patient_fields.AGE,
    "height": patient_fields.HEIGHT,
    "weight": patient_fields.WEIGHT,
    "creatinine": patient_fields.CREATININE,
    "albumin": patient_fields.ALBUMIN,
}


class StripField(QWidget):
    """A short field under its caption."""

    def __init__(self, name: str, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = name
        self.ask = ask
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(3))
        heading = QHBoxLayout()
        heading.setSpacing(scaled(3))
        caption = Label(self)
        caption.setObjectName("caption")
        say(caption, QLabel.setText, ask.label)
        self._star = Label("*", self)
        self._star.setObjectName("star")
        self._star.hide()
        heading.addWidget(caption)
        heading.addWidget(self._star)
        heading.addStretch(1)
        layout.addLayout(heading)
        self.editor: Editor = editor_for(ask, None, self)
        layout.addWidget(self.editor)
        caption.setBuddy(self.editor.controls()[0])
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, required: bool, fault: str, invented: bool) -> None:
        """Show whether the page needs the field, what is wrong, and whether it is invented."""
        if self._star.isHidden() == required:
            self._star.setVisible(required)
        self.editor.show_mark(Mark.INVALID if fault else Mark.NONE, invented)
        said = [str(REQUIRED)] if required else []
        said += [str(INVENTED)] if invented else []
        said += [fault] if fault else []
        self.editor.describe(". ".join(said))

    def translate(self) -> None:
        """Read the texts again."""
        self.editor.translate()
        self.editor.name(str(self.ask.label))


class LiveValue(QWidget):
    """A computed value that is always in sight."""

    def __init__(self, caption: object, parent: QWidget) -> None:
        super().__init__(parent)
        self._caption = caption
        self._value = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, value: str) -> None:
        """Show this value."""
        name = f"{self._caption}: {value}"
        if name != self.accessibleName():
            self._value = value
            self.setAccessibleName(name)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the caption and the value."""
        caption = QFontMetrics(font("caption")).horizontalAdvance(str(self._caption))
        value = QFontMetrics(font("chip", bold=True)).horizontalAdvance(self._value)
        return QSize(max(caption, value) + scaled(24), scaled(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the caption over the value."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, "quiet", "quiet" if colour("quiet") != colour("card") else "line")
        inside = box.adjusted(scaled(12), scaled(6), -scaled(12), -scaled(5))
        right = Qt.AlignmentFlag.AlignRight
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        painter.drawText(inside, right | Qt.AlignmentFlag.AlignTop, str(self._caption))
        painter.setFont(font("chip", bold=True))
        painter.setPen(colour("text"))
        painter.drawText(inside, right | Qt.AlignmentFlag.AlignBottom, self._value)


class PatientStrip(QFrame):
    """The patient's fields in one row; a narrow window scrolls it sideways.

    ``record_left`` tells that the keyboard has left the record number.
    """

    record_left = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        dress(self)
        self._session = session
        self.fields = {name: StripField(name, ASKS[name], self) for name in STRIP}
        self.bsa = LiveValue(_("BSA · Mosteller"), self)
        self.clearance = LiveValue(_("CrCl · Cockcroft-Gault"), self)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(scaled(20), scaled(11), scaled(20), 0)
        line.setSpacing(scaled(10))
        for field in self.fields.values():
            line.addWidget(field)
            field.editor.edited.connect(lambda field=field: self._edited(field))
        line.addStretch(1)
        line.addWidget(self.bsa)
        line.addWidget(self.clearance)
        number = self.fields[RECORD_ID].editor.controls()[0]
        assert isinstance(number, QLineEdit)
        number.editingFinished.connect(self.record_left)
        self._area = QScrollArea(self)
        self._area.setWidget(row)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._message = Label(self)
        self._message.setObjectName("strip_note")
        self._message.setFixedHeight(scaled(18))
        self._message.setIndent(scaled(20))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, scaled(3))
        layout.setSpacing(scaled(2))
        layout.addWidget(self._area)
        layout.addWidget(self._message)
        self.translate()

    def resizeEvent(self, event: object) -> None:
        """Keep the row in sight whole, with its scroll bar where one is needed."""
        row = self._area.widget()
        narrow = row.minimumSizeHint().width() > self.width()
        self._area.setFixedHeight(row.sizeHint().height() + (scaled(10) if narrow else 0))

    def _edited(self, field: StripField) -> None:
        self._session.put("", field.field, field.editor.entry())

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field."""
        field = self.fields[name]
        field.editor.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(field)

    def load(self) -> None:
        """Show what the session holds."""
        for name, field in self.fields.items():
            field.editor.show_entry(self._session.entry("", name))

    def forget(self) -> None:
        """Take from sight what was computed beside the fields."""
        for live in (self.bsa, self.clearance):
            live.show_value(NONE)

    def refresh(self, needs: frozenset[str]) -> None:
        """Check the fields and compute what stands beside them."""
        faults = []
        for name, field in self.fields.items():
            found = fault_of(field.ask, self._session.entry("", name))
            fault = "" if found is None else str(found)
            if fault:
                faults.append(f"{field.ask.label}: {fault}")
            field.show_state(name in needs, fault, self._session.is_invented("", name))
        self._show_message(faults)
        if self._session.is_empty():
            self.forget()
        else:
            self._compute()

    def _compute(self) -> None:
        """Compute what stands beside the fields; the first paint needs none of its arithmetic."""
        from bmcalc.gui.result.live_values import (
            ABOUT_CREATININE,
            body_surface_area,
            creatinine_clearance,
        )

        asks = {name: field.ask for name, field in self.fields.items()}
        raw = self._session.raw("", {**asks, **ABOUT_CREATININE})
        self.bsa.show_value(body_surface_area(raw))
        self.clearance.show_value(creatinine_clearance(raw))

    def _show_message(self, faults: list[str]) -> None:
        name, text = "strip_note", ""
        if faults:
            name, text = "strip_fault", "    ".join(faults)
        elif str(self._session.title):
            text = str(self._session.title)
            if any(self._session.is_invented("", field) for field in self.fields):
                text = str(_("{case}. Dotted values are invented.", case=text))
        if self._message.objectName() != name:
            self._message.setObjectName(name)
            self._message.style().unpolish(self._message)
            self._message.style().polish(self._message)
        put(self._message, text)
        self._message.show()
        note = str(self._session.note)
        set_tip(self._message, note)
        self._message.setAccessibleDescription(note)

    def translate(self) -> None:
        """Read every text again."""
        for field in self.fields.values():
            field.translate()
