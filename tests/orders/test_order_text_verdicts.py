"""What the check says of pasted orders when every fact is there: right ones agree, traps never."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from bmcalc import compute
from bmcalc.formulary.planned_days import days_of
from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of
from tests.orders.asked import DENOSUMAB

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "order_text.json").read_text(encoding="utf-8")
)
TODAY = date(2024, 3, 11)
FACTS = {
    "sex": "female", "age": 52, "lvef_baseline": "62 %", "lvef_now": "62 %",
    "magnesium": "0.85 mmol/L", "phosphate": "1.1 mmol/L", "potassium": "4.2 mmol/L",
    "qtcf": "420 ms", "postmenopausal": True, "creatinine_baseline": "68 umol/L", **DENOSUMAB,
    "ild_history": False, "ild_grade": 0, "significant_bleeding": False, "proteinuria": "none",
    "blood_pressure_systolic": "120 mmHg", "blood_pressure_diastolic": "80 mmHg",
    "surgery_on": "none",
}
LABS = {
    "creatinine": "68 umol/L", "anc": "3.2 x10^9/L", "platelets": "215 x10^9/L",
    "bilirubin": "10 umol/L", "alt": "20 U/L", "ast": "20 U/L", "alp": "90 U/L",
}
READY = [one for one in VECTORS if one["regimen"] in regimens()]


def last_doses(regimen, cycle, day):
    """Return when each drug of a regimen was given last, on its planned day before this one."""
    found = {}
    stage = stage_of(regimens()[regimen], cycle)
    given, cycle = stage.regimen, stage.cycle
    for line in given.lines:
        length = in_days(given.track(line).cycle_length)
        earlier = [one for one in days_of(line, cycle) if one < day]
        if earlier:
            since = day - max(earlier)
        elif cycle > 1:
            since = length + day - max(days_of(line, cycle - 1))
            if line.times_per_day > 1 or len(days_of(line, cycle)) > 3:
                since = length
        else:
            continue
        found[line.drug] = {"on": (TODAY - timedelta(days=since)).isoformat()}
    return found


def asked(vector):
    from bmcalc.orders.reading.patient_facts import patient_asks

    known = patient_asks()
    patient = {name: value for name, value in FACTS.items() if name in known}
    labs = {name: {"value": value, "on": "2024-03-10"} for name, value in LABS.items()}
    if "creatinine" in vector:
        labs["creatinine"]["value"] = vector["creatinine"]
    for name, limit in (("bilirubin", "20 umol/L"), ("alt", "40 U/L"), ("ast", "40 U/L"),
                        ("alp", "120 U/L")):
        labs[name]["uln"] = limit
    for name in list(patient):
        if name in labs:
            patient.pop(name)
    patient |= {"age": vector.get("age", 52), "weight": vector["weight"],
                "height": vector["height"]}
    return {
        "patient": patient, "labs": labs, "regimen": vector["regimen"], "cycle": vector["cycle"],
        "day": vector["day"], "today": TODAY.isoformat(), "order": vector["text"],
        "last": last_doses(vector["regimen"], vector["cycle"], vector["day"]),
    }


@pytest.mark.parametrize("vector", READY, ids=lambda vector: vector["id"])
def test_each_line_gets_a_verdict_that_is_right(vector):
    answer = compute("order-check", asked(vector))
    assert answer["status"] != "refused", answer["errors"]
    verdicts = {line["drug"]: line["verdict"] for line in answer["values"]["lines"]}
    reasons = {
        line["drug"]: [(one["code"], one["text"]) for one in line["findings"]
                       if one["severity"] != "info"]
        for line in answer["values"]["lines"]
    }
    for drug, right in vector["verdict"].items():
        assert verdicts[drug] in right, reasons[drug]


@pytest.mark.parametrize("vector", READY, ids=lambda vector: vector["id"])
def test_a_trap_never_agrees_as_a_whole(vector):
    if vector["trap"] is None or "agrees" in str(vector["verdict"]):
        return
    answer = compute("order-check", asked(vector))
    assert answer["values"]["verdict"] != "agrees"
