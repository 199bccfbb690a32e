"""The page of a bone agent and the order check ask the same rules, and say the same."""

from itertools import combinations

import pytest

from bmcalc import compute
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.resource_files import resource

NORMAL = {
    "calcium_total": "2.30 mmol/L", "albumin": "40 g/L", "crcl": "80 mL/min", "dialysis": False,
    "elemental_calcium": "600 mg", "vitamin_d": "400 IU", "calcitriol": False,
    "dental_exam": "done", "oral_lesion": False, "onj": False, "dental_work_planned": False,
    "symptoms": False,
}
OF_DENOSUMAB = {
    **NORMAL, "pregnancy": "na", "thigh_pain": False, "other_denosumab": False,
    "bisphosphonate": False, "magnesium": "0.85 mmol/L", "vitamin_d_25oh": "80 nmol/L",
}
OF_ZOLEDRONATE = {
    **NORMAL, "creatinine_baseline": "80 umol/L", "creatinine": "80 umol/L",
    "magnesium": "0.85 mmol/L", "phosphate": "1.10 mmol/L", "other_bone_agent": False,
}
SHARED = [
    {"calcium_total": "2.10 mmol/L"}, {"calcium_total": "1.95 mmol/L"},
    {"calcium_total": "1.70 mmol/L"}, {"calcium_total": "2.60 mmol/L"},
    {"calcium_total": "3.20 mmol/L"}, {"albumin": None}, {"albumin": "20 g/L"},
    {"calcium_ionised": "1.10 mmol/L"}, {"symptoms": True}, {"crcl": "29 mL/min"},
    {"dialysis": True}, {"elemental_calcium": "0 mg", "vitamin_d": "0 IU"},
    {"vitamin_d": "399 IU"}, {"calcitriol": True, "elemental_calcium": "1200 mg"},
    {"dental_exam": "not_done"}, {"oral_lesion": True}, {"onj": True},
    {"dental_work_planned": True}, {"magnesium": "0.70 mmol/L"},
]
ABNORMAL = {
    "denosumab": [
        *SHARED, {"crcl": None}, {"calcium_total": None}, {"pth_known": True},
        {"nephrology_plan": True}, {"magnesium": "0.40 mmol/L"},
        {"vitamin_d_25oh": "40 nmol/L"}, {"vitamin_d_25oh": "9 ng/mL"}, {"thigh_pain": True},
        {"pregnancy": "yes"}, {"pregnancy": "unknown"}, {"bisphosphonate": True},
        {"other_denosumab": True}, {"qtcf": "500 ms"}, {"ribociclib": True},
    ],
    "zoledronic_acid": [
        *SHARED, {"crcl": "45 mL/min"}, {"crcl": "60 mL/min"}, {"phosphate": "0.80 mmol/L"},
        {"creatinine": "130 umol/L"}, {"creatinine": "1.5 mg/dL"}, {"other_bone_agent": True},
        {"infusion_minutes": 14}, {"dosing_interval": "every_12_weeks"},
    ],
}
AGENTS = {
    "denosumab": ("denosumab", OF_DENOSUMAB, "120 mg"),
    "zoledronic_acid": ("zoledronic-acid", OF_ZOLEDRONATE, "4 mg"),
}
VERDICTS = {"note": "give", "reduce": "give", "caution": "caution", "delay": "correct_first",
            "do_not_give": "do_not_give"}
LADDER = ["give", "caution", "correct_first", "do_not_give"]
CASES = [
    (drug, first, days, changes)
    for drug, abnormal in ABNORMAL.items()
    for first, days in ((True, None), (False, 28), (False, 15), (False, 120))
    for changes in ([{}], [[one] for one in abnormal],
                    combinations(abnormal, 2) if days in (None, 28) else [])
    for changes in changes
]


def on_page(drug, first, days, facts):
    raw = {name: value for name, value in facts.items() if value is not None}
    raw |= {"first_dose": first} | ({} if days is None else {"days_since_last": days})
    return compute(AGENTS[drug][0], raw)


def ordered(drug, first, days, facts):
    regimen, _normal, dose = AGENTS[drug]
    last = {} if first else {drug: {"on": f"2025-{'12' if days > 31 else '02'}-01"}}
    today = {None: "2025-03-01", 28: "2025-03-01", 15: "2025-02-16", 120: "2026-03-31"}[days]
    patient = {name: value for name, value in facts.items() if value is not None}
    answer = compute("order-check", {
        "regimen": regimen, "cycle": 1 if first else 2, "day": 1, "today": today, "last": last,
        "patient": {"sex": "female", "hypersensitivity": [], **patient}, "order": {drug: dose},
    })
    assert answer["status"] != "refused", answer["errors"]
    return answer["values"]["lines"][0]


def merged(changes):
    return {name: value for change in changes for name, value in change.items()}


@pytest.mark.parametrize("drug", AGENTS)
def test_page_and_order_check_meet_the_same_rules_and_give_the_same_dose(drug):
    compared = 0
    for of_drug, first, days, changes in CASES:
        if of_drug != drug:
            continue
        facts = AGENTS[drug][1] | merged(changes)
        page = on_page(drug, first, days, facts)
        if page["status"] == "refused":
            continue
        line = ordered(drug, first, days, facts)
        met = {rule["code"]: VERDICTS[rule["outcome"]] for rule in line["rules"]}
        deciding = {code for code, verdict in met.items() if verdict != "give"}
        case = (first, days, changes)
        assert deciding == set(page["values"]["codes"]), case
        strictest = max(met.values(), key=LADDER.index, default="give")
        assert strictest == page["values"]["verdict"], case
        if drug == "zoledronic_acid":
            doses = [
                None if one is None else float(one["value"])
                for one in (line["computed"], page["values"]["dose"])
            ]
            assert doses[0] == doses[1], case
        compared += 1
    assert compared > 500


@pytest.fixture
def own_rule(tmp_path):
    """Put a hospital's rule beside the shipped ones in force: none below 50 mL/min."""
    text = resource("formulary", "zoledronic_acid.toml").read_text(encoding="utf-8")
    (tmp_path / "formulary").mkdir()
    (tmp_path / "formulary" / "zoledronic_acid.toml").write_text(text + """
[[rules]]
code = "OWN_CLEARANCE"
then = "do_not_give"
any_of = ["crcl < 50 mL/min"]
text = { en = "Not below 50 mL/min in this hospital.", zh = "本院低于 50 mL/min 不用。" }
sources = ["label-zoledronic-acid"]
""", encoding="utf-8")
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    put_in_force(loaded)
    yield
    put_in_force(None)


@pytest.mark.parametrize(("crcl", "stopped"), [("50 mL/min", False), ("49.9 mL/min", True),
                                               ("45 mL/min", True)])
def test_a_hospitals_own_rule_stops_page_order_and_choice(own_rule, crcl, stopped):
    facts = OF_ZOLEDRONATE | {"crcl": crcl}
    page = on_page("zoledronic_acid", True, None, facts)["values"]
    line = ordered("zoledronic_acid", True, None, facts)
    choice = compute("bone-agent-choice", {
        "calcium_total": "2.30 mmol/L", "albumin": "40 g/L", "crcl": crcl,
    })["values"]
    assert (page["verdict"] == "do_not_give") == stopped
    assert ("OWN_CLEARANCE" in page["codes"]) == stopped
    assert ("OWN_CLEARANCE" in {one["code"] for one in line["findings"]}) == stopped
    assert (choice["zoledronic_acid"] == "not_recommended") == stopped
    if stopped:
        assert line["verdict"] == "stop"


def test_what_a_hospital_stops_was_given_before():
    facts = OF_ZOLEDRONATE | {"crcl": "45 mL/min"}
    assert on_page("zoledronic_acid", True, None, facts)["values"]["verdict"] == "give"
    line = ordered("zoledronic_acid", True, None, facts)
    assert line["computed"]["value"] == "3.3"
    assert "OWN_CLEARANCE" not in {one["code"] for one in line["findings"]}


@pytest.mark.parametrize(("missing", "code"), [
    ({"crcl": None}, "FACT_MISSING"), ({"calcium_total": None}, "CA-01"),
    ({"albumin": None, "calcium_total": "2.15 mmol/L"}, "CA-02"), ({"creatinine": None}, "CR-03"),
])
def test_what_is_missing_leaves_zoledronic_acid_undecided(missing, code):
    line = ordered("zoledronic_acid", False, 28, OF_ZOLEDRONATE | missing)
    assert line["verdict"] == "undecidable"
    assert code in {one["code"] for one in line["findings"]}
    assert (line["computed"] is None) == ("crcl" in missing)


def test_an_unknown_pregnancy_leaves_denosumab_undecided_and_a_reaction_stops_both():
    line = ordered("denosumab", False, 28, OF_DENOSUMAB | {"pregnancy": None})
    assert line["verdict"] == "undecidable"
    for drug, (_page, normal, _dose) in AGENTS.items():
        line = ordered(drug, True, None, normal | {"hypersensitivity": [drug]})
        assert line["verdict"] == "stop"
        assert "HS-01" in {one["code"] for one in line["findings"]}


def test_a_correction_that_is_half_told_decides_nothing():
    facts = OF_DENOSUMAB | {"correction": "local"}
    line = ordered("denosumab", True, None, facts)
    assert line["verdict"] == "stop"
    assert "CA-01" in {one["code"] for one in line["findings"]}


def test_a_first_dose_on_hold_is_stopped():
    line = ordered("zoledronic_acid", True, None, OF_ZOLEDRONATE | {"on_hold": True})
    assert line["verdict"] == "stop"
    assert "CR-02" in {one["code"] for one in line["findings"]}


def test_the_limits_of_the_laboratory_are_the_policys():
    facts = OF_DENOSUMAB | {"calcium_total": "2.15 mmol/L"}
    assert ordered("denosumab", True, None, facts)["verdict"] != "stop"
    answer = compute("order-check", {
        "regimen": "denosumab", "cycle": 1, "day": 1, "today": "2025-03-01",
        "patient": {"sex": "female", **facts}, "order": {"denosumab": "120 mg"},
        "policy": {"laboratory": {"calcium_lln": "2.20 mmol/L"}},
    })
    line = answer["values"]["lines"][0]
    assert line["verdict"] == "stop"
    assert "CA-10" in {one["code"] for one in line["findings"]}
