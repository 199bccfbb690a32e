"""Change of a tumour or bone marker, each percentage with the value it refers to."""

from __future__ import annotations

from typing import NamedTuple

from bmcalc.calculators.response.marker_inputs import MARKER_NAMES, UNITS, MarkerInputs, Point
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.relative_change import SOURCE, relative_change
from bmcalc.rules.limits import StatedNumber, limit

NO_CHANGE = q("0 %")
_RISES = {"cea": "marker_rise_cea", "ca15_3": "marker_rise_ca15_3"}
"""The limit of the rise after two cycles, by marker."""


class Trend(NamedTuple):
    """The points of a series with their changes, ready to be drawn."""

    points: list[dict[str, object]]
    baseline: Term
    lowest: Term
    previous: Term
    latest: Term


def rise_after_two_cycles(marker: str | None) -> Term | None:
    """Return the rise that was followed by an earlier progression; None for other markers."""
    name = _RISES.get(marker or "")
    return None if name is None else limit(name)


def trend(points: list[Point]) -> Trend:
    """Return each value in the first one's unit, with its change from the first and the last one.

    A change is None for the first value and after a value of zero.
    """
    values = [point["value"].to(points[0]["value"].unit.key) for point in points]
    rows: list[dict[str, object]] = []
    for index, (point, value) in enumerate(zip(points, values, strict=True)):
        before = values[index - 1] if index else None
        rows.append({
            "label": point["label"],
            "on": point["on"],
            "value": value,
            "from_baseline": relative_change(values[0], value) if index else None,
            "from_previous": relative_change(before, value) if before and before.magnitude
            else None,
        })
    lowest = min(values[:-1], key=lambda value: value.magnitude)
    return Trend(rows, values[0], lowest, values[-2], values[-1])


def marker_change(given: MarkerInputs, work: Work) -> None:
    """Write the change from the baseline, from the value before and from the lowest one."""
    series = trend(given.points)
    work.give("trend", series.points)
    work.give("baseline", series.baseline)
    work.give("value", series.latest)
    latest = series.latest.named(_("now"))
    from_baseline = _change(
        work, "change_from_baseline", _("Change from the baseline of {old}", old=series.baseline),
        series.baseline.named(_("baseline")), latest,
    )
    assert from_baseline is not None
    from_previous = None
    if len(series.points) > 2:
        work.give("previous", series.previous)
        from_previous = _change(
            work, "change_from_previous",
            _("Change from the previous value of {old}", old=series.previous),
            series.previous.named(_("previous")), latest,
        )
        work.give("lowest", series.lowest)
        _change(
            work, "change_from_lowest",
            _("Change from the lowest earlier value, {old}", old=series.lowest),
            series.lowest.named(_("lowest")), latest,
        )
    _compare(from_baseline, from_previous, series, work)
    if latest > series.previous:
        _judge_rise(given, series, work)


def _change(work: Work, name: str, label: object, old: Term, new: Term) -> Term | None:
    """Show and return one change; after a value of zero there is none."""
    if not old.magnitude:
        work.give(name, None)
        work.info("ZERO_REFERENCE", _("No percentage of a value of zero exists."), SOURCE)
        return None
    change = relative_change(old, new)
    meaningful = limit("marker_change")
    decimals = decimals_against(change, [NO_CHANGE, meaningful, -meaningful], 1)
    work.step(label, change, SOURCE, decimals=decimals)
    work.give(name, change, decimals)
    return change


def _compare(
    from_baseline: Term, from_previous: Term | None, series: Trend, work: Work
) -> None:
    if from_previous is not None and (
        (from_baseline < NO_CHANGE < from_previous) or (from_previous < NO_CHANGE < from_baseline)
    ):
        work.caution(
            "DIRECTION_DEPENDS",
            _("The direction depends on the reference: {from_baseline} from the baseline of "
              "{baseline}, {from_previous} from the previous value of {previous}. Write the "
              "reference beside the percentage.",
              from_baseline=show(from_baseline, 1), baseline=series.baseline,
              from_previous=show(from_previous, 1), previous=series.previous),
            SOURCE,
        )
    meaningful = limit("marker_change")
    if from_baseline >= meaningful or from_baseline <= -meaningful:
        work.info(
            "MEANINGFUL_CHANGE",
            _("A change of {share} or more over four weeks followed the clinical course in one "
              "series.", share=meaningful),
            "markers-1995",
        )


def _judge_rise(given: MarkerInputs, series: Trend, work: Work) -> None:
    """Say what a rise means and does not mean."""
    work.info(
        "NEVER_ALONE",
        _("A rising marker alone is not progression; decide with imaging and symptoms."),
        "markers-never-alone",
    )
    weeks = given.weeks_on_treatment
    if weeks is not None and weeks <= limit("marker_flare").magnitude:
        work.caution(
            "FLARE",
            _("A rise in the first {weeks} weeks of a treatment can be flare. Repeat the marker.",
              weeks=StatedNumber("marker_flare")),
            "markers-never-alone", about="weeks_on_treatment",
        )
    most = rise_after_two_cycles(given.marker)
    if most is not None and series.latest - series.baseline > most:
        work.caution(
            "RISE_AFTER_TWO_CYCLES",
            _("{marker} is more than {limit} above the baseline: after two cycles such a rise went "
              "with shorter progression-free survival.",
              marker=MARKER_NAMES[given.marker or ""], limit=most),
            "markers-2017",
        )


CALCULATOR = Calculator(
    id="marker-change",
    title=_("Marker change"),
    summary=_("Tumour and bone markers: each change with the value it refers to, and the trend"),
    group="response",
    order=420,
    not_for=NotFor(
        _("Never alone to declare progression: early in a treatment a rise can be "
          "flare."),
        "markers-never-alone",
    ),
    inputs=MarkerInputs,
    values=(
        Value(name="change_from_baseline", label=_("Change from the baseline"), unit="%",
              decimals=1),
        Value(name="baseline", label=_("Baseline value"), unit=UNITS[0], also=UNITS[1:]),
        Value(name="value", label=_("Value now"), unit=UNITS[0], also=UNITS[1:]),
        Value(name="change_from_previous", label=_("Change from the previous value"), unit="%",
              decimals=1),
        Value(name="previous", label=_("Previous value"), unit=UNITS[0], also=UNITS[1:]),
        Value(name="change_from_lowest", label=_("Change from the lowest earlier value"), unit="%",
              decimals=1),
        Value(name="lowest", label=_("Lowest earlier value"), unit=UNITS[0], also=UNITS[1:]),
        Value(name="trend", label=_("Trend"), kind="array"),
    ),
    formula=marker_change,
    headline="change_from_baseline",
    picture="trend",
)
