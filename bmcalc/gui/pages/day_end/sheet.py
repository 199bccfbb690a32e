"""The sheet of a day as cards: what is counted, what is left, who worked, the seal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.short_name import called
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.day_end.qr_picture import QrPicture
from bmcalc.gui.pages.today.work_rows import since_words
from bmcalc.gui.result.sort import sort_of_verdict
from bmcalc.records.clock import now
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.patients.lookup import identity
from bmcalc.records.seals.day_end import DayEnd, OfCheck
from bmcalc.records.seals.day_sheet import ACT_NAMES


@dataclass(frozen=True)
class Named:
    """A day's end with the words that only the records can give its ids."""

    end: DayEnd
    checks: Mapping[str, str]
    worked: tuple[str, ...]


def named(desk: Desk, end: DayEnd) -> Named:
    """Return a day's end with who is meant by its ids: record number, regimen, cycle and day."""
    roster = desk.roster()
    about = {}
    wanted = {one.check for one in end.unfinished} | {one.check for one in end.open_queries}
    for check_id in wanted:
        check = desk.check(check_id)
        who = identity(desk.store, desk.projections, check.patient)
        number = str(_("erased")) if who is None else f"{who.number} · {who.born}"
        shown = check.newest.shown
        about[check_id] = f"{number} · {called(shown.regimen)} C{shown.cycle} D{shown.day}"
    found = (roster.find(person) for person in end.worked)
    return Named(end, about, tuple(f"{one.printed_name} ({one.registration})"
                                   for one in found if one is not None))


class Sheet(Flowing):
    """The cards; made anew for each day that is shown."""

    def __init__(self, told: Named, parent: QWidget) -> None:
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(scaled(10))
        end = told.end
        card = Card(self, _("Done"))
        self._pairs(card, (
            (_("What was done"), _counts({name: end.acts[kind] for kind, name in ACT_NAMES.items()
                                          if end.acts.get(kind)})),
            (_("Checks of the day"), _counts({one.label: count
                                              for one, count in end.states.items()})),
            (_("Verdicts"), _counts({sort_of_verdict(one).word: count
                                     for one, count in end.verdicts.items()})),
            (_("Worked"), Joined(list(told.worked)) if told.worked else "–"),
        ))
        down.addWidget(card)
        self._list(down, _("Unfinished, carried over: {count}", count=len(end.unfinished)),
                   (self._unfinished(one, told) for one in end.unfinished))
        self._list(down, _("Open queries: {count}", count=len(end.open_queries)), (
            (told.checks[one.check], _("waiting {time}", time=since_words(one.opened, now())), "")
            for one in end.open_queries))
        down.addWidget(self._seal(seal_line(end.seal)))
        down.addStretch(1)

    def _unfinished(self, one: OfCheck, told: Named) -> tuple[object, object, object]:
        due = one.due.isoformat() if one.due is not None else _("no day")
        verdict = (_("no verdict before the second check") if one.is_blind
                   else sort_of_verdict(one.verdict).word)
        return told.checks[one.check], Joined([due, one.state.label], " · "), verdict

    def _words(self, parent: QWidget, words: object, name: str = "") -> QLabel:
        label = Label(parent)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setMinimumWidth(1)
        say(label, QLabel.setText, words)
        return label

    def _pairs(self, card: Card, pairs: Iterable[tuple[object, object]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(6))
        grid.setColumnStretch(1, 1)
        for line, (name, words) in enumerate(pairs):
            caption = self._words(card, name, "muted")
            caption.setMinimumWidth(scaled(130))
            caption.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(caption, line, 0)
            grid.addWidget(self._words(card, words), line, 1)
        card.body.addLayout(grid)

    def _list(self, down: QVBoxLayout, title: object,
              lines: Iterable[tuple[object, object, object]]) -> None:
        card = Card(self, title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(6))
        for column, stretch in enumerate((4, 3, 2)):
            grid.setColumnStretch(column, stretch)
        for line, words in enumerate(lines):
            for column, one in enumerate(words):
                grid.addWidget(self._words(card, one, "" if not column else "muted"), line, column)
        card.body.addLayout(grid)
        down.addWidget(card)

    def _seal(self, line: str) -> Card:
        card = Card(self, _("Seal"))
        across = QHBoxLayout()
        across.setSpacing(scaled(16))
        code = QrPicture(card)
        code.show_text(line)
        across.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        written = self._words(card, "\u200b".join(line), "fixed")
        written.setAccessibleName(line)
        written.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        beside.addWidget(written)
        beside.addWidget(self._words(card, _(
            "Printed or kept elsewhere, it shows later whether anything recorded until now was "
            "changed or cut off."), "muted"))
        beside.addStretch(1)
        across.addLayout(beside, 1)
        card.body.addLayout(across)
        return card


def _counts(counted: Mapping[object, int]) -> object:
    return Joined([_("{name} {count}", name=name, count=count)
                   for name, count in counted.items()]) if counted else "–"
