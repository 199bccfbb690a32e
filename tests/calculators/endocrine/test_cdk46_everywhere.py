"""Each rule of the CDK4/6 inhibitors on both sides of its edges: the page and the order check.

Both read the drug's file; here both are asked the same facts and must meet the same rules, with
the same outcome and dose.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.calculators.shared.action import action_of
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR as ORDER_CHECK
from bmcalc.orders.verdicts import Verdict
from tests.calculators.endocrine.cdk46_edges import (
    ABEMACICLIB,
    EDGES,
    LOW,
    PALBOCICLIB,
    RIBOCICLIB,
)

REGIMENS = {
    PALBOCICLIB: ("fulvestrant-palbociclib", {"fulvestrant": "500 mg"}),
    RIBOCICLIB: ("letrozole-ribociclib", {"letrozole": "2.5 mg"}),
    ABEMACICLIB: ("abemaciclib-endocrine", {"letrozole": "2.5 mg"}),
}
LABORATORY = ("anc", "platelets", "haemoglobin", "qtcf", "alt", "ast", "bilirubin")
PATIENT = {
    "arrhythmia": "ventricular_arrhythmia", "ecgs_above_500": "qtcf_above_500_ecgs",
    "strong_cyp3a4_inhibitor": "cyp3a4_inhibitor",
}
IDS = [f"{name} {code} {number}" for number, (name, _m, _o, code, _a) in enumerate(EDGES)]


def on_page(name, facts):
    """Return the action, the next dose in mg and the codes of the page."""
    answer = compute("cdk46-adjustment", {"drug": name, "cycle": 3, "cycle_day": 1, **facts})
    assert answer["status"] != "refused", answer["errors"]
    dose = answer["values"]["next_dose"]
    return (answer["values"]["action"], None if dose is None else Decimal(dose["value"]),
            answer["values"]["codes"])


def in_order(name, facts):
    """Return the line of the order check: the same facts, the usual dose ordered."""
    identifier, others = REGIMENS[name]
    starting = facts.get("starting", False)
    cycle = 1 if starting else facts.get("cycle", 3)
    days = facts.get("days_between_starts", 28)
    raw = {
        "regimen": identifier, "cycle": cycle, "day": facts.get("cycle_day", 1),
        "patient": {"sex": "female", "age": 52}, "labs": {},
        "order": {name: f"{drug(name).usual_dose.magnitude} mg", **others},
    }
    for field, value in facts.items():
        if field in LABORATORY:
            raw["labs"][field] = value
        elif field not in ("starting", "cycle", "cycle_day", "days_between_starts"):
            fact = PATIENT.get(field, field)
            raw["patient"][fact] = "strong" if field == "strong_cyp3a4_inhibitor" else value
    if not starting:
        raw["today"] = "2021-07-29"
        started = 29 - days if facts.get("cycle_day", 1) == 1 else 1
        raw["last"] = {name: {"on": f"2021-07-{started:02}" if started else "2021-06-30"}}
    read, problems = ORDER_CHECK.read(raw)
    assert not problems, problems
    return check_order(read).line(name)


@pytest.mark.parametrize(("name", "met", "other", "code", "action"), EDGES, ids=IDS)
def test_the_page_on_both_sides_of_each_edge(name, met, other, code, action):
    found, _dose, codes = on_page(name, met)
    assert (found, code in codes) == (action, True)
    assert code not in on_page(name, other)[2]


@pytest.mark.parametrize(("name", "met", "other", "code", "action"), EDGES, ids=IDS)
def test_the_order_check_meets_what_the_page_meets(name, met, other, code, action):
    for facts in (met, other):
        page, dose, codes = on_page(name, facts)
        line = in_order(name, facts)
        assert sorted(one.rule.told_as for one in line.rules_met) == sorted(codes)
        usual = drug(name).usual_dose
        strictest = max((action_of(one, usual) for one in line.rules_met), default=0)
        assert getattr(strictest, "key", "no_change") == page
        if page in ("no_change", "reduce"):
            assert line.computed.magnitude == dose
        if page.startswith(("interrupt", "do_not", "stop")):
            assert line.verdict is Verdict.STOP


def test_every_rule_of_the_drugs_is_among_the_edges():
    """All but what is asked only since the last cycle, or asks about a count or the setting."""
    tried = {(name, code) for name, _met, _other, code, _action in EDGES}
    rules = {
        (name, rule.told_as) for name in REGIMENS for rule in drug(name).rules
        if rule.page_code is not None or rule.code.startswith("CYCLE_")
    }
    assert rules <= tried
    left = {rule.code for name in REGIMENS for rule in drug(name).rules} - {
        rule.code for name in REGIMENS for rule in drug(name).rules
        if rule.page_code is not None or rule.code.startswith("CYCLE_")
    }
    assert left == {
        "PALBOCICLIB_FEBRILE", "RIBOCICLIB_FEBRILE", "PREGNANT", "ABEMACICLIB_PLATELETS_LOW",
        "RIBOCICLIB_PLATELETS_LOW", "RIBOCICLIB_EARLY",
    }


@pytest.mark.parametrize(("fact", "low", "normal", "high"), [
    ("potassium", "3.4 mmol/L", "3.5 mmol/L", "5.4 mmol/L"),
    ("magnesium", "0.74 mmol/L", "0.75 mmol/L", "1.03 mmol/L"),
    ("phosphate", "0.84 mmol/L", "0.85 mmol/L", "1.52 mmol/L"),
])
def test_an_electrolyte_out_of_range_on_either_side_holds_ribociclib(fact, low, normal, high):
    for value, held in ((low, True), (normal, False), (high, True)):
        codes = {one.rule.code for one in in_order(RIBOCICLIB, {fact: value}).rules_met}
        assert ("RIBOCICLIB_ELECTROLYTES" in codes) is held
    told_normal = {fact: high, "electrolytes_normal": True}
    assert in_order(RIBOCICLIB, told_normal).verdict is Verdict.STOP


@pytest.mark.parametrize(("name", "current", "left"), [
    (RIBOCICLIB, "600 mg", 400), (RIBOCICLIB, "400 mg", 200), (RIBOCICLIB, "200 mg", 200),
    (ABEMACICLIB, "200 mg", 100), (ABEMACICLIB, "150 mg", 100), (ABEMACICLIB, "100 mg", 50),
    (PALBOCICLIB, "125 mg", 75), (PALBOCICLIB, "75 mg", 75),
])
def test_a_strong_inhibitor_by_the_dose_that_is_taken(name, current, left):
    facts = {"cyp3a4_inhibitor": "strong", "current_dose": current}
    assert on_page(name, facts)[1] == left


def test_two_answers_about_an_inhibitor_must_agree():
    answer = compute("cdk46-adjustment", {
        "drug": PALBOCICLIB, "strong_cyp3a4_inhibitor": True, "cyp3a4_inhibitor": "none",
    })
    assert [error["code"] for error in answer["errors"]] == ["E_LOGIC"]


@pytest.mark.parametrize(("hours", "held"), [("47 h", True), ("48 h", False)])
def test_abemaciclib_waits_for_48_hours_after_g_csf(hours, held):
    line = in_order(ABEMACICLIB, {"hours_since_gcsf": hours})
    assert ("ABEMACICLIB_GCSF" in {one.rule.code for one in line.rules_met}) is held


def test_twice_a_day_is_asked_about_where_the_liver_leaves_once():
    known = {"anc": "3 x10^9/L", "platelets": "200 x10^9/L", "pregnancy": "no"}
    line = in_order(ABEMACICLIB, {**known, "child_pugh": "c"})
    assert "ONCE_A_DAY" in line.work.codes()
    assert line.verdict is Verdict.QUERY
    assert in_order(ABEMACICLIB, {**known, "child_pugh": "b"}).verdict is Verdict.AGREES


OWN_RULE = """
[[rules]]
code = "OWN_PLATELETS"
then = "delay"
resume = "next_lower"
any_of = ["platelets < 75 x10^9/L"]
text = { en = "Own protocol: platelets {platelets}.", zh = "本院方案：血小板 {platelets}。" }
sources = ["label-palbociclib-us"]

[[rules]]
code = "OWN_HEART"
then = "caution"
any_of = ["lvef_now < 50 %"]
unknown = "undecidable"
text = { en = "Own protocol: LVEF {lvef_now}.", zh = "本院方案：LVEF {lvef_now}。" }
sources = ["label-palbociclib-us"]
"""


@pytest.fixture
def own_folder(tmp_path):
    """Return a function that lays a file over a drug's and puts it in force."""
    def put(name, text):
        (tmp_path / "formulary").mkdir()
        (tmp_path / "formulary" / f"{name}.toml").write_text(text, encoding="utf-8")
        put_in_force(load_formulary(tmp_path))

    yield put
    put_in_force(None)


@pytest.mark.parametrize(("platelets", "held"), [("74 x10^9/L", True), ("75 x10^9/L", False)])
def test_a_rule_of_a_hospital_works_on_the_page_and_in_the_order_check(
    own_folder, platelets, held
):
    own_folder(PALBOCICLIB, OWN_RULE)
    action, dose, codes = on_page(PALBOCICLIB, {"platelets": platelets})
    assert (action, dose) == (("interrupt_lower", 100) if held else ("no_change", 125))
    assert codes == (["OWN_PLATELETS"] if held else [])
    met = {one.rule.code for one in in_order(PALBOCICLIB, {"platelets": platelets}).rules_met}
    assert ("OWN_PLATELETS" in met) is held


def test_what_a_rule_of_a_hospital_needs_and_the_page_does_not_ask_is_said(own_folder):
    own_folder(PALBOCICLIB, OWN_RULE)
    answer = compute("cdk46-adjustment", {"drug": PALBOCICLIB, "platelets": "200 x10^9/L"})
    found = {one["code"]: one for one in answer["findings"]}
    assert found["FACT_MISSING"]["text"].startswith("LVEF now is not given")
    assert "LVEF now" in found["NOT_CHECKED"]["text"]
    assert answer["status"] == "caution"


def test_a_drug_whose_file_was_refused_is_refused_on_the_page(own_folder):
    own_folder(PALBOCICLIB, "highest_dose = 125\n")
    raw = {"drug": PALBOCICLIB, "anc": "0.8 x10^9/L", "current_dose": "100 mg"}
    answer = compute("cdk46-adjustment", raw)
    assert answer["status"] == "refused"
    assert [(one["code"], one["field"]) for one in answer["errors"]] == [("E_ENUM", "drug")]
    assert on_page(RIBOCICLIB, {"anc": "0.8 x10^9/L"})[0] == "interrupt_same"


def test_the_page_reads_cycle_and_day_wherever_the_day_decides():
    for given in ({}, {"cycle": 3}, {"cycle_day": 15}):
        raw = {"drug": PALBOCICLIB, **LOW, **given}
        fields = [one["field"] for one in compute("cdk46-adjustment", raw)["errors"]]
        assert fields == [name for name in ("cycle", "cycle_day") if name not in given]
    for count in ("0.49 x10^9/L", "1 x10^9/L"):
        raw = {"drug": PALBOCICLIB, "anc": count}
        assert compute("cdk46-adjustment", raw)["status"] != "refused"
