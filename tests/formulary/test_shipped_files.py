"""What ships: every file loads, every fact has a source, every text stands in both languages."""

from __future__ import annotations

import re
import tomllib

import pytest
from pydantic import BaseModel

from bmcalc.core.term import Term, q
from bmcalc.core.texts import Bilingual
from bmcalc.formulary.cross_checks import cited_sources
from bmcalc.formulary.drugs import Basis, drug, drugs
from bmcalc.formulary.in_force import formulary, problems
from bmcalc.formulary.policy import BsaFormula
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.formulary.sources import Mark, sources
from bmcalc.formulas.bsa_formulas import BSA_FORMULAS
from bmcalc.resource_files import resource

CONTRACT_DRUGS = {
    "docetaxel", "paclitaxel", "nab_paclitaxel", "gemcitabine", "carboplatin", "trastuzumab_iv",
    "trastuzumab_sc", "pertuzumab", "phesgo", "trastuzumab_deruxtecan", "bevacizumab",
    "fulvestrant", "letrozole", "anastrozole", "exemestane", "palbociclib", "ribociclib",
    "abemaciclib", "denosumab", "zoledronic_acid", "ibuprofen", "paracetamol", "tramadol",
    "oxycodone", "morphine", "fentanyl", "calcium_carbonate_d3", "calcitriol",
}
CONTRACT_REGIMENS = {
    "tcbhp", "thp", "gemcitabine-carboplatin", "gemcitabine-carboplatin-weekly", "tdxd",
    "paclitaxel", "nab-paclitaxel-weekly", "paclitaxel-bevacizumab", "fulvestrant",
    "fulvestrant-palbociclib", "letrozole-ribociclib", "abemaciclib-endocrine", "denosumab",
    "zoledronic-acid",
}
ENTRIES = [*drugs().values(), *regimens().values()]
IDS = [entry.id for entry in ENTRIES]


def texts_of(part: object) -> list[Bilingual]:
    if isinstance(part, Bilingual):
        return [part]
    if isinstance(part, BaseModel):
        return [text for name in type(part).model_fields for text in texts_of(getattr(part, name))]
    if isinstance(part, tuple):
        return [text for one in part for text in texts_of(one)]
    return []


def test_nothing_is_missing():
    assert problems() == ()
    assert drugs().keys() >= CONTRACT_DRUGS
    assert regimens().keys() >= CONTRACT_REGIMENS
    assert formulary().policy is not None


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_every_citation_exists(entry):
    cited = [identifier for _place, identifier in cited_sources(entry)]
    assert cited
    assert set(cited) <= sources().keys()


def test_no_label_or_regimen_source_lies_idle():
    cited = {
        identifier
        for entry in [*ENTRIES, formulary().policy]
        for _place, identifier in cited_sources(entry)
    }
    own = set()
    for name in ("labels", "regimens"):
        with resource("sources", f"{name}.toml").open("rb") as file:
            own |= tomllib.load(file).keys()
    assert own <= cited


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_every_text_is_chinese_in_chinese_and_plain_in_english(entry):
    for text in texts_of(entry):
        assert re.search(r"[\u4e00-\u9fff]|T-DXd", text.chinese), text
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", text.english), text
        assert "—" not in text.english


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_the_two_languages_state_the_same_numbers(entry):
    """A figure that only one language has would be a translation error in a dose."""
    for text in texts_of(entry):
        figures = [
            sorted(set(re.findall(r"\d+(?:\.\d+)?", re.sub("10⁹", "", one))) - SMALL_WORDS)
            for one in (text.english, text.chinese)
        ]
        assert figures[0] == figures[1], text


SMALL_WORDS = {"1", "2", "3"}
"""Numbers that one language writes as a word («once a day», «two syringes»)."""


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_nothing_is_signed_before_a_pharmacist_did(entry):
    assert entry.reviewed_by == ""
    assert entry.reviewed_on is None


@pytest.mark.parametrize("identifier", sorted(drugs()))
def test_a_fixed_dose_is_usual_and_below_the_highest(identifier):
    found = drug(identifier)
    for dose in (found.usual_dose, found.loading_dose):
        if dose is not None and found.highest_dose is not None:
            assert dose <= found.highest_dose


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_every_dose_level_is_below_the_planned_dose(entry):
    for table in entry.dose_levels:
        above = table.planned
        for level in table.levels:
            assert level < above
            above = level


@pytest.mark.parametrize("identifier", sorted(regimens()))
def test_no_line_is_above_the_labels_highest(identifier):
    for line in regimens()[identifier].lines:
        highest = drug(line.drug).highest_dose
        for dose in (line.dose, line.loading_dose):
            assert dose is None or highest is None or dose <= highest


@pytest.mark.parametrize(
    ("identifier", "basis", "usual", "highest"),
    [
        ("docetaxel", Basis.AREA, "75 mg/m^2", "100 mg/m^2"),
        ("paclitaxel", Basis.AREA, "175 mg/m^2", "175 mg/m^2"),
        ("nab_paclitaxel", Basis.AREA, "100 mg/m^2", "260 mg/m^2"),
        ("gemcitabine", Basis.AREA, "1000 mg/m^2", "1250 mg/m^2"),
        ("carboplatin", Basis.AUC, "5 mg*min/mL", None),
        ("trastuzumab_iv", Basis.WEIGHT, "6 mg/kg", "8 mg/kg"),
        ("pertuzumab", Basis.FIXED, "420 mg", "840 mg"),
        ("trastuzumab_deruxtecan", Basis.WEIGHT, "5.4 mg/kg", "5.4 mg/kg"),
        ("bevacizumab", Basis.WEIGHT, "10 mg/kg", "15 mg/kg"),
        ("fulvestrant", Basis.FIXED, "500 mg", "500 mg"),
        ("denosumab", Basis.FIXED, "120 mg", "120 mg"),
        ("zoledronic_acid", Basis.FIXED, "4 mg", "4 mg"),
    ],
)
def test_the_casebooks_doses(identifier, basis, usual, highest):
    found = drug(identifier)
    assert found.basis is basis
    assert found.usual_dose == q(usual)
    assert found.highest_dose == (None if highest is None else q(highest))


def test_confusable_names_are_written_in_tall_letters():
    assert "DOCEtaxel" in drug("docetaxel").name.english
    assert "PACLitaxel" in drug("paclitaxel").name.english
    assert "nab-PACLitaxel" in drug("nab_paclitaxel").name.english


@pytest.mark.parametrize(
    ("identifier", "concentration"),
    [("trastuzumab_iv", "21 mg/mL"), ("trastuzumab_deruxtecan", "20 mg/mL"),
     ("pertuzumab", "30 mg/mL"), ("nab_paclitaxel", "5 mg/mL"), ("paclitaxel", "6 mg/mL"),
     ("carboplatin", "10 mg/mL"), ("bevacizumab", "25 mg/mL"), ("denosumab", "70 mg/mL")],
)
def test_every_vial_draws_at_the_labels_strength(identifier, concentration):
    for one in drug(identifier).presentations:
        assert one.concentration == q(concentration)


CHINESE_PACK_UNKNOWN = {
    "alpelisib", "elacestrant", "imlunestrant", "talazoparib", "tucatinib",
    "atezolizumab", "camrelizumab", "datopotamab_deruxtecan", "etoposide_po", "inetetamab",
    "ixabepilone", "margetuximab", "sacituzumab_tirumotecan", "utidelone", "vinorelbine_po",
}
"""Drugs that are not on the Chinese market, or whose pack there nobody read: nothing is planned."""


@pytest.mark.parametrize("identifier", sorted(drugs()))
def test_the_chinese_market_is_stocked(identifier):
    stocked = bool(drug(identifier).presentations_in("CN"))
    assert stocked is (identifier not in CHINESE_PACK_UNKNOWN)


def test_what_is_never_mixed():
    never = {
        identifier: [fluid.value for one in found.preparations for fluid in one.never]
        for identifier, found in drugs().items()
    }
    assert never["trastuzumab_iv"] == ["glucose_5"]
    assert never["pertuzumab"] == ["glucose_5"]
    assert never["bevacizumab"] == ["glucose_5"]
    assert never["trastuzumab_deruxtecan"] == ["sodium_chloride_0.9"]


def test_what_comes_first_on_a_day():
    order = {
        (found.id, one.relation, one.drug)
        for found in drugs().values() for one in found.sequences
    }
    assert ("paclitaxel", "before", "carboplatin") in order
    assert ("gemcitabine", "before", "carboplatin") in order
    assert ("docetaxel", "after", "trastuzumab_iv") in order


def test_the_chinese_denosumab_text_is_not_called_verified():
    found = drug("denosumab")
    assert "cn" in found.unverified_profiles
    assert sources()["label-denosumab-cn"].mark is Mark.MEMORY
    assert all(source.region != "CN" for source in found.labels)


def test_the_policys_choices_are_the_calculators():
    assert set(BsaFormula.__args__) == set(BSA_FORMULAS)


def test_a_drug_is_asked_by_id_and_an_unknown_one_raises():
    assert drug("docetaxel").id == "docetaxel"
    with pytest.raises(KeyError):
        drug("daunorubicin")


def test_quantities_are_terms_with_their_unit():
    dose = drug("docetaxel").usual_dose
    assert isinstance(dose, Term)
    assert dose.unit.key == "mg/m^2"


def test_the_shipped_formulary_is_read_once():
    assert shipped_formulary() is shipped_formulary()
