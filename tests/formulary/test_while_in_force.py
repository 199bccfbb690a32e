"""What is worked out once for a formulary is worked out anew for another one."""

from __future__ import annotations

import pytest

from bmcalc.calculators.chemotherapy.dose_per_area import EXACTLY, lookalike
from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import formulary, in_force, put_in_force, source
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.regimens import regimen
from bmcalc.formulary.while_in_force import once_while_cited, once_while_in_force
from bmcalc.orders.gates import Dose, ask_rules, looks_at, rules_before
from bmcalc.rules.known import Known
from bmcalc.rules.origin import Origin

NEW_RULE = """
[[rules]]
code = "OWN_RULE"
then = "do_not_give"
any_of = ["with_other_cytotoxic = yes"]
text = { en = "Own protocol.", zh = "本院方案。" }
sources = ["regimen-casebook"]
"""
NO_CYTOTOXIC = 'group = "supportive"\n'


@pytest.fixture
def hospital(tmp_path):
    """Return a function that puts the files of a hospital in force, by their names."""
    def put(**files):
        (tmp_path / "formulary").mkdir()
        for name, text in files.items():
            (tmp_path / "formulary" / f"{name}.toml").write_text(text, encoding="utf-8")
        loaded = load_formulary(tmp_path)
        assert loaded.problems == ()
        put_in_force(loaded)
        return loaded

    yield put
    put_in_force(None)


def dose_of(drug_id, regimen_id):
    chosen = regimen(regimen_id)
    line = next(one for one in chosen.lines if one.drug == drug_id)
    return Dose(regimen=chosen, line=line, planned=line.dose, level=0, day=1, first=True)


def codes_before(drug_id, regimen_id):
    return {rule.code for rule in rules_before(dose_of(drug_id, regimen_id))}


def test_it_is_worked_out_once_for_each_argument_of_one_formulary():
    asked = []

    @once_while_in_force
    def of_formulary(one, other=""):
        asked.append((one, other))
        return formulary().identity, one

    first = of_formulary("a")
    assert of_formulary("a") is first
    assert of_formulary("b")[1] == "b"
    assert of_formulary("a", "c") == first
    assert asked == [("a", ""), ("b", ""), ("a", "c")]


def test_it_is_worked_out_anew_when_another_formulary_is_in_force(hospital):
    @once_while_in_force
    def rules_of(name):
        return tuple(rule.code for rule in drug(name).rules)

    shipped = rules_of("docetaxel")
    hospital(docetaxel=NEW_RULE)
    own = rules_of("docetaxel")
    assert own == (*shipped, "OWN_RULE")
    put_in_force(None)
    assert rules_of("docetaxel") == shipped


def test_a_hospital_that_is_laid_over_again_is_asked_anew(hospital):
    """Two formularies with the same entries are two: nothing is kept by what they are called."""
    seen = []

    @once_while_in_force
    def seen_in():
        seen.append(formulary())

    first = hospital(docetaxel=NEW_RULE)
    seen_in()
    put_in_force(None)
    seen_in()
    put_in_force(first)
    seen_in()
    assert [one is first for one in seen] == [True, False, True]


def test_a_rule_of_a_hospital_stands_before_the_dose_at_once(hospital):
    assert "OWN_RULE" not in codes_before("docetaxel", "tcbhp")
    hospital(docetaxel=NEW_RULE)
    assert "OWN_RULE" in codes_before("docetaxel", "tcbhp")
    put_in_force(None)
    assert "OWN_RULE" not in codes_before("docetaxel", "tcbhp")


@pytest.mark.parametrize(("partner", "held"), [("", True), (NO_CYTOTOXIC, False)])
def test_what_counts_as_another_cytotoxic_drug_follows_the_formulary(hospital, partner, held):
    def is_held():
        judged = ask_rules(dose_of("docetaxel", "tcbhp"), Known({}))
        return "OWN_RULE" in {one.rule.code for one in judged.met}

    assert not is_held()
    hospital(docetaxel=NEW_RULE, carboplatin=partner)
    assert is_held() is held
    put_in_force(None)
    assert not is_held()


def test_a_drug_that_looks_alike_follows_the_formulary(hospital):
    """75 mg/m² of paclitaxel is the usual dose of docetaxel, until that one has another."""
    found = lookalike(drug("paclitaxel"), q("75 mg/m^2"), EXACTLY)
    assert found is not None and found.id == "docetaxel"
    hospital(docetaxel='usual_dose = "70 mg/m^2"\n')
    assert lookalike(drug("paclitaxel"), q("75 mg/m^2"), EXACTLY) is None
    other = lookalike(drug("paclitaxel"), q("70 mg/m^2"), EXACTLY)
    assert other is drug("docetaxel")
    put_in_force(None)
    again = lookalike(drug("paclitaxel"), q("75 mg/m^2"), EXACTLY)
    assert again is drug("docetaxel")


def test_a_copy_of_an_entry_works_out_anew_what_follows_from_it():
    chosen = regimen("tcbhp")
    assert {track.cycles for track in chosen.tracks_by_id.values()} != {4}
    changed = tuple(track.model_copy(update={"cycles": 4}) for track in chosen.tracks)
    copied = chosen.model_copy(update={"tracks": changed})
    assert {track.cycles for track in copied.tracks_by_id.values()} == {4}
    assert copied.track(chosen.lines[0]) in changed

    found = drug("docetaxel")
    assert found.rules_by_measure and found.has_gates
    bare = found.model_copy(update={"rules": ()})
    assert not bare.rules_by_measure and not bare.has_gates

    rule = next(one for one in found.rules if one.is_asked_always and one.cut_offs)
    narrowed = rule.model_copy(update={"days": (8,), "any_of": (), "all_of": ()})
    assert not narrowed.is_asked_always and not narrowed.cut_offs and not narrowed.measures

    assert found.presentations_in("CN")
    assert not found.model_copy(update={"presentations": ()}).presentations_in("CN")
    assert copied.tracks[0].model_copy(update={"cycle_length": q("28 day")}).cycle_days == 28
    assert chosen.model_copy(update={"lines": chosen.lines[:1]}).drugs == (chosen.lines[0].drug,)


def test_a_rule_knows_at_once_to_whom_it_belongs_and_on_what_it_rests():
    rule = drug("docetaxel").rules[0].model_copy()
    assert rule.key.startswith("docetaxel/")
    assert rule.origin is not Origin.CONVENTION
    rule.belong_to("another")
    rule.rest_on(Origin.CONVENTION)
    assert rule.key == f"another/{rule.code}"
    assert rule.origin is Origin.CONVENTION


def test_what_is_made_of_the_sources_follows_the_sources_in_force(hospital):
    @once_while_cited
    def mark_of(identifier):
        return source(identifier).mark, len(in_force().sources)

    shipped = mark_of("label-claim")
    hospital(docetaxel=NEW_RULE)
    assert mark_of("label-claim")[1] == len(in_force().sources)
    put_in_force(None)
    assert mark_of("label-claim") == shipped


def test_whether_any_rule_looks_at_a_measure_follows_the_formulary(hospital):
    dose = dose_of("docetaxel", "tcbhp")
    assert not looks_at("with_other_cytotoxic", dose)
    hospital(docetaxel=NEW_RULE)
    assert looks_at("with_other_cytotoxic", dose)
    put_in_force(None)
    assert not looks_at("with_other_cytotoxic", dose)
