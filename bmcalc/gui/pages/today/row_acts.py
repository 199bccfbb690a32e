"""What can be done with a line of the day's work, and what is missing while it cannot."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.gui.pages.records.check_acts import CHECK_ACTS, CheckAct
from bmcalc.gui.pages.today.work_rows import Group, WorkRow
from bmcalc.records.checks.check import Check
from bmcalc.records.checks.states import State, row_of
from bmcalc.records.ledger.kinds import Kind

NO_LINE = _("Choose a line first.")
NO_ORDER = _("There is no order yet: N begins its check.")
_ACTS = {one.kind: one for one in CHECK_ACTS}


def act_of(kind: Kind) -> CheckAct:
    """Return what an act asks and records."""
    return _ACTS[kind]


def check_of(row: WorkRow | None) -> Check | None:
    """Return the check of a line; None without a line, and for what has no order yet."""
    return None if row is None else row.check


def _no_check(row: WorkRow | None) -> object:
    if row is None:
        return NO_LINE
    return NO_ORDER if row.check is None else ""


def why_not_second(row: WorkRow | None) -> object:
    """Return why no second check can be made; empty where one can."""
    check = check_of(row)
    if check is None:
        return _no_check(row)
    if row_of(check.state, Kind.SECOND_CHECKED) is not None:
        return ""
    if check.state in (State.DRAFT, State.RETURNED):
        return _("The first check is missing.")
    return _("This check is past the second check.")


def why_not_print(row: WorkRow | None) -> object:
    """Return why a line has no slip; empty where it has one."""
    if row is not None and row.is_blind:
        return _("Nothing is printed before the second check.")
    return _no_check(row)


def why_not_open(row: WorkRow | None) -> object:
    """Return why there is nothing to open; what has no order yet is begun."""
    return NO_LINE if row is None else ""


def why_not_query(row: WorkRow | None) -> object:
    """Return why nothing can be asked about a line; empty where it can."""
    return _no_check(row)


def holding(row: WorkRow | None) -> Kind:
    """Return whether a line is put on hold, or goes on because it is."""
    return Kind.RESUMED if row is not None and row.group is Group.HELD else Kind.HELD


def why_not_hold(row: WorkRow | None) -> object:
    """Return why a line can neither be put on hold nor go on; empty where it can."""
    check = check_of(row)
    if check is None:
        return _no_check(row)
    return "" if act_of(holding(row)).is_possible(check) else _("It was given, or was not given.")


def why_not_release(row: WorkRow | None) -> object:
    """Return what stands against a release as far as may be shown; empty where nothing does."""
    check = check_of(row)
    if check is None:
        return _no_check(row)
    if check.state in (State.DRAFT, State.RETURNED):
        return _("The first check is missing.")
    if not act_of(Kind.RELEASED).is_possible(check):
        return (_("The second check is missing.") if check.state is State.FIRST_CHECK
                else _("It is released or ended already."))
    if check.open_queries or check.unexplained:
        return _("A query is open.")
    if check.hold is not None:
        return _("It is on hold.")
    if check.state is State.FIRST_CHECK:
        return ""
    left = [one for one in check.newest.unsettled({}) if one.needs_override]
    return _("Without an override: {count}", count=len(left)) if left else ""
