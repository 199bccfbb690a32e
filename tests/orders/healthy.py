"""A patient with nothing abnormal, and the orders that fit her: what every regimen must agree to.

Height, weight and results are invented. The order of a regimen is what the program computes for
her, written with route, frequency and days, so that every field of it is compared.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bmcalc import compute
from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.planned_days import runs_of
from bmcalc.formulary.regimen_entry import Line, Regimen, in_days
from bmcalc.formulary.regimens import regimen
from bmcalc.formulary.sequences import stage_of
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.orders.supply.pieces import nearest_piece_dose, pieces_in

HUNDREDTH = Decimal("0.01")
TODAY = "2024-03-11"
"""A Monday."""

PATIENT: dict[str, Any] = {
    "sex": "female", "age": 52, "height": "160 cm", "weight": "57.6 kg", "pregnancy": "no",
    "hypersensitivity": [], "castor_oil_allergy": False,
    "polysorbate_allergy": False, "ild_history": False, "ild_grade": 0, "child_pugh": "none",
    "cyp3a4_inhibitor": "none", "cyp3a4_inducer": "none", "significant_bleeding": False,
    "unhealed_wound": False, "surgery_on": "none", "thrombosis": "none", "dialysis": False,
    "neuropathy_grade": 0, "diarrhoea_grade": 0, "infection": False,
    "heart_failure": False, "dental_exam": "done", "oral_lesion": False, "onj": False,
    "dental_work_planned": False, "thigh_pain": False, "elemental_calcium": "1000 mg",
    "vitamin_d": "800 IU", "other_denosumab": False, "bisphosphonate": False, "symptoms": False,
    "other_bone_agent": False, "creatinine_baseline": "66 umol/L", "gcsf_planned": True,
    "setting": "advanced", "mucositis_grade": 0, "cornea": "clear", "dpd": "2",
    "brivudine_last_on": "none", "warfarin": False, "phenytoin": False, "ppe_grade": 0,
    "worst_toxicity_grade": 0, "hearing_loss": False,
    "congenital_long_qt": False, "gi_resection": False, "oxygen_therapy": False,
    "vinorelbine_oral_given": 3, "anc_episodes_below_1": 0, "anc_episodes_below_0_5": 0,
    "doses_held": 0,
    "diabetes": "none", "ketoacidosis": "none", "egfr": "95 mL/min/1.73m^2",
    "cyp2c8_inhibitor": "none", "cyp2c8_inducer": "none", "pgp_inhibitor": False,
    "diarrhoea_days": "0 day", "diarrhoea_complicated": False, "diarrhoea_treated": False,
    "diarrhoea_episodes": 0, "loperamide_planned": True, "metabolic_grade": 0,
    "severe_skin_history": False, "marrow_disease": False, "worst_blood_grade": 0,
    "esr1_mutation": True, "pik3ca_mutation": True, "akt_pathway_alteration": True,
    "germline_brca": True, "liver_again": False, "proton_pump_inhibitor": False,
    "anthracycline_history": "none", "chest_radiotherapy": "none",
    "trastuzumab_last_on": "none", "effusion": False, "nsaid": False, "trimethoprim": False,
}
RESULTS: dict[str, Any] = {
    "creatinine": "68 umol/L", "anc": "3.2 x10^9/L", "platelets": "215 x10^9/L",
    "haemoglobin": "120 g/L", "bilirubin": {"value": "10 umol/L", "uln": "20 umol/L"},
    "alt": {"value": "30 U/L", "uln": "40 U/L"}, "ast": {"value": "28 U/L", "uln": "40 U/L"},
    "alp": {"value": "90 U/L", "uln": "120 U/L"}, "lvef_baseline": "62 %", "lvef_now": "62 %",
    "qtcf": "420 ms", "potassium": "4.2 mmol/L", "magnesium": "0.85 mmol/L",
    "phosphate": "1.1 mmol/L", "calcium_total": "2.32 mmol/L", "albumin": "42 g/L",
    "blood_pressure_systolic": "120 mmHg", "blood_pressure_diastolic": "78 mmHg",
    "proteinuria": "none", "glucose_fasting": "5.2 mmol/L", "hba1c": "5.4 %",
}


OF_REGIMEN: dict[str, dict[str, Any]] = {
    "dalpi-adj": {"setting": "early"}, "ribo-early": {"setting": "early"},
    "abema-early": {"setting": "early"}, "ola-adj": {"setting": "early"},
    "dalpi-ai": {"setting": "advanced"}, "dalpi-ful": {"setting": "advanced"},
    "eribulin": {"eribulin_strength": "mesilate"}, "eribulin-base": {"eribulin_strength": "base"},
}
"""What is said besides in the orders of one regimen."""


def facts() -> dict[str, Any]:
    """Return the patient and her results, of what the order check asks today."""
    asked = patient_asks()
    return {
        "patient": {name: value for name, value in PATIENT.items()
                    if name in asked or name in ("sex", "age", "height", "weight")},
        "labs": {name: value for name, value in RESULTS.items() if name in LABORATORY},
    }


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """Return what the order check says."""
    return compute("order-check", given)


def gap_to_next_cycle(found: Regimen, line: Line) -> int:
    """Return the days from the last dose of the first cycle to the first of the next.

    What is taken day after day counts from the start of its last run of days.
    """
    days = line.first_cycle_days or line.days
    last = [*runs_of(days)][-1][0] if is_daily(line) else days[-1]
    return in_days(found.track(line).cycle_length) - last + line.days[0]


def last_cycle(found: Regimen, early: bool = False) -> dict[str, Any]:
    """Return the last doses of the drugs that have an interval, on their day or far too near.

    Far too near is more than a third of the gap: zoledronic acid may come after 3 weeks of 4.
    """
    today = date.fromisoformat(TODAY)
    given = {}
    found = stage_of(found, 1).regimen
    for line in found.lines:
        if len(line.days) < in_days(found.track(line).cycle_length):
            gap = gap_to_next_cycle(found, line)
            on = today - timedelta(gap - (gap // 3 + 1) if early else gap)
            given[line.drug] = {"on": on.isoformat()}
    return given


def is_daily(line: Line) -> bool:
    """Say whether a drug is taken on days that follow one another."""
    return any(after - before == 1 for before, after in pairwise(line.days))


def of_today(
    found: Regimen, cycle: int = 1, day: int = 1, last: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the inputs with the order that the regimen gives her on a day."""
    told = facts()
    told["patient"] |= OF_REGIMEN.get(found.id, {})
    given = {**told, "regimen": found.id, "cycle": cycle, "day": day, "today": TODAY,
             **({} if last is None else {"last": last})}
    lines = {line["drug"]: line for line in answer(given)["values"]["lines"]}
    order = {}
    chosen: set[str] = set()
    for line in stage_of(regimen(found.id), cycle).regimen.lines:
        there = lines.get(line.drug)
        if there is None or there["due"] != "today" or line.choice in chosen:
            continue
        if line.choice is not None:
            chosen.add(line.choice)
        dose = _made(line, there["computed"])
        days = (line.first_cycle_days or line.days) if cycle == 1 else line.days
        order[line.drug] = {
            "dose": f"{Decimal(dose['value']).quantize(HUNDREDTH)} {dose['unit']}",
            "route": line.route, "times_per_day": line.times_per_day, "days": list(days),
        }
    return {**given, "order": order}


def _made(line: Line, dose: dict[str, str]) -> dict[str, str]:
    """Return the dose that whole tablets or capsules make, of a drug that comes in them."""
    pieces = pieces_in(drug(line.drug), "CN")
    if not pieces or dose["unit"] != "mg":
        return dose
    nearest = nearest_piece_dose(q(f"{dose['value']} mg"), pieces)
    return dose if nearest is None else {"value": str(nearest.magnitude), "unit": "mg"}


def changed(given: dict[str, Any], drug: str, **fields: Any) -> dict[str, Any]:
    """Return the inputs with some fields of one ordered drug changed."""
    other = deepcopy(given)
    other["order"][drug] |= fields
    return other


def without(given: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the inputs without some facts."""
    other = deepcopy(given)
    for where in ("patient", "labs"):
        other[where] = {name: fact for name, fact in other[where].items() if name not in names}
    return other
