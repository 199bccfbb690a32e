"""An order check rests on its own inputs: nothing of the one before is left in the next."""

from __future__ import annotations

import copy
import json

import pytest

from bmcalc import compute
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from tests.orders.routine import ROUTINE

TCBHP = ROUTINE["TCbHP"]


def changed(**parts):
    """Return the order with parts of it replaced; those of objects one by one."""
    order = copy.deepcopy(TCBHP)
    for name, part in parts.items():
        order[name] = {**order.get(name, {}), **part} if isinstance(part, dict) else part
    return order


CREATININE = {"value": "88 umol/L", "on": TCBHP["labs"]["creatinine"]["on"]}
VARIANTS = {
    "as it is": TCBHP,
    "creatinine": changed(labs={"creatinine": CREATININE}),
    "weight": changed(patient={"weight": "61 kg"}),
    "liver": changed(labs={"bilirubin": {"value": "30 umol/L", "uln": "23 umol/L"}}),
    "heart": changed(labs={"lvef_now": "48 %"}),
    "order": changed(order={"docetaxel": "60 mg"}),
    "day": changed(today="2026-03-18"),
    "weight basis": changed(policy={"weight_basis": "actual"}),
    "creatinine floor": changed(policy={"creatinine_floor": None, "weight_basis": "actual"}),
    "market": changed(policy={"market": "EU"}),
    "label": changed(policy={"label_profile": "us"}),
    "plan": changed(planned={"carboplatin": {"dose": "5 mg*min/mL", "reason": "frail"}}),
}


def answer(order, language="en"):
    return json.dumps(compute("order-check", order, language), ensure_ascii=False)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_order_in_which_orders_are_checked_changes_no_answer(language):
    first = {name: answer(order, language) for name, order in VARIANTS.items()}
    again = {name: answer(VARIANTS[name], language) for name in reversed(VARIANTS)}
    assert again == first
    assert len(set(first.values())) == len(VARIANTS)


def test_a_language_leaves_nothing_in_the_other():
    english, chinese = answer(TCBHP), answer(TCBHP, "zh_CN")
    assert english != chinese
    assert (answer(TCBHP), answer(TCBHP, "zh_CN")) == (english, chinese)


def test_a_formulary_leaves_nothing_in_the_other(tmp_path):
    shipped = {name: answer(order) for name, order in VARIANTS.items()}
    (tmp_path / "formulary").mkdir()
    (tmp_path / "formulary" / "docetaxel.toml").write_text(
        '[[rules]]\ncode = "OWN_RULE"\nthen = "caution"\nany_of = ["anc > 0.1 x10^9/L"]\n'
        'text = { en = "Own protocol.", zh = "本院方案。" }\nsources = ["regimen-casebook"]\n',
        encoding="utf-8",
    )
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    put_in_force(loaded)
    try:
        assert all("OWN_RULE" in answer(order) for order in VARIANTS.values())
    finally:
        put_in_force(None)
    assert {name: answer(order) for name, order in VARIANTS.items()} == shipped
