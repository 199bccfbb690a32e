"""Tables of rules that several drugs share: written once, each drug with its own sources."""

import tomllib

import pytest

from bmcalc.core.term import q
from bmcalc.core.texts import in_language
from bmcalc.formulary.course_entry import Course
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.loading import load_formulary
from bmcalc.resource_files import resource

SHARED = {"CA-01", "CA-16", "CA-17", "SU-01", "SU-02", "SU-03", "SU-05", "DE-01", "DE-02",
          "DE-03", "DE-04"}


def rule(drug_id, code):
    return next(one for one in drug(drug_id).rules if one.code == code)


@pytest.mark.parametrize("drug_id", ["denosumab", "zoledronic_acid"])
def test_a_drug_holds_the_rules_of_the_tables_that_it_names(drug_id):
    assert {one.code for one in drug(drug_id).rules} >= SHARED


def test_each_drug_cites_its_own_source_and_names_its_own_label():
    assert rule("denosumab", "DE-01").sources == ("xgeva-mouth",)
    assert rule("zoledronic_acid", "DE-01").sources == ("label-bone-dental-gate",)
    assert rule("denosumab", "SU-03").sources == ("xgeva-supplement-eu", "label-calcitriol-cn")
    assert "EU label of denosumab" in rule("denosumab", "SU-02").text.english
    assert "label of zoledronic acid" in rule("zoledronic_acid", "SU-02").text.english
    with in_language("zh_CN"):
        assert "唑来膦酸说明书" in str(rule("zoledronic_acid", "SU-02").text)


def test_every_shared_table_is_named_by_a_drug():
    named = {
        (one.table, one.rules) for found in drugs().values() for one in found.shared_rules
    }
    written = set()
    for table in (
        "anthracyclines", "bone_agents", "fluoropyrimidine", "immune", "related_drugs",
        "reproduction",
    ):
        with resource("tables", f"{table}.toml").open("rb") as file:
            groups = {"families", "instead"}
            written |= {(table, rules) for rules in tomllib.load(file).keys() - groups}
    assert written == named


def site(tmp_path, **entries):
    text = resource("formulary", "denosumab.toml").read_text(encoding="utf-8")
    for old, new in entries.items():
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "formulary").mkdir()
    (tmp_path / "formulary" / "denosumab.toml").write_text(text, encoding="utf-8")
    return load_formulary(tmp_path)


@pytest.mark.parametrize(("old", "new"), [
    ('rules = "mouth"', 'rules = "teeth"'), ('table = "bone_agents"', 'table = "none"'),
])
def test_a_table_that_does_not_exist_refuses_the_file(tmp_path, old, new):
    loaded = site(tmp_path, **{old: new})
    assert "denosumab" not in loaded.drugs
    assert any("no shared table" in str(one.reason) for one in loaded.problems)


def test_a_source_that_nobody_wrote_down_is_refused_in_a_shared_table_too(tmp_path):
    loaded = site(tmp_path, **{'sources = ["xgeva-mouth"]': 'sources = ["nobody"]'})
    assert "denosumab" not in loaded.drugs


def own_file(tmp_path, text):
    (tmp_path / "formulary").mkdir()
    (tmp_path / "formulary" / "denosumab.toml").write_text(text, encoding="utf-8")
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    return list(loaded.drugs["denosumab"].rules)


OWN = """
code = "{code}"
then = "caution"
text = {{ en = "Ask the bone clinic.", zh = "请咨询骨病门诊。" }}
sources = ["xgeva-dose"]
"""


def test_a_hospital_that_adds_a_rule_keeps_the_shared_tables(tmp_path):
    rules = own_file(tmp_path, "[[rules]]" + OWN.format(code="OWN"))
    assert {one.code for one in rules} == {one.code for one in drug("denosumab").rules} | {"OWN"}


def test_a_hospital_replaces_and_leaves_out_a_shared_rule_by_its_code(tmp_path):
    rules = own_file(
        tmp_path, 'without_rules = ["DE-04"]\n[[rules]]' + OWN.format(code="DE-03")
    )
    codes = [one.code for one in rules]
    assert "DE-04" not in codes
    assert codes.count("DE-03") == 1
    assert next(one for one in rules if one.code == "DE-03").then == "caution"


def test_the_course_of_denosumab_starts_again_after_112_days():
    course = drug("denosumab").course
    assert isinstance(course, Course)
    assert [course.starts_again(days) for days in (None, 112, 113)] == [False, False, True]
    assert course.handed(20)["days_until_due"].magnitude == 8
    assert "days_until_due" not in course.handed(None)
    assert not drug("zoledronic_acid").course.starts_again(1000)


def test_a_course_names_a_regimen_that_exists(tmp_path):
    loaded = site(tmp_path, **{'regimen = "denosumab"': 'regimen = "elsewhere"'})
    assert "denosumab" not in loaded.drugs
    assert any(one.path == "course.regimen" for one in loaded.problems)


@pytest.mark.parametrize(("dose", "volume", "replaced"), [
    ("4.0 mg", "5.0 mL", None), ("3.5 mg", "4.4 mL", "12 mL"), ("3.3 mg", "4.1 mL", "18 mL"),
    ("3.0 mg", "3.8 mL", "25 mL"),
])
def test_what_is_drawn_of_the_concentrate(dose, volume, replaced):
    found = drug("zoledronic_acid").preparations[0].drawn_for(q(dose))
    assert found.volume == q(volume)
    assert found.replaced == (None if replaced is None else q(replaced))
    assert drug("zoledronic_acid").preparations[0].drawn_for(q("2 mg")) is None
