"""A finding of a rule leads to what the rule judged: the count, the day, never only the dose."""

from itertools import product

import pytest

from bmcalc.gui.pages.order_check.leading import Room, room_of
from bmcalc.gui.pages.order_check.matters import matters_of
from bmcalc.gui.pages.order_check.needed_card import MOST
from bmcalc.gui.pages.order_check.needed_fields import Needed
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.pages.order_check.questions import questions
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.session import STRIP
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.rules.anthracycline_measures import SUM_MEASURES
from bmcalc.rules.facts_needed import facts_of
from bmcalc.rules.interval_measures import OF_THE_INTERVAL
from tests.gui.conftest import settle
from tests.gui.order_page import put
from tests.rules.both_sides import edges_of
from tests.rules.orders_of_rules import every_rule, occasions, orders, own_regimens
from tests.rules.telling import CannotBeTold

FROM_CREATININE = {"crcl", "gfr"}


@pytest.fixture(scope="module", autouse=True)
def hospital(tmp_path_factory):
    yield from own_regimens(tmp_path_factory.mktemp("hospital"))


def looks_at_facts(rule):
    return any(facts_of(one) for one in rule.measures) and (
        SUM_MEASURES.keys().isdisjoint(rule.measures))


def rules_of_facts(drug):
    return [rule for rule, of_drug, _regimen in every_rule()
            if of_drug == drug and looks_at_facts(rule)]


def checks(rule, drug):
    """Yield checks of orders in which a rule is met."""
    edges = [edge for condition in edges_of(rule) for edge in condition]
    for edge, first in product(edges, occasions(rule)):
        for beside in edge.beside:
            try:
                for asked in orders(rule, drug, edge.known(beside, inside=True), first):
                    given, problems = CALCULATOR.read(asked)
                    assert not problems
                    check = check_order(given)
                    if any(one.rule is rule for one in check.line(drug).rules_met):
                        yield check
            except CannotBeTold:
                continue


def matters_about(rule, drug, check):
    """Return the numbered matters of the findings of a rule."""
    line = check.line(drug)
    texts = {str(one.text) for one in line.findings if one.code == rule.code}
    return [one for one in matters_of(OrderOutcome(check)) if one.number
            and any(text in told for told in one.told for text in texts)]


def holding(rule, drug):
    """Return the fields that hold a measure of a rule."""
    facts = set().union(*(facts_of(one) for one in rule.measures))
    if facts & FROM_CREATININE:
        facts.add("creatinine")
    if not OF_THE_INTERVAL.isdisjoint(rule.measures):
        facts.add(f"last:{drug}:on")
    if "calcium_age_days" in rule.measures:
        facts |= {"calcium_total", "calcium_ionised"}
    return facts | ({"hypersensitivity"} if "related_hypersensitivity" in rule.measures else set())


@pytest.mark.parametrize("drug", sorted({drug for _rule, drug, _regimen in every_rule()}))
def test_a_finding_of_a_rule_leads_to_a_field_with_what_the_rule_judged(drug):
    wrong = []
    for rule in rules_of_facts(drug):
        check = next(checks(rule, drug), None)
        for one in [] if check is None else matters_about(rule, drug, check):
            led = one.fields if one.sort is Sort.ADD else one.fields[:1]
            if holding(rule, drug).isdisjoint(led):
                wrong.append((rule.key, rule.measures, one.fields))
                continue
            asked = {*STRIP, *questions([line.drug for line in check.lines],
                                        check.situation.regimen)}
            unseen = [name for name in one.fields if room_of(name) is Room.FACTS
                      and name.removesuffix(":on") not in asked]
            if unseen:
                wrong.append((rule.key, "not asked", unseen))
    assert not wrong


# In the window


def test_a_count_that_is_too_low_is_reached_and_marked(window, qtbot, case_1):
    put(window, anc="1.2 x10^9/L")
    one = next(one for one in case_1.matters if "anc" in one.fields)
    assert one.sort is Sort.STOP
    assert "DOCETAXEL_ANC" in {met.rule.code for met in
                               case_1._outcome.check.line("docetaxel").rules_met}
    case_1.walk.follow(one)
    settle(window)
    cell = case_1.side.needed.field("anc")
    assert cell.isAncestorOf(make_application().focusWidget())
    assert (cell.row.badge.number, cell.row.badge.sort) == (one.number, Sort.STOP)
    assert str(Sort.STOP.word) in cell.row.editor.controls()[0].accessibleName()


def test_where_no_field_is_needed_all_facts_open_at_the_marked_one(window, qtbot, case_1):
    put(window, anc="1.2 x10^9/L")
    one = next(one for one in case_1.matters if "anc" in one.fields)
    case_1.side.needed.show_needed(case_1._outcome, [], 0, {})
    case_1.walk.follow(one)
    settle(window)
    row = case_1.side.facts.rows()["anc"]
    assert row.isVisible() and row.isAncestorOf(make_application().focusWidget())
    assert (row.badge.number, row.badge.isVisible()) == (one.number, True)
    assert row.badge.aloud() in row.editor.controls()[0].accessibleName()
    put(window, anc="3.2 x10^9/L")
    assert not row.badge.isVisible()
    assert "Finding" not in row.editor.controls()[0].accessibleName()


def test_what_is_missing_is_not_pushed_out_by_what_was_answered(window, case_1):
    case_1.side.needed.show_needed(case_1._outcome, [
        *(Needed(name, 1, Sort.STOP, (), (name,)) for name in
          ("anc", "platelets", "bilirubin", "alt", "ast", "alp", "lvef_now", "lvef_baseline",
           "calcium_total")),
        Needed("gestation_weeks", 2, Sort.ADD, (), ("gestation_weeks",)),
    ], 0, {})
    shown = case_1.side.needed.names()
    assert len(shown) == MOST and shown[-1] == "gestation_weeks"
