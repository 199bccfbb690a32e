"""Beginning a check: of a course its next cycle, with what the records know of it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from bmcalc.gui.pages.records.access import opened_desk
from bmcalc.gui.window.session import Session

PACKAGE = "bmcalc.gui.pages.course"


def new_check(session: Session, course: str) -> None:
    """Put the next cycle of a course into the session; without a course leave it as it is."""
    if course and find_spec(PACKAGE) is not None:
        with opened_desk() as desk:
            import_module(f"{PACKAGE}.next_check").put_next_cycle(session, desk, course)
