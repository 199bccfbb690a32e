"""What the page makes of values that cannot be read: left out as a whole, and never agreed to."""

from dataclasses import replace

import pytest

from bmcalc.gui.pages.order_check import outcome as outcomes
from bmcalc.gui.pages.order_check.outcome import OTHER_CHOICE, by_the_other_choice, look
from bmcalc.orders.check_order import check_order
from bmcalc.orders.verdicts import Verdict
from tests.calculators.examples import EXAMPLES
from tests.orders.routine import ROUTINE


@pytest.mark.parametrize("result", [
    {"value": "2 x10^9/L", "on": "yesterday"}, {"value": "many", "on": "2024-01-01"},
])
def test_a_value_whose_date_cannot_be_read_is_not_taken_for_one_of_today(result):
    raw = EXAMPLES["order-check"]
    outcome = look({**raw, "labs": {**raw.get("labs", {}), "anc": result}})
    assert len(outcome.problems) == 1
    assert outcome.read is not None
    assert "anc" not in outcome.read.labs
    asking = [line for line in outcome.check.lines if line.drug == "docetaxel"]
    assert asking
    for line in asking:
        assert outcome.verdict_of(line) in {Verdict.UNDECIDABLE, Verdict.STOP}


def routine(name):
    """Return the check of a routine order for a heavy patient, as the page makes it."""
    order = {part: one for part, one in ROUTINE[name].items() if part != "policy"}
    return look({**order, "patient": {**order["patient"], "weight": "88 kg"}})


@pytest.mark.parametrize("name", ROUTINE)
def test_the_dose_by_the_other_choice_is_that_of_a_whole_check(name):
    outcome = routine(name)
    assert outcome.check is not None and outcome.read is not None
    policy = outcome.check.policy.model_copy(update=OTHER_CHOICE)
    other = check_order(replace(outcome.read, policy=policy))
    for line in outcome.check.lines:
        dose = other.line(line.drug).computed
        rests_on_gfr = line.gfr_used is not None and dose != line.computed
        assert by_the_other_choice(outcome, line.drug) == (dose if rests_on_gfr else None)


def test_the_dose_by_the_other_choice_checks_no_whole_order(monkeypatch):
    outcome = routine("TCbHP")
    monkeypatch.setattr(outcomes, "check_order", None)
    assert by_the_other_choice(outcome, "carboplatin") is not None
