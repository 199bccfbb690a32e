"""The facts of denosumab and zoledronic acid."""

from __future__ import annotations

from typing import Any

from tests.orders.grid.pages import FIRST, PROFILES, Facts, Page

NO, YES = False, True

CALCIUM_AND_MOUTH = {
    "calcium_total": (
        "2.30 mmol/L", "2.11 mmol/L", "2.10 mmol/L", "2.00 mmol/L", "1.99 mmol/L", "1.75 mmol/L",
        "1.74 mmol/L", "2.52 mmol/L", "2.53 mmol/L", "2.90 mmol/L", "2.91 mmol/L", "3.11 mmol/L",
        None,
    ),
    "albumin": ("40 g/L", None, "24 g/L", "30 g/L"),
    "calcium_ionised": (None, "1.15 mmol/L", "1.14 mmol/L", "0.89 mmol/L", "1.33 mmol/L"),
    "symptoms": (NO, YES), "dialysis": (NO, YES),
    "crcl": ("90 mL/min", "30 mL/min", "29.9 mL/min", None),
    "elemental_calcium": ("600 mg", "500 mg", "499 mg", "0 mg", "1001 mg", None),
    "vitamin_d": ("400 IU", "399 IU", "0 IU", None), "calcitriol": (NO, YES),
    "magnesium": ("0.90 mmol/L", "0.75 mmol/L", "0.74 mmol/L", "0.50 mmol/L", "0.49 mmol/L"),
    "dental_exam": ("done", "not_done", "unknown", None), "oral_lesion": (NO, YES),
    "onj": (NO, YES), "dental_work_planned": (NO, YES), "hypersensitivity": (NO, YES),
}
DENOSUMAB = {
    **CALCIUM_AND_MOUTH,
    "calcium_age_days": (3, 14, 15, 35, 36), "pth_known": (None, YES),
    "nephrology_plan": (None, YES),
    "vitamin_d_25oh": ("80 nmol/L", "50 nmol/L", "49 nmol/L", "25 nmol/L", "24 nmol/L", None),
    "thigh_pain": (NO, YES), "pregnancy": ("na", "no", "yes", "unknown", None),
    "other_denosumab": (NO, YES), "bisphosphonate": (NO, YES), "ribociclib": (NO, YES),
    "qtcf": ("420 ms", "499 ms", "500 ms"),
}
ZOLEDRONIC = {
    **CALCIUM_AND_MOUTH,
    "crcl": ("90 mL/min", "60.1 mL/min", "60 mL/min", "50 mL/min", "49.9 mL/min", "40 mL/min",
             "39.9 mL/min", "30 mL/min", "29.9 mL/min"),
    "phosphate": ("1.20 mmol/L", "0.85 mmol/L", "0.84 mmol/L"),
    "other_bone_agent": (NO, YES), "infusion_minutes": (15, 14),
    "dosing_interval": ("every_4_weeks", "every_12_weeks"),
    "creatinine": ("70 umol/L", "114 umol/L", "113 umol/L", "77 umol/L", "78 umol/L", None),
    "creatinine_baseline": ("70 umol/L", "124 umol/L", "125 umol/L", "26 umol/L", None),
}


def _words(facts: Facts, occasion: str) -> dict[str, Any]:
    return {"first_dose": occasion == FIRST, **facts}


def _denosumab(facts: Facts, occasion: str) -> dict[str, Any]:
    return {**_words(facts, occasion), "sex": "female"}


def _has_calcium(facts: Facts) -> bool:
    return facts["calcium_total"] is not None or facts["calcium_ionised"] is not None


PAGES = (
    Page(
        calculator="denosumab", drug="denosumab", planned="120 mg", facts=DENOSUMAB,
        words=_denosumab, dose=None, route="sc", profiles=PROFILES,
        later_facts={"days_since_last": (28, 20, 21, 24, 25, 35, 36, 56, 57, 181, 183)},
    ),
    Page(
        calculator="zoledronic-acid", drug="zoledronic_acid", planned="4 mg",
        facts={name: values for name, values in ZOLEDRONIC.items() if name != "hypersensitivity"},
        words=_words, dose="dose", route="iv", possible=_has_calcium,
        later_facts={
            "days_since_last": (28, 20, 21, 35, 36, 76, 77, 91, 92), "on_hold": (NO, YES),
        },
    ),
)
