"""A check does its work once: counted in calls, so that no machine's load tells."""

from collections import Counter

import pytest

from bmcalc import compute
from bmcalc.formulary.drugs import Basis, drug
from bmcalc.formulary.regimens import regimens
from bmcalc.orders import check_order, situation
from bmcalc.rules import derived
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
def test_the_clearance_of_the_policy_is_estimated_once_and_only_where_a_dose_looks(name, counted):
    estimated = counted(situation, "gfr_of_policy")
    answer = compute("order-check", ROUTINE[name])
    of_all = regimens()[ROUTINE[name]["regimen"]].rules
    looks = any(
        drug(line["drug"]).basis is Basis.AUC
        or any("crcl" in rule.measures for rule in (*drug(line["drug"]).rules, *of_all))
        for line in answer["values"]["lines"]
    )
    assert set(estimated.values()) <= {1}
    assert bool(estimated) == looks


@pytest.mark.parametrize("name", ROUTINE)
def test_a_multiple_of_a_limit_is_worked_out_once_for_all_lines(name, counted):
    worked_out = counted(derived, "multiple_of_limit")
    compute("order-check", ROUTINE[name])
    told = {given: times for given, times in worked_out.items() if id(None) not in given}
    assert told
    assert set(told.values()) == {1}
