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
    "lower plan": changed(planned={"carboplatin": {"dose": "2 mg*min/mL", "reason": "frail"}}),
    "stock": changed(stock={"docetaxel": {"20 mg": 9}}),
    "few vials": changed(policy={"vial_limit": 2}),
    "first cycle": {**changed(), "cycle": 1},
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


OWN_RULE = '''
[[rules]]
code = "OWN_RULE"
then = "caution"
any_of = ["anc > 0.1 x10^9/L"]
text = { en = "Own protocol.", zh = "本院方案。" }
sources = ["regimen-casebook"]
'''
OWN_CLASS = "".join(
    f'[[emetic]]\nguideline = "{one}"\nrisk = "minimal"\nsources = ["regimen-casebook"]\n'
    for one in ("nccn", "asco", "mascc", "ie")
)
OWN_VIAL = '''
[[presentations]]
strength = "37 mg"
market = "CN"
source = "label-claim"
volume = "3.7 mL"
concentration = "10 mg/mL"
'''
HOSPITAL = {
    "a rule": ("formulary/docetaxel.toml", OWN_RULE, "OWN_RULE"),
    "an emetic class": ("formulary/carboplatin.toml", OWN_CLASS, "low emetic risk"),
    "a vial": ("formulary/docetaxel.toml", OWN_VIAL, "37 mg"),
}


@pytest.mark.parametrize("name", HOSPITAL)
def test_a_formulary_leaves_nothing_in_the_other(name, tmp_path):
    file, text, seen = HOSPITAL[name]
    shipped = {name: answer(order) for name, order in VARIANTS.items()}
    chinese = answer(TCBHP, "zh_CN")
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(text, encoding="utf-8")
    told = []
    for _again in range(2):
        loaded = load_formulary(tmp_path)
        assert loaded.problems == ()
        put_in_force(loaded)
        try:
            told.append({name: answer(order) for name, order in VARIANTS.items()})
            assert answer(TCBHP, "zh_CN") != chinese
        finally:
            put_in_force(None)
        assert {name: answer(order) for name, order in VARIANTS.items()} == shipped
        assert answer(TCBHP, "zh_CN") == chinese
    assert told[0] == told[1]
    assert seen in told[0]["as it is"]
    assert seen not in shipped["as it is"]


def test_a_rule_of_a_hospital_reads_a_fact_that_no_shipped_rule_reads(tmp_path):
    long_qt = {"qtcf": {"value": "520 ms", "on": TCBHP["today"]}}
    order = changed(labs=long_qt)
    assert "NOT_USED" in answer(order)
    (tmp_path / "formulary").mkdir()
    (tmp_path / "formulary" / "docetaxel.toml").write_text(
        OWN_RULE.replace("anc > 0.1 x10^9/L", "qtcf > 500 ms"), encoding="utf-8"
    )
    put_in_force(load_formulary(tmp_path))
    try:
        assert "NOT_USED" not in answer(order)
    finally:
        put_in_force(None)
    assert "NOT_USED" in answer(order)


def test_a_source_of_one_hospital_is_not_cited_as_that_of_another(tmp_path):
    for book, other in (("First book", "Second book"), ("Second book", "First book")):
        folder = tmp_path / book
        (folder / "formulary").mkdir(parents=True)
        (folder / "sources").mkdir()
        (folder / "sources" / "own.toml").write_text(
            f'[own-book]\ncitation = {{ en = "{book}", zh = "手册 {book}" }}\nmark = "memory"\n',
            encoding="utf-8",
        )
        (folder / "formulary" / "docetaxel.toml").write_text(
            OWN_RULE.replace("regimen-casebook", "own-book"), encoding="utf-8"
        )
        loaded = load_formulary(folder)
        assert loaded.problems == ()
        put_in_force(loaded)
        try:
            for language in ("en", "zh_CN"):
                assert book in answer(TCBHP, language)
                assert other not in answer(TCBHP, language)
            assert f"手册 {book}" not in answer(TCBHP)
        finally:
            put_in_force(None)
        assert book not in answer(TCBHP)
