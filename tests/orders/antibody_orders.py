"""Correct orders of conjugates, HER2 antibodies and checkpoint inhibitors, with every fact."""

import datetime

from tests.orders.asked import NORMAL, checked

TODAY = datetime.date(2026, 3, 16)
PATIENT = {
    "sex": "female", "age": 52, "height": "160 cm", "weight": "60 kg", "pregnancy": "no",
    "ild_grade": 0, "ild_history": False, "setting": "advanced", "diarrhoea_grade": 0,
    "mucositis_grade": 0, "cornea": "clear", "creatinine_baseline": "66 umol/L",
}
GIVEN = {
    "tdm1": {"trastuzumab_emtansine": ("216 mg", 21)},
    "sg": {"sacituzumab_govitecan": ("600 mg", 14)},
    "sac-tmt": {"sacituzumab_tirumotecan": ("300 mg", 14)},
    "dato-dxd": {"datopotamab_deruxtecan": ("360 mg", 21)},
    "rc48": {"disitamab_vedotin": ("120 mg", 14)},
    "marge-chemo": {"margetuximab": ("900 mg", 21)},
    "pembrolizumab": {"pembrolizumab": ("200 mg", 21)},
    "pembrolizumab-q6w": {"pembrolizumab": ("400 mg", 42)},
    "pembro-nabp": {"pembrolizumab": ("200 mg", 21), "nab_paclitaxel": ("163.3 mg", 14)},
    "pembro-pac": {"pembrolizumab": ("200 mg", 21), "paclitaxel": ("147 mg", 14)},
    "pembro-gemcarbo": {"pembrolizumab": ("200 mg", 21), "gemcitabine": ("1633 mg", 14),
                        "carboplatin": ("212 mg", 14)},
    "atezo-nabp": {"atezolizumab": ("840 mg", 14), "nab_paclitaxel": ("163.3 mg", 14)},
    "atezo-nabp-q4w": {"atezolizumab": ("1680 mg", 28), "nab_paclitaxel": ("163.3 mg", 14)},
    "tori-nabp": {"toripalimab": ("240 mg", 21), "nab_paclitaxel": ("204 mg", 14)},
}
"""The orders of day 1 of cycle 2 by regimen: of each drug the dose and the days since the last."""


def days_ago(days):
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def order_of(regimen, **more):
    """Return the input of a correct order of a regimen."""
    lines = GIVEN[regimen]
    return {
        "patient": PATIENT, "labs": NORMAL, "regimen": regimen, "cycle": 2, "day": 1,
        "today": TODAY.isoformat(), "order": {drug: dose for drug, (dose, _days) in lines.items()},
        "last": {drug: {"on": days_ago(days)} for drug, (_dose, days) in lines.items()},
        "policy": {"label_profile": "eu"}, **more,
    }


def answer_to(regimen, **changes):
    """Return the answer to a correct order with some fields replaced."""
    return checked(order_of(regimen), **changes)
