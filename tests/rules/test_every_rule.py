"""Every rule of the formulary is asked by an order, and met on one side of each edge only."""

from __future__ import annotations

from itertools import product

import pytest

from bmcalc import compute
from bmcalc.formulary.drugs import drug
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.rules.anthracycline_measures import SUM_MEASURES
from bmcalc.rules.engine import Asked, judge
from bmcalc.rules.known import Known
from tests.rules.both_sides import edges_of
from tests.rules.orders_of_rules import every_rule, occasions, orders, own_regimens
from tests.rules.telling import CannotBeTold

NOT_IN_AN_ORDER = {
    "zoledronic_acid/CR-01 [creatinine_unit = umol]":
        "a baseline has one unit: in the other one the other row speaks",
    "zoledronic_acid/CR-01 [creatinine_unit = mg]":
        "a baseline has one unit: in the other one the other row speaks",
    **dict.fromkeys(
        ["denosumab/CA-03 [calcium_basis = bounds]"],
        "only a calcium without albumin can be of grade 0 and high at some albumins",
    ),
    **dict.fromkeys(
        [f"denosumab/CA-03 [{one}]" for one in (
            "calcium_may_be_high = yes", "calcium_not_low = yes", "calcium_high_grade = 0")],
        "only in a laboratory with a wider interval: see below",
    ),
    **dict.fromkeys(
        ["bevacizumab/BEVACIZUMAB_AFTER_SURGERY [surgery = past]",
         "bevacizumab/BEVACIZUMAB_BEFORE_SURGERY [surgery = planned]"],
        "one day says both whether an operation is past and how long ago",
    ),
    **dict.fromkeys(
        [f"{name}/BRIVUDINE [brivudine = taken]" for name in ("capecitabine", "fluorouracil")],
        "one day says both whether it was taken and how long ago",
    ),
    **dict.fromkeys(
        [f"palbociclib/{code} [{measure} is unknown]" for measure in ("cycle", "day")
         for code in ("PALBOCICLIB_ANC_AGAIN", "PALBOCICLIB_ANC_BELOW_1")],
        "an order states both, and the page refuses a count without them",
    ),
}
"""Edges that no order can stand at both sides of, and why."""


@pytest.fixture(scope="module", autouse=True)
def hospital(tmp_path_factory):
    yield from own_regimens(tmp_path_factory.mktemp("hospital"))


def test_the_engine_meets_each_rule_on_one_side_of_each_edge():
    tried = 0
    for rule, name, regimen in every_rule():
        asked = Asked(
            drug=name, regimen=regimen.id if regimen else next(iter(rule.regimens), None),
            day=next(iter(rule.days), 1), first=occasions(rule)[0], profile=rule.profiles[0],
        )
        for edges in edges_of(rule):
            assert edges, f"a condition of {rule.key} decides nothing"
            for edge in edges:
                tried += sum(is_met_inside_only(edge, beside, asked) for beside in edge.beside)
    assert tried > 1000


def is_met_inside_only(edge, beside, asked):
    for inside in (True, False):
        unknown = dict.fromkeys(edge.rule.measures)
        known = Known({}, {**unknown, **edge.known(beside, inside=inside)})
        met = [one.rule for one in judge([edge.rule], known, asked).met]
        assert met == ([edge.rule] if inside else []), (str(edge), beside)
    return True


def is_told(rule, name, asked):
    """Say whether a rule is met before a dose of an order, and told with its code."""
    given, problems = CALCULATOR.read(asked)
    assert not problems, [(one.code, one.about, str(one.text)) for one in problems]
    line = check_order(given).line(name)
    met = any(one.rule is rule for one in line.rules_met)
    assert not met or rule.code in {one.code for one in line.every_finding}
    return met


def why_not(rule, name, edges):
    """Return why no order meets a rule on one side of an edge only; nothing where one does."""
    why = "decides nothing"
    for edge, first in product(edges, occasions(rule)):
        for beside in edge.beside:
            try:
                inside, outside = (
                    any(is_told(rule, name, one)
                        for one in orders(rule, name, edge.known(beside, inside=side), first))
                    for side in (True, False)
                )
            except CannotBeTold as cannot:
                why = f"{edge}: cannot be told: {cannot}"
                continue
            if inside and not outside:
                return ""
            why = f"{edge}: met inside {inside}, outside {outside}"
    return why


def names():
    return list(dict.fromkeys(name for _rule, name, _regimen in every_rule()))


@pytest.mark.parametrize("name", names())
def test_every_rule_is_asked_by_an_order_on_both_sides_of_each_edge(name):
    failed = []
    for rule, of_drug, regimen in every_rule():
        if of_drug != name:
            continue
        assert regimen is None or any(line.drug == name for line in regimen.lines)
        if not rule.measures:
            assert any(is_told(rule, name, one) for first in occasions(rule)
                       for one in orders(rule, name, {}, first)), rule.key
        if not SUM_MEASURES.keys().isdisjoint(rule.measures):
            continue
        failed += [why for edges in edges_of(rule) if (why := why_not(rule, name, edges))]
    unexpected = [why for why in failed if why.partition(": ")[0] not in NOT_IN_AN_ORDER]
    assert not unexpected, "\n".join(unexpected)


def test_a_calcium_without_albumin_that_can_be_neither_low_nor_high_is_a_caution():
    rule = next(one for one in drug("denosumab").rules if one.code == "CA-03"
                and "calcium_may_be_high" not in one.measures)
    laboratory = {"calcium_lln": "2.00 mmol/L", "calcium_uln": "2.70 mmol/L"}

    def told(total):
        known = {"calcium_total": total}
        asked = next(orders(rule, "denosumab", {}, True)) | {"labs": known}
        return is_told(rule, "denosumab", asked | {"policy": {"laboratory": laboratory}})

    assert told("2.30 mmol/L")
    assert not told("2.15 mmol/L")
    assert not told("2.50 mmol/L")


def test_the_count_of_palbociclib_is_not_judged_without_the_day_and_its_cycle():
    count = {"drug": "palbociclib", "anc": "0.8 x10^9/L"}
    for facts in ({}, {"cycle": 2}, {"cycle_day": 15}):
        refused = compute("cdk46-adjustment", {**count, **facts})
        assert {one["code"] for one in refused["errors"]} == {"E_MISSING"}
    early = compute("cdk46-adjustment", {**count, "cycle_day": 15, "cycle": 2})
    assert early["values"]["action"] == "finish_cycle"
