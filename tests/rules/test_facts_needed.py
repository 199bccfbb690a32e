"""Which facts a measure rests on; no shipped rule looks at one that nobody can know."""

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary_command import askers
from bmcalc.rules import facts_needed, measure
from bmcalc.rules.derived import DERIVED
from bmcalc.rules.facts import Derived
from bmcalc.rules.facts_needed import can_be_known, facts_of
from bmcalc.rules.known import HANDED
from bmcalc.rules.measure import MEASURES

LOOKED_AT = sorted({
    name
    for entry in (*drugs().values(), *regimens().values())
    for rule in entry.rules
    for name in rule.measures
})
ASKED = askers().facts


@pytest.mark.parametrize(("name", "facts"), [
    ("lvef_fall", {"lvef_baseline", "lvef_now"}),
    ("lvef_range", {"lvef_now", "lvef_lln"}),
    ("transaminase_xuln", {"alt", "alt_uln", "ast", "ast_uln"}),
    ("bilirubin", {"bilirubin", "bilirubin_uln"}),
    ("qtcf", {"qtcf"}),
    ("anc", {"anc"}),
    ("febrile", {"temperature", "fever_over_1_h"}),
    ("days_to_surgery", {"surgery_on"}),
    ("planned_dose", set()),
])
def test_the_facts_behind_a_measure(name, facts):
    assert facts_of(name) == facts


def test_facts_are_found_through_measures_in_between():
    assert facts_of("electrolytes_normal") >= {
        "electrolytes_normal", "potassium", "calcium_total", "magnesium", "phosphate",
    }


@pytest.mark.parametrize("name", LOOKED_AT)
def test_what_a_shipped_rule_looks_at_can_be_asked_for(name):
    assert can_be_known(name, ASKED)
    assert name in HANDED or facts_of(name) & ASKED


@pytest.mark.parametrize("name", sorted(DERIVED))
def test_a_measure_is_derived_from_what_somebody_says(name):
    assert can_be_known(name, ASKED)
    for part in DERIVED[name].of:
        assert part in MEASURES or part in ASKED


def test_what_rests_on_something_that_nobody_says_cannot_be_known(monkeypatch):
    nobody = Derived(("anc", "phase_of_the_moon"), lambda _known: None)
    monkeypatch.setitem(facts_needed.DERIVED, "moonlit_anc", nobody)
    assert not can_be_known("moonlit_anc", ASKED)
    assert not can_be_known("phase_of_the_moon", ASKED)


@pytest.fixture
def derived_anew(monkeypatch):
    def derive(name, described):
        monkeypatch.setitem(measure.DERIVED, name, Derived(("anc",), lambda _k: None, described))
        return measure.all_measures.__wrapped__()
    return derive


def test_a_measure_is_described_once(derived_anew):
    with pytest.raises(ValueError, match="the measure anc is described twice"):
        derived_anew("anc", MEASURES["platelets"])


def test_a_measure_is_described_somewhere(derived_anew):
    with pytest.raises(ValueError, match="nothing describes these measures: nameless"):
        derived_anew("nameless", None)
