"""Every drug that has a page: page and order check meet the same rules, outcome and dose.

The grid asks both the same facts: all normal, each abnormal value alone (both sides of every
edge), and pairs of them, at a first and a later dose, under each label that the page knows.
Compared are the rules in force that decided, whether the dose is given, and the dose
(DECISIONS 90); findings about the order itself and facts that only it must have are excepted.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from tests.orders.grid import bone_facts, cytotoxic_facts, targeted_facts
from tests.orders.grid.hospital import write_regimens
from tests.orders.grid.pages import FIRST, LATER, Outcome, difference, of_order, of_page

PAGES = (*targeted_facts.PAGES, *bone_facts.PAGES, *cytotoxic_facts.PAGES)
PAIRS = 73
"""Pairs asked of a page, at even distances among all, for each kind of dose and each label."""

CASES, PAIRS_IN_ALL = 7000, 16_000
"""At least so many cases are asked; so many pairs there are under one label."""


@pytest.fixture(scope="module", autouse=True)
def hospital(tmp_path_factory):
    """Put a hospital's folder in force that gives each of these drugs in a regimen of its own."""
    folder = tmp_path_factory.mktemp("hospital")
    write_regimens(folder, PAGES)
    loaded = load_formulary(folder)
    assert loaded.problems == ()
    put_in_force(loaded)
    yield
    put_in_force(None)


def cases_of(page):
    """Give every case of a page: the facts, the kind of dose, the label profile."""
    for occasion in page.occasions:
        for start, profile in enumerate(page.profiles):
            for facts in page.cases(occasion, PAIRS, start):
                yield facts, occasion, profile


def changed(page, facts, occasion):
    """Return the facts that are not normal."""
    return {
        name: value for name, value in facts.items() if value != page.asked(occasion)[name][0]
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_page_and_order_check_agree(page):
    found = [
        f"{occasion} {profile} {changed(page, facts, occasion)}: {told}"
        for facts, occasion, profile in cases_of(page)
        if (told := difference(page, facts, occasion, profile)) is not None
    ]
    assert not found, f"{len(found)} differences, such as\n" + "\n".join(found[:10])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_with_everything_normal_both_give_the_whole_dose(page):
    for occasion in page.occasions:
        for profile in page.profiles:
            facts = next(page.cases(occasion, PAIRS))
            there = of_page(page, facts, occasion, profile)
            assert there is not None and there.given
            assert of_order(page, facts, occasion, profile, there.rounded) == there


def test_how_many_cases_the_grid_asks():
    assert sum(1 for page in PAGES for _case in cases_of(page)) >= CASES
    pairs = sum(page.pairs(occasion) for page in PAGES for occasion in page.occasions)
    assert pairs >= PAIRS_IN_ALL


def test_the_grid_sees_a_difference(monkeypatch):
    """A page that passes over one rule is found out."""
    page = next(one for one in PAGES if one.drug == "palbociclib")
    facts = {**next(page.cases(LATER, 1)), "anc": "0.99 x10^9/L"}
    assert difference(page, facts, LATER, "cn") is None
    monkeypatch.setattr(
        "tests.orders.grid.pages.of_page",
        lambda *_asked: Outcome(frozenset(), True, Decimal(125), Decimal(125)),
    )
    told = difference(page, facts, LATER, "cn")
    assert "PALBOCICLIB_ANC_BELOW_1" in told
    assert "given: page True, order False" in told


def test_first_and_later_doses_are_both_asked():
    asked = {(page.drug, occasion) for page in PAGES for occasion in page.occasions}
    assert {drug for drug, occasion in asked if occasion == FIRST} == {
        drug for drug, occasion in asked if occasion == LATER
    } - {page.drug for page in cytotoxic_facts.PAGES}
