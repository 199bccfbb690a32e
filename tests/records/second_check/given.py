"""A first check with values that nobody would guess, and a second entry that says the same."""

from copy import deepcopy

from bmcalc.records.second_check.second_check import SecondCheck
from bmcalc.records.second_check.side import FirstCheck

INPUTS = {
    "patient": {
        "sex": "female", "age": 53, "height": "163.5 cm", "weight": "61.7 kg", "pregnancy": "no",
        "lvef_baseline": "63 %", "lvef_now": "61.5 %",
    },
    "regimen": "tcbhp", "cycle": 3, "day": 1, "today": "2026-11-30",
    "last": {
        "docetaxel": "2026-11-09", "carboplatin": "2026-11-09",
        "trastuzumab_iv": {"on": "2026-11-09", "dose": "370 mg"}, "pertuzumab": "2026-11-09",
    },
    "labs": {
        "creatinine": {"value": "67.3 umol/L", "on": "2026-11-29"},
        "anc": {"value": "3.27 x10^9/L", "on": "2026-11-29"},
        "platelets": {"value": "217 x10^9/L", "on": "2026-11-29"},
        "bilirubin": {"value": "10.9 umol/L", "on": "2026-11-29", "uln": "20.5 umol/L"},
        "alt": {"value": "35.6 U/L", "on": "2026-11-29", "uln": "40 U/L"},
        "ast": {"value": "32.8 U/L", "on": "2026-11-29", "uln": "40 U/L"},
        "alp": {"value": "91.4 U/L", "on": "2026-11-29", "uln": "120 U/L"},
    },
    "order": (
        "docetaxel 127 mg ivgtt d1\ncarboplatin 537 mg ivgtt d1\n"
        "trastuzumab 370 mg ivgtt d1\npertuzumab 420 mg ivgtt d1"
    ),
}
RECORD_NUMBER = "BM-7731"
BIRTH = "1973-07"

ENTRY = {
    "record_number": RECORD_NUMBER, "birth": BIRTH, "regimen": "tcbhp", "cycle": "3", "day": "1",
    "sex": "female", "age": "53", "height": "163.5 cm", "weight": "61.7 kg",
    "creatinine": "67.3 umol/L", "creatinine_on": "2026-11-29", "target_auc": "5 mg*min/mL",
    "order": [
        {"drug": "docetaxel", "dose": "127 mg", "route": "iv", "frequency": "d1",
         "last_on": "2026-11-09"},
        {"drug": "carboplatin", "dose": "537 mg", "route": "iv", "frequency": "d1",
         "last_on": "2026-11-09"},
        {"drug": "trastuzumab", "dose": "370 mg", "route": "iv", "frequency": "d1",
         "last_on": "2026-11-09"},
        {"drug": "pertuzumab", "dose": "420 mg", "route": "iv", "frequency": "d1",
         "last_on": "2026-11-09"},
    ],
}


def first(**changes):
    """Return the first check with some of its inputs replaced."""
    return FirstCheck({**deepcopy(INPUTS), **changes}, RECORD_NUMBER, BIRTH)


def second(**changes):
    """Return a second check of it."""
    return SecondCheck(first(**changes))


def entry(**changes):
    """Return the second entry with some fields replaced; None leaves one empty."""
    made = {**deepcopy(ENTRY), **changes}
    return {name: one for name, one in made.items() if one is not None}


def rows(*changes, **more):
    """Return the rows of the order; ``changes`` are by place, ``more`` are for the first row."""
    made = deepcopy(ENTRY["order"])
    for place, change in enumerate(changes):
        made[place] |= change
    made[0] |= more
    return [{name: one for name, one in row.items() if one is not None} for row in made]


def differing(check):
    """Return what differs, by its key."""
    return [row.what for row in check.comparison.differences]


def entered(raw, **changes):
    """Return a second check with an entry that has no fault."""
    check = second(**changes)
    assert [(one.field, str(one.text)) for one in check.enter(raw).faults] == []
    return check
