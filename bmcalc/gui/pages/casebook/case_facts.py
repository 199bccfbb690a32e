"""The facts of a printed case in short, each with its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bmcalc.casebook.models import AdverseEvent, Case
from bmcalc.core.texts import Joined, _

SUBTYPES: dict[str, object] = {
    "her2_positive": _("HER2-positive"),
    "hr_positive": _("HR-positive, HER2-negative"),
    "triple_negative": _("triple-negative"),
}
SEXES: dict[str, object] = {"female": _("Female"), "male": _("Male")}
TERMS: dict[str, object] = {
    "white_cells": _("low white cells"),
    "neutrophils": _("low neutrophils"),
    "nausea": _("nausea"),
    "alopecia": _("hair loss"),
    "fatigue": _("fatigue"),
    "lvef": _("LVEF"),
    "diarrhoea": _("diarrhoea"),
    "rash": _("rash"),
    "hypocalcaemia": _("called hypocalcaemia"),
    "radiation_dermatitis": _("radiation dermatitis"),
    "oesophagitis": _("oesophagitis"),
    "injection_site": _("reaction at the injection site"),
    "hot_flush": _("hot flushes"),
    "liver": _("liver enzymes"),
    "qtc": _("QTc"),
    "arthralgia": _("joint pain"),
    "interstitial_lung_disease": _("interstitial lung disease"),
}


class Fact(NamedTuple):
    """One line: what it is about, what is printed, where."""

    name: object
    words: object
    page: int


def who(case: Case) -> object:
    """Return the patient in one line."""
    first, last = case.pages
    return _("{sex}, {age} years · {subtype} · {stage}, stage {group} · pages {first} to {last}",
             sex=SEXES[case.patient.sex], age=case.patient.age, subtype=SUBTYPES[case.subtype],
             stage=case.diagnosis.stage, group=case.diagnosis.group, first=first, last=last)


def facts(case: Case) -> Iterator[Fact]:
    """Yield what is printed of the disease, its treatment and its course."""
    yield Fact(_("Complaint"), case.patient.complaint, case.patient.page)
    history = case.history
    yield Fact(
        _("Primary"),
        Joined([
            history.diagnosed, history.stage,
            _("ER {er}, PR {pr}, HER2 {her2}", er=history.receptors.er, pr=history.receptors.pr,
              her2=history.receptors.her2.replace("-", "−")),
            *(one.name for one in history.adjuvant),
        ], _("; ")),
        history.page,
    )
    found = case.diagnosis
    yield Fact(_("Diagnosis"), Joined(list(found.conclusions), _("; ")), found.page)
    response = case.response
    yield Fact(
        _("Response"),
        _("{overall} on {on}: {target}; {others}", overall=response.overall,
          on=response.on.isoformat(), target=response.target, others=response.non_target),
        response.page,
    )
    yield Fact(
        _("Adverse events"),
        Joined([adverse_words(one) for one in case.adverse_events], _("; ")),
        case.adverse_events[0].page,
    )


def adverse_words(one: AdverseEvent) -> object:
    """Return one adverse event with its grade or value."""
    name = TERMS[one.term]
    if one.before is not None:
        return _("{name} {before} to {value}", name=name, before=one.before, value=one.value)
    if one.value is not None:
        return _("{name} {value}", name=name, value=one.value)
    return _("{name} grade {grade}", name=name, grade=one.grade) if one.grade else name
