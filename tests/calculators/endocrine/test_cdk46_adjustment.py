"""CDK4/6 inhibitors: counts, QTcF, liver, kidney, levels and cycles, by each label's rules."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute

PALBOCICLIB_D1 = {"drug": "palbociclib", "cycle": 3, "cycle_day": 1}
PALBOCICLIB_D15 = {"drug": "palbociclib", "cycle": 1, "cycle_day": 15}
RIBOCICLIB = {"drug": "ribociclib"}
ABEMACICLIB = {"drug": "abemaciclib"}


def adjusted(raw, **changes):
    answer = compute("cdk46-adjustment", raw | changes)
    assert answer["status"] != "refused", answer["errors"]
    return answer["values"]


def outcome(raw, **changes):
    values = adjusted(raw, **changes)
    dose = values["next_dose"]
    return values["action"], None if dose is None else int(Decimal(dose["value"]))


ANC = [
    # count, palbociclib day 1, palbociclib day 15 of cycle 1, ribociclib, abemaciclib
    ("1.8", *[("no_change", dose) for dose in (125, 125, 600, 150)]),
    ("1.5", *[("no_change", dose) for dose in (125, 125, 600, 150)]),
    ("1.2", *[("no_change", dose) for dose in (125, 125, 600, 150)]),
    ("1.0", *[("no_change", dose) for dose in (125, 125, 600, 150)]),
    ("0.99", ("interrupt_same", 125), ("finish_cycle", 125), ("interrupt_same", 600),
     ("interrupt_same", 150)),
    ("0.50", ("interrupt_same", 125), ("finish_cycle", 125), ("interrupt_same", 600),
     ("interrupt_same", 150)),
    ("0.49", ("interrupt_lower", 100), ("interrupt_lower", 100), ("interrupt_lower", 400),
     ("interrupt_lower", 100)),
]


@pytest.mark.parametrize(("count", "day_1", "day_15", "ribociclib", "abemaciclib"), ANC)
def test_neutrophils(count, day_1, day_15, ribociclib, abemaciclib):
    for raw, expected in (
        (PALBOCICLIB_D1, day_1), (PALBOCICLIB_D15, day_15), (RIBOCICLIB, ribociclib),
        (ABEMACICLIB, abemaciclib),
    ):
        assert outcome(raw, anc=f"{count} x10^9/L") == expected


@pytest.mark.parametrize(("raw", "expected"), [
    (PALBOCICLIB_D1, ("interrupt_lower", 100)), (PALBOCICLIB_D15, ("interrupt_lower", 100)),
    (RIBOCICLIB, ("interrupt_lower", 400)), (ABEMACICLIB, ("interrupt_same", 150)),
])
def test_fever_with_neutropenia(raw, expected):
    assert outcome(raw, anc="0.80 x10^9/L", temperature="38.6 degC") == expected


def test_the_casebooks_count_of_1_2_reduces_nothing():
    assert outcome(PALBOCICLIB_D1, anc="1.2 x10^9/L") == ("no_change", 125)


@pytest.mark.parametrize(("changes", "expected"), [
    ({"anc": "0.8 x10^9/L", "neutropenia_again": True}, ("interrupt_lower", 100)),
    ({"anc": "0.8 x10^9/L", "infection": True}, ("interrupt_lower", 100)),
    ({"anc": "0.8 x10^9/L", "temperature": "38.4 degC"}, ("interrupt_same", 125)),
    ({"platelets": "50 x10^9/L"}, ("no_change", 125)),
    ({"platelets": "49 x10^9/L"}, ("interrupt_same", 125)),
    ({"platelets": "25 x10^9/L"}, ("interrupt_same", 125)),
    ({"platelets": "24 x10^9/L"}, ("interrupt_lower", 100)),
    ({"child_pugh": "b"}, ("no_change", 125)), ({"child_pugh": "c"}, ("reduce", 75)),
    ({"child_pugh": "c", "current_dose": "75 mg"}, ("no_change", 75)),
    ({"strong_cyp3a4_inhibitor": True}, ("reduce", 75)),
    ({"ild_grade": 3}, ("stop", None)), ({"ild_grade": 2}, ("interrupt_same", 125)),
])
def test_palbociclib(changes, expected):
    assert outcome(PALBOCICLIB_D1, **changes) == expected


def test_the_mid_cycle_row_is_for_the_first_two_cycles():
    third = PALBOCICLIB_D15 | {"cycle": 3, "anc": "0.8 x10^9/L"}
    assert outcome(third)[0] == "interrupt_same"


def test_palbociclib_asks_for_the_day_where_it_decides():
    answer = compute("cdk46-adjustment", {"drug": "palbociclib", "anc": "0.8 x10^9/L"})
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [
        ("E_MISSING", "cycle"), ("E_MISSING", "cycle_day"),
    ]


QTCF = [
    ("450 ms", {}, "no_change"), ("480 ms", {}, "no_change"), ("480.4 ms", {}, "no_change"),
    ("480.5 ms", {}, "interrupt_lower"), ("481 ms", {}, "interrupt_lower"),
    ("500 ms", {}, "interrupt_lower"), ("501 ms", {}, "interrupt_lower"),
    ("501 ms", {"ecgs_above_500": 2}, "interrupt_lower"),
    ("501 ms", {"arrhythmia": True}, "stop"),
    ("491 ms", {"qtcf_baseline": "430 ms", "arrhythmia": True}, "stop"),
    ("490 ms", {"qtcf_baseline": "430 ms", "arrhythmia": True}, "interrupt_lower"),
    ("470 ms", {"arrhythmia": True}, "interrupt_same"),
    ("449 ms", {"starting": True}, "no_change"), ("450 ms", {"starting": True}, "do_not_start"),
    ("490 ms", {"starting": True}, "do_not_start"),
]


@pytest.mark.parametrize(("qtcf", "changes", "action"), QTCF)
def test_qtcf_under_ribociclib(qtcf, changes, action):
    assert adjusted(RIBOCICLIB, qtcf=qtcf, **changes)["action"] == action


def test_a_first_qtcf_of_481_shows_both_resumptions_and_the_lower_leads():
    values = adjusted(RIBOCICLIB, qtcf="490 ms")
    doses = {one["rule"]: Decimal(one["dose"]["value"]) for one in values["alternatives"]}
    assert doses == {"eu_current": 600, "us_from_memory": 400}
    assert Decimal(values["next_dose"]["value"]) == 400
    assert adjusted(RIBOCICLIB, qtcf="490 ms", qtc_again=True)["alternatives"] == []
    assert adjusted(RIBOCICLIB, qtcf="501 ms", ecgs_above_500=2)["codes"] == ["QTC_500_TWICE"]


@pytest.mark.parametrize(("alt", "changes", "expected"), [
    ("2.5 xULN", {}, ("no_change", 600)), ("3.0 xULN", {}, ("no_change", 600)),
    ("3.1 xULN", {}, ("interrupt_same", 600)), ("5.0 xULN", {}, ("interrupt_same", 600)),
    ("5.1 xULN", {}, ("interrupt_lower", 400)), ("20.0 xULN", {}, ("interrupt_lower", 400)),
    ("20.1 xULN", {}, ("stop", None)), ("3.1 xULN", {"bilirubin": "2.1 xULN"}, ("stop", None)),
    ("3.1 xULN", {"bilirubin": "2.0 xULN"}, ("interrupt_same", 600)),
    ("3.1 xULN", {"bilirubin": "2.1 xULN", "cholestasis": True}, ("interrupt_same", 600)),
    ("3.0 xULN", {"bilirubin": "2.1 xULN"}, ("no_change", 600)),
    ("4 xULN", {"liver_baseline_grade_2": True}, ("no_change", 600)),
    ("4 xULN", {"liver_again": True}, ("interrupt_lower", 400)),
    ("6 xULN", {"liver_again": True}, ("stop", None)),
    ("160 U/L", {"alt_uln": "40 U/L"}, ("interrupt_same", 600)),
    ("120 U/L", {"alt_uln": "40 U/L"}, ("no_change", 600)),
])
def test_transaminases_under_ribociclib(alt, changes, expected):
    assert outcome(RIBOCICLIB, alt=alt, **changes) == expected


@pytest.mark.parametrize(("changes", "expected"), [
    ({"child_pugh": "a"}, ("no_change", 600)), ({"child_pugh": "b"}, ("reduce", 400)),
    ({"child_pugh": "c"}, ("reduce", 400)), ({"crcl": "30 mL/min"}, ("no_change", 600)),
    ({"crcl": "29 mL/min"}, ("reduce", 200)), ({"dialysis": True}, ("stop", None)),
    ({"crcl": "29 mL/min", "child_pugh": "b"}, ("reduce", 200)),
    ({"strong_cyp3a4_inhibitor": True}, ("reduce", 400)),
    ({"ild_grade": 2}, ("interrupt_lower", 400)), ({"ild_grade": 3}, ("stop", None)),
    ({"tamoxifen": True}, ("interrupt_same", 600)),
    ({"electrolytes_normal": False}, ("interrupt_same", 600)),
    ({"anc": "0.8 x10^9/L", "neutropenia_again": True}, ("interrupt_lower", 400)),
    ({"anc": "0.4 x10^9/L", "crcl": "29 mL/min"}, ("interrupt_lower", 200)),
])
def test_ribociclib(changes, expected):
    assert outcome(RIBOCICLIB, **changes) == expected


@pytest.mark.parametrize(("changes", "expected"), [
    ({"starting": True, "anc": "1.5 x10^9/L", "platelets": "100 x10^9/L", "haemoglobin": "80 g/L"},
     ("no_change", 150)),
    ({"starting": True, "anc": "1.49 x10^9/L"}, ("do_not_start", None)),
    ({"starting": True, "platelets": "99 x10^9/L"}, ("do_not_start", None)),
    ({"starting": True, "haemoglobin": "7.9 g/dL"}, ("do_not_start", None)),
    ({"anc": "0.8 x10^9/L", "neutropenia_again": True}, ("interrupt_lower", 100)),
    ({"g_csf": True}, ("interrupt_lower", 100)),
    ({"g_csf": True, "reduced_already": True, "current_dose": "100 mg"}, ("interrupt_same", 100)),
    ({"alt": "5.1 xULN"}, ("interrupt_lower", 100)), ({"alt": "5.0 xULN"}, ("no_change", 150)),
    ({"diarrhoea_grade": 2}, ("interrupt_same", 150)),
    ({"diarrhoea_grade": 3}, ("interrupt_lower", 100)), ({"child_pugh": "c"}, ("reduce", 150)),
    ({"strong_cyp3a4_inhibitor": True}, ("reduce", 100)),
])
def test_abemaciclib(changes, expected):
    assert outcome(ABEMACICLIB, **changes) == expected


@pytest.mark.parametrize(("drug", "levels"), [
    ("palbociclib", [125, 100, 75]), ("ribociclib", [600, 400, 200]),
    ("abemaciclib", [150, 100, 50]),
])
def test_levels_end_in_a_stop(drug, levels):
    for dose, lower in zip(levels, [*levels[1:], None], strict=True):
        action, found = outcome({"drug": drug}, anc="0.4 x10^9/L", current_dose=f"{dose} mg")
        assert found == lower
        assert action == ("stop" if lower is None else "interrupt_lower")


@pytest.mark.parametrize(("days", "status", "codes"), [
    (21, "stop", ["CYCLE_TOO_SHORT"]), (27, "stop", ["CYCLE_TOO_SHORT"]), (28, "ok", []),
    (35, "ok", ["CYCLE_LONG"]), (42, "ok", ["CYCLE_LONG"]),
])
def test_a_cycle_has_a_week_of_rest(days, status, codes):
    for raw in (PALBOCICLIB_D1, RIBOCICLIB):
        answer = compute("cdk46-adjustment", raw | {"days_between_starts": days})
        assert answer["status"] == status
        assert answer["values"]["codes"] == codes


def test_what_was_not_entered_is_said_to_be_unchecked():
    answer = compute("cdk46-adjustment", RIBOCICLIB | {"anc": "1.8 x10^9/L"})
    absent = {f["field"] for f in answer["findings"] if f["code"] == "ABSENT"}
    assert {"qtcf", "alt", "bilirubin", "child_pugh", "crcl", "strong_cyp3a4_inhibitor"} <= absent


@pytest.mark.parametrize(("raw", "error"), [
    ({}, ("E_MISSING", "drug")), (RIBOCICLIB, ("E_MISSING", None)),
    (RIBOCICLIB | {"current_dose": "500 mg", "anc": "2 x10^9/L"}, ("E_ENUM", "current_dose")),
    (RIBOCICLIB | {"alt": "120 U/L"}, ("E_MISSING", "alt_uln")),
    (RIBOCICLIB | {"alt": "1 xULN", "bilirubin": "40 umol/L"}, ("E_MISSING", "bilirubin_uln")),
    (RIBOCICLIB | {"drug": "dalpiciclib"}, ("E_ENUM", "drug")),
])
def test_refusals(raw, error):
    answer = compute("cdk46-adjustment", raw)
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [error]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["palbociclib", "ribociclib", "abemaciclib"]),
       st.integers(min_value=1, max_value=300))
def test_the_dose_is_never_raised_and_a_lower_count_is_never_kinder(drug, hundredths):
    def next_dose(count):
        raw = {"drug": drug, "cycle": 3, "cycle_day": 1, "anc": f"{Decimal(count) / 100} x10^9/L"}
        return outcome(raw)[1] or 0

    usual = {"palbociclib": 125, "ribociclib": 600, "abemaciclib": 150}[drug]
    assert next_dose(hundredths) <= next_dose(hundredths + 1) <= usual
