"""What the page makes of values that cannot be read: left out as a whole, and never agreed to."""

import pytest

from bmcalc.gui.pages.order_check.outcome import look
from bmcalc.orders.verdicts import Verdict
from tests.calculators.examples import EXAMPLES


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
