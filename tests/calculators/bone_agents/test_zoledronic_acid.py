"""Zoledronic acid 4 mg: dose by clearance, creatinine, minerals, mouth and intervals."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute

FIRST = {
    "first_dose": True, "crcl": "90 mL/min", "calcium_total": "2.30 mmol/L", "albumin": "40 g/L",
    "magnesium": "0.85 mmol/L", "phosphate": "1.0 mmol/L", "elemental_calcium": "600 mg",
    "vitamin_d": "400 IU", "dental_exam": "done",
}
LATER = FIRST | {
    "first_dose": False, "days_since_last": 28,
    "creatinine_baseline": "0.8 mg/dL", "creatinine": "0.8 mg/dL",
}
STATUS = {"give": "ok", "caution": "caution", "correct_first": "stop", "do_not_give": "stop"}


def values(raw, **changes):
    answer = compute("zoledronic-acid", raw | changes)
    assert answer["status"] != "refused", answer["errors"]
    return answer["values"]


def verdict(raw, **changes):
    answer = compute("zoledronic-acid", raw | changes)
    assert answer["status"] == STATUS[answer["values"]["verdict"]]
    return answer["values"]["verdict"], set(answer["values"]["codes"])


@pytest.mark.parametrize(("crcl", "dose", "volume", "withdrawn", "drawn", "left"), [
    ("90", "4.0", "5.0", "0", "4.00", "4.00"), ("60.1", "4.0", "5.0", "0", "4.00", "4.00"),
    ("60.0", "3.5", "4.4", "12", "3.52", "3.52"), ("59.9", "3.5", "4.4", "12", "3.52", "3.52"),
    ("50.0", "3.5", "4.4", "12", "3.52", "3.52"), ("49.9", "3.3", "4.1", "18", "3.28", "3.28"),
    ("40.0", "3.3", "4.1", "18", "3.28", "3.28"), ("39.9", "3.0", "3.8", "25", "3.04", "3.00"),
    ("30.0", "3.0", "3.8", "25", "3.04", "3.00"),
])
def test_dose_by_clearance(crcl, dose, volume, withdrawn, drawn, left):
    answer = compute("zoledronic-acid", FIRST | {"crcl": f"{crcl} mL/min"})
    found = answer["values"]
    assert found["verdict"] == "give"
    assert Decimal(found["dose"]["value"]) == Decimal(dose)
    assert Decimal(found["volume"]["value"]) == Decimal(volume)
    assert Decimal(found["ready_to_use_withdrawn"]["value"]) == Decimal(withdrawn)
    by_unit = [Decimal(s["value"]) for s in answer["steps"] if s["unit"] == "mg"]
    assert by_unit == [Decimal(drawn), Decimal(left)]


@pytest.mark.parametrize("kidney", [{"crcl": "29.9 mL/min"}, {"crcl": None, "dialysis": True}])
def test_no_dose_below_30(kidney):
    found = values(FIRST, **kidney)
    assert found["dose"] is None
    assert (found["verdict"], found["codes"]) == ("do_not_give", ["RN-03"])


@pytest.mark.parametrize(("before", "now", "found", "restart"), [
    ("0.8 mg/dL", "1.2 mg/dL", "give", "0.88"), ("0.8 mg/dL", "1.3 mg/dL", "do_not_give", "0.88"),
    ("1.3 mg/dL", "1.79 mg/dL", "give", "1.43"), ("1.3 mg/dL", "1.8 mg/dL", "do_not_give", "1.43"),
    ("1.4 mg/dL", "1.9 mg/dL", "do_not_give", "1.54"),
    ("1.5 mg/dL", "2.4 mg/dL", "give", "1.65"), ("1.5 mg/dL", "2.5 mg/dL", "do_not_give", "1.65"),
    ("70 umol/L", "113 umol/L", "give", "77"), ("70 umol/L", "114 umol/L", "do_not_give", "77"),
    ("124 umol/L", "168 umol/L", "do_not_give", "136.4"),
    ("125 umol/L", "212 umol/L", "give", "137.5"),
    ("125 umol/L", "213 umol/L", "do_not_give", "137.5"),
])
def test_a_rise_of_creatinine_holds_the_dose(before, now, found, restart):
    changes = {"creatinine_baseline": before, "creatinine": now}
    assert values(LATER, **changes)["verdict"] == found
    assert Decimal(values(LATER, **changes)["restart_at_or_below"]["value"]) == Decimal(restart)


@pytest.mark.parametrize(("now", "found"), [
    ("0.88 mg/dL", "give"), ("0.89 mg/dL", "do_not_give"), ("1.3 mg/dL", "do_not_give"),
])
def test_a_held_treatment_restarts_within_ten_percent(now, found):
    assert values(LATER, on_hold=True, creatinine=now)["verdict"] == found


def test_creatinine_is_compared_across_units():
    risen = {"creatinine_baseline": "0.8 mg/dL", "creatinine": "115 umol/L"}
    assert verdict(LATER, **risen) == ("do_not_give", {"CR-01"})


def test_creatinine_is_measured_before_every_dose():
    assert verdict(LATER, creatinine=None) == ("correct_first", {"CR-03"})
    assert verdict(FIRST) == ("give", set())


@pytest.mark.parametrize(("changes", "found", "codes"), [
    ({"calcium_total": "2.10 mmol/L"}, "correct_first", {"CA-10"}),
    ({"calcium_total": "1.90 mmol/L"}, "correct_first", {"CA-10"}),
    ({"calcium_total": "1.60 mmol/L"}, "do_not_give", {"CA-12"}),
    ({"calcium_total": "2.15 mmol/L", "albumin": None}, "correct_first", {"CA-02"}),
    ({"calcium_total": "2.45 mmol/L", "albumin": None}, "caution", {"CA-03"}),
    ({"calcium_total": "1.65 mmol/L", "albumin": None}, "correct_first", {"CA-10"}),
    ({"calcium_total": "2.80 mmol/L"}, "caution", {"CA-14"}),
    ({"calcium_total": "3.20 mmol/L"}, "correct_first", {"CA-15"}),
    ({"calcium_total": "2.05 mmol/L", "albumin": "30 g/L"}, "caution", {"CA-16"}),
    ({"symptoms": True}, "correct_first", {"CA-17"}),
    ({"magnesium": "0.74 mmol/L"}, "correct_first", {"MG-01"}),
    ({"magnesium": "0.75 mmol/L"}, "give", set()),
    ({"phosphate": "0.84 mmol/L"}, "correct_first", {"PO-01"}),
    ({"phosphate": "2.6 mg/dL"}, "correct_first", {"PO-01"}),
    ({"phosphate": "0.85 mmol/L"}, "give", set()),
    ({"magnesium": None, "phosphate": None}, "give", set()),
    ({"dental_exam": "unknown"}, "caution", {"DE-03"}),
    ({"oral_lesion": True}, "do_not_give", {"DE-01"}),
    ({"onj": True}, "do_not_give", {"DE-02"}),
    ({"dental_work_planned": True}, "correct_first", {"DE-04"}),
    ({"elemental_calcium": "0 mg", "vitamin_d": "0 IU"}, "correct_first", {"SU-01"}),
    ({"vitamin_d": "125 IU"}, "caution", {"SU-02"}),
    ({"other_bone_agent": True}, "do_not_give", {"DU-01"}),
    ({"infusion_minutes": 14}, "correct_first", {"IV-01"}),
    ({"infusion_minutes": 15}, "give", set()),
])
def test_rules(changes, found, codes):
    assert verdict(FIRST, **changes) == (found, codes)


@pytest.mark.parametrize(("days", "interval", "found", "code"), [
    (20, "every_4_weeks", "do_not_give", "IN-TOO_EARLY"), (21, "every_4_weeks", "give", None),
    (35, "every_4_weeks", "give", None), (36, "every_4_weeks", "caution", "IN-LATE"),
    (20, "every_12_weeks", "do_not_give", "IN-TOO_EARLY"),
    (76, "every_12_weeks", "caution", "IN-EARLY_WARN"), (77, "every_12_weeks", "give", None),
    (91, "every_12_weeks", "give", None), (92, "every_12_weeks", "caution", "IN-LATE"),
])
def test_intervals(days, interval, found, code):
    assert verdict(LATER, days_since_last=days, dosing_interval=interval) == (
        found, {code} if code else set(),
    )


def test_an_order_of_4_mg_at_a_poor_clearance_is_stopped():
    answer = compute("zoledronic-acid", FIRST | {"crcl": "45 mL/min", "ordered_dose": "4 mg"})
    assert answer["status"] == "stop"
    assert "ORDER_STOP" in {f["code"] for f in answer["findings"]}


@pytest.mark.parametrize(("changes", "errors"), [
    ({"calcium_total": None, "albumin": None}, [("E_MISSING", "calcium_total")]),
    ({"crcl": None}, [("E_MISSING", "crcl")]),
    ({"on_hold": True, "creatinine_baseline": "0.8 mg/dL", "creatinine": "0.9 mg/dL"},
     [("E_LOGIC", None)]),
    ({"first_dose": False, "days_since_last": 28, "on_hold": True},
     [("E_MISSING", "creatinine_baseline"), ("E_MISSING", "creatinine")]),
    ({"crcl": "90 mL/min/1.73m^2"}, [("E_UNIT", "crcl")]),
])
def test_refusals(changes, errors):
    answer = compute("zoledronic-acid", FIRST | changes)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == errors


def test_ionised_calcium_is_enough():
    raw = FIRST | {"calcium_total": None, "albumin": None, "calcium_ionised": "1.20 mmol/L"}
    assert verdict(raw) == ("give", set())


@settings(max_examples=50, deadline=None)
@given(st.integers(min_value=300, max_value=1500))
def test_a_better_clearance_never_lowers_the_dose(tenths):
    def dose(crcl):
        return Decimal(values(FIRST, crcl=f"{Decimal(crcl) / 10} mL/min")["dose"]["value"])

    assert dose(tenths + 1) >= dose(tenths)
