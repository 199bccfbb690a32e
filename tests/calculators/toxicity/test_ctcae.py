"""CTCAE: the worked examples in both versions, baselines, and what a number cannot decide."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from bmcalc.calculators.toxicity.ctcae_grades import (
    VERSIONS,
    count_grade,
    counts,
    creatinine_grade,
    liver_grade,
    qtc_grade,
)
from bmcalc.core.term import Term, q
from bmcalc.core.units import unit
from tests.calculators.score_vectors import error_codes, expected_error, finding_codes, vectors

FIELDS = {
    "anc": ("anc", "x10^9/L"), "wbc": ("wbc", "x10^9/L"), "plt": ("platelets", "x10^9/L"),
    "hb": ("haemoglobin", "g/L"), "alt": ("alt", "U/L"), "qtc": ("qtcf", "ms"),
    "creat": ("creatinine", "umol/L"), "ca": ("calcium_corrected", "mmol/L"),
}
SUFFIXES = {"lln": "lln", "uln": "uln", "base": "baseline"}


def inputs_of(vector):
    term, version, value = vector["args"]
    field, key = FIELDS[term]
    given = {"version": str(version), field: f"{value} {key}"}
    stem = "calcium" if term == "ca" else field
    for argument, limit in vector["kwargs"].items():
        given[f"{stem}_{SUFFIXES[argument]}"] = f"{limit} {key}"
    return given


@pytest.mark.parametrize("vector", vectors("ctcae"))
def test_worked_examples(vector):
    given = inputs_of(vector)
    answer = compute("ctcae", given)
    error = expected_error(vector)
    if error:
        assert error in error_codes(answer)
        return
    assert answer["values"]["worst_grade"] == vector["expect"], answer
    assert answer["values"]["version"] == given["version"]


def test_both_versions_are_shown_and_a_shift_is_told():
    answer = compute("ctcae", {"anc": "0.8 x10^9/L", "platelets": "20 x10^9/L"})
    values = answer["values"]
    assert (values["anc_v5"], values["anc_v6"]) == (3, 2)
    assert (values["platelets_v5"], values["platelets_v6"]) == (4, 3)
    assert values["worst_grade"] == 4
    assert finding_codes(answer).count("VERSIONS_DIFFER") == 2
    assert {"STORE_THE_COUNT", "SEVERE"} <= set(finding_codes(answer))
    assert answer["inputs"]["anc"] == "0.8 x10^9/L"


def test_the_unit_of_a_count_does_not_change_its_grade():
    one = compute("ctcae", {"anc": "1200 /uL", "haemoglobin": "9.8 g/dL"})["values"]
    other = compute("ctcae", {"anc": "1.2 x10^9/L", "haemoglobin": "98 g/L"})["values"]
    assert one == other


def test_a_laboratory_limit_is_asked_for_only_where_it_decides():
    assert compute("ctcae", {"wbc": "2.9 x10^9/L"})["values"]["wbc_v5"] == 2
    answer = compute("ctcae", {"wbc": "3.0 x10^9/L"})
    assert [(e["code"], e["field"]) for e in answer["errors"]] == [("E_MISSING", "wbc_lln")]
    answer = compute("ctcae", {"anc": "1.5 x10^9/L"})
    assert [e["field"] for e in answer["errors"]] == ["anc_lln"]
    alone = compute("ctcae", {"anc": "1.5 x10^9/L", "version": "6"})
    assert alone["values"]["worst_grade"] == alone["values"]["anc_v6"] == 0


def not_graded(answer):
    return [one["field"] for one in answer["findings"] if one["code"] == "NOT_GRADED"]


@pytest.mark.parametrize(("missing", "hidden", "shown"), [
    ({"wbc": "3.0 x10^9/L"}, ("wbc_v5", "wbc_v6"), {}),
    ({"anc": "1.5 x10^9/L"}, ("anc_v5",), {"anc_v6": 0}),
    ({"platelets": "75 x10^9/L"}, ("platelets_v5", "platelets_v6"), {}),
    ({"alt": "500 U/L"}, ("alt_v5", "alt_v6"), {}),
    ({"bilirubin": "90 umol/L"}, ("bilirubin_v5", "bilirubin_v6"), {}),
    ({"creatinine": "90 umol/L", "creatinine_baseline": "30 umol/L"},
     ("creatinine_v5", "creatinine_v6"), {}),
])
def test_a_missing_limit_hides_its_own_grade_and_never_the_panel(missing, hidden, shown):
    panel = {"haemoglobin": "75 g/L", **missing}
    answer = compute("ctcae", panel)
    values = answer["values"]
    assert values["worst_grade"] == values["haemoglobin_v5"] == 3
    assert not set(hidden) & values.keys()
    assert values.items() >= shown.items()
    assert len(not_graded(answer)) == len(hidden)
    assert answer["status"] == "caution"


@pytest.mark.parametrize(("alt", "baseline", "v5", "v6"), [
    ("80", "80", 0, 1), ("119", "80", 0, 1), ("120", "80", 1, 1), ("121", "80", 1, 2),
    ("160", "80", 1, 2), ("161", "80", 1, 3), ("240", "80", 1, 3), ("241", "80", 2, 3),
    ("320", "80", 2, 3), ("321", "80", 2, 4), ("400", "80", 2, 4), ("401", "80", 3, 4),
    ("1600", "80", 3, 4), ("1601", "80", 4, 4), ("160", "40", 2, 2), ("79", "80", 0, 0),
])
def test_transaminases_against_a_baseline(alt, baseline, v5, v6):
    for name in ("alt", "ast"):
        values = compute("ctcae", {
            name: f"{alt} U/L", f"{name}_uln": "40 U/L", f"{name}_baseline": f"{baseline} U/L",
        })["values"]
        assert (values[f"{name}_v5"], values[f"{name}_v6"]) == (v5, v6)


def test_version_6_leaves_grade_3_undefined_above_5_times_the_limit():
    answer = compute("ctcae", {"alt": "600 U/L", "alt_uln": "40 U/L", "alt_baseline": "210 U/L"})
    assert "V6_UNDEFINED" in finding_codes(answer)
    answer = compute("ctcae", {"alt": "600 U/L", "alt_uln": "40 U/L", "alt_baseline": "200 U/L"})
    assert answer["values"]["alt_v6"] == 3
    assert "V6_UNDEFINED" not in finding_codes(answer)


@pytest.mark.parametrize(("value", "baseline", "v5", "v6"), [
    ("20", None, 0, 0), ("30", None, 1, 1), ("30.1", None, 2, 2), ("60", None, 2, 2),
    ("60.1", None, 3, 3), ("200", None, 3, 3), ("200.1", None, 4, 4),
    ("30", "30", 0, 1), ("45", "30", 1, 1), ("75", "30", 2, 2), ("76", "30", 2, 3),
    ("91", "30", 3, 3), ("301", "30", 4, 4),
])
def test_bilirubin(value, baseline, v5, v6):
    given = {"bilirubin": f"{value} umol/L", "bilirubin_uln": "20 umol/L"}
    if baseline:
        given["bilirubin_baseline"] = f"{baseline} umol/L"
    values = compute("ctcae", given)["values"]
    assert (values["bilirubin_v5"], values["bilirubin_v6"]) == (v5, v6)


def test_a_border_stays_a_border_after_conversion():
    given = {"bilirubin": "1.8 mg/dL", "bilirubin_uln": "1.2 mg/dL"}
    assert compute("ctcae", given)["values"]["bilirubin_v5"] == 1
    given = {"creatinine": "1.35 mg/dL", "creatinine_uln": "0.9 mg/dL"}
    assert compute("ctcae", given)["values"]["creatinine_v5"] == 1


@pytest.mark.parametrize(("value", "baseline", "v5", "v6"), [
    ("60", "30", 2, 2), ("91", "30", 3, 3), ("60", "50", 0, 0), ("76", "50", 2, 1),
])
def test_creatinine_baseline_counts_in_v6_only_below_the_lower_limit(value, baseline, v5, v6):
    values = compute("ctcae", {
        "creatinine": f"{value} umol/L", "creatinine_uln": "73 umol/L",
        "creatinine_lln": "41 umol/L", "creatinine_baseline": f"{baseline} umol/L",
    })["values"]
    assert (values["creatinine_v5"], values["creatinine_v6"]) == (v5, v6)


@pytest.mark.parametrize(("value", "baseline", "v5", "v6"), [
    ("80", "60", 1, 1),
    ("76", "50", 2, None), ("75", "50", 1, 1),
    ("110", "70", 2, 2), ("120", "79.9", 2, 2), ("109", "60", 2, None),
    ("125", "80", 2, 2), ("109.5", "60", 2, None),
    ("110", "60", 2, 2),
])
def test_version_5_needs_no_lower_limit_and_6_only_where_the_baseline_may_decide(
    value, baseline, v5, v6
):
    answer = compute("ctcae", {
        "creatinine": f"{value} umol/L", "creatinine_uln": "73 umol/L",
        "creatinine_baseline": f"{baseline} umol/L",
    })
    assert answer["values"]["creatinine_v5"] == v5
    assert answer["values"].get("creatinine_v6") == v6
    assert not_graded(answer) == ([] if v6 is not None else ["creatinine_lln"])


@pytest.mark.parametrize(("baseline", "v6"), [("80", 0), ("79.9", None)])
def test_no_laboratory_has_a_lower_limit_above_80(baseline, v6):
    answer = compute("ctcae", {
        "creatinine": "121 umol/L", "creatinine_uln": "130 umol/L",
        "creatinine_baseline": f"{baseline} umol/L",
    })
    assert answer["values"].get("creatinine_v6") == v6


def test_limits_of_creatinine_the_wrong_way_round_are_refused():
    reversed_limits = compute("ctcae", {
        "creatinine": "80 umol/L", "creatinine_uln": "60 umol/L", "creatinine_lln": "70 umol/L",
    })
    assert error_codes(reversed_limits) == ["E_LOGIC"]


def test_qtc_is_rounded_to_whole_milliseconds_before_it_is_graded():
    for qtc, grade in (("449.4 ms", 0), ("449.5 ms", 1), ("480.4 ms", 1), ("480.5 ms", 2),
                       ("500.4 ms", 2), ("500.5 ms", 3)):
        assert qtc_grade(q(qtc)) == grade
    assert qtc_grade(q("440 ms"), q("379 ms")) == 3


def test_what_a_number_cannot_decide_is_said():
    answer = compute("ctcae", {"haemoglobin": "60 g/L", "qtcf": "510 ms"})
    assert answer["values"]["haemoglobin_v5"] == 3
    assert finding_codes(answer).count("CLINICAL_GRADE_4") == 2


def test_baselines_that_were_not_given_are_reported():
    answer = compute("ctcae", {"alt": "50 U/L", "alt_uln": "40 U/L", "qtcf": "455 ms"})
    absent = {f["field"] for f in answer["findings"] if f["code"] == "ABSENT"}
    assert absent == {"alt_baseline", "qtcf_baseline"}


def test_calcium_takes_the_worse_of_its_two_units_and_names_the_limits():
    answer = compute("ctcae", {"calcium_corrected": "8.0 mg/dL"})
    assert answer["values"]["calcium_grade"] == "hypo_2"
    assert answer["values"]["calcium_v5"] == 2
    assert "CALCIUM_LIMITS" in finding_codes(answer)
    answer = compute("ctcae", {"calcium_corrected": "3.5 mmol/L", "calcium_uln": "2.6 mmol/L"})
    assert answer["values"]["calcium_grade"] == "hyper_4"
    assert "CALCIUM_LIMITS" not in finding_codes(answer)


def test_nothing_to_grade_is_refused():
    assert error_codes(compute("ctcae", {})) == ["E_MISSING"]
    assert error_codes(compute("ctcae", {"anc_lln": "1.8 x10^9/L"})) == ["E_MISSING"]


def test_casebook_21_called_myelosuppression_is_grade_0():
    answer = compute("ctcae", {
        "wbc": "3.5 x10^9/L", "wbc_lln": "3.5 x10^9/L",
        "anc": "1.8 x10^9/L", "anc_lln": "1.8 x10^9/L",
    })
    assert answer["values"]["worst_grade"] == 0
    assert answer["status"] == "ok"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(counts())), st.sampled_from(VERSIONS), st.integers(0, 400),
       st.integers(0, 400))
def test_a_lower_count_never_has_a_lower_grade(name, version, one, other):
    border = counts()[name][version].below[-1]
    assert border is not None
    low, high = (Term(border.magnitude * n / 50, border.unit) for n in sorted((one, other)))
    limit = Term(border.magnitude * 8, border.unit)
    assert count_grade(name, version, low, limit) >= count_grade(name, version, high, limit)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["alt", "ast", "bilirubin"]), st.sampled_from(VERSIONS),
       st.integers(1, 300), st.integers(0, 2000), st.integers(0, 2000))
def test_a_higher_value_never_has_a_lower_grade(name, version, baseline, one, other):
    key = unit("umol/L" if name == "bilirubin" else "U/L")
    low, high = (Term(Decimal(n), key) for n in sorted((one, other)))
    limit, before = Term(Decimal(40), key), Term(Decimal(baseline), key)
    assert liver_grade(name, version, low, limit, before) <= liver_grade(
        name, version, high, limit, before
    )
    if name == "bilirubin":
        assert creatinine_grade(version, low, limit, limit, before) <= creatinine_grade(
            version, high, limit, limit, before
        )
