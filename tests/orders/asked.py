"""Asking for an order check as a script does, and finding one's way in the answer."""

from copy import deepcopy
from decimal import Decimal

from bmcalc import compute

NORMAL = {
    "anc": "3.2 x10^9/L", "platelets": "215 x10^9/L", "creatinine": "68 umol/L",
    "bilirubin": {"value": "10 umol/L", "uln": "20 umol/L"},
    "alt": {"value": "35 U/L", "uln": "40 U/L"}, "ast": {"value": "32 U/L", "uln": "40 U/L"},
    "alp": {"value": "90 U/L", "uln": "120 U/L"}, "lvef_baseline": "62 %", "lvef_now": "62 %",
    "qtcf": "420 ms", "potassium": "4.2 mmol/L", "calcium_total": "2.30 mmol/L",
    "albumin": "40 g/L", "magnesium": "0.85 mmol/L", "phosphate": "1.10 mmol/L",
}
"""Results that no rule objects to."""



def dated(on):
    """Return the normal counts and liver values with a day."""
    return {
        name: {**(one if isinstance(one, dict) else {"value": one}), "on": on}
        for name in ("anc", "platelets", "bilirubin", "alt", "ast", "alp")
        for one in (NORMAL[name],)
    }


TCBHP = {
    "patient": {
        "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "pregnancy": "no",
    },
    "regimen": "tcbhp", "cycle": 1, "day": 1, "today": "2021-07-05",
    "labs": {
        "creatinine": {"value": "68 umol/L", "on": "2021-07-03"},
        "anc": {"value": "3.2 x10^9/L", "on": "2021-07-03"},
        "platelets": {"value": "215 x10^9/L", "on": "2021-07-03"},
        "bilirubin": {"value": "10 umol/L", "on": "2021-07-03", "uln": "20 umol/L"},
        "alt": {"value": "35 U/L", "on": "2021-07-03", "uln": "40 U/L"},
        "ast": {"value": "32 U/L", "on": "2021-07-03", "uln": "40 U/L"},
        "alp": {"value": "90 U/L", "on": "2021-07-03", "uln": "120 U/L"},
        "lvef_baseline": "62 %", "lvef_now": "62 %",
    },
    "order": {
        "docetaxel": "120 mg", "carboplatin": "515 mg", "trastuzumab_iv": "464 mg",
        "pertuzumab": "840 mg",
    },
}
"""Case 1 of the casebook; height and weight are invented, as the casebook gives none."""

DENOSUMAB = {
    "calcium_total": "2.30 mmol/L", "albumin": "40 g/L", "elemental_calcium": "600 mg",
    "vitamin_d": "400 IU", "dental_exam": "done", "pregnancy": "na", "dialysis": False,
    "oral_lesion": False, "onj": False, "dental_work_planned": False, "thigh_pain": False,
    "other_denosumab": False, "bisphosphonate": False, "symptoms": False, "calcitriol": False,
}


def changed(base, **changes):
    """Return a copy of a case with some fields replaced; a mapping is merged, None removes."""
    case = deepcopy(base)
    for name, value in changes.items():
        if value is None:
            case.pop(name, None)
        elif isinstance(value, dict) and isinstance(case.get(name), dict):
            for key, inner in value.items():
                if inner is None:
                    case[name].pop(key, None)
                else:
                    case[name][key] = inner
        else:
            case[name] = value
    return case


class Answer:
    """The answer of an order check, with its lines by drug."""

    def __init__(self, answer):
        self.answer = answer
        self.status = answer["status"]
        self.values = answer["values"]
        assert self.status != "refused", answer["errors"]
        self.lines = {line["drug"]: line for line in self.values["lines"]}

    def verdict(self, drug=None):
        return self.values["verdict"] if drug is None else self.lines[drug]["verdict"]

    def codes(self, drug=None):
        """Return the codes of everything told: findings, working and foot."""
        return {finding["code"] for finding in self.told(drug)}

    def told(self, drug=None):
        """Return the findings, then what stands in the working and in the foot."""
        if drug is not None:
            return self.lines[drug]["findings"] + self.lines[drug]["working"]
        working = [one for line in self.lines.values() for one in line["working"]]
        return self.answer["findings"] + working + self.values["foot"]

    def number(self, drug, name):
        value = self.lines[drug][name]
        return None if value is None else Decimal(value["value"])

    def vials(self, drug):
        return {one["strength"]["display"]: one["count"] for one in self.lines[drug]["vials"]}

    def steps(self, drug):
        return [step["label"] for step in self.lines[drug]["steps"]]


def checked(base=TCBHP, lang="en", **changes):
    """Return the answer to a case with some fields replaced."""
    return Answer(compute("order-check", changed(base, **changes), lang))


def refused(base=TCBHP, **changes):
    """Return the (code, field) pairs with which a case is refused."""
    answer = compute("order-check", changed(base, **changes))
    assert answer["status"] == "refused"
    assert answer["values"] == {}
    return {(error["code"], error["field"]) for error in answer["errors"]}


def close(number, expected):
    """Say whether a number is an expected one within 1e-6 of it."""
    expected = Decimal(str(expected))
    return abs(number - expected) <= abs(expected) * Decimal("1e-6")
