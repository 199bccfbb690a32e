"""Carboplatin's limits at their edges: 50 mL/min, AUC 7.5, the FDA's cap and a hospital's own."""

import pytest

from bmcalc.calculators.chemotherapy.carboplatin_limits import (
    cap_gfr,
    confirm_auc,
    gate_equation,
)
from bmcalc.core.term import q
from bmcalc.core.work import Work


@pytest.mark.parametrize("equation", ["wright_jaffe", "martin_1998"])
@pytest.mark.parametrize(("gfr", "stopped"), [("50 mL/min", False), ("49.99 mL/min", True)])
def test_wright_and_martin_are_unsafe_below_50_and_not_at_50(equation, gfr, stopped):
    work = Work()
    gate_equation(equation, equation, q(gfr), work)
    assert work.codes() == (["EQUATION_UNSAFE"] if stopped else [])


@pytest.mark.parametrize(("auc", "asked"), [("7.5", False), ("7.51", True)])
def test_an_auc_above_7_5_needs_a_reason(auc, asked):
    work = Work()
    confirm_auc(q(f"{auc} mg*min/mL"), work)
    assert work.codes() == (["AUC_HIGH"] if asked else [])


@pytest.mark.parametrize(("cap", "source"), [
    ("125 mL/min", "fda-carboplatin-2010"), ("110 mL/min", "calvert-cap-of-site"),
    ("130 mL/min", "calvert-cap-of-site"),
])
def test_a_cap_of_the_hospital_is_not_cited_as_the_fdas(cap, source):
    work = Work()
    assert cap_gfr(q("140 mL/min"), q(cap), False, work).lowered
    assert [step.source for step in work.steps] == [source]
    assert [finding.sources for finding in work.findings] == [(source,)]


def test_a_gfr_at_its_cap_is_not_lowered():
    work = Work()
    assert not cap_gfr(q("125 mL/min"), q("125 mL/min"), False, work).lowered
    assert work.codes() == []
