"""The patient above every page, entered once, with body surface area and clearance beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from bmcalc.calculators.questions import patient_fields
from bmcalc.core.ask import Ask, AskText
from bmcalc.core.texts import _
from bmcalc.gui.form.field_row import fault_of
from bmcalc.gui.form.tab_order import tab_stops
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wrapping import Wrapping, lines_of
from bmcalc.gui.result.shown_values import NONE
from bmcalc.gui.window.live_value import LiveValues, Room
from bmcalc.gui.window.session import RECORD as RECORD_ID
from bmcalc.gui.window.session import STRIP, Session
from bmcalc.gui.window.strip_field import StripField
from bmcalc.gui.window.strip_identity import StripIdentity

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from bmcalc.gui.result.sort import Sort

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
GAP, EDGE = 8, 16
"""What lies between two fields, and at either side of them all."""


class PatientStrip(QFrame):
    """The patient's fields and those of the page, in as many lines as the width asks for.

    ``record_left`` tells that the keyboard has left the record number.
    """

    record_left = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        dress(self)
        self._session = session
        self.identity = StripIdentity(self)
        self.fields = {name: StripField(name, ASKS[name], self) for name in STRIP}
        self.live = LiveValues(self)
        self.bsa, self.clearance = self.live.area, self.live.clearance
        self._placed: tuple[Sequence[str], Sequence[QWidget]] = (STRIP, ())
        self._page: QWidget | None = None
        self._is_sized = False
        self._row = Wrapping(scaled(GAP), scaled(6))

        for field in self.fields.values():
            field.editor.edited.connect(lambda field=field: self._edited(field))
        number = self.fields[RECORD_ID].editor.controls()[0]
        assert isinstance(number, QLineEdit)
        number.editingFinished.connect(self.record_left)
        self._message = Label(self)
        self._message.setObjectName("strip_note")
        self._message.setWordWrap(True)
        self._message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(EDGE), scaled(8), scaled(EDGE), scaled(8))
        layout.setSpacing(scaled(3))
        layout.addLayout(self._row)
        below = QHBoxLayout()
        below.addWidget(self._message, 1)
        below.addStretch(0)
        below.addWidget(self.live.inline, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(below)
        self._lay_out()
        self.translate()

    def _lay_out(self) -> None:
        own = self._placed[1]
        self._row.put([self.identity, *self.fields.values(), *own], self.live.all())

    def show_page(
        self, page: QWidget | None, names: Sequence[str], parts: Sequence[QWidget]
    ) -> None:
        """Let these fields stand here, and the page's own parts after them.

        The parts are the page's again when another one's are shown.
        """
        wanted = tuple(names), tuple(parts)
        if page is self._page and wanted == self._placed:
            return
        self._give_back(set(parts))
        self._page, self._placed = page, wanted
        before = self.fields[STRIP[-1]].editor.controls()[-1]
        for part in parts:
            part.setParent(self)
            part.show()
            for control in tab_stops(part):
                QWidget.setTabOrder(before, control)
                before = control
        self._lay_out()
        self._show_fields()
        self._message.setVisible(bool(self._message.text()))
        self.setVisible(bool(names or parts))

    def _give_back(self, kept: set[QWidget]) -> None:
        for part in self._placed[1]:
            if isValid(part) and part not in kept:
                part.hide()
                if self._page is not None and isValid(self._page):
                    part.setParent(self._page)
                else:
                    part.deleteLater()

    def _show_fields(self) -> None:
        """Let the fields be seen that the page names and the records do not answer."""
        answered = self.identity.show_patient(self._session)
        for name, field in self.fields.items():
            shown = name in self._placed[0] and (
                name not in answered or self._fault(name) is not None)
            if field.isHidden() == shown:
                field.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the computed values stand in one where there is little room."""
        super().resizeEvent(event)
        self._is_sized = True
        self._fit()

    def _fit(self) -> None:
        """Let the two values stand in one where they would need a further line."""
        if not self._is_sized:  # the width that Qt begins with says nothing
            return
        shown = [one for one in (self.identity, *self.fields.values(), *self._placed[1])
                 if not one.isHidden()]
        gap = scaled(GAP)
        widths = [one.sizeHint().width() for one in shown]
        room = self.width() - 2 * scaled(EDGE)
        if sum(width + gap for width in widths) + self.live.width_of_two(gap) <= room:
            self.live.use_room(Room.TWO)
            return
        both = self.live.both.sizeHint().width()
        alone = lines_of([*widths, both], gap, room) > lines_of(widths, gap, room)
        self.live.use_room(Room.LINE if alone else Room.ONE)

    def _edited(self, field: StripField) -> None:
        self._session.put("", field.field, field.editor.entry())

    def go_to(self, name: str) -> None:
        """Put the keyboard into a field; one that the page does not name is shown for it."""
        field = self.fields[name]
        field.show()
        field.editor.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def controls(self) -> list[tuple[str, QWidget]]:
        """Return the fields that are seen, each with the control that leads, in reading order."""
        return [(name, field.editor.controls()[0]) for name, field in self.fields.items()
                if not field.isHidden()]

    def load(self) -> None:
        """Show what the session holds."""
        for name, field in self.fields.items():
            field.editor.show_entry(self._session.entry("", name))
        self._show_fields()
        self._message.hide()

    def forget(self) -> None:
        """Take from sight what was computed beside the fields, and what was said of them."""
        self.forget_words()
        self.live.show_values(NONE, NONE)

    def forget_words(self) -> None:
        """Take from sight what the page says beside the captions."""
        for field in self.fields.values():
            field.forget_words()

    def _fault(self, name: str) -> object | None:
        return fault_of(ASKS[name], self._session.entry("", name))

    def refresh(
        self, needs: frozenset[str], words: Mapping[str, tuple[Sort | None, object]] | None = None
    ) -> None:
        """Check the fields and compute what stands beside them.

        ``words`` stand beside the captions of the fields they name, each with its sort.
        """
        faults = []
        for name, field in self.fields.items():
            found = self._fault(name)
            fault = "" if found is None else str(found)
            if fault:
                faults.append(f"{field.ask.label}: {fault}")
            field.follow(self._session.entry("", name))
            sort, told = (words or {}).get(name, (None, ""))
            field.show_state(
                name in needs, fault, self._session.is_invented("", name), told, sort)
        self._show_fields()
        self._show_message(faults)
        if self._session.is_empty():
            self.forget()
        else:
            self._compute()
        self._fit()

    def _compute(self) -> None:
        """Compute what stands beside the fields; the first paint needs none of its arithmetic."""
        from bmcalc.gui.result.live_values import (
            ABOUT_CREATININE,
            body_surface_area,
            creatinine_clearance,
        )

        raw = self._session.raw("", {**ASKS, **ABOUT_CREATININE})
        self.live.show_values(body_surface_area(raw), creatinine_clearance(raw))

    def _show_message(self, faults: list[str]) -> None:
        """Show what is wrong, or the name of the case; a line once shown stays, though empty.

        What stands below must not jump while a number is typed.
        """
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
        was_shown = not self._message.isHidden()
        put(self._message, text)
        if was_shown or text:
            self._message.show()
        note = str(self._session.note)
        set_tip(self._message, note)
        self._message.setAccessibleDescription(note)

    def translate(self) -> None:
        """Read every text again."""
        for field in self.fields.values():
            field.translate()
