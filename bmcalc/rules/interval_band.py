"""How the time since the last dose stands, as a rule or a schedule says it."""

from __future__ import annotations

from enum import StrEnum

from bmcalc.core.texts import _


class IntervalBand(StrEnum):
    """The band in which an interval lies where it is not on time."""

    TOO_EARLY = "too_early"
    EARLY = "early"
    LATE = "late"
    VERY_LATE = "very_late"
    RELOAD = "reload"
    RESTART = "restart"
    CONFLICT = "conflict"
    NO_REST_WEEK = "no_rest_week"

    @property
    def too_soon(self) -> bool:
        """Whether the dose is due on a later day."""
        return self in (IntervalBand.TOO_EARLY, IntervalBand.EARLY, IntervalBand.NO_REST_WEEK)

    @property
    def label(self) -> object:
        """What people read."""
        return _LABELS[self]


_LABELS: dict[IntervalBand, object] = {
    IntervalBand.TOO_EARLY: _("too early"),
    IntervalBand.EARLY: _("early"),
    IntervalBand.LATE: _("late"),
    IntervalBand.VERY_LATE: _("very late"),
    IntervalBand.RELOAD: _("load again"),
    IntervalBand.RESTART: _("starts again"),
    IntervalBand.CONFLICT: _("two labels in conflict"),
    IntervalBand.NO_REST_WEEK: _("no rest week"),
}
