"""A check does its work once: counted in calls, so that no machine's load tells."""

from collections import Counter

import pytest

from bmcalc import compute
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import regimens
from bmcalc.orders import check_order
from bmcalc.orders.dosing import other_clearance
from bmcalc.rules.rule import Rule
from tests.orders.routine import ROUTINE


@pytest.fixture
def counted(monkeypatch):
    """Return a function that counts the calls of another by its arguments; it works as before."""
    def count(owner, name):
        calls, kept, real = Counter(), [], getattr(owner, name)

        def counting(*given, **named):
            kept.append(given)
            calls[tuple(map(id, given))] += 1
            return real(*given, **named)

        monkeypatch.setattr(owner, name, counting)
        return calls
    return count


@pytest.mark.parametrize("name", ROUTINE)
def test_a_rule_is_asked_once_of_what_is_known(name, counted):
    met, missing = counted(Rule, "met"), counted(Rule, "missing")
    compute("order-check", ROUTINE[name])
    assert set(met.values()) == {1}
    assert set(missing.values()) <= {1}


@pytest.mark.parametrize("name", ROUTINE)
def test_the_lines_that_are_due_are_found_once(name, counted):
    found = counted(check_order, "due_lines")
    compute("order-check", ROUTINE[name])
    assert sum(found.values()) == 1


@pytest.mark.parametrize("name", ROUTINE)
def test_the_clearance_of_the_policy_is_estimated_for_rules_on_the_clearance_alone(name, counted):
    estimated = counted(other_clearance, "gfr_by_policy")
    answer = compute("order-check", ROUTINE[name])
    of_all = regimens()[ROUTINE[name]["regimen"]].rules
    by_clearance = [
        line["drug"] for line in answer["values"]["lines"]
        if any("crcl" in rule.measures for rule in (*drug(line["drug"]).rules, *of_all))
    ]
    assert sum(estimated.values()) == len(by_clearance)
