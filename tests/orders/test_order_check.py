"""The order check: every line computed, rounded, compared; what is missing blocks only itself."""

from decimal import Decimal

import pytest

from bmcalc import compute
from tests.orders.asked import DENOSUMAB, TCBHP, changed, checked, close, dated, refused
from tests.work import calls_of

MOST_CALLS = 60_000
"""About twice what a check of six lines takes."""

OBESE = {
    "patient": {"sex": "female", "age": 38, "height": "172 cm", "weight": "130 kg"},
    "labs": {"creatinine": {"value": "0.9 mg/dL", "on": "2021-07-03"}},
    "policy": {"weight_basis": "actual", "creatinine_floor": None, "market": "US"},
}
"""A patient whose estimated GFR is above the cap of 125 mL/min."""


def test_an_order_that_fits_agrees_line_by_line_and_as_a_whole():
    answer = checked()
    assert {line["verdict"] for line in answer.lines.values()} == {"agrees"}
    assert answer.verdict() == "agrees"
    assert answer.status == "ok", [f for f in answer.answer["findings"]
                                  if f["severity"] != "info"]


def test_the_contract_s_names():
    line = checked().lines["carboplatin"]
    assert {"drug", "computed", "dose", "ordered", "deviation", "verdict", "vials", "volume",
            "waste", "findings", "steps"} <= set(line)
    assert line["ordered"] == {"value": "515", "unit": "mg", "display": "515 mg"}
    assert line["computed"]["unit"] == "mg"
    assert line["volume"]["unit"] == "mL"
    assert line["deviation"]["unit"] == "%"
    assert line["deviation"]["display"] == "−0.3 %"
    assert [one["drug"] for one in checked().values["lines"]] == [
        "trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin"
    ]


def test_every_step_and_finding_of_a_line_cites_a_source_of_the_answer():
    answer = checked(bone_agent="denosumab", patient=DENOSUMAB,
                     order={"denosumab": "120 mg", "carboplatin": "600 mg"})
    cited = {source["id"] for source in answer.answer["sources"]}
    for line in answer.lines.values():
        assert all(step["source"] in cited for step in line["steps"])
        for finding in line["findings"]:
            assert set(finding["sources"]) <= cited
            assert finding["severity"] == "info" or finding["sources"], finding


@pytest.mark.parametrize(
    ("ordered", "deviation", "verdict"),
    [("360 mg", "0.0 %", "agrees"), ("378 mg", "+5.0 %", "agrees"),
     ("378.1 mg", "+5.03 %", "query"), ("396 mg", "+10.0 %", "query"),
     ("397 mg", "+10.3 %", "stop"), ("342 mg", "−5.0 %", "agrees"),
     ("324 mg", "−10.0 %", "query"), ("323 mg", "−10.3 %", "stop")],
)
def test_the_tolerances_at_both_edges(ordered, deviation, verdict):
    answer = checked(
        cycle=2, patient={"weight": "60 kg"}, today="2021-07-26",
        last={"trastuzumab_iv": {"on": "2021-07-05"}, "pertuzumab": {"on": "2021-07-05"}},
        order={"trastuzumab_iv": ordered, "pertuzumab": "420 mg"},
    )
    assert answer.lines["trastuzumab_iv"]["deviation"]["display"] == deviation
    assert answer.verdict("trastuzumab_iv") == verdict


def test_the_policy_sets_the_tolerances():
    order = {"carboplatin": "545 mg"}
    assert checked(order=order).verdict("carboplatin") == "query"
    strict = {"tolerance_agrees": "2 %", "tolerance_stops": "5 %"}
    assert checked(order=order, policy=strict).verdict("carboplatin") == "stop"


def test_an_order_equal_to_the_rounded_dose_agrees_whatever_its_deviation():
    policy = {"rounding": "nhs_bands"}
    answer = checked(order={"docetaxel": "120 mg", "carboplatin": "500 mg"}, policy=policy)
    assert answer.number("carboplatin", "dose") == 500
    assert close(answer.number("carboplatin", "computed"), "516.6609477124183")
    assert answer.verdict("carboplatin") == "agrees"


def test_a_band_is_not_agreed_without_the_policy_of_bands():
    answer = checked(order={"docetaxel": "132 mg"})
    assert answer.verdict("docetaxel") == "query"


def test_carboplatin_750_that_would_band_to_790_takes_the_band_below_the_cap():
    policy = {**OBESE["policy"], "rounding": "nhs_bands"}
    answer = checked(**{**OBESE, "policy": policy}, order={"carboplatin": "700 mg"})
    assert answer.number("carboplatin", "computed") == 750
    assert answer.number("carboplatin", "dose") == 700
    assert answer.verdict("carboplatin") == "agrees"
    assert "ROUNDED_BELOW_CAP" in answer.codes("carboplatin")
    banded_up = checked(**{**OBESE, "policy": policy}, order={"carboplatin": "790 mg"})
    assert banded_up.verdict("carboplatin") == "stop"
    assert "ORDER_ABOVE_CAP" in banded_up.codes("carboplatin")


def test_an_order_a_little_above_the_cap_is_asked_about():
    answer = checked(**OBESE, order={"carboplatin": "760 mg"})
    assert answer.verdict("carboplatin") == "query"
    assert "ORDER_ABOVE_CAP" in answer.codes("carboplatin")


def test_the_safer_weight_is_the_default_and_the_other_dose_stands_beside_it():
    answer = checked(patient=OBESE["patient"], labs=OBESE["labs"])
    assert close(answer.number("carboplatin", "computed"), "726.740940656") or (
        answer.number("carboplatin", "computed") < 750
    )
    assert "OTHER_BASIS" in answer.codes("carboplatin")


def test_the_order_of_reduction_rounding_and_vials_is_shown():
    answer = checked(
        reductions={"docetaxel": {"percent": "20 %", "reason": "febrile neutropenia"}},
        policy={"rounding": "nhs_bands"}, order={"docetaxel": "96 mg"},
    )
    steps = answer.steps("docetaxel")
    places = [steps.index(label) for label in ("Planned dose", "Dose", "Dose, reduced", "Vials",
                                               "Volume to draw", "Bag")]
    assert places == sorted(places)
    assert close(answer.number("docetaxel", "computed"), "96.3327566303383638")
    assert answer.number("docetaxel", "dose") == 96
    assert answer.verdict("docetaxel") == "agrees"


def test_a_reduction_needs_its_reason():
    assert ("E_MISSING", "reductions.docetaxel.reason") in refused(
        reductions={"docetaxel": {"percent": "20 %"}}
    )


def test_an_antibody_is_never_reduced():
    answer = checked(reductions={"trastuzumab_iv": {"percent": "20 %", "reason": "diarrhoea"}})
    assert answer.verdict("trastuzumab_iv") == "stop"
    assert answer.number("trastuzumab_iv", "computed") == 464


def test_a_rule_and_the_prescriber_never_multiply():
    answer = checked(
        changed(TCBHP, regimen="gemcitabine-carboplatin", day=8, today="2021-07-12"),
        labs={**dated("2021-07-12"), "anc": "1.2 x10^9/L"},
        order={"gemcitabine": "803 mg", "docetaxel": None, "carboplatin": None,
               "trastuzumab_iv": None, "pertuzumab": None},
        reductions={"gemcitabine": {"percent": "20 %", "reason": "neutropenia"}},
        last={"gemcitabine": "2021-07-05"},
    )
    assert close(answer.number("gemcitabine", "computed"), "802.77297191948")
    assert answer.verdict("gemcitabine") == "agrees"


@pytest.mark.parametrize(
    ("missing", "blocked"),
    [
        ({"patient": {"weight": None}}, {"docetaxel", "carboplatin", "trastuzumab_iv"}),
        ({"patient": {"height": None}}, {"docetaxel", "carboplatin"}),
        ({"patient": {"age": None}}, {"carboplatin"}),
        ({"labs": {"creatinine": None}}, {"carboplatin"}),
    ],
)
def test_one_missing_input_blocks_only_what_depends_on_it(missing, blocked):
    answer = checked(**missing)
    undecided = {drug for drug in answer.lines if answer.verdict(drug) == "undecidable"}
    assert undecided == blocked
    for drug in blocked:
        assert "MISSING" in answer.codes(drug)
        assert answer.lines[drug]["computed"] is None
    assert (answer.verdict() == "undecidable") is bool(blocked)
    assert all(answer.verdict(drug) == "agrees" for drug in answer.lines if drug not in blocked)


def test_a_result_that_nobody_entered_is_said_and_changes_no_verdict():
    answer = checked(patient={"polysorbate_allergy": None})
    finding = next(one for one in answer.lines["docetaxel"]["working"]
                   if one["code"] == "NOT_CHECKED")
    assert finding["severity"] == "info"
    assert "severe reaction to polysorbate 80" in answer.lines["docetaxel"]["not_checked"]
    assert "severe reaction to polysorbate 80" in finding["text"]
    assert answer.verdict("docetaxel") == "agrees"


def test_low_counts_stop_each_drug_by_its_own_rule():
    asked = checked(labs={"anc": "1.6 x10^9/L"})
    assert asked.verdict("docetaxel") == "agrees"
    assert asked.verdict("carboplatin") == "query"
    answer = checked(labs={"platelets": "99 x10^9/L"})
    assert answer.verdict("carboplatin") == "stop"
    assert answer.verdict("trastuzumab_iv") == "agrees"
    assert answer.number("carboplatin", "dose") is not None


def test_without_an_order_nothing_is_agreed():
    answer = checked(order=None)
    assert answer.status == "caution"
    assert {line["verdict"] for line in answer.lines.values()} == {"undecidable"}
    assert answer.verdict() == "undecidable"


def test_a_dose_level_is_the_regimen_s():
    answer = checked(levels={"docetaxel": 1}, order={"docetaxel": "96 mg"})
    assert close(answer.number("docetaxel", "computed"), "96.3327566303383638")
    assert answer.verdict("docetaxel") == "agrees"
    below = checked(levels={"docetaxel": 2})
    assert below.verdict("docetaxel") == "stop"
    assert "NO_SUCH_LEVEL" in below.codes("docetaxel")


@pytest.mark.parametrize(
    ("day_since", "trastuzumab", "pertuzumab"),
    [(21, "348", "420"), (28, "348", "420"), (29, None, "420"), (41, None, "420"),
     (42, "464", "840"), (63, "464", "840")],
)
def test_the_pair_after_a_missed_dose(day_since, trastuzumab, pertuzumab):
    on = {21: "2021-07-05", 28: "2021-06-28", 29: "2021-06-27", 41: "2021-06-15",
          42: "2021-06-14", 63: "2021-05-24"}[day_since]
    answer = checked(cycle=2, today="2021-07-26", order=None,
                     last={"trastuzumab_iv": {"on": on}, "pertuzumab": {"on": on}})
    found = answer.number("trastuzumab_iv", "computed")
    assert found == (None if trastuzumab is None else Decimal(trastuzumab))
    assert answer.number("pertuzumab", "computed") == Decimal(pertuzumab)
    if trastuzumab is None:
        assert answer.verdict("trastuzumab_iv") == "stop"
        doses = {one["rule"]: one["dose"]["value"]
                 for one in answer.lines["trastuzumab_iv"]["alternatives"]}
        assert doses == {"trastuzumab_label": "464", "perjeta_table": "348"}


def test_the_site_may_decide_the_conflict_and_it_is_said():
    answer = checked(cycle=2, today="2021-07-26", policy={"hp_reload_policy": "trastuzumab_label"},
                     order={"trastuzumab_iv": "464 mg", "pertuzumab": "420 mg"},
                     last={"trastuzumab_iv": {"on": "2021-06-26"},
                           "pertuzumab": {"on": "2021-06-26"}})
    assert answer.number("trastuzumab_iv", "computed") == 464
    assert "RELOAD_CHOSEN" in answer.codes("trastuzumab_iv")
    assert answer.verdict("trastuzumab_iv") == "query"


def test_a_later_cycle_without_the_last_dose_cannot_decide_loading():
    answer = checked(cycle=3)
    assert answer.verdict("trastuzumab_iv") == "undecidable"
    assert answer.verdict("pertuzumab") == "undecidable"
    assert answer.verdict("docetaxel") == "undecidable"
    assert "LAST_DOSE_UNKNOWN" in answer.codes("pertuzumab")
    assert "INTERVAL_UNKNOWN" in answer.codes("docetaxel")
    assert "INTERVAL_UNKNOWN" not in answer.codes("pertuzumab")


def test_typed_measured_gfr_is_not_capped():
    answer = checked(patient={"gfr": "140 mL/min", "gfr_kind": "measured"},
                     order={"carboplatin": "825 mg"})
    assert answer.number("carboplatin", "computed") == 825
    capped = checked(patient={"gfr": "140 mL/min", "gfr_kind": "estimated"},
                     order={"carboplatin": "750 mg"})
    assert capped.number("carboplatin", "computed") == 750


def test_a_gfr_of_20_stops_carboplatin():
    answer = checked(patient={"gfr": "20 mL/min", "gfr_kind": "measured"},
                     order={"carboplatin": "225 mg"})
    assert answer.verdict("carboplatin") == "stop"
    assert "GFR_TOO_LOW" in answer.codes("carboplatin")
    above = checked(patient={"gfr": "20.1 mL/min", "gfr_kind": "measured"},
                    order={"carboplatin": "225 mg"})
    assert above.verdict("carboplatin") == "query"


def test_weekly_gemcitabine_and_carboplatin_on_day_8_give_80_percent_of_both():
    base = changed(TCBHP, regimen="gemcitabine-carboplatin-weekly", day=8, today="2021-07-12")
    base["order"] = {"gemcitabine": "1284 mg", "carboplatin": "165 mg"}
    answer = checked(base, labs={**dated("2021-07-12"), "anc": "0.9 x10^9/L", "creatinine": {
        "value": "68 umol/L", "on": "2021-07-11"}},
        last={"gemcitabine": "2021-07-05", "carboplatin": "2021-07-05"})
    assert close(answer.number("gemcitabine", "computed"), "1284.4367550711782")
    assert close(answer.number("carboplatin", "computed"), "165.331503268")
    assert answer.verdict() == "agrees"


def test_the_policy_is_the_contract_s_and_named():
    assert checked().values["policy"].startswith("Shipped policy")
    assert checked(policy={"version": "7"}).values["policy"].endswith("7")


def test_the_inputs_as_understood_give_the_same_answer():
    base = changed(TCBHP, bone_agent="denosumab", patient=DENOSUMAB, last_cycle={
        "on": "2021-06-14", "weight": "60 kg", "creatinine": "0.8 mg/dL"},
        policy={"rounding": "nhs_bands", "creatinine_floor": None},
        reductions={"docetaxel": {"percent": "10 %", "reason": "age"}}, levels={"carboplatin": 1})
    first = compute("order-check", base)
    assert first["status"] != "refused", first["errors"]
    second = compute("order-check", first["inputs"])
    assert second == first


def test_a_check_of_six_lines_is_little_work():
    base = changed(TCBHP, bone_agent="denosumab", patient=DENOSUMAB,
                   order={"denosumab": "120 mg", "paclitaxel": "100 mg"})
    assert len(checked(base).lines) == 6
    assert calls_of(lambda: compute("order-check", base)) < MOST_CALLS
