"""What holds for every order: no exception, no agreement on what is undecided, no double count."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.formulary.regimen_entry import in_days
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.orders.verdicts import Verdict, worst
from tests.orders.asked import TCBHP, changed, checked

PATIENTS = st.fixed_dictionaries(
    {"sex": st.sampled_from(["female", "male"])},
    optional={
        "age": st.integers(18, 110),
        "height": st.integers(140, 200).map(lambda n: f"{n} cm"),
        "weight": st.integers(35, 130).map(lambda n: f"{n} kg"),
        "creatinine": st.integers(30, 600).map(lambda n: f"{n} umol/L"),
        "anc": st.integers(0, 80).map(lambda n: f"{Decimal(n) / 10} x10^9/L"),
        "platelets": st.integers(1, 400).map(lambda n: f"{n} x10^9/L"),
        "calcium_total": st.integers(150, 330).map(lambda n: f"{Decimal(n) / 100} mmol/L"),
        "albumin": st.integers(20, 55).map(lambda n: f"{n} g/L"),
        "child_pugh": st.sampled_from(["none", "a", "b", "c"]),
        "febrile_neutropenia": st.booleans(),
        "qtcf": st.integers(380, 560).map(lambda n: f"{n} ms"),
    },
)


@settings(deadline=None, max_examples=60)
@given(
    regimen=st.sampled_from(sorted(regimens())),
    patient=PATIENTS,
    cycle=st.integers(1, 8),
    day=st.sampled_from([1, 8, 15]),
    bone=st.sampled_from([None, "denosumab", "zoledronic_acid"]),
    rounding=st.sampled_from(["none", "nhs_bands", "nearest_5_percent", "nearest_10_percent"]),
    dose=st.integers(1, 2000),
)
def test_any_patient_and_any_order_gets_an_answer(
    regimen, patient, cycle, day, bone, rounding, dose
):
    phase = stage_of(regimens()[regimen], cycle).regimen
    order = {line.drug: f"{dose} mg" for line in phase.lines}
    day = min(day, in_days(phase.cycle_length))
    answer = checked({"patient": patient, "regimen": regimen, "cycle": cycle, "day": day,
                      "bone_agent": bone, "order": order, "policy": {"rounding": rounding},
                      "today": "2024-05-01"})
    verdicts = [Verdict(line["verdict"]) for line in answer.lines.values()]
    assert Verdict(answer.verdict()).rank >= worst(verdicts).rank
    for line in answer.lines.values():
        stops = [one for one in line["findings"] if one["severity"] == "stop"]
        if line["verdict"] == "agrees":
            assert not stops
            assert line["computed"] is not None
        if line["computed"] is None:
            assert line["verdict"] in {"undecidable", "stop"}
        if line["dose"] is not None and line["vials"]:
            held = sum(Decimal(one["strength"]["value"]) * one["count"] for one in line["vials"])
            assert held >= Decimal(line["dose"]["value"]) - Decimal("1e-9")


@settings(deadline=None, max_examples=40)
@given(percent=st.integers(1, 60))
def test_a_reduction_leaves_exactly_its_share_of_every_dose_that_can_be_reduced(percent):
    whole = checked()
    reduced = checked(reductions={
        drug: {"percent": f"{percent} %", "reason": "test"} for drug in ("docetaxel",
                                                                        "carboplatin")
    })
    for drug in ("docetaxel", "carboplatin"):
        expected = whole.number(drug, "computed") * (100 - percent) / 100
        found = reduced.number(drug, "computed")
        assert abs(found - expected) <= expected * Decimal("1e-9")


@settings(deadline=None, max_examples=40)
@given(percent=st.decimals(Decimal(-40), Decimal(40), places=2))
def test_the_verdict_follows_the_size_of_the_deviation(percent):
    computed = checked().number("pertuzumab", "computed")
    ordered = computed * (100 + percent) / 100
    answer = checked(order={"pertuzumab": f"{ordered} mg"})
    size = abs(percent)
    expected = "agrees" if size <= 5 else "query" if size <= 10 else "stop"
    assert answer.verdict("pertuzumab") == expected


@settings(deadline=None, max_examples=30)
@given(weight=st.integers(40, 120))
def test_the_answer_is_the_same_in_any_unit(weight):
    one = checked(patient={"weight": f"{weight} kg", "height": "160 cm"})
    other = checked(patient={"weight": f"{weight} kg", "height": "1.60 m"},
                    order={"docetaxel": "0.12 g"})
    for drug in one.lines:
        assert one.number(drug, "computed") == other.number(drug, "computed")
    assert other.lines["docetaxel"]["deviation"] == one.lines["docetaxel"]["deviation"]


def test_a_change_of_one_drug_s_order_touches_no_other_line():
    base = checked()
    other = checked(changed(TCBHP, order={"docetaxel": "60 mg"}))
    for drug in ("carboplatin", "trastuzumab_iv", "pertuzumab"):
        assert other.lines[drug] == base.lines[drug]
