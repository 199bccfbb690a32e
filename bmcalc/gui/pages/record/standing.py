"""How far a check has come, in a few words for the bottom of a page."""

from __future__ import annotations

from bmcalc.core.texts import Joined, _
from bmcalc.records.checks.check import Done
from bmcalc.records.checks.history import person_words
from bmcalc.records.desk import Desk

NOT_YET = _("not yet")


def standing_of(desk: Desk, check_id: str) -> list[tuple[object, object]]:
    """Return who checked first and second and when, then the state, each with its caption.

    :class:`RecordsFault` where there is no such check.
    """
    desk.projections.catch_up()
    check, version = desk.check(check_id), desk.check(check_id).newest
    found: list[tuple[object, object]] = [
        (_("First check"), _done(desk, version.first)),
        (_("Second check"), _("one person") if version.one_person
         else _done(desk, version.second)),
    ]
    states: list[object] = [version.state.label, *(one.label for one in sorted(check.beside))]
    found.append((_("State"), _("{state}, version {number}", state=Joined(states),
                                number=version.number)))
    return found


def _done(desk: Desk, done: Done | None) -> object:
    if done is None:
        return NOT_YET
    return f"{person_words(desk.roster().find(done.who))} {done.at.local():%m-%d %H:%M}"
