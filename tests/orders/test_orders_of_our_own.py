"""The orders of ``order_verdicts.toml``: a right one agrees, a wrong one never does."""

import tomllib
from pathlib import Path

import pytest

from bmcalc import compute
from tests.orders.test_order_text_verdicts import asked

ORDERS = tomllib.loads(
    (Path(__file__).parent / "order_verdicts.toml").read_text(encoding="utf-8")
)["orders"]
CYCLE = {"thp": 3, "tdxd": 3, "letrozole-ribociclib": 4, "abemaciclib-endocrine": 4}


def verdicts(order):
    """Return the verdict of the whole and of each drug for a patient of whom all is known."""
    answer = compute("order-check", asked({
        "regimen": order["regimen"], "cycle": CYCLE.get(order["regimen"], 2), "day": 1,
        "weight": "58 kg", "height": "160 cm", "text": order["order"],
    }))
    assert answer["status"] != "refused", answer["errors"]
    return {"": answer["values"]["verdict"]} | {
        line["drug"]: line["verdict"] for line in answer["values"]["lines"]
    }


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one["order"].replace("\n", " / "))
def test_what_the_check_says(order):
    found = verdicts(order)
    assert found[order.get("drug", "")] == order["verdict"], found
