"""A drug and a name that a hospital adds: faults at their fields, and files that load."""

import tomllib
from dataclasses import replace

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.hospital.brand_draft import BrandDraft
from bmcalc.formulary.hospital.drug_draft import DrugDraft, NameDraft, PresentationDraft
from bmcalc.formulary.hospital.listed import State, listed
from bmcalc.formulary.hospital.own_folder import folder_now, judged, save_files
from bmcalc.formulary.hospital.own_rule import RuleDraft
from bmcalc.formulary.hospital.own_source import SourceDraft
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.rules.engine import Asked, judge
from bmcalc.rules.outcome import Outcome
from tests.formulary.test_bad_files import written

OURS = SourceDraft(english="Package text, 2026", chinese="说明书，2026 年", mark="verified")
GATE = RuleDraft("anc", "<", "1.5 x10^9/L", "do_not_give")


def drug(**changes):
    made = DrugDraft(
        id="testmycin", english="testmycin", chinese="试验霉素", group="cytotoxic", basis="mg/m2",
        usual="600", highest="600", route="iv", minutes="30",
        names=(NameDraft("试霉", "brand", "CN", is_read=True),),
        presentations=(PresentationDraft("500", "mg", "25", "20", "vial", "CN"),),
        rules=(GATE,), essentials=("counts", "pregnancy"), source=OURS,
    )
    return replace(made, **changes)


def faults(draft):
    return {one.field: str(one.text) for one in draft.check(shipped_formulary())}


def test_a_new_drug_loads_with_all_that_was_said(tmp_path):
    assert faults(drug()) == {}
    files = drug().files(shipped_formulary())
    assert judged(NO_FOLDER, files).problems == ()
    save_files(tmp_path, files)
    loaded = load_formulary(tmp_path)
    made = loaded.drugs["testmycin"]
    assert (made.usual_dose, made.highest_dose) == (q("600 mg/m^2"), q("600 mg/m^2"))
    assert made.has_gates
    assert {one.code for one in made.essential} == {"NEEDS_COUNTS", "NEEDS_PREGNANCY"}
    assert made.presentations[0].concentration == q("20 mg/mL")
    assert made.infusions[0].first == q("30 min")
    assert made.unverified_profiles == ("us", "eu", "cn")


@pytest.mark.parametrize(("anc", "outcome"), [
    ("1.4 x10^9/L", Outcome.DO_NOT_GIVE), ("1.5 x10^9/L", None), ("1.6 x10^9/L", None),
])
def test_a_gate_holds_below_its_limit_and_not_at_it(tmp_path, anc, outcome):
    save_files(tmp_path, drug().files(shipped_formulary()))
    made = load_formulary(tmp_path).drugs["testmycin"]
    asked = Asked(drug="testmycin", planned=made.usual_dose, first=True, profile="cn", day=1)
    found = judge(made.rules, {"anc": q(anc)}, asked)
    assert (None if found.strictest is None else found.outcome) == outcome


def test_the_sentence_of_a_gate_names_its_limit_in_both_languages():
    rule = drug().entries("own-x")["rules"][0]
    assert "testmycin" in rule["text"]["en"]
    assert "1.5" in rule["text"]["en"]
    assert "试验霉素" in rule["text"]["zh"]
    assert "1.5" in rule["text"]["zh"]
    assert rule["unknown"] == "undecidable"


@pytest.mark.parametrize(("changes", "field"), [
    ({"id": "Testmycin"}, "id"), ({"id": "docetaxel"}, "id"), ({"id": "test-mycin"}, "id"),
    ({"english": ""}, "name.en"), ({"chinese": ""}, "name.zh"), ({"group": ""}, "group"),
    ({"basis": ""}, "basis"), ({"route": ""}, "infusions[0].route"),
    ({"usual": "six"}, "usual_dose"), ({"minutes": "half"}, "infusions[0].first"),
    ({"presentations": (PresentationDraft("", "mg", "25", "20", "vial", "CN"),)},
     "presentations[0].strength"),
    ({"presentations": (PresentationDraft("500", "mg", "25", "", "vial", "CN"),)},
     "presentations[0]"),
    ({"presentations": (PresentationDraft("500", "mg", "25", "25", "vial", "CN"),)},
     "presentations[0]"),
    ({"rules": (RuleDraft("anc", "<", "1.5", "do_not_give"),)}, "rules[0].limit"),
    ({"rules": (RuleDraft("anc", "<", "1.5 mg", "do_not_give"),)}, "rules[0].limit"),
    ({"rules": (RuleDraft("anc", "<", "", "do_not_give"),)}, "rules[0].limit"),
    ({"rules": (RuleDraft("anc", "", "1.5 x10^9/L", ""),)}, "rules[0].then"),
    ({"source": SourceDraft(english="x", chinese="", mark="verified")}, "citation_zh"),
])
def test_a_fault_of_a_drug_stands_at_its_field(changes, field):
    assert field in faults(drug(**changes))


def test_a_dose_above_the_highest_is_refused_and_one_at_it_is_not():
    assert faults(drug(usual="600.1"))
    assert faults(drug(usual="600")) == {}


def test_a_cytotoxic_without_gates_is_told_so():
    assert drug().notes() == []
    assert len(drug(rules=()).notes()) == 1
    assert len(drug(rules=(), essentials=()).notes()) == 2
    assert drug(rules=(), essentials=(), group="endocrine").notes() == []


def test_a_brand_stands_beside_the_shipped_names(tmp_path):
    brand = BrandDraft("docetaxel", NameDraft("新多西", "brand", "CN", is_read=True))
    save_files(tmp_path, brand.files(NO_FOLDER))
    loaded, shipped = load_formulary(tmp_path), shipped_formulary().drugs["docetaxel"]
    assert loaded.problems == ()
    names = loaded.drugs["docetaxel"].names
    assert names[:-1] == shipped.names
    assert names[-1].texts == ("新多西",)
    assert loaded.drugs["docetaxel"].more_names == ()
    assert loaded.drugs["docetaxel"].rules == shipped.rules


def test_a_brand_leaves_a_file_of_the_hospital_as_it_is(tmp_path):
    before = '# ours\nhighest_dose = "75 mg/m^2" # the board\ndose_levels = []\n'
    written(tmp_path, "formulary/docetaxel.toml", before)
    path = tmp_path / "formulary" / "docetaxel.toml"
    for text in ("新多西", "另一个"):
        brand = BrandDraft("docetaxel", NameDraft(text, "brand", "CN"))
        save_files(tmp_path, brand.files(folder_now(tmp_path)))
    assert path.read_text("utf-8").startswith(before)
    added = tomllib.loads(path.read_text("utf-8"))["more_names"]
    assert [(one["texts"], one["mark"]) for one in added] == [
        (["新多西"], "memory"), (["另一个"], "memory")]
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    assert loaded.drugs["docetaxel"].highest_dose == q("75 mg/m^2")


def test_a_list_of_names_on_one_line_takes_one_more(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml",
            'more_names = [{ kind = "brand", mark = "verified", texts = ["甲"] }]\n')
    brand = BrandDraft("docetaxel", NameDraft("乙", "brand", "CN"))
    save_files(tmp_path, brand.files(folder_now(tmp_path)))
    names = load_formulary(tmp_path).drugs["docetaxel"].names
    assert [one.texts for one in names[-2:]] == [("甲",), ("乙",)]


def test_a_drug_of_the_hospital_takes_a_name_too(tmp_path):
    save_files(tmp_path, drug().files(shipped_formulary()))
    brand = BrandDraft("testmycin", NameDraft("乙", "brand", "CN"))
    save_files(tmp_path, brand.files(folder_now(tmp_path)))
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    assert [one.texts for one in loaded.drugs["testmycin"].names] == [("试霉",), ("乙",)]


def test_added_names_that_are_no_list_are_refused(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml", 'more_names = "新多西"\n')
    loaded = load_formulary(tmp_path)
    assert "docetaxel" not in loaded.drugs
    assert loaded.faults


@pytest.fixture
def laid(tmp_path):
    def put():
        put_in_force(load_formulary(tmp_path))
    yield put
    put_in_force(None)


def test_the_list_tells_whose_an_entry_is_without_judging_the_shipped_ones(tmp_path, laid):
    shipped = {one.id: one.state for one in listed("drug")}
    assert set(shipped.values()) == {State.SHIPPED}
    save_files(tmp_path, drug().files(shipped_formulary()))
    written(tmp_path, "formulary/docetaxel.toml", 'highest_dose = "75 mg/kg"\n')
    laid()
    entries = {one.id: one for one in listed("drug")}
    assert entries["testmycin"].state is State.TO_SIGN
    assert entries["docetaxel"].state is State.REFUSED
    assert entries["docetaxel"].problems
    assert entries["paclitaxel"].state is State.SHIPPED
    assert entries.keys() == {*shipped, "testmycin"}
