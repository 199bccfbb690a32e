"""The drawer of the schedule: how each drug stands today, the dates ahead, a file for calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.drugs import drug
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.calendar_picture import CalendarPicture
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.page import may_take
from bmcalc.gui.result.pill import Pill
from bmcalc.gui.window.file_names import offered_path
from bmcalc.orders.schedule.phases_ahead import PhaseAhead
from bmcalc.orders.schedule.treatment_schedule import DrugOnItsTrack, TreatmentSchedule
from bmcalc.saved_file import save_text, why_not_saved

_DOUBTFUL = frozenset({"unknown"})


def _later(ahead: Iterable[PhaseAhead]) -> object:
    """Return the later phases of a sequence, each with the day on which it begins as planned."""
    phases: list[object] = [
        _("{regimen} from {on}", regimen=one.stage.regimen.name, on=one.on.isoformat())
        for one in ahead
    ]
    return _("Later phases: {phases}.", phases=Joined(phases))


class TrackRow(QWidget):
    """One drug: how its interval stands today, and the dates ahead."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, scaled(5), 0, scaled(5))
        grid.setHorizontalSpacing(scaled(10))
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(1, scaled(104))
        top = Qt.AlignmentFlag.AlignTop
        self._name, self._dates = Label(self), Label(self)
        self._name.setObjectName("value")
        self._name.setWordWrap(True)
        self._name.setFixedWidth(scaled(140))
        self._dates.setObjectName("small")
        self._dates.setWordWrap(True)
        self._dates.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._pill = Pill(self)
        grid.addWidget(self._name, 0, 0, top)
        grid.addWidget(self._pill, 0, 1, top)
        grid.addWidget(self._dates, 0, 2, top)

    def show_track(self, track: DrugOnItsTrack, schedule: TreatmentSchedule) -> None:
        """Show this drug."""
        found = track.state.findings
        severity = max((one.severity for one in found), default=Severity.INFO)
        if track.state.key in _DOUBTFUL:
            severity = max(severity, Severity.CAUTION)
        name = drug(track.due.drug).name
        put(self._name, str(name))
        self._pill.show_word(severity, str(track.state.label))
        dates = [on.isoformat() for on in schedule.dates_of(track.due.drug)]
        lines = [str(Joined([*dates], "  "))] if dates else []
        if track.due.days is not None:
            lines.insert(0, str(_("{days} days since the last dose", days=track.due.days)))
        lines += [str(one.text) for one in found]
        put(self._dates, "\n".join(lines))
        self.setAccessibleName(f"{name}: {track.state.label}. {' '.join(lines)}")


class ScheduleDrawer(Card):
    """The schedule by drug. Without the day of the check there are states but no dates.

    ``names`` gives what a file of it is named by.
    """

    told = Signal(object)

    def __init__(
        self, parent: QWidget, names: Callable[[], tuple[object, ...]] = tuple
    ) -> None:
        super().__init__(parent, _("Schedule"))
        self._names = names
        self._outcome = OrderOutcome()
        self.export = QPushButton(self)
        self.export.setObjectName("light")
        say(self.export, QPushButton.setText, _("Save as calendar file…"))
        self.export.clicked.connect(self._ask_where)
        self.top.addWidget(self.export)
        self._note = Label(self)
        self._note.setObjectName("doubt")
        self._note.setWordWrap(True)
        self.picture = CalendarPicture(self)
        self._rows: Rows[TrackRow] = Rows(self, TrackRow)
        for part in (self._note, self.picture, self._rows):
            self.body.addWidget(part)

    def show_outcome(self, outcome: OrderOutcome) -> None:
        """Show the schedule of a check."""
        self._outcome = outcome
        check = outcome.check
        tracks = () if check is None else check.schedule.tracks
        note: object = ""
        if check is None:
            note = _("No schedule without a regimen, its cycle and its day.")
        elif check.situation.today is None:
            note = _("No dates without the day of this check.")
        elif check.schedule.doses:
            note = _("About the dates: {assumptions}.", assumptions=check.schedule.assumptions)
            if check.schedule.ahead:
                note = Joined([note, _later(check.schedule.ahead)], " ")
        put(self._note, str(note))
        self.export.setVisible(check is not None and bool(check.schedule.doses))
        for row, track in zip(self._rows.take(len(tracks)), tracks, strict=True):
            assert check is not None
            row.show_track(track, check.schedule)
        if check is None:
            self.picture.hide()
            return
        given = {name: last.on for name, last in check.situation.last.items()}
        order = list(dict.fromkeys([  # a later phase of a sequence gives drugs that today has not
            *(track.due.drug for track in tracks), *(one.drug for one in check.schedule.doses)]))
        doses = sorted(check.schedule.doses, key=lambda dose: order.index(dose.drug))
        self.picture.show_dates(doses, given, check.situation.today)

    def _ask_where(self) -> None:
        if not may_take(self):
            return
        offered = offered_path(self._names(), "ics")
        name, _kind = QFileDialog.getSaveFileName(
            self, str(_("Save as calendar file…")), offered, "iCalendar (*.ics)"
        )
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the dates ahead as an iCalendar file, and say whether it could be written."""
        check = self._outcome.check
        if check is None or check.situation.today is None:
            return
        text = check.schedule.calendar(check.situation.today)
        try:
            save_text(path, text)
        except OSError as error:
            self.told.emit(_("{file} could not be written: {reason}", file=path,
                             reason=why_not_saved(error)))
            return
        self.told.emit(_("Saved: {file}", file=path))
