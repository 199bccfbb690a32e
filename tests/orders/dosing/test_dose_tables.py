"""The worked examples of doses, volumes and vials, through the order check."""

from decimal import Decimal

import pytest

from bmcalc.rules.rule import ALL_PROFILES
from tests.orders.asked import TCBHP, changed, checked, close

VIALS_OF_150 = {"policy": {"stock": {"trastuzumab_iv": ["150 mg"]}}}
LATER = {
    "cycle": 2, "today": "2021-07-26",
    "last": {"trastuzumab_iv": {"on": "2021-07-05"}, "pertuzumab": {"on": "2021-07-05"}},
}

TRASTUZUMAB = [
    (45, "360", "17.14", 3, "270", "12.86", 2), (50, "400", "19.05", 3, "300", "14.29", 2),
    (55, "440", "20.95", 3, "330", "15.71", 3), (60, "480", "22.86", 4, "360", "17.14", 3),
    (65, "520", "24.76", 4, "390", "18.57", 3), (70, "560", "26.67", 4, "420", "20.00", 3),
    (80, "640", "30.48", 5, "480", "22.86", 4),
]


@pytest.mark.parametrize(
    ("weight", "load", "load_volume", "load_vials", "dose", "volume", "vials"), TRASTUZUMAB
)
def test_trastuzumab_by_weight(weight, load, load_volume, load_vials, dose, volume, vials):
    patient = {"patient": {"weight": f"{weight} kg"}, "order": None}
    first = checked(**patient, **VIALS_OF_150)
    later = checked(**patient, **VIALS_OF_150, **LATER)
    for answer, mg, ml, count in (
        (first, load, load_volume, load_vials), (later, dose, volume, vials)
    ):
        assert answer.number("trastuzumab_iv", "computed") == Decimal(mg)
        assert round(answer.number("trastuzumab_iv", "volume"), 2) == Decimal(ml)
        assert answer.vials("trastuzumab_iv") == {"150 mg": count}


@pytest.mark.parametrize(
    ("weight", "levels", "volume", "vials"),
    [(45, ("243", "198", "144"), "12.15", 3), (50, ("270", "220", "160"), "13.5", 3),
     (55, ("297", "242", "176"), "14.85", 3), (60, ("324", "264", "192"), "16.2", 4),
     (65, ("351", "286", "208"), "17.55", 4), (70, ("378", "308", "224"), "18.9", 4),
     (80, ("432", "352", "256"), "21.6", 5)],
)
def test_tdxd_by_weight_at_each_level(weight, levels, volume, vials):
    base = changed(TCBHP, regimen="tdxd", order=None, cycle=2, today="2021-07-26",
                   patient={"weight": f"{weight} kg"},
                   last={"trastuzumab_deruxtecan": {"on": "2021-07-05"}})
    full = checked(base)
    assert full.number("trastuzumab_deruxtecan", "volume") == Decimal(volume)
    assert full.vials("trastuzumab_deruxtecan") == {"100 mg": vials}
    for level, dose in enumerate(levels):
        answer = checked(base, levels={"trastuzumab_deruxtecan": level})
        assert answer.number("trastuzumab_deruxtecan", "computed") == Decimal(dose)
    assert checked(base, levels={"trastuzumab_deruxtecan": 3}).verdict() == "stop"


@pytest.mark.parametrize(
    ("weight", "dose", "volume"),
    [(45, "450", "18"), (50, "500", "20"), (55, "550", "22"), (60, "600", "24"),
     (65, "650", "26"), (70, "700", "28"), (80, "800", "32")],
)
def test_bevacizumab_by_weight(weight, dose, volume):
    answer = checked(changed(TCBHP, regimen="paclitaxel-bevacizumab", order=None),
                     patient={"weight": f"{weight} kg"})
    assert answer.number("bevacizumab", "computed") == Decimal(dose)
    assert answer.number("bevacizumab", "volume") == Decimal(volume)


@pytest.mark.parametrize(
    ("height", "weight", "sex", "docetaxel", "gemcitabine", "nab"),
    [(158, 60, "female", "121.706614", "1622.75486", "162.275486"),
     (165, 98, "female", "158.951644", "2119.35525", "211.935525"),
     (150, 42, "female", "99.2156742", "1322.87566", "132.287566"),
     (172, 130, "female", "186.915756", "2492.21009", "249.221009"),
     (162, 54, "female", "116.91343", "1558.84573", "155.884573"),
     (178, 85, "male", "153.755081", "2050.06775", "205.006775")],
)
def test_doses_by_area(height, weight, sex, docetaxel, gemcitabine, nab):
    patient = {"height": f"{height} cm", "weight": f"{weight} kg", "sex": sex}
    for regimen, drug, expected in (
        ("thp", "docetaxel", docetaxel),
        ("gemcitabine-carboplatin", "gemcitabine", gemcitabine),
        ("nab-paclitaxel-weekly", "nab_paclitaxel", nab),
    ):
        answer = checked(changed(TCBHP, regimen=regimen, order=None), patient=patient)
        assert close(answer.number(drug, "computed"), expected)


ACTUAL = {"weight_basis": "actual", "creatinine_floor": None}


@pytest.mark.parametrize(
    ("age", "sex", "height", "weight", "creatinine", "policy", "expected"),
    [
        (55, "female", 158, 60, "0.77", {}, "515.9632"),
        (62, "female", 165, 98, "0.6", {}, "607.42241"),
        (62, "female", 165, 98, "0.6", ACTUAL, "750"),
        (62, "female", 165, 98, "0.6", {**ACTUAL, "gfr_cap": None}, "877.01389"),
        (82, "female", 150, 42, "0.51", {}, "330.41667"),
        (82, "female", 150, 42, "0.51", ACTUAL, "406.94444"),
        (67, "male", 178, 85, "1.1", {}, "484.04876"),
        (38, "female", 172, 130, "0.9", {}, "726.74094"),
        (38, "female", 172, 130, "0.9", ACTUAL, "750"),
        (45, "female", 162, 54, "1.58", {}, "316.65348"),
        (55, "female", 158, 60, "0.77", {"gfr_equation": "camgfr_v1", "creatinine_floor": None},
         "506.79533"),
    ],
)
def test_carboplatin_by_the_policy(age, sex, height, weight, creatinine, policy, expected):
    answer = checked(
        patient={"age": age, "sex": sex, "height": f"{height} cm", "weight": f"{weight} kg"},
        labs={"creatinine": f"{creatinine} mg/dL"}, policy=policy, order=None,
    )
    assert close(answer.number("carboplatin", "computed"), expected)


@pytest.mark.parametrize(
    ("crcl", "dose", "volume"),
    [("60.1", "4.0", "5.0"), ("60", "3.5", "4.4"), ("50", "3.5", "4.4"), ("49.9", "3.3", "4.1"),
     ("40", "3.3", "4.1"), ("39.9", "3.0", "3.8"), ("30", "3.0", "3.8"), ("29.9", None, None)],
)
def test_zoledronic_acid_by_clearance(crcl, dose, volume):
    base = changed(TCBHP, regimen="zoledronic-acid", order=None,
                   labs={"calcium_total": "2.30 mmol/L", "albumin": "40 g/L"})
    answer = checked(base, patient={"crcl": f"{crcl} mL/min"})
    found = answer.number("zoledronic_acid", "computed")
    assert found == (None if dose is None else Decimal(dose))
    if volume is not None:
        assert answer.number("zoledronic_acid", "volume") == Decimal(volume)
    else:
        assert answer.verdict("zoledronic_acid") == "stop"


def test_rounding_to_a_step_and_to_vials_within_a_percentage():
    step = checked(policy={"rounding": "nearest_step", "rounding_step": "5 mg"})
    assert step.number("carboplatin", "dose") == 515
    assert step.number("trastuzumab_iv", "dose") == 465
    assert step.number("pertuzumab", "dose") == 840
    vials = checked(policy={"rounding": "nearest_5_percent"})
    assert vials.number("trastuzumab_iv", "dose") == 450
    assert vials.number("docetaxel", "dose") == 120
    bands = checked(policy={"rounding": "nhs_bands"})
    assert bands.number("docetaxel", "dose") == 120
    assert bands.number("trastuzumab_iv", "dose") == 464
    assert "NO_BANDS" in bands.codes("trastuzumab_iv")


def test_the_rules_of_every_label_stand_side_by_side():
    liver = {"alt": {"value": "70 U/L", "uln": "40 U/L"}, "alp": {"value": "330 U/L",
                                                                  "uln": "120 U/L"}}
    answer = checked(labs=liver)
    rules = {one["code"]: one for one in answer.lines["docetaxel"]["rules"]}
    assert rules["DOCETAXEL_LIVER_US"]["profiles"] == ["us", "cn"]
    assert rules["DOCETAXEL_LIVER_EU_NO_DOSE"]["profiles"] == ["eu"]
    assert rules["DOCETAXEL_LIVER_US"]["outcome"] == "do_not_give"
    assert answer.lines["docetaxel"]["rules"][0]["code"] == "DOCETAXEL_LIVER_US"
    assert {profile for one in rules.values() for profile in one["profiles"]} == set(ALL_PROFILES)
    assert answer.verdict("docetaxel") == "stop"
    assert "DOCETAXEL_BONE_ALP" in answer.codes("docetaxel")


def test_the_regimen_s_own_text_is_told():
    answer = checked(changed(TCBHP, regimen="nab-paclitaxel-weekly", order=None))
    assert "REGIMEN_TEXT" in answer.codes()
