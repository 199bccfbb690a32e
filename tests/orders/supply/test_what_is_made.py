"""What is made is the ordered dose where it agrees; nothing for a stopped or undecided line."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.orders.asked import NORMAL, TCBHP, changed, checked

GEMCITABINE = changed(
    TCBHP, regimen="gemcitabine-carboplatin", day=8, order=None, patient={"pregnancy": "no"},
    last={"gemcitabine": "2021-06-28"},
) | {"order": {"gemcitabine": "1600 mg"}}
MADE_READY = ("vials", "fewest_vials", "volume", "bag", "waste", "waste_percent", "minutes",
              "preparation", "infusion")
SUPPLY = {"state", "dose", "vials", "volume", "bag", "concentration", "waste", "tablets"}
ORAL = {
    "patient": {"sex": "female", "age": 60, "height": "160 cm", "weight": "58 kg",
                "menopause": "postmenopausal"},
    "cycle": 1, "day": 1, "today": "2021-07-05",
    "labs": NORMAL,
}


REGIMENS = {
    "ribociclib": ("letrozole-ribociclib", {"letrozole": "2.5 mg"}),
    "palbociclib": ("fulvestrant-palbociclib", {"fulvestrant": "500 mg"}),
    "abemaciclib": ("abemaciclib-endocrine", {"letrozole": "2.5 mg"}),
}


def oral(drug, dose, **more):
    """Return the answer to an order of a CDK4/6 inhibitor with its endocrine partner."""
    regimen, partner = REGIMENS[drug]
    return checked(ORAL | {"regimen": regimen, "order": {drug: dose, **partner}}, **more)


def supply(answer, drug):
    return answer.lines[drug]["supply"]


def number(given):
    return None if given is None else Decimal(given["value"])


def assert_nothing_is_made(answer, drug):
    line = answer.lines[drug]
    assert {name: line[name] for name in MADE_READY} == dict.fromkeys(MADE_READY)
    assert line["supply"] == dict.fromkeys(SUPPLY) | {"state": "none"}
    labels = {step["label"] for step in line["steps"]}
    assert not labels & {"Vials", "Volume to draw", "Bag", "Infusion time", "Left over"}


# The ordered dose


def test_the_ordered_1600_mg_of_gemcitabine_are_drawn_from_one_large_and_three_small_vials():
    answer = checked(GEMCITABINE)
    assert answer.verdict("gemcitabine") == "agrees"
    assert round(answer.number("gemcitabine", "computed"), 1) == Decimal("1605.5")
    assert answer.vials("gemcitabine") == {"1000 mg": 1, "200 mg": 3}
    assert answer.lines["gemcitabine"]["volume"]["display"] == "42.11 mL"
    assert answer.number("gemcitabine", "waste") == 0
    made = supply(answer, "gemcitabine")
    assert made["state"] == "made"
    assert made["dose"]["display"] == "1600 mg"


def test_the_supply_tells_the_same_as_the_keys_beside_it():
    answer = checked()
    for line in answer.lines.values():
        made = line["supply"]
        assert set(made) == SUPPLY
        for name in ("vials", "volume", "bag", "waste"):
            assert made[name] == line[name], (line["drug"], name)
        assert made["state"] == "made"
        assert made["dose"]["value"] == line["ordered"]["value"]
        assert made["tablets"] is None


def test_the_final_concentration_is_that_of_the_ordered_dose_in_the_bag():
    made = supply(checked(order={"docetaxel": "120 mg"}), "docetaxel")
    assert number(made["concentration"]) == Decimal(120) / (250 + Decimal(number(made["volume"])))


def test_the_rounding_of_a_policy_does_not_replace_the_dose_that_was_ordered():
    answer = checked(policy={"rounding": "nearest_5_percent"}, order={"trastuzumab_iv": "464 mg"})
    assert answer.number("trastuzumab_iv", "dose") == 450
    assert supply(answer, "trastuzumab_iv")["dose"]["value"] == "464"


@pytest.mark.parametrize(
    ("order", "verdict", "bag", "state"),
    [
        ({"volume": "250 mL"}, "agrees", "250", "made"),
        ({"volume": "500 mL"}, "query", "500", "not_confirmed"),
    ],
)
def test_the_bag_is_the_ordered_one(order, verdict, bag, state):
    answer = checked(order={"docetaxel": {"dose": "120 mg", "diluent": "sodium_chloride_0.9"}
                            | order})
    assert answer.verdict("docetaxel") == verdict
    made = supply(answer, "docetaxel")
    assert made["bag"]["value"] == bag
    assert made["state"] == state
    assert "CONCENTRATION" not in answer.codes("docetaxel"), "it was asked about as ordered"


def test_another_bag_in_which_the_concentration_is_allowed_is_made_as_ordered():
    order = {"paclitaxel": {"dose": "281 mg", "volume": "500 mL"}}
    answer = checked(changed(TCBHP, regimen="paclitaxel", order=None) | {"order": order})
    assert answer.verdict("paclitaxel") == "agrees"
    made = supply(answer, "paclitaxel")
    assert made["bag"]["value"] == "500"
    assert number(made["concentration"]) == Decimal(281) / (500 + number(made["volume"]))


@pytest.mark.parametrize(("said", "minutes"), [(None, "30"), ("45 min", "45"), ("1 h", "60")])
def test_it_runs_as_long_as_was_ordered_within_the_label(said, minutes):
    order = {"dose": "515 mg"} | ({} if said is None else {"infusion": said})
    answer = checked(order={"carboplatin": order})
    assert answer.verdict("carboplatin") == "agrees"
    assert answer.lines["carboplatin"]["minutes"]["value"] == minutes
    assert "30 min" in answer.lines["carboplatin"]["plan"]


@settings(deadline=None, max_examples=40)
@given(percent=st.decimals(Decimal(-10), Decimal(10), places=1),
       drug=st.sampled_from(["docetaxel", "carboplatin", "trastuzumab_iv", "pertuzumab"]))
def test_the_vials_hold_the_ordered_dose_and_what_is_over_is_left(percent, drug):
    ordered = round(checked().number(drug, "computed") * (100 + percent) / 100, 1)
    answer = checked(order={drug: f"{ordered} mg"})
    made = supply(answer, drug)
    assert made["state"] == {"agrees": "made", "query": "not_confirmed", "stop": "none"}[
        answer.verdict(drug)]
    if made["vials"] is None:
        assert answer.verdict(drug) == "stop"
        return
    held = sum(Decimal(one["strength"]["value"]) * one["count"] for one in made["vials"])
    assert held >= ordered
    assert number(made["waste"]) == held - ordered


def test_a_vial_for_several_doses_says_so_and_is_counted_for_the_ordered_dose():
    answer = checked(policy={"stock": {"trastuzumab_iv": ["440 mg"]}},
                     order={"trastuzumab_iv": "450 mg"})
    made = supply(answer, "trastuzumab_iv")
    assert [(one["count"], one["multi_dose"]) for one in made["vials"]] == [(2, True)]
    assert number(made["waste"]) == 430


# Lines of which nothing is made


def test_of_a_stopped_line_nothing_is_made_and_its_dose_stays():
    answer = checked(order={"docetaxel": "240 mg"})
    assert answer.verdict("docetaxel") == "stop"
    assert_nothing_is_made(answer, "docetaxel")
    fine = checked()
    for name in ("computed", "dose", "plan"):
        assert answer.lines["docetaxel"][name] == fine.lines["docetaxel"][name]


def test_of_a_line_that_a_count_holds_nothing_is_made_though_the_dose_agrees():
    answer = checked(labs={"anc": {"value": "0.8 x10^9/L", "on": "2021-07-03"}})
    assert answer.verdict("docetaxel") == "stop"
    assert_nothing_is_made(answer, "docetaxel")
    assert answer.number("docetaxel", "computed") is not None
    assert supply(answer, "pertuzumab")["state"] == "made"


def test_of_a_line_that_another_line_stops_nothing_is_made():
    text = "曲妥珠单抗 464mg 静滴 停用\n帕妥珠单抗 840mg 静滴\n多西他赛 120mg 静滴\n卡铂 515mg 静滴"
    answer = checked(TCBHP | {"order": text})
    assert answer.verdict("pertuzumab") == "stop"
    assert_nothing_is_made(answer, "pertuzumab")


def test_of_a_drug_that_is_ordered_to_stop_nothing_is_made():
    text = "曲妥珠单抗 464mg 静滴\n帕妥珠单抗 840mg 静滴\n多西他赛 120mg 静滴 停用\n卡铂 515mg 静滴"
    answer = checked(TCBHP | {"order": text})
    assert answer.verdict("docetaxel") == "query"
    assert_nothing_is_made(answer, "docetaxel")
    assert answer.number("docetaxel", "dose") is not None
    assert supply(answer, "carboplatin")["state"] == "made"


def test_of_a_line_that_cannot_be_decided_nothing_is_made():
    text = "曲妥珠单抗 464 静滴\n帕妥珠单抗 840mg 静滴\n多西他赛 120mg 静滴\n卡铂 515mg 静滴"
    answer = checked(TCBHP | {"order": text})
    for drug in ("trastuzumab_iv", "pertuzumab"):
        assert answer.verdict(drug) == "undecidable"
        assert_nothing_is_made(answer, drug)
    assert answer.number("pertuzumab", "dose") == 840


def test_of_a_drug_that_is_not_of_the_regimen_nothing_is_made():
    answer = checked(order={"gemcitabine": "1600 mg"})
    assert answer.verdict("gemcitabine") == "stop"
    assert_nothing_is_made(answer, "gemcitabine")


# Marks


def test_an_order_that_is_asked_about_is_planned_as_ordered_and_not_confirmed():
    answer = checked(order={"docetaxel": "128 mg"})
    assert answer.verdict("docetaxel") == "query"
    made = supply(answer, "docetaxel")
    assert (made["state"], made["dose"]["value"]) == ("not_confirmed", "128")
    assert answer.vials("docetaxel") == {"80 mg": 1, "20 mg": 3}
    assert number(made["waste"]) == 12


def test_without_any_order_the_rounded_dose_is_a_plan():
    answer = checked(changed(TCBHP, order=None), policy={"rounding": "nearest_5_percent"})
    for drug, line in answer.lines.items():
        made = line["supply"]
        assert made["state"] == "plan", drug
        assert number(made["dose"]) == answer.number(drug, "dose")
    assert answer.vials("docetaxel") == {"80 mg": 1, "20 mg": 2}


def test_a_drug_that_the_order_leaves_out_is_at_most_a_plan():
    answer = checked(order={"docetaxel": None})
    assert "MISSING_DRUG" in answer.codes("docetaxel")
    made = supply(answer, "docetaxel")
    assert made["state"] == "plan"
    assert number(made["dose"]) == answer.number("docetaxel", "dose")


def test_a_stop_without_an_order_leaves_no_plan():
    answer = checked(changed(TCBHP, order=None),
                     labs={"anc": {"value": "0.8 x10^9/L", "on": "2021-07-03"}})
    assert answer.verdict("docetaxel") == "stop"
    assert_nothing_is_made(answer, "docetaxel")


def test_a_remark_on_the_making_ready_does_not_change_the_verdict():
    answer = checked(stock={"docetaxel": {"20 mg": 1}})
    assert answer.verdict("docetaxel") == "agrees"
    assert "NOT_IN_STOCK" in answer.codes("docetaxel")
    made = supply(answer, "docetaxel")
    assert (made["state"], made["vials"], made["dose"]["value"]) == ("made", None, "120")


# Tablets and capsules


@pytest.mark.parametrize(
    ("drug", "dose", "pieces", "days", "of_the_run"),
    [
        ("ribociclib", "600 mg", {"200 mg": 3}, 21, {"200 mg": 63}),
        ("palbociclib", "125 mg", {"125 mg": 1}, 21, {"125 mg": 21}),
        ("abemaciclib", "150 mg", {"150 mg": 1}, 28, {"150 mg": 56}),
    ],
)
def test_whole_tablets_for_the_dose_and_for_the_days_of_the_run(
    drug, dose, pieces, days, of_the_run
):
    answer = oral(drug, dose)
    assert answer.verdict(drug) == "agrees"
    tablets = supply(answer, drug)["tablets"]
    assert {one["strength"]["display"]: one["count"] for one in tablets} == pieces
    assert {one["strength"]["display"]: one["count_of_run"] for one in tablets} == of_the_run
    assert {one["days"] for one in tablets} == {days}
    assert answer.vials(drug) == pieces


def test_the_days_that_are_ordered_decide_how_many_tablets_are_handed_out():
    answer = oral("ribociclib", {"dose": "600 mg", "times_per_day": 1, "days": "1-14"})
    assert answer.verdict("ribociclib") == "query"
    (tablets,) = supply(answer, "ribociclib")["tablets"]
    assert (tablets["days"], tablets["count_of_run"]) == (14, 42)


def test_a_day_s_total_is_handed_out_in_its_doses():
    answer = oral("abemaciclib", {"dose": "300 mg", "per_day": True})
    (tablets,) = supply(answer, "abemaciclib")["tablets"]
    assert tablets["strength"]["display"] == "150 mg"
    assert (tablets["count"], tablets["count_of_run"]) == (1, 56)


@pytest.mark.parametrize(
    ("drug", "dose", "nearest"),
    [("ribociclib", "580 mg", ("400 mg", "600 mg")),
     ("palbociclib", "120 mg", ("100 mg", "125 mg"))],
)
def test_a_dose_that_no_whole_tablets_make_is_asked_about_with_the_nearest_two(
    drug, dose, nearest
):
    answer = oral(drug, dose)
    assert answer.verdict(drug) == "query"
    finding = next(one for one in answer.lines[drug]["findings"]
                   if one["code"] == "NO_WHOLE_TABLETS")
    assert finding["severity"] == "caution"
    assert all(one in finding["text"] for one in nearest), finding["text"]
    made = supply(answer, drug)
    assert (made["state"], made["vials"], made["tablets"]) == ("not_confirmed", None, None)
    assert made["dose"]["display"] == dose


def test_tablets_of_a_strength_that_the_site_does_not_hold_are_not_replaced_by_more():
    answer = oral("palbociclib", "125 mg", policy={"stock": {"palbociclib": ["100 mg"]}})
    assert supply(answer, "palbociclib")["vials"] is None
    assert "NOT_IN_STOCK" in answer.codes("palbociclib")
    assert "NO_WHOLE_TABLETS" not in answer.codes("palbociclib")


def test_a_concentration_that_the_ordered_bag_does_not_allow_is_asked_about():
    """The bag would suit a vial of 10 mg/mL; the vials that are taken hold 20 mg/mL."""
    tall = {"patient": {"height": "200 cm", "weight": "122 kg"}, "policy": {"market": "EU"}}
    answer = checked(**tall, order={"docetaxel": {"dose": "195 mg", "volume": "250 mL"}})
    assert answer.verdict("docetaxel") == "query"
    assert "CONCENTRATION" in answer.codes("docetaxel")
    made = supply(answer, "docetaxel")
    assert (made["state"], made["bag"]["value"]) == ("not_confirmed", "250")
    assert number(made["concentration"]) > Decimal("0.74")


def test_while_nobody_ordered_anything_a_missing_fact_leaves_the_plan():
    answer = checked(changed(TCBHP, order=None, labs=None))
    assert answer.verdict("docetaxel") == "undecidable"
    assert supply(answer, "docetaxel")["state"] == "plan"
    assert answer.verdict("carboplatin") == "undecidable"
    assert_nothing_is_made(answer, "carboplatin")
