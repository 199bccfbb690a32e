"""What was said of a fact at the last check of the course: shown beside its field, never judged."""

from __future__ import annotations

from collections.abc import Mapping

from bmcalc.core.ask.in_words import shown_input
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.gui.pages.course.names import BEFORE, PATIENT, of_records
from bmcalc.gui.pages.order_check.entered import PAGE_ID
from bmcalc.gui.pages.order_check.questions import ask_of
from bmcalc.gui.window.session import Session


def last_time(session: Session, name: str) -> object:
    """Return what a fact was at the last check of this patient; "" where nobody knows."""
    before = session.entry(PAGE_ID, BEFORE).typed
    known = isinstance(before, Mapping) and of_records(session, PATIENT) is not None
    if not known or name not in before:
        return ""
    ask = ask_of(name)
    try:
        value = ask.read(before[name])
    except Rejected:
        return ""
    return _("Last time: {value}", value=shown_input(ask, value))
