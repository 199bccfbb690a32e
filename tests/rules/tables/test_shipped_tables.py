"""The tables that ship: each loads, cites what exists, and agrees with what names it."""

import re

import pytest
from pydantic import BaseModel, ValidationError

from bmcalc.calculators.pain.analgesics import ANALGESICS, CURRENT_OPIOID
from bmcalc.calculators.pain.opioid_tables import DRUG_NAMES, TABLE_NAMES
from bmcalc.core.term import q
from bmcalc.formulary.antiemetic_checks import antiemetic_checks
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.essential_entry import ESSENTIAL
from bmcalc.formulary.growth_factors import growth_factors
from bmcalc.formulary.identity import shipped_files
from bmcalc.formulary.in_force import source
from bmcalc.formulary.interval_entry import INTERVALS, common_bands
from bmcalc.formulary.lvef_entry import LVEF
from bmcalc.formulary.order_words import order_words
from bmcalc.formulary.other_names import other_names, supportive_names, unclear_names
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.formulary.sources import Mark, sources
from bmcalc.formulary.supportive_care import supportive_care
from bmcalc.resource_files import resource
from bmcalc.rules.glucose_measures import glucose_bands
from bmcalc.rules.tables.abnormal import abnormal
from bmcalc.rules.tables.ages import age_classes
from bmcalc.rules.tables.analgesics import analgesics
from bmcalc.rules.tables.anthracyclines import anthracycline_table
from bmcalc.rules.tables.bags import bags_with, usual_bags
from bmcalc.rules.tables.ctcae import Ctcae, ctcae
from bmcalc.rules.tables.dose_bands import dose_bands
from bmcalc.rules.tables.laboratory import interval, intervals
from bmcalc.rules.tables.opioids import opioids
from bmcalc.rules.tables.oral_bands import oral_bands
from bmcalc.rules.tables.palliative_schedules import palliative_schedules
from bmcalc.rules.tables.score_bands import ScoreBands, score_bands
from bmcalc.rules.tables.score_bands import _bands_of as bands_of

LOADED = {
    "abnormal": abnormal, "ages": age_classes, "analgesics": analgesics, "bags": usual_bags,
    "anthracycline_limits": anthracycline_table, "antiemetic_checks": antiemetic_checks,
    "ctcae": ctcae, "growth_factors": growth_factors, "oral_bands": oral_bands,
    "supportive_care": supportive_care, "dose_bands": dose_bands, INTERVALS: common_bands,
    "glucose": glucose_bands, "laboratory": intervals, "opioids": opioids,
    "order_words": order_words,
    "other_drugs": supportive_names, "other_names": other_names, "unclear_names": unclear_names,
    "palliative_schedules": palliative_schedules, "score_bands": score_bands,
}


def cited_in(part):
    if isinstance(part, dict):
        for one in part.values():
            yield from cited_in(one)
        return
    if isinstance(part, tuple):
        for one in part:
            yield from cited_in(one)
        return
    for name in ("source", "sources"):
        found = getattr(part, name, ())
        yield from (found,) if isinstance(found, str) else found
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from cited_in(getattr(part, name))


def test_every_table_has_a_reader():
    of_the_formulary = {LVEF, *(
        one.table for found in drugs().values() for one in found.shared_rules
    )}
    of_the_formulary |= {"related_drugs"}
    of_the_records = {"carried_facts", "roles"}
    of_the_orders = {"laboratory_names"}
    found = {path.stem for path in resource("tables").glob("*.toml")}
    assert found == LOADED.keys() | of_the_formulary | of_the_records | of_the_orders | {ESSENTIAL}


@pytest.mark.parametrize("name", sorted(LOADED))
def test_every_citation_of_a_table_exists(name):
    found = LOADED[name]()
    cited = set(cited_in(found))
    if name == "ctcae":
        cited |= set(found.versions.values())
    if name == "opioids":
        cited |= {one for table in found.tables.values() for one in table.apart.values()}
    assert cited
    assert cited <= sources().keys()


def test_the_identity_proves_every_file_that_decides_a_verdict():
    decides = {
        path for path in resource().rglob("*.toml")
        if path.parent.name != "casebook" and path.name != "policy.toml"
        and not {"templates", "help"} & set(path.parts)
    }
    assert set(shipped_files()) == decides
    assert len(shipped_files()) == len(decides)


def test_the_shipped_policy_has_the_intervals_of_the_table():
    policy = shipped_formulary().policy.laboratory
    for name in ("calcium", "calcium_ionised"):
        assert getattr(policy, f"{name}_lln") == interval(name).lower
        assert getattr(policy, f"{name}_uln") == interval(name).upper


def test_an_interval_holds_both_its_ends():
    potassium = interval("potassium")
    states = [potassium.state(q(f"{value} mmol/L")) for value in ("3.49", "3.5", "5.3", "5.31")]
    assert states == ["low", "normal", "normal", "high"]
    with pytest.raises(LookupError, match="sodium"):
        interval("sodium")


def test_every_opioid_table_has_a_name_and_known_drugs():
    assert opioids().tables.keys() == TABLE_NAMES.keys()
    for table in opioids().tables.values():
        assert table.factors.keys() <= DRUG_NAMES.keys()
        assert table.apart.keys() <= table.factors.keys()


def test_from_memory_is_what_the_sources_say():
    for table in opioids().tables.values():
        assert table.from_memory is (source(table.source).mark is Mark.MEMORY)
        assert all(source(one).mark is Mark.MEMORY for one in table.apart.values())


def test_titration_and_pain_rise_together():
    scores = [step.nrs for step in opioids().titration.steps]
    assert scores == sorted(scores)
    assert scores[0] == 0
    pain = opioids().severity
    assert pain.mild < pain.moderate < pain.severe


def test_every_analgesic_has_a_dose_in_both_languages_with_the_same_numbers():
    assert analgesics().keys() == ANALGESICS.keys() - {CURRENT_OPIOID}
    for key, found in analgesics().items():
        english, chinese = (
            sorted(re.findall(r"[0-9]+(?:[.][0-9]+)?", text))
            for text in (found.text.english, found.text.chinese)
        )
        words = {"a third to a half": ["1", "2", "1", "3"]}
        extra = next((more for said, more in words.items() if said in found.text.english), [])
        assert sorted([*english, *extra]) == chinese or sorted(english) == chinese, key


def test_the_bag_of_a_label_is_tried_first():
    assert bags_with(None) == usual_bags().volumes
    assert bags_with(q("500 mL"))[0] == q("500 mL")
    assert sorted(bags_with(q("500 mL"))) == sorted(usual_bags().volumes)
    assert bags_with(q("300 mL")) == (q("300 mL"), *usual_bags().volumes)


@pytest.mark.parametrize("broken", [
    {"counts": "twice"}, {"counts": "missing"}, {"versions": {"5": "ctcae-5"}},
])
def test_a_version_that_stands_twice_or_lacks_is_refused(broken):
    whole = ctcae().model_dump(by_alias=True)
    rules = list(whole["counts"])
    if broken.get("counts") == "twice":
        broken = {"counts": [*rules, rules[0]]}
    elif broken.get("counts") == "missing":
        broken = {"counts": rules[1:]}
    assert Ctcae.model_validate(whole) == ctcae()
    with pytest.raises(ValidationError):
        Ctcae.model_validate({**whole, **broken})


def test_a_total_lies_in_one_band_of_its_score():
    for found in score_bands().values():
        scale = found.scale
        keys = [found.of(total) for total in range(scale.low, scale.high + 1)]
        assert list(dict.fromkeys(keys)) == list(found.names)
        assert all(found.of(found.begin(key)) == key for key in found.names)
        for outside in (scale.low - 1, scale.high + 1):
            with pytest.raises(ValueError, match="is not a total"):
                found.of(outside)


BAND = {"key": "low", "first": 0, "last": 3, "shown": "info", "name": {"en": "low", "zh": "低"}}


@pytest.mark.parametrize("bands", [
    [], [BAND, {**BAND, "first": 5, "last": 6}], [BAND, BAND], [{**BAND, "first": 4}],
    [{**BAND, "last": "3"}], [{**BAND, "shown": "loud"}],
])
def test_bands_with_a_gap_or_without_an_end_are_refused(bands):
    with pytest.raises(ValueError, match="score"):
        bands_of("score", {"bands": bands, "sources": ["one"]})
    assert isinstance(bands_of("score", {"bands": [BAND], "sources": ["one"]}), ScoreBands)
