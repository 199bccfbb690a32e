"""What a printed case calls its drugs and doses, in words for people."""

from __future__ import annotations

from bmcalc.casebook.models import Event, Prescription, Radiotherapy
from bmcalc.core.numbers import plain
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs

FORMULARY_NAMES = {
    "caltrate_d": "calcium_carbonate_d3",
    "ibuprofen_sr": "ibuprofen",
    "tramadol_sr": "tramadol",
    "oxycodone_cr": "oxycodone",
}
"""Products of the casebook by the formulary's file of the same drug."""

OTHER_NAMES: dict[str, object] = {
    "calcium_and_vitamin_d": _("calcium and vitamin D"),
    "protein": _("protein"),
    "oral_supplement": _("oral nutritional supplement"),
}
PAIN_NAMES: dict[str, object] = {
    "mild": _("mild pain"),
    "moderate": _("moderate pain"),
    "severe": _("severe pain"),
}
REGION_NAMES: dict[str, object] = {
    "rib_5_left": _("left fifth rib"),
    "rib_6_left": _("left sixth rib"),
}
EVENT_NAMES: dict[str, object] = {
    "operation": _("operation"),
    "cycle": _("cycle"),
    "assessment": _("assessment"),
    "follow_up": _("follow-up"),
}


def drug_name(key: str) -> object:
    """Return the name of what is prescribed, or its id where nobody named it.

    A drug that the formulary in force misses is nameless too.
    """
    known = drugs().get(FORMULARY_NAMES.get(key, key))
    return OTHER_NAMES.get(key, key) if known is None else known.name


def region_names(sites: tuple[str, ...]) -> list[object]:
    """Return the names of irradiated regions; a vertebra is its own name."""
    return [REGION_NAMES.get(site, site) for site in sites]


def radiotherapy_words(one: Radiotherapy) -> object:
    """Return the dose of a course with its fractions."""
    return _("{dose} in {fractions} fractions", dose=one.dose, fractions=one.fractions)


def dose_words(one: Prescription) -> object:
    """Return dose, days, cycle and purpose as far as they are printed."""
    return Joined(list(_parts(one)), _(", "))


def _parts(one: Prescription) -> list[object]:
    parts: list[object] = []
    if one.loading is not None:
        parts.append(_("{loading} first, then {dose}", loading=one.loading, dose=one.dose))
    elif one.target_auc is not None:
        parts.append(_("AUC {auc}", auc=plain(one.target_auc.magnitude)))
    elif one.dose is not None:
        parts.append(one.dose)
    if one.times_per_day is not None:
        parts.append(
            _("once a day") if one.times_per_day == 1
            else _("{times} times a day", times=one.times_per_day)
        )
    if one.daily_through is not None:
        parts.append(_("days 1 to {day}", day=one.daily_through))
    elif one.days:
        days = Joined([str(day) for day in one.days], _(", "))
        parts.append(
            _("day {days}", days=days) if len(one.days) == 1 else _("days {days}", days=days)
        )
    if one.cycle is not None:
        parts.append(_("every {cycle}", cycle=one.cycle))
    if one.cycles is not None:
        parts.append(_("{count} cycles", count=one.cycles))
    if one.for_pain:
        parts.append(Joined([PAIN_NAMES[pain] for pain in one.for_pain], _(", ")))
    if one.words is not None:
        parts.append(one.words)
    return parts


def event_name(event: Event) -> object:
    """Return what an event is, a cycle with its number."""
    if event.cycle is not None:
        return _("cycle {number}", number=event.cycle)
    return EVENT_NAMES[event.what]


def event_words(event: Event) -> object:
    """Return what is printed of an event: its words, the pain, the response."""
    parts: list[object] = [event.words]
    if event.nrs is not None:
        parts.append(_("NRS {nrs}", nrs=event.nrs))
    if event.response is not None:
        parts.append(event.response)
    return Joined(parts, _(", "))
