"""Fifteen correct orders of every day, with every fact that their drugs ask for.

Nothing is wrong with any of them: what is told about one is what its pharmacist would read each
time. The second cycle, so that the last doses, the changes and the intervals are judged too.
"""

TODAY = "2026-03-16"
_ON = "2026-03-15"


def _lab(value, **more):
    return {"value": value, "on": _ON, **more}


_PATIENT = {
    "sex": "female", "age": 56, "height": "160 cm", "weight": "58 kg",
    "menopause": "postmenopausal", "pregnancy": "no", "dialysis": False, "child_pugh": "none",
    "severe_hepatic_impairment": False, "hypersensitivity": [], "polysorbate_allergy": False,
    "castor_oil_allergy": False, "severe_skin_reaction": False, "neuropathy_grade": 0,
    "diarrhoea_grade": 0, "ild_history": False, "ild_grade": 0, "heart_failure": False,
    "significant_bleeding": False, "febrile_neutropenia": False, "infection": False,
    "cholestasis": False, "cyp3a4_inhibitor": "none", "cyp3a4_inducer": "none",
    "tamoxifen": False, "unhealed_wound": False, "surgery_on": "2025-10-01",
}
_LABS = {
    "anc": _lab("3.2 x10^9/L"), "platelets": _lab("215 x10^9/L"), "haemoglobin": _lab("121 g/L"),
    "creatinine": _lab("68 umol/L"),
    "bilirubin": _lab("10 umol/L", uln="23 umol/L"), "alt": _lab("25 U/L", uln="40 U/L"),
    "ast": _lab("24 U/L", uln="35 U/L"), "alp": _lab("80 U/L", uln="135 U/L"),
    "albumin": _lab("42 g/L"), "calcium_total": _lab("2.32 mmol/L"),
}
_HEART = {"lvef_baseline": {"value": "64 %", "on": "2026-01-20"}, "lvef_now": _lab("62 %")}
_ECG = {
    "qtcf": _lab("418 ms"), "potassium": _lab("4.2 mmol/L"), "magnesium": _lab("0.88 mmol/L"),
    "phosphate": _lab("1.10 mmol/L"),
}
_ECG_PATIENT = {
    "qtcf_baseline": "415 ms", "ventricular_arrhythmia": False, "electrolytes_normal": True,
}
_VESSELS = {
    "blood_pressure_systolic": _lab("128 mmHg"), "blood_pressure_diastolic": _lab("78 mmHg"),
    "proteinuria": _lab("none"), "thrombosis": "none",
}
_BONE = {
    "dental_exam": "done", "dental_work_planned": False, "oral_lesion": False, "onj": False,
    "thigh_pain": False, "other_denosumab": False, "bisphosphonate": False, "symptoms": False,
    "elemental_calcium": "600 mg", "vitamin_d": "400 IU", "calcitriol": False,
    "other_bone_agent": False, "creatinine_baseline": "66 umol/L",
    "calcium_lln": "2.11 mmol/L", "calcium_uln": "2.52 mmol/L",
}
_BONE_LABS = {
    "magnesium": _lab("0.88 mmol/L"), "phosphate": _lab("1.10 mmol/L"),
    "vitamin_d_25oh": _lab("75 nmol/L"),
}


def _order(regimen, order, last, *, labs=(), patient=(), **more):
    return {
        "regimen": regimen, "cycle": 2, "day": 1, "today": TODAY, "order": order,
        "patient": {**_PATIENT, **dict(patient)}, "labs": {**_LABS, **dict(labs)},
        "last": {name: {"on": on, "dose": dose} for name, (on, dose) in last.items()}, **more,
    }


_3_WEEKS, _4_WEEKS, _1_WEEK, _2_WEEKS = "2026-02-23", "2026-02-16", "2026-03-09", "2026-03-02"

ROUTINE = {
    "THP": _order(
        "thp", {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg", "docetaxel": "120 mg"},
        {"trastuzumab_iv": (_3_WEEKS, "464 mg"), "pertuzumab": (_3_WEEKS, "840 mg"),
         "docetaxel": (_3_WEEKS, "120 mg")}, labs=_HEART,
    ),
    "TCbHP": _order(
        "tcbhp", {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg", "docetaxel": "120 mg",
                  "carboplatin": "500 mg"},
        {"trastuzumab_iv": (_3_WEEKS, "464 mg"), "pertuzumab": (_3_WEEKS, "840 mg"),
         "docetaxel": (_3_WEEKS, "120 mg"), "carboplatin": (_3_WEEKS, "500 mg")}, labs=_HEART,
    ),
    "T-DXd": _order(
        "tdxd", {"trastuzumab_deruxtecan": "313.2 mg"},
        {"trastuzumab_deruxtecan": (_3_WEEKS, "313.2 mg")}, labs=_HEART,
    ),
    "gemcitabine and carboplatin": _order(
        "gemcitabine-carboplatin", {"gemcitabine": "1600 mg", "carboplatin": "500 mg"},
        {"gemcitabine": (_2_WEEKS, "1600 mg"), "carboplatin": (_3_WEEKS, "500 mg")},
    ),
    "gemcitabine and carboplatin, weekly": _order(
        "gemcitabine-carboplatin-weekly", {"gemcitabine": "1600 mg", "carboplatin": "200 mg"},
        {"gemcitabine": (_2_WEEKS, "1600 mg"), "carboplatin": (_2_WEEKS, "200 mg")},
    ),
    "paclitaxel": _order(
        "paclitaxel", {"paclitaxel": "280 mg"}, {"paclitaxel": (_3_WEEKS, "280 mg")},
    ),
    "nab-paclitaxel, weekly": _order(
        "nab-paclitaxel-weekly", {"nab_paclitaxel": "160 mg"},
        {"nab_paclitaxel": (_2_WEEKS, "160 mg")},
    ),
    "letrozole and ribociclib": _order(
        "letrozole-ribociclib", {"ribociclib": "600 mg", "letrozole": "2.5 mg"},
        {"ribociclib": (_4_WEEKS, "600 mg"), "letrozole": (_4_WEEKS, "2.5 mg")},
        labs=_ECG, patient=_ECG_PATIENT,
    ),
    "fulvestrant and palbociclib": _order(
        "fulvestrant-palbociclib", {"fulvestrant": "500 mg", "palbociclib": "125 mg"},
        {"fulvestrant": (_2_WEEKS, "500 mg"), "palbociclib": (_4_WEEKS, "125 mg")}, cycle=2,
    ),
    "abemaciclib and letrozole": _order(
        "abemaciclib-endocrine", {"abemaciclib": "150 mg", "letrozole": "2.5 mg"},
        {"abemaciclib": (_4_WEEKS, "150 mg"), "letrozole": (_4_WEEKS, "2.5 mg")},
    ),
    "paclitaxel and bevacizumab": _order(
        "paclitaxel-bevacizumab", {"paclitaxel": "145 mg", "bevacizumab": "580 mg"},
        {"paclitaxel": (_2_WEEKS, "145 mg"), "bevacizumab": (_2_WEEKS, "580 mg")},
        patient=_VESSELS,
    ),
    "THP with denosumab": _order(
        "thp", {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg", "docetaxel": "120 mg",
                "denosumab": "120 mg"},
        {"trastuzumab_iv": (_3_WEEKS, "464 mg"), "pertuzumab": (_3_WEEKS, "840 mg"),
         "docetaxel": (_3_WEEKS, "120 mg"), "denosumab": (_4_WEEKS, "120 mg")},
        labs={**_HEART, **_BONE_LABS}, patient=_BONE, bone_agent="denosumab",
    ),
    "zoledronic acid": _order(
        "zoledronic-acid", {"zoledronic_acid": "4 mg"}, {"zoledronic_acid": (_4_WEEKS, "4 mg")},
        labs=_BONE_LABS, patient={**_BONE, "dosing_interval": "every_4_weeks"},
    ),
    "fulvestrant": _order(
        "fulvestrant", {"fulvestrant": "500 mg"}, {"fulvestrant": (_2_WEEKS, "500 mg")},
    ),
    "gemcitabine and paclitaxel": _order(
        "gemcitabine-paclitaxel", {"paclitaxel": "280 mg", "gemcitabine": "2000 mg"},
        {"paclitaxel": (_3_WEEKS, "280 mg"), "gemcitabine": (_2_WEEKS, "2000 mg")},
    ),
}
