"""One complete, valid case for each calculator: what the tests over all of them begin from."""

from typing import Any

PATIENT: dict[str, Any] = {
    "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "creatinine": "68 umol/L",
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "body-size": {"sex": "female", "height": "160 cm", "weight": "58 kg"},
    "renal-function": {**PATIENT},
    "carboplatin": {**PATIENT, "target_auc": "5 mg*min/mL", "ordered_dose": "515 mg"},
    "bsa-dose": {
        "sex": "female", "height": "160 cm", "weight": "58 kg", "drug": "docetaxel",
        "ordered_dose": "120 mg",
    },
    "capecitabine-tablets": {
        "height": "158 cm", "weight": "60 kg", "crcl": "80 mL/min", "dpd": "2",
        "ordered_dose": "2000 mg",
    },
    "cumulative-anthracycline": {
        "anthracycline_history": [{"drug": "doxorubicin", "dose_per_bsa": "240 mg/m^2"}],
        "next_drug": "epirubicin", "next_dose_per_bsa": "90 mg/m^2", "chest_radiotherapy": "none",
    },
    "her2-dose": {
        "drug": "trastuzumab_iv", "weight": "58 kg", "first_dose": False, "days_since_last": 21,
        "partner_pertuzumab": True, "lvef_baseline": "62 %", "lvef_now": "58 %",
    },
    "lvef-check": {"lvef_baseline": "62 %", "lvef_now": "58 %", "drug": "trastuzumab_pertuzumab"},
    "tdxd-adjustment": {
        "dose_level": 1, "weight": "58 kg", "anc": "0.8 x10^9/L", "platelets": "120 x10^9/L",
    },
    "corrected-calcium": {"calcium_total": "2.15 mmol/L", "albumin": "38 g/L"},
    "denosumab": {
        "first_dose": True, "calcium_total": "2.30 mmol/L", "albumin": "40 g/L",
        "crcl": "80 mL/min", "elemental_calcium": "600 mg", "vitamin_d": "400 IU",
        "dental_exam": "done", "pregnancy": "na",
    },
    "zoledronic-acid": {
        "first_dose": False, "days_since_last": 28, "crcl": "55 mL/min",
        "creatinine_baseline": "80 umol/L", "creatinine": "88 umol/L",
        "calcium_total": "2.30 mmol/L", "albumin": "40 g/L", "elemental_calcium": "600 mg",
        "vitamin_d": "400 IU", "dental_exam": "done", "ordered_dose": "3.5 mg",
    },
    "bone-agent-choice": {
        "crcl": "55 mL/min", "calcium_total": "2.30 mmol/L", "albumin": "40 g/L",
    },
    "supplements": {
        "preparations": [
            {"form": "elemental", "calcium": "600 mg", "vitamin_d": "125 IU", "per_day": 1},
        ],
        "calcitriol_per_day": "0.5 ug",
    },
    "fulvestrant-schedule": {
        "start_on": "2022-08-20", "given": [{"on": "2022-08-20"}, {"on": "2022-09-10"}],
    },
    "endocrine-dose": {"drug": "letrozole", "menopause": "postmenopausal", "child_pugh": "a"},
    "cdk46-adjustment": {
        "drug": "ribociclib", "anc": "0.8 x10^9/L", "qtcf": "450 ms", "alt": "100 U/L",
        "alt_uln": "40 U/L",
    },
    "mirels": {
        "site": "lower_limb", "pain": "moderate", "lesion": "lytic", "size": "1_3_to_2_3",
        "fracture_present": False,
    },
    "pain-ladder": {
        "nrs": 5, "opioid_status": "naive", "age": 58, "crcl": "80 mL/min",
        "platelets": "205 x10^9/L",
    },
    "opioid-conversion": {
        "regimen": [{"drug": "morphine_po", "dose": "60 mg"}], "to": "oxycodone_po", "age": 55,
        "tolerant": True,
    },
    "pain-response": {
        "nrs_before": 7, "nrs_after": 2, "ome_before": "30 mg", "ome_after": "30 mg",
    },
    "radiotherapy-eqd2": {"fractions": 10, "dose_per_fraction": "3 Gy", "cord_in_field": True},
    "recist": {
        "baseline": "100 mm", "nadir": "70 mm", "current": "80 mm", "prior_confirmed_pr": True,
        "non_target": "ncnp", "new_lesion": False,
    },
    "marker-change": {
        "marker": "cea", "baseline": "15.2 ng/mL", "previous": "8.5 ng/mL", "value": "5.2 ng/mL",
    },
    "ctcae": {
        "anc": "1.8 x10^9/L", "anc_lln": "1.8 x10^9/L", "alt": "100 U/L", "alt_uln": "40 U/L",
        "creatinine": "80 umol/L", "creatinine_uln": "73 umol/L", "creatinine_lln": "41 umol/L",
        "creatinine_baseline": "60 umol/L", "qtcf": "450 ms",
    },
    "nutrition": {"weight": "58 kg", "height": "160 cm", "sex": "female", "protein": "60 g"},
    "sins": {
        "level": "T12", "pain": "mechanical", "lesion": "lytic", "alignment": "normal",
        "collapse": "lt50", "posterolateral": "none",
    },
    "qtc": {"qt": "400 ms", "heart_rate": "72 /min"},
    "tokuhashi": {
        "kps": 80, "extraspinal_foci": 3, "vertebral_bodies": 3, "organs": "none",
        "primary_points": 5, "frankel": "e",
    },
    "katagiri": {
        "primary": "slow", "visceral": "none", "laboratory": "normal", "ecog": 1,
        "previous_chemotherapy": True, "multiple": True,
    },
    "performance-status": {"kps": 70, "table": "oken"},
    "order-check": {
        "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"},
        "regimen": "tcbhp", "cycle": 1, "day": 1, "today": "2021-07-05",
        "bone_agent": "denosumab",
        "labs": {
            "creatinine": {"value": "68 umol/L", "on": "2021-07-03"},
            "anc": "3.2 x10^9/L", "platelets": "215 x10^9/L", "calcium_total": "2.45 mmol/L",
        },
        "order": {
            "docetaxel": "120 mg", "carboplatin": "600 mg", "trastuzumab_iv": "464 mg",
            "pertuzumab": "840 mg", "denosumab": "120 mg",
        },
    },
    "schedule": {
        "regimen": "fulvestrant-palbociclib", "cycle": 2, "day": 1, "today": "2022-09-10",
        "last": {"palbociclib": {"on": "2022-08-20"}, "fulvestrant": {"on": "2022-09-03"}},
    },
}
