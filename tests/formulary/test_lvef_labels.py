"""The rules on the ejection fraction stand once, by label; drugs name the labels they follow."""

from __future__ import annotations

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.identity import shipped_identity
from bmcalc.formulary.loading import check_folder, load_formulary, rules_of
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.rules.canonical import rule_sha256
from tests.formulary.test_bad_files import found, written

STRICT_EU = '''[trastuzumab_ema]
without_rules = ["TRASTUZUMAB_LVEF_EU"]
name = { en = "Trastuzumab, house rule", zh = "曲妥珠单抗，本院规定" }
sources = ["label-trastuzumab-eu"]

[[trastuzumab_ema.rules]]
code = "HOUSE_LVEF"
page_code = "LVEF_HOLD"
then = "delay"
any_of = ["lvef_now < 55 %"]
text = { en = "LVEF {lvef_now}: held below 55 %.", zh = "LVEF {lvef_now}：低于 55 % 即暂停。" }
sources = ["label-trastuzumab-eu"]
'''


def test_the_rules_of_a_label_are_those_of_each_drug_that_follows_it():
    shipped = shipped_formulary()
    for drug in shipped.drugs.values():
        for label in drug.lvef:
            assert set(map(id, shipped.lvef[label].rules)) <= set(map(id, drug.rules))
    assert shipped.drugs["trastuzumab_iv"].lvef == shipped.drugs["trastuzumab_sc"].lvef


def test_no_drug_says_of_the_ejection_fraction_what_a_label_says():
    shared = {id(rule) for label in shipped_formulary().lvef.values() for rule in label.rules}
    for drug in shipped_formulary().drugs.values():
        own = [rule for rule in drug.rules if id(rule) not in shared]
        assert not any(name.startswith("lvef") for rule in own for name in rule.measures)


def test_a_shared_rule_is_signed_once_for_all_drugs(tmp_path):
    rule = shipped_formulary().lvef["trastuzumab_fda"].rules[0]
    assert rule.key == "lvef/TRASTUZUMAB_LVEF_SUSPENSIONS"
    shipped = shipped_formulary()
    rows = [one for one in rules_of(shipped.drugs, shipped.regimens) if one.key == rule.key]
    assert rows == [rule]
    written(tmp_path, "reviews.toml", f'''[[reviews]]
rule = "{rule.key}"
sha256 = "{rule_sha256(rows)}"
name = "the pharmacist"
date = 2026-11-28
''')
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    assert loaded.reviews[rule.key].name == "the pharmacist"


def test_a_rule_that_a_hospital_adds_takes_none_away(tmp_path):
    written(tmp_path, "tables/lvef.toml", STRICT_EU.replace('["TRASTUZUMAB_LVEF_EU"]', "[]"))
    codes = {rule.code for rule in load_formulary(tmp_path).drugs["phesgo"].rules}
    assert {"HOUSE_LVEF", "TRASTUZUMAB_LVEF_EU", "TRASTUZUMAB_HEART_FAILURE"} <= codes


def test_a_rule_that_is_left_out_must_exist(tmp_path):
    written(tmp_path, "tables/lvef.toml", STRICT_EU.replace("LVEF_EU\"]", "LVEF_UE\"]"))
    assert found(tmp_path) == [("tables/lvef.toml", "trastuzumab_ema.without_rules[0]")]


def test_a_hospital_changes_one_label_and_the_others_stay(tmp_path):
    written(tmp_path, "tables/lvef.toml", STRICT_EU)
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    codes = {rule.code for rule in loaded.drugs["trastuzumab_iv"].rules}
    assert {"HOUSE_LVEF", "TRASTUZUMAB_LVEF_FALL"} <= codes
    assert "TRASTUZUMAB_LVEF_EU" not in codes
    assert loaded.identity.sha256 != shipped_identity().sha256
    assert loaded.identity.version.endswith("local")


def test_a_table_that_cannot_be_used_leaves_no_drug_that_names_it(tmp_path):
    written(tmp_path, "tables/lvef.toml", STRICT_EU.replace("55 %\"", "55\""))
    problems = found(tmp_path)
    assert problems[0] == ("tables/lvef.toml", "trastuzumab_ema.rules[5].any_of[0]")
    assert "trastuzumab_iv" not in load_formulary(tmp_path).drugs


@pytest.mark.parametrize(("old", "new", "path"), [
    ('sources = ["label-trastuzumab-eu"]\n\n', 'sources = ["nobody-1999"]\n\n',
     "trastuzumab_ema.sources[0]"),
    ('code = "HOUSE_LVEF"', 'code = "TRASTUZUMAB_LVEF_FALL"', ""),
    ('name = {', 'colour = "red"\nname = {', "trastuzumab_ema.colour"),
])
def test_what_is_wrong_with_a_table_is_named(tmp_path, old, new, path):
    assert old in STRICT_EU
    written(tmp_path, "tables/lvef.toml", STRICT_EU.replace(old, new))
    assert found(tmp_path)[0] == ("tables/lvef.toml", path)


def test_a_label_that_does_not_exist_is_refused(tmp_path):
    written(tmp_path, "formulary/trastuzumab_sc.toml", 'lvef = ["nobody"]\n')
    assert ("formulary/trastuzumab_sc.toml", "lvef[2]") in found(tmp_path)


def test_another_table_in_a_hospitals_folder_is_not_read_in_silence(tmp_path):
    written(tmp_path, "tables/ctcae.toml", "")
    assert [problem.file for problem in check_folder(tmp_path)] == ["tables/ctcae.toml"]


SCHEDULE = '''[[schedules]]
cycle = "21 day"
loading = "8 mg/kg"
maintenance = "6 mg/kg"
load_again_after = "28 day"
early_from = "18 day"
early_sources = ["her2-early-dose"]
maintenance_text = { en = "IV", zh = "静脉" }
sources = ["label-trastuzumab-us"]
'''


@pytest.mark.parametrize(("old", "new", "path"), [
    ("", "", None),
    ('"28 day"', '"21 day"', "schedules[0]"),
    ('"18 day"', '"21 day"', "schedules[0]"),
    ('"18 day"', '"18.5 day"', "schedules[0]"),
    ('loading = "8 mg/kg"\n', "", "schedules[0]"),
    ('"8 mg/kg"', '"9 mg/kg"', ""),
    ('"6 mg/kg"', '"600 mg"', ""),
    ('"her2-early-dose"', '"nobody-1999"', "schedules[0].early_sources[0]"),
    ('"21 day"\nloading', '"28 day"\nloading', "schedules[0]"),
])
def test_a_schedule_that_contradicts_itself_is_refused(tmp_path, old, new, path):
    assert old in SCHEDULE
    written(tmp_path, "formulary/trastuzumab_iv.toml", SCHEDULE.replace(old, new))
    here = [one for one in found(tmp_path) if one[0] == "formulary/trastuzumab_iv.toml"]
    assert here == ([] if path is None else [("formulary/trastuzumab_iv.toml", path)])


def test_two_schedules_have_different_cycles(tmp_path):
    written(tmp_path, "formulary/trastuzumab_iv.toml", SCHEDULE + SCHEDULE)
    assert ("formulary/trastuzumab_iv.toml", "") in found(tmp_path)


def test_a_conflict_names_a_drug_that_exists(tmp_path):
    conflict = '''[schedules.conflict]
beside = "nothing"
first_day = "29 day"
last_day = "41 day"
loading_sources = ["label-trastuzumab-us"]
maintenance_sources = ["perjeta-delay-table"]
'''
    written(tmp_path, "formulary/trastuzumab_iv.toml", SCHEDULE + conflict)
    assert ("formulary/trastuzumab_iv.toml", "schedules[0].conflict.beside") in found(tmp_path)
    backwards = conflict.replace("nothing", "pertuzumab").replace('"29 day"', '"42 day"')
    written(tmp_path, "formulary/trastuzumab_iv.toml", SCHEDULE + backwards)
    assert ("formulary/trastuzumab_iv.toml", "schedules[0].conflict") in found(tmp_path)


@pytest.mark.parametrize(("drug", "dose", "concentration"), [
    ("trastuzumab_iv", "348 mg", "21"), ("pertuzumab", "840 mg", "30"), ("phesgo", "1200 mg", "80"),
    ("phesgo", "600 mg", "60"), ("phesgo", "900 mg", None), ("letrozole", "2.5 mg", None),
])
def test_the_concentration_is_that_of_the_vial_that_holds_the_dose(drug, dose, concentration):
    found_here = shipped_formulary().drugs[drug].concentration_of(q(dose))
    assert found_here == (None if concentration is None else q(f"{concentration} mg/mL"))
