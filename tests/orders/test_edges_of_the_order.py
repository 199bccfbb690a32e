"""Both sides of edges on which an order depends: what is true of the order, a step apart."""

import datetime

import pytest

from tests.orders.asked import DENOSUMAB, TCBHP, changed, checked

NONE_OF_TCBHP = {"docetaxel": None, "carboplatin": None, "trastuzumab_iv": None,
                 "pertuzumab": None}
WEEKLY = changed(
    TCBHP, regimen="gemcitabine-carboplatin-weekly",
    order={**NONE_OF_TCBHP, "gemcitabine": "1605 mg", "carboplatin": "200 mg"},
    patient={"gfr": "75 mL/min", "gfr_kind": "measured"},
)
"""With a GFR of 75 mL/min AUC 1 is 100 mg of carboplatin."""

SECOND_CYCLE = changed(
    TCBHP, cycle=2, today="2021-07-26",
    last={"trastuzumab_iv": {"on": "2021-07-05"}, "pertuzumab": {"on": "2021-07-05"},
          "docetaxel": {"on": "2021-07-05"}, "carboplatin": {"on": "2021-07-05"}},
    order={"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"},
    labs={"creatinine": {"value": "68 umol/L", "on": "2021-07-25"}},
)


# One dose divided


def test_half_a_dose_where_two_are_planned_is_a_divided_dose():
    answer = checked(WEEKLY, order={"gemcitabine": "803 mg"})
    assert "DOSE_DIVIDED" in answer.codes("gemcitabine")
    assert answer.verdict("gemcitabine") == "stop"
    other = checked(WEEKLY, order={"gemcitabine": "535 mg"})
    assert "DOSE_DIVIDED" not in other.codes("gemcitabine")


def test_half_of_the_only_dose_of_a_cycle_is_not_a_divided_one():
    answer = checked(order={"docetaxel": "60 mg"})
    assert "DOSE_DIVIDED" not in answer.codes("docetaxel")
    assert answer.verdict("docetaxel") == "stop"


# The AUCs of one cycle


def on_day_8(last, dose="550 mg", order="200 mg"):
    return checked(
        WEEKLY, day=8, today="2021-07-12", order={"carboplatin": order},
        last={"carboplatin": {"on": last, "dose": dose}, "gemcitabine": {"on": "2021-07-05"}},
    ).codes("carboplatin")


def test_carboplatin_given_on_day_1_adds_to_that_of_day_8():
    assert "AUC_OF_THE_CYCLE" not in on_day_8("2021-07-05")
    assert "AUC_OF_THE_CYCLE" in on_day_8("2021-07-05", dose="551 mg")
    assert "AUC_OF_THE_CYCLE" in on_day_8("2021-07-05", order="201 mg")


def test_carboplatin_of_the_cycle_before_adds_nothing():
    assert "AUC_OF_THE_CYCLE" in on_day_8("2021-07-05", dose="700 mg")
    assert "AUC_OF_THE_CYCLE" not in on_day_8("2021-07-04", dose="700 mg")


# The jump from the previous dose


@pytest.mark.parametrize(("ordered", "jumped"), [("130 mg", False), ("130.01 mg", True)])
def test_a_dose_more_than_30_percent_above_the_previous_one_is_asked_about(ordered, jumped):
    answer = checked(
        SECOND_CYCLE, order={"docetaxel": ordered},
        last={"docetaxel": {"on": "2021-07-05", "dose": "100 mg"}},
    )
    assert ("DOSE_JUMPED" in answer.codes("docetaxel")) is jumped
    assert ("PREVIOUS_DOSE" in answer.codes("docetaxel")) is not jumped


# Bags


def test_of_two_bags_that_suit_the_smaller_one_is_taken():
    answer = checked(regimen="paclitaxel", order={**NONE_OF_TCBHP, "paclitaxel": "281 mg"})
    assert answer.number("paclitaxel", "bag") == 250
    larger = checked(regimen="paclitaxel", order={**NONE_OF_TCBHP, "paclitaxel": "366 mg"},
                     patient={"height": "175 cm", "weight": "90 kg"})
    assert larger.verdict("paclitaxel") == "agrees"
    assert larger.number("paclitaxel", "bag") == 500


# The bone agent


def bone(agent, days, **patient):
    regimen = agent.replace("_", "-")
    dates = {24: "2024-02-15", 25: "2024-02-14", 28: "2024-02-11"}
    dose = {"denosumab": "120 mg", "zoledronic_acid": "4 mg"}[agent]
    return checked({
        "regimen": regimen, "cycle": 3, "day": 1, "today": "2024-03-10",
        "patient": {**TCBHP["patient"], **DENOSUMAB, "crcl": "80 mL/min",
                    "creatinine_baseline": "66 umol/L", **patient},
        "labs": {"creatinine": {"value": "68 umol/L", "on": "2024-03-09"}},
        "order": {agent: dose}, "last": {agent: {"on": dates[days]}},
    })


def test_denosumab_every_4_weeks_is_due_from_day_25():
    assert bone("denosumab", 25).verdict("denosumab") == "agrees"
    assert bone("denosumab", 24).verdict("denosumab") != "agrees"


@pytest.mark.parametrize(("agent", "days", "due"), [
    ("denosumab", 24, "not_today"), ("denosumab", 25, "today"),
    ("zoledronic_acid", 20, "not_today"), ("zoledronic_acid", 21, "today"),
])
def test_a_bone_agent_beside_chemotherapy_is_due_again_from_its_own_day(agent, days, due):
    today = datetime.date(2021, 7, 26)
    last = (today - datetime.timedelta(days=days)).isoformat()
    answer = checked(SECOND_CYCLE, bone_agent=agent, last={agent: {"on": last}})
    assert answer.lines[agent]["due"] == due


def test_pregnancy_decides_for_denosumab():
    assert bone("denosumab", 28, pregnancy="no").verdict("denosumab") == "agrees"
    assert bone("denosumab", 28, pregnancy="yes").verdict("denosumab") == "stop"
    assert bone("denosumab", 28, pregnancy="unknown").verdict("denosumab") == "undecidable"
    stops = [one for one in bone("denosumab", 28, pregnancy="yes").lines["denosumab"]["findings"]
             if one["severity"] == "stop"]
    assert len(stops) == 1


# Electrolytes, liver and heart, as an order asks them


def ribociclib(**labs):
    return checked(
        regimen="letrozole-ribociclib",
        order={**NONE_OF_TCBHP, "letrozole": "2.5 mg", "ribociclib": "600 mg"},
        patient={"menopause": "postmenopausal"},
        labs={"qtcf": "420 ms", "calcium_total": "2.30 mmol/L", "albumin": "40 g/L",
              "magnesium": "0.85 mmol/L", "phosphate": "1.1 mmol/L",
              "potassium": "4.2 mmol/L", **labs},
    )


def test_ribociclib_does_not_start_with_a_low_potassium():
    assert ribociclib(potassium="3.5 mmol/L").verdict("ribociclib") == "agrees"
    assert ribociclib(potassium="3.49 mmol/L").verdict("ribociclib") == "stop"


def test_zoledronic_acid_waits_for_a_low_phosphate():
    assert bone("zoledronic_acid", 28, phosphate="0.85 mmol/L").verdict() == "agrees"
    assert bone("zoledronic_acid", 28, phosphate="0.84 mmol/L").verdict() != "agrees"


def test_docetaxel_is_not_given_with_ast_alone_raised_beside_alp():
    def with_ast(multiple):
        return checked(labs={
            "alt": None, "ast": multiple, "alp": {"value": "301 U/L", "uln": "120 U/L"},
        })

    assert with_ast("1.51 xULN").verdict("docetaxel") == "stop"
    at_the_edge = with_ast("1.5 xULN").lines["docetaxel"]
    assert at_the_edge["verdict"] != "stop"
    assert at_the_edge["verdict"] == "undecidable"
    assert {"alt", "alt_uln"} & set(at_the_edge["essential_missing"])


def test_trastuzumab_is_held_where_the_lvef_fell_by_10_points_to_below_the_limit():
    labs = {"lvef_baseline": "60 %", "lvef_now": "50 %"}
    assert checked(labs=labs).verdict("trastuzumab_iv") == "agrees"
    labs = {"lvef_baseline": "60 %", "lvef_now": "49.9 %"}
    assert checked(labs=labs).verdict("trastuzumab_iv") == "stop"


# Caps


@pytest.mark.parametrize(("cap", "source"), [
    ("125 mL/min", "fda-carboplatin-2010"), ("110 mL/min", "calvert-cap-of-site"),
])
def test_an_order_above_a_cap_on_the_gfr_cites_whose_cap_it_is(cap, source):
    answer = checked(
        labs={"creatinine": {"value": "50 umol/L", "on": "2021-07-03"}},
        patient={"age": 30, "weight": "80 kg", "height": "175 cm"},
        policy={"gfr_cap": cap, "creatinine_floor": "off"}, order={"carboplatin": "1100 mg"},
    )
    assert cited(answer, "carboplatin") == [source]


def test_an_order_above_a_cap_on_the_area_cites_the_hospital():
    large = {"height": "175 cm", "weight": "90 kg"}
    answer = checked(patient=large, policy={"bsa_cap": "2.0 m^2"}, order={"docetaxel": "155 mg"})
    assert cited(answer, "docetaxel") == ["bsa-cap-of-site"]
    at_the_cap = checked(patient=large, policy={"bsa_cap": "2.0 m^2"},
                         order={"docetaxel": "150 mg"})
    assert "ORDER_ABOVE_CAP" not in at_the_cap.codes("docetaxel")


def test_an_order_above_a_dose_that_nothing_caps_is_not_above_a_cap():
    for drug, dose in (("docetaxel", "125 mg"), ("carboplatin", "540 mg")):
        answer = checked(order={drug: dose})
        assert "ORDER_ABOVE_CAP" not in answer.codes(drug)
        assert "ORDER_AGREES" in answer.codes(drug) or "ORDER_QUERY" in answer.codes(drug)


def cited(answer, drug):
    """Return the sources of the finding that an order is above its cap."""
    (found,) = [one for one in answer.lines[drug]["findings"] if one["code"] == "ORDER_ABOVE_CAP"]
    return found["sources"]
