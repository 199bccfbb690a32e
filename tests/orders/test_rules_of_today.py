"""What stands before a dose besides counts and organs: vessels, other drugs, the ovaries."""

import pytest

from bmcalc import compute
from tests.orders.asked import NORMAL, TCBHP, Answer, changed, checked, dated, refused

BEVACIZUMAB = {
    "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg",
                "significant_bleeding": False, "thrombosis": "none", "unhealed_wound": False,
                "surgery_on": "none", "nephrotic_syndrome": False, "pregnancy": "na"},
    "regimen": "paclitaxel-bevacizumab", "cycle": 2, "day": 1, "today": "2024-03-10",
    "labs": {"anc": "3 x10^9/L", "platelets": "215 x10^9/L",
             "blood_pressure_systolic": "130 mmHg", "blood_pressure_diastolic": "80 mmHg",
             "proteinuria": "none"},
    "order": {"bevacizumab": "580 mg"},
    "last": {"bevacizumab": "2024-02-25", "paclitaxel": "2024-02-25"},
    "policy": {"label_profile": "eu"},
}
THP = changed(TCBHP, regimen="thp", cycle=2, today="2021-07-26", labs=dated("2021-07-25"),
              order={"carboplatin": None, "trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"},
              last=dict.fromkeys(("docetaxel", "trastuzumab_iv", "pertuzumab"), "2021-07-05"))
CDK46 = {
    "palbociclib": ("fulvestrant-palbociclib", "125 mg"),
    "ribociclib": ("letrozole-ribociclib", "600 mg"),
    "abemaciclib": ("abemaciclib-endocrine", "150 mg"),
}


def rules_met(drug, base, **changes):
    """Return the codes of the rules that are met before a drug."""
    return {one["code"] for one in checked(base, **changes).lines[drug]["rules"]}


def bevacizumab(**facts):
    labs = {name: facts.pop(name) for name in list(facts)
            if name.startswith(("blood_pressure", "proteinuria"))}
    answer = checked(BEVACIZUMAB, patient=facts, labs=labs)
    codes = {one["code"] for one in answer.lines["bevacizumab"]["rules"]}
    return answer.verdict("bevacizumab"), codes - {"BEVACIZUMAB_NO_REDUCTION",
                                                   "BEVACIZUMAB_OFF_LABEL"}


def test_bevacizumab_without_a_finding_has_no_rule_against_it():
    assert bevacizumab() == (checked(BEVACIZUMAB).verdict("bevacizumab"), set())
    assert checked(BEVACIZUMAB).verdict("bevacizumab") != "stop"


@pytest.mark.parametrize(("facts", "code"), [
    ({"significant_bleeding": True}, "BEVACIZUMAB_BLEEDING"),
    ({"unhealed_wound": True}, "BEVACIZUMAB_WOUND"),
    ({"nephrotic_syndrome": True}, "BEVACIZUMAB_NEPHROTIC"),
    ({"surgery_on": "2024-02-12"}, "BEVACIZUMAB_AFTER_SURGERY"),
    ({"surgery_on": "2024-03-10"}, "BEVACIZUMAB_AFTER_SURGERY"),
    ({"surgery_on": "2024-04-06"}, "BEVACIZUMAB_BEFORE_SURGERY"),
    ({"thrombosis": "arterial"}, "BEVACIZUMAB_ARTERIAL"),
    ({"thrombosis": "arterial", "thrombosis_on": "2023-03-11"}, "BEVACIZUMAB_ARTERIAL"),
    ({"blood_pressure_systolic": "180 mmHg"}, "BEVACIZUMAB_BLOOD_PRESSURE_CRISIS"),
    ({"blood_pressure_diastolic": "120 mmHg"}, "BEVACIZUMAB_BLOOD_PRESSURE_CRISIS"),
    ({"blood_pressure_systolic": "160 mmHg"}, "BEVACIZUMAB_BLOOD_PRESSURE"),
    ({"blood_pressure_systolic": "179 mmHg"}, "BEVACIZUMAB_BLOOD_PRESSURE"),
    ({"blood_pressure_diastolic": "100 mmHg"}, "BEVACIZUMAB_BLOOD_PRESSURE"),
    ({"proteinuria": "2 g/24h"}, "BEVACIZUMAB_PROTEINURIA"),
])
def test_bevacizumab_is_stopped(facts, code):
    assert bevacizumab(**facts) == ("stop", {code})


@pytest.mark.parametrize(("facts", "code", "verdict"), [
    ({"proteinuria": "2+"}, "BEVACIZUMAB_DIPSTICK_2", "query"),
    ({"proteinuria": "++"}, "BEVACIZUMAB_DIPSTICK_2", "query"),
    ({"proteinuria": "3+"}, "BEVACIZUMAB_DIPSTICK_3", "undecidable"),
    ({"thrombosis": "venous"}, "BEVACIZUMAB_VENOUS", "query"),
    ({"thrombosis": "arterial", "thrombosis_on": "2023-03-10"}, "BEVACIZUMAB_ARTERIAL_LONG_AGO",
     "query"),
])
def test_bevacizumab_is_asked_about(facts, code, verdict):
    assert bevacizumab(**facts) == (verdict, {code})


@pytest.mark.parametrize("facts", [
    {"surgery_on": "2024-02-11"}, {"surgery_on": "2024-04-07"}, {"proteinuria": "1+"},
    {"proteinuria": "1.99 g/24h"}, {"proteinuria": "阴性"},
    {"blood_pressure_systolic": "139 mmHg", "blood_pressure_diastolic": "89 mmHg"},
])
def test_bevacizumab_on_the_other_side_of_the_edges(facts):
    assert bevacizumab(**facts)[1] == set()


@pytest.mark.parametrize(("cycle", "verdict"), [(1, "query"), (2, None)])
def test_a_raised_blood_pressure_asks_before_the_start_only(cycle, verdict):
    base = changed(BEVACIZUMAB, cycle=cycle, last=None if cycle == 1 else {})
    base["labs"]["blood_pressure_systolic"] = "140 mmHg"
    answer = checked(base)
    finding = next(one for one in answer.lines["bevacizumab"]["findings"]
                   if one["code"] == "BEVACIZUMAB_BLOOD_PRESSURE_RAISED")
    assert finding["severity"] == ("caution" if cycle == 1 else "info")


def test_an_operation_that_nobody_was_asked_about_is_unchecked_and_none_is_an_answer():
    unknown = checked(BEVACIZUMAB, patient={"surgery_on": None})
    assert "major operation" in unknown.lines["bevacizumab"]["not_checked"]
    told = checked(BEVACIZUMAB).lines["bevacizumab"]["not_checked"]
    assert not [one for one in told if "surgery" in one or "operation" in one]
    assert checked(BEVACIZUMAB).answer["inputs"]["patient"]["surgery_on"] == "none"


@pytest.mark.parametrize(("typed", "code"), [
    ("5", "E_UNIT"), ("a lot", "E_ENUM"), ("61 g/24h", "E_RANGE"), ("2 g", "E_UNIT"),
    ("", "E_ENUM"),
])
def test_protein_that_cannot_be_read_is_refused(typed, code):
    assert refused(BEVACIZUMAB, labs={"proteinuria": typed}) == {
        (code, "labs.proteinuria")}


# Docetaxel

@pytest.mark.parametrize(("count", "met"), [("99 x10^9/L", True), ("100 x10^9/L", False)])
def test_docetaxel_waits_for_platelets(count, met):
    assert ("DOCETAXEL_PLATELETS" in rules_met("docetaxel", THP, labs={"platelets": count})) is met


@pytest.mark.parametrize(("facts", "stopped"), [
    ({"child_pugh": "c"}, True), ({"severe_hepatic_impairment": True}, True),
    ({"child_pugh": "b"}, False),
])
def test_docetaxel_stops_in_a_failing_liver(facts, stopped):
    answer = checked(THP, patient=facts)
    assert (answer.verdict("docetaxel") == "stop") is stopped
    assert ("DOCETAXEL_SEVERE_LIVER" in answer.codes("docetaxel")) is stopped


# Other drugs

@pytest.mark.parametrize("drug", ["docetaxel", "palbociclib", "ribociclib", "abemaciclib"])
@pytest.mark.parametrize("fact", ["cyp3a4_inhibitor", "cyp3a4_inducer"])
def test_a_strong_drug_on_cyp3a4_never_agrees(drug, fact):
    if drug == "docetaxel":
        base = THP
    else:
        regimen, dose = CDK46[drug]
        base = {"patient": {"sex": "female", "age": 60, "menopause": "postmenopausal"},
                "labs": NORMAL, "regimen": regimen, "cycle": 1, "day": 1, "order": {drug: dose}}
    assert checked(base, patient={fact: "strong"}).verdict(drug) in ("query", "stop")
    codes = rules_met(drug, base, patient={fact: "none"})
    assert not [code for code in codes if "INHIBITOR" in code or "INDUCER" in code]


# Menopause

@pytest.mark.parametrize("drug", list(CDK46))
@pytest.mark.parametrize(("state", "asks"), [
    ("premenopausal", True), ("suppressed", False), ("postmenopausal", False),
])
def test_endocrine_therapy_before_the_menopause_needs_suppression(drug, state, asks):
    regimen, dose = CDK46[drug]
    answer = checked({"patient": {"sex": "female", "age": 45, "menopause": state,
                                  "pregnancy": "no"},
                      "labs": NORMAL, "regimen": regimen, "cycle": 1, "day": 1,
                      "order": {drug: dose}})
    assert (f"{drug.upper()}_MENOPAUSE" in answer.codes(drug)) is asks
    assert (answer.verdict(drug) == "agrees") is not asks


# Reactions

@pytest.mark.parametrize(("reactions", "code", "verdict"), [
    (["docetaxel"], "DOCETAXEL_HYPERSENSITIVITY", "stop"),
    (["paclitaxel"], "RELATED_HYPERSENSITIVITY", "query"),
    (["nab_paclitaxel"], "RELATED_HYPERSENSITIVITY", "query"),
    (["cabazitaxel"], "RELATED_HYPERSENSITIVITY", "query"),
])
def test_taxanes_react_across(reactions, code, verdict):
    answer = checked(THP, patient={"hypersensitivity": reactions})
    assert code in answer.codes("docetaxel")
    assert answer.verdict("docetaxel") == verdict


def test_a_reaction_to_an_unrelated_drug_says_nothing_of_a_taxane():
    codes = checked(THP, patient={"hypersensitivity": ["cisplatin", "gemcitabine"]}).codes()
    assert "RELATED_HYPERSENSITIVITY" not in codes


def test_a_reaction_to_another_platinum_stops_carboplatin():
    answer = checked(TCBHP, patient={"hypersensitivity": ["cisplatin"]})
    assert answer.verdict("carboplatin") == "stop"
    assert "RELATED_HYPERSENSITIVITY" in answer.codes("carboplatin")
    assert refused(TCBHP, patient={"hypersensitivity": ["penicillin"]}) == {
        ("E_ENUM", "patient.hypersensitivity")}


# Carboplatin

@pytest.mark.parametrize(("anc", "verdict"), [
    ("1.49 x10^9/L", "stop"), ("1.5 x10^9/L", "query"), ("1.99 x10^9/L", "query"),
])
def test_carboplatin_beside_another_cytotoxic(anc, verdict):
    assert checked(TCBHP, labs={"anc": anc}).verdict("carboplatin") == verdict


# Pregnancy

@pytest.mark.parametrize(("weeks", "verdict"), [(None, "stop"), (13, "stop"), (14, "query")])
def test_docetaxel_in_pregnancy_by_its_weeks(weeks, verdict):
    answer = checked(THP, patient={"pregnancy": "yes", "gestation_weeks": weeks})
    assert answer.verdict("docetaxel") == verdict
    assert answer.verdict("trastuzumab_iv") == "stop"
    assert answer.verdict("pertuzumab") == "stop"


# The heart without a baseline

@pytest.mark.parametrize(("now", "trastuzumab", "pertuzumab"), [
    ("44 %", "undecidable", "undecidable"), ("46 %", "undecidable", None),
    ("64 %", "undecidable", None), ("65 %", None, None), ("39 %", "stop", "stop"),
])
def test_an_ejection_fraction_without_a_baseline(now, trastuzumab, pertuzumab):
    answer = checked(THP, labs={"lvef_now": now, "lvef_baseline": None})
    for drug, verdict in (("trastuzumab_iv", trastuzumab), ("pertuzumab", pertuzumab)):
        missing = {one for one in answer.codes(drug) if one.endswith("NO_BASELINE")}
        if verdict is not None:
            assert answer.verdict(drug) == verdict
        assert bool(missing) is (verdict == "undecidable") or verdict == "stop"


# The clearance

RIBOCICLIB = {
    "patient": {"sex": "female", "age": 75, "height": "155 cm", "weight": "110 kg",
                "menopause": "postmenopausal"},
    "regimen": "letrozole-ribociclib", "cycle": 1, "day": 1,
    "labs": {**NORMAL, "creatinine": "200 umol/L"},
    "order": {"ribociclib": "600 mg", "letrozole": "2.5 mg"},
}


def test_the_policy_would_meet_another_rule_on_the_clearance():
    found = checked(RIBOCICLIB)
    assert "RIBOCICLIB_CLEARANCE" not in found.codes("ribociclib")
    [told] = [one["text"] for one in found.lines["ribociclib"]["findings"]
              if one["code"] == "CLEARANCE_DIFFERS"]
    assert "37.3 mL/min" in told
    assert "24.7 mL/min" in told
    assert "at most 200 mg" in told
    assert found.verdict("ribociclib") == "query"


@pytest.mark.parametrize("change", [
    {"patient": {"weight": "60 kg"}}, {"patient": {"crcl": "37 mL/min"}},
    {"labs": {"creatinine": "150 umol/L"}}, {"policy": {"weight_basis": "actual"}},
])
def test_nothing_is_asked_where_both_ways_meet_the_same_rules(change):
    assert "CLEARANCE_DIFFERS" not in checked(RIBOCICLIB, **change).codes()


def test_the_floor_of_the_policy_alone_can_meet_another_rule():
    thin = changed(RIBOCICLIB, patient={"weight": "30 kg", "height": "150 cm", "age": 95},
                   labs={"creatinine": "40 umol/L"})
    assert "CLEARANCE_DIFFERS" in checked(thin).codes("ribociclib")
    assert "CLEARANCE_DIFFERS" not in checked(
        thin, policy={"creatinine_floor": None}).codes("ribociclib")


# Facts that no rule reads

def not_used(**changes):
    return [one["text"] for one in checked(THP, **changes).answer["findings"]
            if one["code"] == "NOT_USED"]


@pytest.mark.parametrize("facts", [
    {"patient": {"significant_bleeding": True}}, {"patient": {"thrombosis": "venous"}},
    {"labs": {"qtcf": "481 ms"}}, {"labs": {"blood_pressure_systolic": "160 mmHg"}},
    {"patient": {"surgery_on": "2021-07-20"}}, {"labs": {"potassium": "3.4 mmol/L"}},
    {"labs": {"haemoglobin": "79 g/L"}}, {"patient": {"diarrhoea_grade": 2}},
])
def test_an_abnormal_fact_that_no_rule_of_today_reads_is_told_once(facts):
    [text] = not_used(**facts)
    assert text.startswith("Abnormal, and not used")


@pytest.mark.parametrize("facts", [
    {}, {"patient": {"significant_bleeding": False}}, {"patient": {"thrombosis": "none"}},
    {"labs": {"qtcf": "480 ms"}}, {"labs": {"blood_pressure_systolic": "159 mmHg"}},
    {"patient": {"surgery_on": "none"}}, {"patient": {"surgery_on": "2021-06-01"}},
    {"labs": {"anc": "1 x10^9/L"}}, {"patient": {"neuropathy_grade": 3}},
    {"labs": {"lvef_now": "45 %"}}, {"labs": {"potassium": "3.5 mmol/L"}},
])
def test_a_normal_fact_or_one_that_is_read_is_not(facts):
    assert not_used(**facts) == []


def test_a_fact_of_later_doses_is_not_read_before_the_first():
    first = changed(THP, cycle=1, last=None, patient={"neuropathy_grade": 3})
    assert "NOT_USED" in Answer(compute("order-check", first)).codes()
