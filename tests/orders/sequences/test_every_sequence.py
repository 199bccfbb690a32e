"""Every sequence that ships: the first dose of each phase agrees on its day and not before."""

from datetime import date, timedelta

import pytest

from bmcalc.formulary.planned_days import is_daily
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimen, regimens
from bmcalc.formulary.sequences import phases_of
from tests.orders.healthy import TODAY, answer, of_today

SEQUENCES = tuple(one.id for one in regimens().values() if one.is_sequence)
LATER = [
    (name, number) for name in SEQUENCES for number, _one in enumerate(phases_of(regimen(name)))
    if number
]


ALWAYS_ASKED = {
    ("camre-neo", "camrelizumab"): {"CAMRELIZUMAB_INDICATION"},
    ("pyro-th-fec", "epirubicin"): {"ANTHRACYCLINE_AFTER_TRASTUZUMAB"},
}
"""What a drug of a sequence asks of every patient, whoever she is."""


def before(stage, days=None):
    """Return the last doses of the phase before as they are planned, or so many days ago."""
    today = date.fromisoformat(TODAY)
    return {
        line.drug: {"on": (today - timedelta(days or stage.before.gap(line, 1))).isoformat()}
        for line in stage.before.regimen.lines
    }


def first_of(name, number, **changed):
    """Return the order of the first day of a phase, and its check."""
    stage = list(phases_of(regimen(name)))[number]
    given = of_today(regimen(name), cycle=stage.begins, last=before(stage))
    assert given["order"], "nothing is due on the first day of the phase"
    return stage, given, answer({**given, **changed})["values"]


@pytest.mark.parametrize(("name", "number"), LATER)
def test_the_first_dose_of_a_phase_agrees(name, number):
    stage, given, values = first_of(name, number)
    assert values["phase"]["regimen"] == stage.regimen.id
    assert (values["phase"]["cycle"], values["phase"]["number"]) == (1, number + 1)
    told = {line["drug"]: line for line in values["lines"]}
    asking = {
        (drug, one["code"]): one["text"] for drug in given["order"]
        for one in told[drug]["findings"]
        if one["severity"] != "info" and one["code"] not in ALWAYS_ASKED.get((name, drug), ())
    }
    assert asking == {}
    assert {told[drug]["verdict"] for drug in given["order"]
            if (name, drug) not in ALWAYS_ASKED} == {"agrees"}


def without_a_break(stage):
    """Say whether all that a phase gives is taken every day: no interval lies before it."""
    return all(
        is_daily(line, in_days(stage.regimen.track(line).cycle_length))
        for line in stage.regimen.lines
    )


WITH_INTERVALS = [
    (name, number) for name, number in LATER
    if not without_a_break(list(phases_of(regimen(name)))[number])
]


@pytest.mark.parametrize(("name", "number"), WITH_INTERVALS)
def test_it_does_not_agree_far_too_near_to_the_phase_before(name, number):
    stage, given, _values = first_of(name, number)
    values = answer({**given, "last": before(stage, 2)})["values"]
    verdicts = {line["drug"]: line["verdict"] for line in values["lines"]}
    assert {verdicts[drug] for drug in given["order"]} == {"stop"}


@pytest.mark.parametrize(("name", "number"), WITH_INTERVALS)
def test_nor_without_the_doses_before(name, number):
    _stage, given, _values = first_of(name, number)
    values = answer({**given, "last": {}})["values"]
    verdicts = {line["drug"]: line["verdict"] for line in values["lines"]}
    assert {verdicts[drug] for drug in given["order"]} == {"undecidable"}


@pytest.mark.parametrize(("name", "number"), LATER)
def test_a_drug_of_the_phase_before_alone_is_stopped(name, number):
    stage, given, _values = first_of(name, number)
    gone = {line.drug for line in stage.before.regimen.lines} - {
        line.drug for line in stage.regimen.lines
    }
    for drug in gone:
        order = {**given["order"], drug: "100 mg"}
        values = answer({**given, "order": order})["values"]
        assert next(one for one in values["lines"] if one["drug"] == drug)["verdict"] == "stop"
