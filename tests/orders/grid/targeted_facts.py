"""The facts of the CDK4/6 inhibitors, the endocrine drugs and the agents against HER2."""

from __future__ import annotations

from typing import Any

from tests.orders.grid.pages import FIRST, LATER, PROFILES, TODAY, Facts, Page

NO, YES = False, True
ALT = ("0.8 xULN", "3 xULN", "3.1 xULN", "5 xULN", "5.1 xULN", "20 xULN", "20.1 xULN")
BILIRUBIN = ("0.5 xULN", "2 xULN", "2.1 xULN")
TEMPERATURE = ("36.8 degC", "38.3 degC", "38.4 degC")
CHILD_PUGH = ("none", "a", "b", "c")
ILD_GRADE = (0, 1, 2, 3)
LEVEL = (0, 1, 2)
OTHERS = {
    "cyp3a4_inhibitor": ("none", "moderate", "strong"),
    "cyp3a4_inducer": ("none", "moderate", "strong"),
    "menopause": ("postmenopausal", "premenopausal", "suppressed"),
}

PALBOCICLIB = {
    "anc": ("3 x10^9/L", "1 x10^9/L", "0.99 x10^9/L", "0.5 x10^9/L", "0.49 x10^9/L"),
    "platelets": ("200 x10^9/L", "50 x10^9/L", "49 x10^9/L", "25 x10^9/L", "24 x10^9/L"),
    "temperature": TEMPERATURE, "fever_over_1_h": (NO, YES), "infection": (NO, YES),
    "neutropenia_again": (NO, YES), "child_pugh": CHILD_PUGH, "ild_grade": ILD_GRADE, **OTHERS,
}
RIBOCICLIB = {
    "anc": PALBOCICLIB["anc"], "temperature": TEMPERATURE, "fever_over_1_h": (NO, YES),
    "neutropenia_again": (NO, YES),
    "qtcf": ("420 ms", "449 ms", "450 ms", "480.4 ms", "480.5 ms", "500 ms", "501 ms"),
    "qtcf_baseline": ("420 ms", "419 ms"), "ventricular_arrhythmia": (NO, YES),
    "qtcf_above_500_ecgs": (0, 1, 2), "qtc_again": (NO, YES), "electrolytes_normal": (YES, NO),
    "alt": ALT, "ast": ("0.8 xULN", "3.1 xULN", "20.1 xULN"), "bilirubin": BILIRUBIN,
    "cholestasis": (NO, YES), "liver_baseline_grade_2": (NO, YES), "liver_again": (NO, YES),
    "child_pugh": CHILD_PUGH, "crcl": ("90 mL/min", "30 mL/min", "29.9 mL/min"),
    "dialysis": (NO, YES), "tamoxifen": (NO, YES), "ild_grade": ILD_GRADE, **OTHERS,
}
ABEMACICLIB = {
    "anc": (*PALBOCICLIB["anc"], "1.5 x10^9/L", "1.49 x10^9/L"),
    "platelets": ("200 x10^9/L", "100 x10^9/L", "99 x10^9/L"),
    "haemoglobin": ("120 g/L", "80 g/L", "79 g/L"), "temperature": TEMPERATURE,
    "fever_over_1_h": (NO, YES), "neutropenia_again": (NO, YES), "g_csf": (NO, YES),
    "reduced_already": (NO, YES), "alt": ALT, "ast": ("0.8 xULN", "3.1 xULN", "5.1 xULN"),
    "bilirubin": BILIRUBIN, "cholestasis": (NO, YES), "liver_again": (NO, YES),
    "child_pugh": CHILD_PUGH, "diarrhoea_grade": (0, 1, 2, 3, 4), "ild_grade": ILD_GRADE,
    **OTHERS,
}
COURSE = {"days_since_last": (28, 27, 29), "cycle": (3, 2), "day": (1, 8, 15, 21), "level": LEVEL}
LEVELS = {
    "palbociclib": ("125 mg", "100 mg", "75 mg"), "ribociclib": ("600 mg", "400 mg", "200 mg"),
    "abemaciclib": ("150 mg", "100 mg", "50 mg"),
}

_CDK46_NAMES = {
    "day": "cycle_day", "ventricular_arrhythmia": "arrhythmia",
    "qtcf_above_500_ecgs": "ecgs_above_500",
}


def _cdk46(drug: str) -> Any:
    def words(facts: Facts, occasion: str) -> dict[str, Any]:
        inputs = {_CDK46_NAMES.get(name, name): value for name, value in facts.items()}
        days, level = inputs.pop("days_since_last", None), inputs.pop("level", 0)
        inputs |= {
            "drug": drug, "starting": occasion == FIRST, "current_dose": LEVELS[drug][level],
            "strong_cyp3a4_inhibitor": inputs["cyp3a4_inhibitor"] == "strong",
        }
        if occasion == FIRST:
            inputs |= {"cycle": 1, "cycle_day": 1}
        elif inputs["cycle_day"] == 1 and drug != "abemaciclib":
            inputs["days_between_starts"] = days
        return inputs

    return words


def _endocrine(drug: str) -> Any:
    def words(facts: Facts, _occasion: str) -> dict[str, Any]:
        suppressed = facts["menopause"] == "suppressed"
        return {
            "drug": drug, "child_pugh": facts["child_pugh"], "ovarian_suppression": suppressed,
            "menopause": "premenopausal" if suppressed else facts["menopause"],
            "strong_cyp3a4_inducer": facts["cyp3a4_inducer"] == "strong",
        }

    return words


def _fulvestrant(facts: Facts, _occasion: str) -> dict[str, Any]:
    return {"start_on": TODAY.isoformat(), **facts}


def _her2(drug: str, partner: bool) -> Any:
    def words(facts: Facts, occasion: str) -> dict[str, Any]:
        inputs = {"drug": drug, "weight": "60 kg", "first_dose": occasion == FIRST, **facts}
        inputs["dose_level"] = inputs.pop("level", 0)
        if drug == "trastuzumab_iv":
            inputs["partner_pertuzumab"] = partner
        return inputs

    return words


def _tdxd(facts: Facts, _occasion: str) -> dict[str, Any]:
    inputs = {"weight": "60 kg", **facts}
    inputs["dose_level"] = inputs.pop("level")
    days = inputs.pop("ild_days")
    if days is not None:
        inputs |= {"ild_grade": 1, "ild_resolved_after": int(days.partition(" ")[0])}
    return inputs


def _is_given_after_tdxd(answer: Any) -> bool:
    """Read a reduction as given: the page words it as an interruption of the dose before.

    Its next dose is the lower one, which the order check asks for today.
    """
    told = {one["code"] for one in answer["findings"] if one["severity"] == "stop"}
    return told <= {"ILD_1_SLOW"}


LVEF = {
    "lvef_baseline": ("62 %", "60 %", "50 %", "49 %"),
    "lvef_now": ("62 %", "52 %", "51 %", "50 %", "49 %", "46 %", "45 %", "40 %", "39 %"),
}
DAYS_OF_21 = {"days_since_last": (21, 17, 18, 20, 28, 29, 41, 42)}
TDXD = {
    "anc": ("3 x10^9/L", "1 x10^9/L", "0.99 x10^9/L", "0.5 x10^9/L", "0.49 x10^9/L"),
    "platelets": ("200 x10^9/L", "50 x10^9/L", "49 x10^9/L", "25 x10^9/L", "24 x10^9/L"),
    "temperature": TEMPERATURE, "fever_over_1_h": (NO, YES), "ild_history": (NO, YES),
    "ild_grade": (0, 1, 2), "ild_days": (None, "28 day", "29 day"), **LVEF,
    "heart_failure": (NO, YES), "severe_hepatic_impairment": (NO, YES), "level": LEVEL,
}


def _her2_page(drug: str, planned: str, route: str, **more: Any) -> Page:
    facts = {**LVEF, "lvef_lln": ("50 %", "55 %"), **more.pop("facts", {})}
    return Page(
        calculator="her2-dose", drug=drug, planned=planned, facts=facts, dose="dose",
        later_facts={**DAYS_OF_21, **more.pop("later", {})},
        words=_her2(drug, "partner" in more), route=route, cycle_length=21, profiles=PROFILES,
        **more,
    )


PAGES = (
    *(
        Page(
            calculator="cdk46-adjustment", drug=drug, planned=LEVELS[drug][0], facts=facts,
            later_facts=COURSE, words=_cdk46(drug), dose="next_dose", days=days,
        )
        for drug, facts, days in (
            ("palbociclib", PALBOCICLIB, '"1-21"'), ("ribociclib", RIBOCICLIB, '"1-21"'),
            ("abemaciclib", ABEMACICLIB, '"1-28"'),
        )
    ),
    *(
        Page(
            calculator="endocrine-dose", drug=drug, planned=planned, dose="dose", days='"1-28"',
            words=_endocrine(drug),
            facts={
                "menopause": ("postmenopausal", "premenopausal", "suppressed"),
                "child_pugh": CHILD_PUGH, "cyp3a4_inducer": ("none", "strong"),
            },
        )
        for drug, planned in (
            ("letrozole", "2.5 mg"), ("anastrozole", "1 mg"), ("exemestane", "25 mg")
        )
    ),
    Page(
        calculator="fulvestrant-schedule", drug="fulvestrant", planned="500 mg", dose="dose",
        words=_fulvestrant, route="im", profiles=PROFILES,
        facts={
            "child_pugh": CHILD_PUGH, "anticoagulant": (NO, YES),
            "platelets": ("200 x10^9/L", "100 x10^9/L", "99 x10^9/L"),
            "menopause": OTHERS["menopause"],
        },
    ),
    _her2_page("trastuzumab_iv", "6 mg/kg", "iv", loading="8 mg/kg"),
    _her2_page("trastuzumab_iv", "6 mg/kg", "iv", loading="8 mg/kg", partner="pertuzumab"),
    _her2_page("trastuzumab_sc", "600 mg", "sc"),
    _her2_page("pertuzumab", "420 mg", "iv", loading="840 mg", partner="trastuzumab_iv"),
    _her2_page("phesgo", "600 mg", "sc", loading="1200 mg"),
    _her2_page("trastuzumab_deruxtecan", "5.4 mg/kg", "iv",
               facts={"ild_history": (NO, YES)}, later={"level": LEVEL}),
    Page(
        calculator="tdxd-adjustment", drug="trastuzumab_deruxtecan", planned="5.4 mg/kg",
        facts=TDXD, words=_tdxd, dose="next_dose", route="iv", cycle_length=21,
        profiles=PROFILES, occasions=(LATER,),
        is_given=_is_given_after_tdxd,
        possible=lambda facts: facts["ild_days"] is None or facts["ild_grade"] == 0,
    ),
)
