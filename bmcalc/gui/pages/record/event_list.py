"""Everything that was done to a check, in its order: what, who, when, and how it is signed."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.core.severity import Severity
from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.paint import SeverityMark
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.records.checks.history import Entry, History, Signed

BREAK = 8
"""Signs of a hash that stay together on a narrow page."""

_SEVERITIES = {Signed.HOLDS: Severity.INFO, Signed.BROKEN: Severity.STOP}


class EntryRow(Flowing):
    """One event."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, scaled(6), 0, scaled(6))
        grid.setHorizontalSpacing(scaled(8))
        grid.setVerticalSpacing(scaled(2))
        self._mark = SeverityMark(self)
        self._what, self._who, self._said = Label(self), Label(self), Label(self)
        for label, name in ((self._what, "value"), (self._who, "muted"),
                            (self._said, "value_long")):
            label.setObjectName(name)
            label.setWordWrap(True)
        grid.addWidget(self._mark, 0, 0)
        grid.addWidget(self._what, 0, 1)
        grid.addWidget(self._who, 1, 1)
        grid.addWidget(self._said, 2, 1)
        grid.setColumnStretch(1, 1)

    def show_entry(self, entry: Entry) -> None:
        """Show this event."""
        severity = Severity.STOP if entry.is_irregular else _SEVERITIES.get(entry.signed)
        self._mark.show_severity(severity or Severity.INFO,
                                 "muted" if severity is None else
                                 "fine" if severity is Severity.INFO else None)
        what: list[object] = [entry.name]
        if entry.version is not None:
            what.append(_("version {number}", number=entry.version))
        put(self._what, str(Joined(what, " · ")))
        who: list[object] = [f"{entry.at.local():%Y-%m-%d %H:%M}", entry.who]
        if str(entry.meaning):
            who.append(_("signed as: {meaning}", meaning=entry.meaning))
        who.append(entry.signed.label)
        if entry.is_irregular:
            who.append(_("against the rules: somebody has to look at it"))
        put(self._who, str(Joined(who, " · ")))
        put(self._said, str(entry.said))
        self.setAccessibleName(f"{self._what.text()}. {self._who.text()}. {self._said.text()}")


class EventList(Card):
    """The events, the newest at the end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("What was done"))
        self.rows: Rows[EntryRow] = Rows(self, EntryRow)
        self.body.addWidget(self.rows)
        self._seal = Label(self)
        self._seal.setObjectName("fixed")
        self._seal.setWordWrap(True)
        self.body.addWidget(self._seal)

    def show_history(self, history: History, seal: str) -> None:
        """Show the events of this check, and the seal of the records as they stand."""
        entries = history.entries
        for row, entry in zip(self.rows.take(len(entries)), entries, strict=True):
            row.show_entry(entry)
        put(self._seal, str(_("Seal of the records now: {seal}", seal=breakable(seal))))
        self._seal.setAccessibleName(str(_("Seal of the records now: {seal}", seal=seal)))


def breakable(words: str) -> str:
    """Return words that may be broken after every few signs, so that no line is too long."""
    return " ".join(
        "\u200b".join(word[at:at + BREAK] for at in range(0, len(word), BREAK))
        for word in words.split(" "))
