"""A rule that a hospital adds to a drug acts alike on the drug's page and in the order check."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from tests.orders.grid import bone_facts, cytotoxic_facts, targeted_facts
from tests.orders.grid.hospital import write_regimens
from tests.orders.grid.pages import LATER, difference, of_order, of_page

PAGES = {
    page.id: page
    for page in (*targeted_facts.PAGES, *bone_facts.PAGES, *cytotoxic_facts.PAGES)
}
LVEF = ("lvef_now < 57 %", "lvef_now", "56 %", "57 %")
LIGHT = ("weight < 45 kg", "weight", "44.9 kg", "45 kg")
RULES = {
    # page: the condition, its fact, a value on which it is met, one on which it is not
    "palbociclib-cdk46-adjustment-125": (
        "platelets < 75 x10^9/L", "platelets", "74 x10^9/L", "75 x10^9/L"),
    "ribociclib-cdk46-adjustment-600": (
        "crcl < 50 mL/min", "crcl", "49 mL/min", "50 mL/min"),
    "abemaciclib-cdk46-adjustment-150": (
        "haemoglobin < 90 g/L", "haemoglobin", "89 g/L", "90 g/L"),
    "letrozole-endocrine-dose-2.5": ("child_pugh = b", "child_pugh", "b", "a"),
    "anastrozole-endocrine-dose-1": ("child_pugh = c", "child_pugh", "c", "b"),
    "exemestane-endocrine-dose-25": ("child_pugh = b", "child_pugh", "b", "a"),
    "fulvestrant-fulvestrant-schedule-500": (
        "platelets < 150 x10^9/L", "platelets", "149 x10^9/L", "150 x10^9/L"),
    "trastuzumab_iv-her2-dose-6": LVEF,
    "trastuzumab_iv+pertuzumab-her2-dose-6": LVEF,
    "trastuzumab_sc-her2-dose-600": LVEF,
    "pertuzumab+trastuzumab_iv-her2-dose-420": LVEF,
    "phesgo-her2-dose-600": LVEF,
    "trastuzumab_deruxtecan-her2-dose-5.4": LVEF,
    "trastuzumab_deruxtecan-tdxd-adjustment-5.4": (
        "anc < 1.5 x10^9/L", "anc", "1.4 x10^9/L", "1.5 x10^9/L"),
    "denosumab-denosumab-120": ("crcl < 40 mL/min", "crcl", "39 mL/min", "40 mL/min"),
    "zoledronic_acid-zoledronic-acid-4": ("crcl < 50 mL/min", "crcl", "45 mL/min", "50 mL/min"),
    "docetaxel-bsa-dose-75": LIGHT,
    "paclitaxel-bsa-dose-175": LIGHT,
    "nab_paclitaxel-bsa-dose-100": LIGHT,
    "gemcitabine-bsa-dose-1000": LIGHT,
    "carboplatin-carboplatin-5": (
        "gfr < 40 mL/min", "gfr", "39 mL/min, measured", "40 mL/min, measured"),
}
OUTCOMES = {
    "do_not_give": 'then = "do_not_give"', "caution": 'then = "caution"',
    "reduce": 'then = "reduce"\nshare = "60 %"',
}
NEVER_REDUCED = ("trastuzumab_iv", "trastuzumab_sc", "pertuzumab", "phesgo")
"""Antibodies: a reduction of one is stopped on both sides."""

OWN = """
[[rules]]
code = "OWN_RULE"
{then}
any_of = ["{condition}"]
text = {{ en = "Own protocol.", zh = "本院方案。" }}
sources = ["regimen-casebook"]
"""


@pytest.fixture
def own_rule(tmp_path):
    """Return a function that puts a page's drug in force with one more rule."""
    def put(page, outcome, condition):
        write_regimens(tmp_path, [page])
        (tmp_path / "formulary").mkdir()
        (tmp_path / "formulary" / f"{page.drug}.toml").write_text(
            OWN.format(then=OUTCOMES[outcome], condition=condition), encoding="utf-8"
        )
        loaded = load_formulary(tmp_path)
        assert loaded.problems == ()
        put_in_force(loaded)

    yield put
    put_in_force(None)


def test_every_page_has_a_rule_of_a_hospital():
    every = {(page.drug, page.calculator, page.partner) for page in PAGES.values()}
    tried = [PAGES[name] for name in RULES]
    assert {(page.drug, page.calculator, page.partner) for page in tried} == every


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("name", RULES)
def test_it_acts_alike_on_the_page_and_in_the_order_check(own_rule, name, outcome):
    page, (condition, fact, met, other) = PAGES[name], RULES[name]
    if outcome == "reduce" and page.dose is None:
        pytest.skip("the page of denosumab gives no dose")
    base = {**next(page.cases(LATER, 1)), fact: other}
    whole = of_page(page, base, LATER, "us")
    own_rule(page, outcome, condition)
    key = f"{page.drug}/OWN_RULE"

    assert difference(page, base, LATER, "us") is None
    untouched = of_page(page, base, LATER, "us")
    assert key not in untouched.rules
    assert untouched.dose == whole.dose

    facts = {**base, fact: met}
    assert difference(page, facts, LATER, "us") is None
    there = of_page(page, facts, LATER, "us")
    assert key in there.rules
    stopped = outcome == "do_not_give" or (outcome == "reduce" and page.drug in NEVER_REDUCED)
    assert there.given is not stopped
    here = of_order(page, facts, LATER, "us", there.rounded)
    assert here.given is not stopped
    if outcome == "reduce" and not stopped:
        assert here.dose == there.dose < Decimal("0.7") * whole.dose


def test_two_reductions_do_not_multiply_on_the_page_of_a_cytotoxic(own_rule):
    page = PAGES["docetaxel-bsa-dose-75"]
    own_rule(page, "reduce", "weight < 45 kg")
    base = {**next(page.cases(LATER, 1)), "weight": "44.9 kg"}
    by_rule = of_page(page, base, LATER, "us").dose
    assert of_page(page, {**base, "reduction": "20 %"}, LATER, "us").dose == by_rule
    assert difference(page, {**base, "reduction": "20 %"}, LATER, "us") is None
    more = {**base, "reduction": "50 %"}
    assert of_page(page, more, LATER, "us").dose < by_rule
    assert difference(page, more, LATER, "us") is None


def test_the_dose_that_a_rule_leaves_is_that_share_of_the_planned_one(own_rule):
    page = PAGES["carboplatin-carboplatin-5"]
    own_rule(page, "reduce", "gfr < 40 mL/min")
    facts = {**next(page.cases(LATER, 1)), "gfr": "39 mL/min, measured"}
    assert of_page(page, facts, LATER, "us").dose == Decimal("3.0") * (39 + 25)
    assert drug("carboplatin").rules_by_measure["gfr"][-1].code == "OWN_RULE"
