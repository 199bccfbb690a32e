"""What the evidence states of conjugates, HER2 antibodies and checkpoint inhibitors."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bmcalc import compute
from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.orders.supply.preparation import volume_to_draw
from bmcalc.rules.outcome import Outcome, Resume
from tests.orders.antibody_orders import TODAY, days_ago, order_of
from tests.orders.asked import Answer, changed, checked

VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "H_antibodies.json").read_text(encoding="utf-8")
)
CASES = VECTORS["cases"]
LATER_DAY = {"sacituzumab_govitecan": {8: 7}}
"""The days since the last dose on another day than the first."""

OUTSIDE = {"DILUENT_DIFFERS", "CONCENTRATION_ONE_WAY"}
"""What asks about a volume: where the vector stops it, as the drug may be added or exchanged."""

GATES = {
    "go": (set(), None), "go_watch": ({Outcome.NOTE}, None), "go_optimise": ({Outcome.NOTE}, None),
    "go_monitor": ({Outcome.NOTE}, None), "go_repeat_3wk": ({Outcome.REPEAT_TEST}, None),
    "query": ({Outcome.CAUTION}, None), "hold": ({Outcome.DELAY}, ...),
    "hold_75_then_level_down": ({Outcome.DELAY}, Resume.NEXT_LOWER),
    "hold_75_same_dose": ({Outcome.DELAY}, Resume.SAME_DOSE),
    "hold_le5_then_level_down": ({Outcome.DELAY}, Resume.NEXT_LOWER),
    "hold_le1.5_then_level_down": ({Outcome.DELAY}, Resume.NEXT_LOWER),
    "hold_le1_same_dose": ({Outcome.DELAY}, Resume.SAME_DOSE),
    "hold_le1_level_down": ({Outcome.DELAY}, Resume.NEXT_LOWER),
    "hold_same_or_lower": ({Outcome.DELAY}, Resume.SAME_DOSE),
    "hold_level_down": ({Outcome.DELAY}, Resume.NEXT_LOWER),
    "hold_to_0_28d_rule": ({Outcome.DELAY}, None),
    "hold_repeat_3wk_stop_if_confirmed": ({Outcome.DELAY}, Resume.STOP_IF_CONFIRMED),
    "stop_for_good": ({Outcome.STOP_FOR_GOOD}, None),
    # Copies of the label differ; the lower dose is offered first.
    "hold_le1.5_same_dose": ({Outcome.DELAY}, Resume.NEXT_LOWER),
}
"""The strictest outcome and how it goes on; ... where the vector does not say."""


def of(*kinds):
    return [pytest.param(one, id=one["id"]) for one in CASES if one["kind"] in kinds]


def asked(case, **more):
    regimen, name, day = case["regimen"], case["drug"], case.get("day", 1)
    changes = {"patient": case.get("patient", {}), "labs": case.get("labs", {}), "day": day, **more}
    changes["policy"] = {"label_profile": case.get("profile", "eu"),
                         "market": case.get("market", "US")}
    since = case.get("days_since", LATER_DAY.get(name, {}).get(day))
    if since is not None:
        changes["last"] = {name: {"on": days_ago(since)}}
    if "level" in case:
        changes["levels"] = {name: case["level"]}
    return changed(order_of(regimen), **changes)


def line_of(case, given):
    answer = Answer(compute("order-check", given))
    return answer.lines[case["drug"]]


def test_every_vector_is_run_or_left_out_with_a_reason():
    ids = [one["id"] for one in CASES]
    assert len(ids) == len(set(ids)) == 130
    assert len(VECTORS["left_out"]) == 7
    assert not VECTORS["left_out"].keys() & set(ids)
    assert all(VECTORS["left_out"].values())
    assert {one["kind"] for one in CASES} == {
        "dose", "level", "volume", "vials", "bag_range", "gate", "order", "schedule", "text",
    }


@pytest.mark.parametrize("case", of("dose"))
def test_the_dose(case):
    if case["drug"] == "inetetamab":
        assert drug("inetetamab").usual_dose == q("2 mg/kg")
        assert Decimal(case["expected"]) == 2 * Decimal(case["patient"]["weight"].split()[0])
        return
    computed = line_of(case, asked(case, order={}))["computed"]
    assert Decimal(computed["value"]) == Decimal(case["expected"])


@pytest.mark.parametrize("case", of("level"))
def test_the_next_level(case):
    (table,) = drug(case["drug"]).dose_levels
    doses = [table.planned, *table.levels, None]
    after = doses[doses.index(q(case["dose"])) + 1]
    assert after == (None if case["expected"] == "stop" else q(case["expected"]))


def supply_of(case):
    given = asked(case, order={case["drug"]: case["dose"]})
    found = line_of(case, given)
    assert found["verdict"] != "stop", found["findings"]
    return found


@pytest.mark.parametrize("case", of("volume"))
def test_the_volume(case):
    supply = supply_of(case)["supply"]
    if drug(case["drug"]).preparations:
        assert Decimal(supply["volume"]["value"]) == Decimal(case["expected"])
    else:
        assert supply["volume"] is None
    concentration = drug(case["drug"]).concentration_of(q(case["dose"]))
    assert volume_to_draw(q(case["dose"]), concentration) == q(f"{case['expected']} mL")


@pytest.mark.parametrize("case", of("vials"))
def test_the_vials(case):
    vials = {one["strength"]["display"].split()[0]: one["count"]
             for one in supply_of(case)["vials"]}
    assert vials == case["expected"]


@pytest.mark.parametrize("case", of("bag_range"))
def test_the_bag_holds_an_allowed_concentration_between_two_volumes(case):
    lowest, highest = case["expected"]

    def told(volume):
        line = {"dose": case["dose"], "diluent": "sodium_chloride_0.9", "volume": f"{volume} mL"}
        found = line_of(case, asked(case, order={case["drug"]: line}))
        return {one["code"] for one in found["findings"]} & OUTSIDE

    assert told(lowest) == set()
    assert told(lowest - 1)
    assert "DILUENT_DIFFERS" not in told(highest)
    assert "DILUENT_DIFFERS" in told(highest + 1)


@pytest.mark.parametrize("case", of("gate"))
def test_the_gate(case):
    given = asked(case)
    if case["expected"] == "undecidable":
        assert line_of(case, given)["verdict"] == "undecidable"
        return
    read, problems = CALCULATOR.read(given)
    assert not problems
    line = check_order(read).line(case["drug"])
    met = [one for one in line.rules_met
           if not one.rule.explains and one.rule.measures and one.rule.interval_band is None]
    outcomes, resume = GATES[case["expected"]]
    strictest = met[0] if met else None
    if not outcomes:
        assert strictest is None or strictest.outcome is Outcome.NOTE
        return
    assert strictest is not None
    assert {strictest.outcome} == outcomes
    if resume is not ...:
        assert strictest.rule.resume is resume


def verdict_of(case, found):
    """Return the verdict, of an order that says a fluid only what is said of it."""
    codes = {one["code"]: one["severity"] for one in found["findings"]}
    if "volume" in case["order"]:
        outside = codes.keys() & (OUTSIDE if case["expected"] == "stop" else {"DILUENT_DIFFERS"})
        return "stop" if outside else "agrees"
    if "diluent" in case["order"]:
        return codes.get("DILUENT_DIFFERS", "agrees")
    return found["verdict"]


@pytest.mark.parametrize("case", of("order"))
def test_the_order(case):
    name, partner = case["drug"], case.get("partner")
    order = {name: case["order"]}
    given = asked(case)
    given["order"] = {**given["order"], **order}
    if partner is not None:
        given["order"] = {**order, partner: "147 mg"}
        assert Answer(compute("order-check", given)).verdict() == case["expected"]
        return
    assert verdict_of(case, line_of(case, given)) == case["expected"]


@pytest.mark.parametrize("case", of("schedule"))
def test_the_dates(case):
    made = compute("schedule", {"regimen": case["regimen"], "cycle": 1, "day": 1,
                                "today": case["start"]})
    dates = [one["on"] for one in made["values"]["schedule"] if one["drug"] == case["drug"]]
    assert dates[:3] == case["expected"]


@pytest.mark.parametrize("case", of("text"))
def test_the_name(case):
    answer = checked(order=case["text"], regimen="thp", today=TODAY.isoformat())
    assert answer.verdict(case["drug"]) == case["expected"]
