"""The intake: what is pasted or dropped, and at once beside it what was understood of it.

Nothing is taken before it is accepted. Ctrl+Enter accepts, also from within the text.
"""

from __future__ import annotations

import datetime
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.core.work import Severity
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.intake_rows import (
    DAY,
    Row,
    offer_rows,
    patient_rows,
    put_in,
    result_rows,
    wrong_patient,
)
from bmcalc.gui.pages.order_check.intake_told import Section, sections_of
from bmcalc.gui.pages.order_check.intake_view import Understood
from bmcalc.gui.result.finding_list import Told
from bmcalc.gui.window.key_help import help_on
from bmcalc.gui.window.session import Session
from bmcalc.orders.reading.intake.parts import Intake, read_intake
from bmcalc.orders.reading.order_entry import Order

TITLE: Final = _("Paste an order or results")
HOW: Final = _(
    "An order, a laboratory print-out, or both. Nothing is taken before it is accepted, and "
    "nothing is dropped: what is not understood is shown.")
KEYS: Final = (
    ("Ctrl+Enter", _("take over what was understood")),
    ("Tab", _("from the text to what was read of it, then to the buttons")),
    ("Esc", _("close without taking anything over")),
)
_BESIDE: Final = 760
"""Width from which the text and what was understood stand beside each other."""


class Taken(NamedTuple):
    """What was accepted: the order with its text, or None where nothing is ordered.

    ``results`` is how many results and facts of the patient stand in the session since; ``page``
    is the page of a saved file that was opened in the place of the patient.
    """

    order: Order | None
    text: str
    results: int
    told: object
    page: str = ""


class IntakeDialog(QDialog):
    """A text at the left, and what was understood of it at the right."""

    def __init__(self, session: Session, day: int, parent: QWidget, text: str = "") -> None:
        super().__init__(parent)
        self._session = session
        self._day = day
        self.intake = Intake()
        self.is_saved = False
        self.page = ""
        self._refused: object = ""
        self._asked_for_day = False
        self.setWindowTitle(str(TITLE))
        self._fit_to_screen()
        help_on(self, TITLE, HOW, KEYS)
        self._build()
        self.text.setPlainText(text)
        self.text.selectAll()
        self.text.textChanged.connect(self._read)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _fit_to_screen(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(scaled(980), room.width() - 40), min(scaled(640), room.height() - 60))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        layout.setSpacing(scaled(10))
        how = Label(self)
        how.setObjectName("muted")
        how.setWordWrap(True)
        say(how, QLabel.setText, HOW)
        layout.addWidget(how)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        say(self.text, QWidget.setAccessibleName, _("Pasted text"))
        self.understood = Understood(self)
        self.understood.chosen.connect(self._show)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(scaled(14))
        self._sides.addWidget(self.text, 4)
        self._sides.addWidget(self.understood, 6)
        layout.addLayout(self._sides, 1)
        layout.addLayout(self._day_row())
        self._note = Label(self)
        self._note.setObjectName("told_caution")
        self._note.setWordWrap(True)
        layout.addWidget(self._note)
        layout.addLayout(self._button_row())

    def _day_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._day_label = Label(self)
        say(self._day_label, QLabel.setText, DAY.label)
        self.day = QLineEdit(self)
        self.day.setObjectName("framed")
        self.day.setPlaceholderText("YYYY-MM-DD")
        self.day.setFixedWidth(scaled(130))
        say(self.day, QWidget.setAccessibleName, DAY.label)
        self._day_label.setBuddy(self.day)
        self.day.textChanged.connect(self._show)
        row.addWidget(self._day_label)
        row.addWidget(self.day)
        row.addStretch(1)
        return row

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._sum = Label(self)
        self._sum.setObjectName("muted")
        self.take = QPushButton(self)
        self.take.setObjectName("primary")
        say(self.take, QPushButton.setText, _("Take over (Ctrl+Enter)"))
        self.take.clicked.connect(self.accept)
        self.cancel = QPushButton(self)
        say(self.cancel, QPushButton.setText, _("Cancel"))
        self.cancel.clicked.connect(self.reject)
        row.addWidget(self._sum, 1)
        for button in (self.take, self.cancel):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two sides below each other where they do not fit beside each other."""
        beside = event.size().width() >= scaled(_BESIDE)
        self._sides.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept with Ctrl+Enter wherever the keyboard is; Enter alone accepts nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.accept()
            return
        super().keyPressEvent(event)

    # What was understood

    @property
    def order(self) -> Order:
        """What is ordered in the text."""
        return self.intake.order

    def _read(self) -> None:
        """Read the text again."""
        self._asked_for_day = False
        self.is_saved = self.text.toPlainText().lstrip()[:1] == "{"
        sex = self._session.entry("", "sex").typed
        self.intake, self._refused = Intake(), ""
        try:
            if not self.is_saved:
                self.intake = read_intake(self.text.toPlainText(), drugs(), self._day,
                                          sex if isinstance(sex, str) else None)
        except Rejected as rejected:
            self._refused = rejected.text
        self.understood.offer(self._offers())
        self._show()

    def _shared_day(self) -> datetime.date | None:
        try:
            found: datetime.date = DAY.read(self.day.text().strip())
        except Rejected:
            return None
        return found

    def _show(self) -> None:
        """Show what the text came to, and what would change."""
        sections = sections_of(self.intake, self._session, self._shared_day())
        if self.is_saved:
            sections = [Section(_("A saved file"), (Told(
                Severity.CAUTION, str(_("It takes the place of this patient and this order.")),
                str(_("Ctrl+Shift+Z brings them back."))),))]
        if self._refused:
            sections = [Section(_("Nothing was read"), (
                Told(Severity.STOP, str(_("Nothing was read.")), str(self._refused)),))]
        self.understood.show_sections(sections)
        self.understood.tell(self._offers())
        undated = bool(self.intake.laboratory.undated)
        self._day_label.setVisible(undated)
        self.day.setVisible(undated)
        put(self._note, "")
        self._sum.setText(str(self._in_sum()))
        self.take.setEnabled(self._can_take())

    def _offers(self) -> list[Row]:
        return offer_rows(self.intake, self._session, self._shared_day())

    def _rows(self) -> list[Row]:
        return [
            *result_rows(self.intake, self._session, self._shared_day()),
            *patient_rows(self.intake.patient, self._session),
            *self.understood.ticked(self._offers()),
        ]

    def _in_sum(self) -> object:
        rows = self._rows()
        return _("To be taken: {lines} lines of an order, {values} values",
                 lines=len(self.intake.pasted.lines), values=sum(1 for one in rows if one.entries))

    def _can_take(self) -> bool:
        if self.is_saved:
            return not self._refused
        some = self.intake.order != Order() or any(
            one.entries or one.needs_day for one in self._rows())
        return some and not wrong_patient(self.intake.patient, self._session)

    # Accepting

    def accept(self) -> None:
        """Accept what was understood; ask once for the day of results that have none."""
        if self.is_saved:
            self._open_saved()
            return
        why = wrong_patient(self.intake.patient, self._session)
        if why:
            self._tell(why[0])
            return
        if not self._can_take():
            return
        if self.day.text().strip() and self._shared_day() is None:
            self._tell(_("Write an existing date as 2023-08-20."), self.day)
        elif any(one.needs_day for one in self._rows()) and not self._asked_for_day:
            self._asked_for_day = True
            self._tell(_("Results without a day are left out: enter their day, or accept once "
                         "more without them."), self.day)
        else:
            super().accept()

    def _open_saved(self) -> None:
        """Open the text of a saved file; one that is none stays in sight with the reason."""
        from bmcalc.gui.window.opened_file import open_text

        page, refused = open_text(
            self._session, self.text.toPlainText(), str(_("pasted file")))
        if page is None:
            self._refused = refused
            self._show()
        else:
            self.page = page
            super().accept()

    def _tell(self, text: object, at: QWidget | None = None) -> None:
        put(self._note, str(text))
        if at is not None:
            at.setFocus(Qt.FocusReason.OtherFocusReason)

    def taken(self) -> Taken:
        """Put the results into the session and return what was accepted."""
        if self.page:
            return Taken(None, "", 0, "", self.page)
        rows = self._rows()
        left_out = sum(1 for one in rows if one.needs_day)
        put = put_in(self._session, rows)
        told: object = _("{values} values were taken over.", values=put) if put else ""
        if left_out:
            told = _("{values} values were taken over, {left} without a day were left out.",
                     values=put, left=left_out)
        has_order = self.intake.has_order and self.intake.order != Order(pasted=True)
        order = self.intake.order if has_order else None
        return Taken(order, self.intake.order_text, put, told)


def open_intake(
    session: Session, day: int, parent: QWidget, text: str | None = None
) -> Taken | None:
    """Open the intake with a text, or with the clipboard's; return what was accepted, or None.

    The results stand in the session then; the order is handed back for the page to take over.
    """
    if text is None:
        text = QApplication.clipboard().text()
    dialog = IntakeDialog(session, day, parent, text)
    QTimer.singleShot(0, dialog.text, dialog.text.setFocus)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    taken = dialog.taken() if accepted else None
    dialog.deleteLater()
    return taken
