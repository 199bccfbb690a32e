"""Counts before combinations, as the published protocols judge them: never milder than any of them.

Where two protocols differ the stricter is in force, so that a count that one of them lets through
may be asked about or stopped here; what one of them reduces never agrees, what it delays stops.
"""

from __future__ import annotations

import pytest

from bmcalc import compute
from bmcalc.formulary.regimens import regimen
from tests.orders.healthy import of_today

FULL, REDUCED, DELAYED = "full", "reduced", "delayed"
STRICTNESS = {"agrees": 0, "query": 1, "undecidable": 1, "stop": 2}
AT_LEAST = {FULL: 0, REDUCED: 1, DELAYED: 2}
COUNTS = [
    ("G-366", "ac", 1, "1.5", "90", FULL), ("G-367", "ac", 1, "1.49", "90", REDUCED),
    ("G-368", "ac", 1, "1.5", "89", REDUCED), ("G-369", "ac", 1, "1.0", "70", REDUCED),
    ("G-370", "ac", 1, "0.99", "200", DELAYED), ("G-371", "ac", 1, "2", "69", DELAYED),
    ("G-374", "ac", 1, "1.0", "74", DELAYED), ("G-375", "cmf-iv-21", 1, "1.5", "90", FULL),
    ("G-376", "cmf-iv-21", 1, "1.49", "90", REDUCED),
    ("G-377", "cmf-iv-21", 1, "1.5", "70", REDUCED),
    ("G-378", "cmf-iv-21", 1, "0.99", "90", DELAYED), ("G-380", "ec90", 1, "1.0", "100", FULL),
    ("G-382", "ec90", 1, "1.0", "99", DELAYED), ("G-396", "gp", 1, "1.01", "101", FULL),
    ("G-398", "gp", 1, "1.01", "100", DELAYED),
    ("H150", "atezo-nabp-q4w", 1, "1.49", "100", DELAYED),
    ("H151", "atezo-nabp-q4w", 1, "1.5", "99", DELAYED),
    ("H152", "atezo-nabp-q4w", 8, "0.5", "50", FULL),
    ("H153", "atezo-nabp-q4w", 8, "0.49", "50", DELAYED),
    ("H154", "atezo-nabp-q4w", 15, "0.5", "49", DELAYED),
]


def strictest(name: str, day: int, anc: str, platelets: str) -> int:
    given = of_today(regimen(name), day=day)
    given["labs"] |= {"anc": f"{anc} x10^9/L", "platelets": f"{platelets} x10^9/L"}
    given["policy"] = {"label_profile": "eu"}
    lines = compute("order-check", given)["values"]["lines"]
    return max(STRICTNESS[one["verdict"]] for one in lines if one["drug"] in given["order"])


@pytest.mark.parametrize(("vector", "name", "day", "anc", "platelets", "protocol"), COUNTS)
def test_no_count_is_judged_milder_than_a_protocol(vector, name, day, anc, platelets, protocol):
    assert strictest(name, day, anc, platelets) >= AT_LEAST[protocol], vector


@pytest.mark.parametrize("name", ["ac", "cmf-iv-21", "ec90", "gp"])
def test_good_counts_agree(name):
    assert strictest(name, 1, "3", "200") == 0
