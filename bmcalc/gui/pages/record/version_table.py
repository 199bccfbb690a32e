"""The versions of a check beside each other: state, every dose, and what one of them changed."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from bmcalc.core.term import q, show
from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.records.checks.case import Case
from bmcalc.records.checks.check import ShownLine, Version
from bmcalc.records.checks.history import History, VersionSeen

MOST_BESIDE = 3
"""Versions that stand beside each other, the newest of them all."""

BLIND = _("This check waits for its second person. Until then nothing that was entered first is "
          "shown here.")


class VersionTable(Card):
    """Words alone: a change has its words before and after, and stands in bold."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Versions"))
        self._told = Label(self)
        self._told.setObjectName("doubt")
        self._told.setWordWrap(True)
        self.body.addWidget(self._told)
        self._place = Flowing(self)
        self.body.addWidget(self._place)

    def show_history(self, history: History) -> None:
        """Show the versions of this check."""
        put(self._told, str(BLIND) if history.is_blind else "")
        place = Flowing(self)
        grid = QGridLayout(place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(6))
        shown = history.versions[-MOST_BESIDE:]
        for column, one in enumerate(shown, 1):
            grid.setColumnStretch(column, 6 // len(shown))
            _cell(grid, 0, column, _head(one), "title", place)
        grid.setColumnStretch(0, 2)
        if not history.is_blind:
            row = _lines(grid, shown, place)
            _changes(grid, row, shown, place)
        self.body.replaceWidget(self._place, place)
        self._place.hide()
        self._place.deleteLater()
        self._place = place
        place.show()


def _cell(grid: QGridLayout, row: int, column: int, words: object, name: str,
          parent: QWidget) -> QLabel:
    label = Label(str(words), parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    grid.addWidget(label, row, column)
    return label


def _head(seen: VersionSeen) -> object:
    version = seen.version
    return _("Version {number}: {state}, {time}", number=version.number,
             state=version.state.label, time=f"{version.drafted.at.local():%Y-%m-%d %H:%M}")


def _lines(grid: QGridLayout, shown: tuple[VersionSeen, ...], parent: QWidget) -> int:
    """Write every line of the versions; return the row after the last."""
    drugs = dict.fromkeys(line.drug for one in shown for line in one.version.shown.lines)
    for row, drug in enumerate(drugs, 1):
        _cell(grid, row, 0, Case.name(drug), "value", parent)
        before = ""
        for column, one in enumerate(shown, 1):
            words = str(_line_words(one.version, drug))
            changed = column > 1 and words != before
            _cell(grid, row, column, words, "value" if changed else "value_long", parent)
            before = words
    return len(drugs) + 1


def _line_words(version: Version, drug: str) -> object:
    lines = version.shown.lines_of(drug)
    if not lines:
        return "–"
    parts: list[object] = []
    for line in lines:
        parts += _of_line(line)
    override = version.overrides.get(drug)
    if override is not None:
        parts.append(_("let through: {reason}", reason=override.reason))
    if drug in version.reasons:
        parts.append(_("released: {reason}", reason=version.reasons[drug]))
    if version.outcome is not None:
        given = [one for one in version.outcome.given if one.drug == drug]
        parts += [_("given {dose} mg on {day}", dose=one.dose, day=one.on) for one in given]
        reason = version.outcome.not_given.get(drug)
        if reason is not None:
            parts.append(_("not as ordered: {reason}", reason=reason) if given
                         else _("not given: {reason}", reason=reason))
    return Joined(parts, "; ")


def _of_line(line: ShownLine) -> list[object]:
    parts: list[object] = []
    if line.ordered is not None:
        parts.append(_("ordered {dose} mg", dose=line.ordered))
    if line.dose is not None:
        parts.append(_("calculated {dose}", dose=show(q(f"{line.dose} mg"), 1, trim=True)))
    return [*parts, line.verdict.label]


def _changes(grid: QGridLayout, row: int, shown: tuple[VersionSeen, ...],
             parent: QWidget) -> None:
    """Write what each version says otherwise than the one before, field by field."""
    labels = dict.fromkeys(str(one.label) for seen in shown for one in seen.changes)
    for place, label in enumerate(labels, row):
        _cell(grid, place, 0, label, "muted", parent)
        for column, seen in enumerate(shown, 1):
            words = [_("{before} → {after}", before=one.before or "–", after=one.after or "–")
                     for one in seen.changes if str(one.label) == label]
            if words:
                _cell(grid, place, column, Joined(list(words), "; "), "value", parent)
