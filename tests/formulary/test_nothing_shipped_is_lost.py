"""A hospital's folder adds to the shipped rules: none is lost but by its name."""

from __future__ import annotations

import pytest

from bmcalc import compute
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from tests.formulary.test_bad_files import written

TDXD = "formulary/trastuzumab_deruxtecan.toml"
PALBOCICLIB = "formulary/palbociclib.toml"
RULE = """
[[rules]]
{entries}
text = {{ en = "Ours.", zh = "本院。" }}
sources = ["never-assumed"]
"""


@pytest.fixture(autouse=True)
def shipped_again():
    yield
    put_in_force(None)


def rule(**entries):
    return RULE.format(entries="\n".join(f"{name} = {value}" for name, value in entries.items()))


@pytest.mark.parametrize("line", ["lvef = []\n", 'lvef = ["trastuzumab_ema"]\n'])
def test_the_labels_of_the_heart_stay_whatever_a_hospital_names(tmp_path, line):
    written(tmp_path, TDXD, line)
    loaded = load_formulary(tmp_path)
    assert "deruxtecan" in loaded.drugs["trastuzumab_deruxtecan"].lvef
    put_in_force(loaded)
    answer = compute("lvef-check", {"drug": "trastuzumab_deruxtecan", "lvef_baseline": "62 %",
                                    "lvef_now": "35 %"})
    assert answer["status"] == "stop"


def test_a_shared_table_stays_where_a_hospital_names_another(tmp_path):
    written(tmp_path, "formulary/denosumab.toml",
            '[[shared_rules]]\ntable = "reproduction"\nrules = "pregnancy"\n'
            'sources = ["pregnancy-stops"]\n')
    codes = {one.code for one in load_formulary(tmp_path).drugs["denosumab"].rules}
    assert {"DE-01", "CA-01", "PREGNANT"} <= codes


def test_a_code_of_several_rules_is_replaced_by_its_page_code_alone(tmp_path):
    delay = {"code": '"PALBOCICLIB_ANC_BELOW_1"', "then": '"delay"',
             "any_of": '["anc < 1.5 x10^9/L"]', "table": '"neutrophils"'}
    written(tmp_path, PALBOCICLIB, rule(**delay))
    refused = load_formulary(tmp_path)
    assert "rules[0]" in [one.path for one in refused.problems]
    assert "palbociclib" not in refused.drugs
    written(tmp_path, PALBOCICLIB, rule(**delay, page_code='"ANC_BELOW_1"'))
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    put_in_force(loaded)
    held = compute("cdk46-adjustment", {"drug": "palbociclib", "cycle": 3, "cycle_day": 1,
                                        "platelets": "40 x10^9/L", "anc": "3 x10^9/L"})
    assert held["values"]["action"] == "interrupt_same"


@pytest.mark.parametrize(("file", "text"), [
    (PALBOCICLIB, rule(code='"HOUSE"', then='"caution"', gives='"100 mg"',
                       any_of='["anc < 4 x10^9/L"]')),
    (PALBOCICLIB, rule(code='"HOUSE"', then='"reduce"', at_most='"1 mg/kg"',
                       any_of='["anc < 4 x10^9/L"]')),
    (PALBOCICLIB, rule(code='"HOUSE"', then='"caution"', any_of='["planned_dose < 5 mg/m^2"]')),
    (PALBOCICLIB, 'without_rules = [["PALBOCICLIB_ILD"]]\n'),
    (PALBOCICLIB, '[[shared_rules]]\ntable = "../policy"\nrules = "laboratory"\n'
                  'sources = ["never-assumed"]\n'),
])
def test_what_no_page_could_follow_is_refused_with_a_reason(tmp_path, file, text):
    written(tmp_path, file, text)
    assert load_formulary(tmp_path).problems


def test_a_rule_of_the_heart_changes_no_dose(tmp_path):
    entries = rule(code='"HOUSE"', then='"level_down"', any_of='["lvef_now < 55 %"]')
    written(tmp_path, "tables/lvef.toml", entries.replace("[[rules]]", "[[deruxtecan.rules]]"))
    assert load_formulary(tmp_path).problems


def test_a_lower_level_that_does_not_exist_stops_on_the_page_too(tmp_path):
    written(tmp_path, "formulary/zoledronic_acid.toml",
            rule(code='"HOUSE"', then='"level_down"', any_of='["crcl < 95 mL/min"]'))
    put_in_force(load_formulary(tmp_path))
    answer = compute("zoledronic-acid", {
        "first_dose": True, "calcium_total": "2.30 mmol/L", "albumin": "40 g/L",
        "crcl": "90 mL/min", "dental_exam": "done", "vitamin_d": "400 IU",
        "elemental_calcium": "600 mg",
    })
    assert answer["status"] == "stop", answer.get("errors")
    assert answer["values"]["verdict"] == "do_not_give"


def test_of_a_folder_named_like_a_file_nobody_knows_what_it_was_to_replace(tmp_path):
    (tmp_path / "formulary" / "old.toml").mkdir(parents=True)
    loaded = load_formulary(tmp_path)
    assert loaded.problems
    assert not loaded.drugs
