"""A course in words: what each disc, line and bar of its pictures says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _, current_language
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import phases_of
from bmcalc.orders.plan_for_patient import planned_text
from bmcalc.records.checks.states import STATE_NAMES, State
from bmcalc.records.courses.doses_over_cycles import DoseAt
from bmcalc.records.courses.intensity import Intensity
from bmcalc.records.courses.overview import CourseOverview, CycleAt
from bmcalc.records.courses.value_limits import Seen

PLANNED = _("Planned")
STOPPED = _("Stop")
PROFILE_LABELS = {"cn": _("Chinese label"), "eu": _("EU"), "us": _("US")}


def drug_name(drug: str) -> str:
    """Return what people call a drug."""
    found = drugs().get(drug)
    return drug if found is None else str(found.name)


def plan_words(overview: CourseOverview, drug: str) -> tuple[str, str]:
    """Return the international name of a drug, empty in English, and how it is planned."""
    name = ""
    if current_language() != "en" and drug in drugs():
        name = drugs()[drug].name.english
    chosen = regimens().get(overview.course.regimen)
    lines = [] if chosen is None else [
        line for phase in phases_of(chosen) for line in phase.regimen.lines if line.drug == drug]
    if not lines:
        return name, ""
    dose = str(planned_text(lines[0].dose))
    if lines[0].loading_dose is not None:
        first = str(planned_text(lines[0].loading_dose)).partition(" ")[0]
        dose = f"{first}→{dose}"
    return name, dose


def day_words(day: datetime.date | None) -> str:
    """Return a day of this course in short: month and day."""
    return "" if day is None else f"{day:%m-%d}"


def amount(dose: Term | None) -> str:
    """Return a dose for people, empty for none."""
    return "" if dose is None else show(dose, trim=True)


def rounded(value: Term) -> str:
    """Return a sum or a share for people, with one decimal at most."""
    return show(value, 1, trim=True)


def percent(dose: DoseAt) -> str:
    """Return the share of the plan for people: ``99 %``; empty where it is not known."""
    return "" if dose.percent is None else show(dose.percent, 0)


def state_word(dose: DoseAt) -> object:
    """Return how a dose stands, in a word."""
    if dose.state is None:
        return PLANNED
    if dose.state is State.GIVEN and not dose.was_given:
        return STATE_NAMES[State.NOT_GIVEN]
    return STATE_NAMES[dose.state]


def label_of(dose: DoseAt) -> tuple[str, str]:
    """Return the two parts under a disc: the dose, and its percentage or its state."""
    if dose.is_planned:
        return "", day_words(dose.on) if dose.is_own_track else ""
    if dose.shown is None:
        return "", str(state_word(dose))
    if dose.is_own_track and dose.was_given:
        return amount(dose.shown), day_words(dose.on)
    if dose.was_given or dose.is_stopped:
        return amount(dose.shown), percent(dose)
    return amount(dose.shown), str(state_word(dose))


def dose_words(dose: DoseAt) -> str:
    """Return everything that a disc says: the drug, its dose, percentage, state and day."""
    parts: list[object] = [drug_name(dose.drug), f"C{dose.cycle} D{dose.day}", state_word(dose)]
    if dose.is_stopped:
        parts.append(STOPPED)
    if dose.shown is not None:
        parts.append(amount(dose.shown))
    if dose.percent is not None and dose.shown is not None:
        parts.append(_("{percent} of the plan", percent=percent(dose)))
    if dose.on is not None:
        parts.append(dose.on.isoformat())
    if dose.why:
        parts.append(dose.why)
    return str(Joined(parts, ", "))


def cycle_words(overview: CourseOverview, cycle: CycleAt) -> str:
    """Return a whole cycle in words."""
    doses = [dose for drug in overview.drugs for dose in overview.of_drug(drug)
             if dose.cycle == cycle.number]
    return str(_("C{cycle}, {day}: {doses}", cycle=cycle.number, day=cycle.on.isoformat(),
                 doses=Joined([dose_words(one) for one in doses], "; ")))


def timeline_words(overview: CourseOverview) -> str:
    """Return the line of time in words, a cycle a line, then the intensities."""
    lines = [cycle_words(overview, cycle) for cycle in overview.cycles]
    lines += [str(_("{drug}: relative dose intensity {value}", drug=drug_name(drug),
                    value=intensity_words(overview, drug))) for drug in overview.drugs]
    return "\n".join(lines)


def intensity_words(overview: CourseOverview, drug: str) -> str:
    """Return the relative dose intensity of a drug with its cycles, or why there is none."""
    found = overview.intensity.get(drug)
    if found is None or found.percent is None:
        return str(_("none: {reason}", reason=_("no dose was given yet") if found is None
                     else found.why_none))
    return f"{show(found.percent, 1, trim=True)} {span_words(found)}"


def span_words(found: Intensity) -> str:
    """Return the cycles of an intensity: ``C1–C2``, or one of them."""
    return f"C{found.first}" if found.first == found.last else f"C{found.first}–C{found.last}"


def value_words(seen: Seen) -> str:
    """Return a value over the cycles in words, with its limits."""
    points: list[object] = [
        Joined([one.place, *([one.on.isoformat()] if one.on is not None else []),
                reported(one.value)], " ") for one in seen.series.points
    ]
    limits: list[object] = [one.words for one in seen.limits]
    said: list[object] = [Joined(points, "; ")]
    if limits:
        said.append(_("limits: {limits}", limits=Joined(limits, "; ")))
    if str(seen.told):
        said.append(seen.told)
    return str(Joined(said, ". "))


def reported(value: Term) -> str:
    """Return a value with its unit, as many digits as it has, at most one after a conversion."""
    return show(value, None if value.exact else 1, trim=True)


def bare(value: Term) -> str:
    """Return the number of a value alone."""
    return reported(value).partition(" ")[0]


def anthracycline_words(overview: CourseOverview) -> Iterator[str]:
    """Give the sum of each anthracycline, where it is from, its limits, and what is not known."""
    total = overview.anthracyclines
    for one in total.drugs:
        limits = Joined([f"{limit.limit} {PROFILE_LABELS[limit.profile]}"
                         for limit in one.limits])
        yield str(_("{drug}: {total}, of which {told} told and {recorded} from the records; "
                    "limits {limits}", drug=drug_name(one.drug), total=rounded(one.total),
                    told=rounded(one.told), recorded=rounded(one.recorded),
                    limits=limits))
    for unknown in total.unknowns:
        yield str(_("Not known: {what}.", what=unknown))
