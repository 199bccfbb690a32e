"""Denosumab 120 mg: every row of the decision table, through the calculator."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bmcalc import compute

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "B_denosumab.json").read_text(encoding="utf-8")
)
STATUS = {"give": "ok", "caution": "caution", "correct_first": "stop", "do_not_give": "stop"}
FIRST = {
    "first_dose": True, "calcium_total": "2.30 mmol/L", "albumin": "40 g/L", "crcl": "80 mL/min",
    "elemental_calcium": "600 mg", "vitamin_d": "400 IU", "dental_exam": "done", "pregnancy": "na",
}
LATER = FIRST | {"first_dose": False, "days_since_last": 28}
NAMES = {
    "first": "first_dose", "days": "days_since_last", "sympt": "symptoms", "dental": "dental_exam",
    "preg": "pregnancy", "other_deno": "other_denosumab", "ribo": "ribociclib",
}
UNITS = {
    "total": ("calcium_total", "mmol/L"), "ion": ("calcium_ionised", "mmol/L"),
    "alb": ("albumin", "g/L"), "crcl": ("crcl", "mL/min"), "ca_mg": ("elemental_calcium", "mg"),
    "vd_iu": ("vitamin_d", "IU"), "vitd25": ("vitamin_d_25oh", "nmol/L"),
}


def inputs_of(vector):
    raw = {}
    for name, value in vector["inputs"].items():
        if name == "pth":
            raw["pth_known"] = True
        elif name in UNITS:
            field, unit = UNITS[name]
            raw[field] = None if value is None else f"{value} {unit}"
        else:
            raw[NAMES.get(name, name)] = value
    return raw


def verdict(raw, **changes):
    answer = compute("denosumab", raw | changes)
    assert answer["status"] != "refused", answer["errors"]
    assert answer["status"] == STATUS[answer["values"]["verdict"]]
    return answer["values"]["verdict"], set(answer["values"]["codes"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_decision_vectors(vector):
    found, codes = verdict(inputs_of(vector))
    assert found == vector["verdict"].lower()
    assert codes == set(vector["codes"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_calcium_of_the_vectors(vector):
    values = compute("denosumab", inputs_of(vector))["values"]
    basis, grade, number = vector["status"]
    if basis in {"BOUND_NOT_HYPO", "INDETERMINATE"}:
        low, high = (Decimal(part) for part in number.strip("()").replace("'", "").split(", "))
        bounds = values["calcium_bounds"]
        assert (Decimal(bounds["low"]["value"]), Decimal(bounds["high"]["value"])) == (low, high)
        assert values["calcium_corrected"] is None
        assert values["calcium_grade"] is None
        return
    assert values["calcium_bounds"] is None
    expected = grade.lower().replace("hypo", "hypo_").replace("hyper", "hyper_")
    if vector["inputs"].get("sympt"):
        expected = "hypo_2"
    assert values["calcium_grade"] == expected
    if basis == "CORR":
        assert Decimal(values["calcium_corrected"]["value"]) == Decimal(number)


CASEBOOK_CALCIUM = [
    # total, lowest, highest, low above, grade 2 above, high below, codes
    ("2.45", "2.15", "2.85", "57.0", "62.5", "36.5", "CA-03"),
    ("2.15", "1.85", "2.55", "42.0", "47.5", "21.5", "CA-02"),
    ("2.18", "1.88", "2.58", "43.5", "49.0", "23.0", "CA-02"),
    ("2.20", "1.90", "2.60", "44.5", "50.0", "24.0", "CA-02"),
    ("2.10", "1.80", "2.50", "39.5", "45.0", "19.0", "CA-02"),
]


@pytest.mark.parametrize(
    ("total", "low", "high", "lln", "grade_2", "uln", "code"), CASEBOOK_CALCIUM
)
def test_calcium_without_albumin_is_bounded(total, low, high, lln, grade_2, uln, code):
    raw = FIRST | {"calcium_total": f"{total} mmol/L", "albumin": None}
    values = compute("denosumab", raw)["values"]
    assert values["codes"] == [code]
    assert values["verdict"] == ("caution" if code == "CA-03" else "correct_first")
    bounds = {
        name: Decimal(value["value"])
        for name, value in values["calcium_bounds"].items() if isinstance(value, dict)
    }
    assert bounds["low"] == Decimal(low)
    assert bounds["high"] == Decimal(high)
    assert bounds["below_lln_above"] == Decimal(lln)
    assert bounds["grade_2_above"] == Decimal(grade_2)
    assert bounds["above_uln_below"] == Decimal(uln)
    assert (bounds["lln"], bounds["uln"]) == (Decimal("2.11"), Decimal("2.52"))
    assert (bounds["albumin_low"], bounds["albumin_high"]) == (20, 55)


def test_albumin_is_never_taken_as_40():
    assert verdict(FIRST, calcium_total="2.15 mmol/L")[0] == "give"
    assert verdict(FIRST, calcium_total="2.15 mmol/L", albumin=None)[0] == "correct_first"


@pytest.mark.parametrize("limit", ["2.11", "2.15", "2.20", "2.25"])
def test_the_casebooks_calcium_depends_on_the_laboratorys_limit(limit):
    for total in ("2.10", "2.15", "2.18", "2.20"):
        found, codes = verdict(
            FIRST, calcium_total=f"{total} mmol/L", calcium_lln=f"{limit} mmol/L"
        )
        low = Decimal(total) < Decimal(limit)
        assert (codes == {"CA-10"}) == low
        assert found == ("correct_first" if low else "give")


CALCIUM_ROWS = [
    # changes, first dose, later dose, codes
    ({"calcium_total": None, "albumin": None}, "correct_first", "correct_first", {"CA-01"}),
    ({"calcium_total": "1.71 mmol/L", "albumin": None}, "correct_first", "correct_first",
     {"CA-02"}),
    ({"calcium_total": "1.70 mmol/L", "albumin": None}, "correct_first", "correct_first",
     {"CA-04"}),
    ({"calcium_total": "1.60 mmol/L", "albumin": None}, "correct_first", "correct_first",
     {"CA-04"}),
    ({"calcium_total": "1.59 mmol/L", "albumin": None}, "do_not_give", "do_not_give", {"CA-04"}),
    ({"calcium_total": "2.90 mmol/L", "albumin": None}, "caution", "caution", {"CA-14"}),
    ({"calcium_total": "3.50 mmol/L", "albumin": None}, "correct_first", "correct_first",
     {"CA-15"}),
    ({"calcium_total": "2.45 mmol/L", "albumin": None, "symptoms": True},
     "correct_first", "correct_first", {"CA-03", "CA-17"}),
    ({"calcium_total": "1.90 mmol/L", "symptoms": True}, "do_not_give", "do_not_give", {"CA-11"}),
    ({"calcium_total": "1.90 mmol/L"}, "correct_first", "correct_first", {"CA-11"}),
    ({"calcium_total": "1.60 mmol/L"}, "do_not_give", "do_not_give", {"CA-12"}),
    ({"calcium_total": "2.88 mmol/L"}, "caution", "caution", {"CA-14"}),
    ({"calcium_total": "3.12 mmol/L"}, "correct_first", "correct_first", {"CA-15"}),
    ({"symptoms": True}, "correct_first", "correct_first", {"CA-17"}),
    ({"calcium_total": "2.60 mmol/L", "albumin": "48 g/L"}, "caution", "caution", {"CA-16"}),
    ({"calcium_age_days": 14}, "give", "give", set()),
    ({"calcium_age_days": 15}, "correct_first", "give", {"CA-18"}),
    ({"calcium_age_days": 35}, "correct_first", "give", {"CA-18"}),
    ({"calcium_age_days": 36}, "correct_first", "caution", {"CA-18"}),
    ({"magnesium": "0.75 mmol/L"}, "give", "give", set()),
    ({"magnesium": "0.74 mmol/L"}, "caution", "caution", {"MG-01"}),
    ({"magnesium": "0.5 mmol/L"}, "caution", "caution", {"MG-01"}),
    ({"magnesium": "0.49 mmol/L"}, "correct_first", "correct_first", {"MG-01"}),
    ({"magnesium": "1.2 mg/dL"}, "correct_first", "correct_first", {"MG-01"}),
    ({"vitamin_d_25oh": "50 nmol/L"}, "give", "give", set()),
    ({"vitamin_d_25oh": "49 nmol/L"}, "caution", "caution", {"VD-01"}),
    ({"vitamin_d_25oh": "25 nmol/L"}, "caution", "caution", {"VD-01"}),
    ({"vitamin_d_25oh": "24 nmol/L"}, "correct_first", "caution", {"VD-01"}),
    ({"vitamin_d_25oh": "20 ng/mL"}, "give", "give", set()),
    ({"vitamin_d_25oh": "9.9 ng/mL"}, "correct_first", "caution", {"VD-01"}),
]

OTHER_ROWS = [
    ({"crcl": None}, "caution", "caution", {"RN-01"}),
    ({"crcl": None, "dialysis": True}, "correct_first", "caution", {"RN-02"}),
    ({"crcl": "29.9 mL/min"}, "correct_first", "caution", {"RN-02"}),
    ({"crcl": "29 mL/min", "pth_known": True, "vitamin_d_25oh": "60 nmol/L"},
     "correct_first", "caution", {"RN-02"}),
    ({"crcl": "29 mL/min", "pth_known": True, "nephrology_plan": True},
     "correct_first", "caution", {"RN-02"}),
    ({"dialysis": True, "pth_known": True, "vitamin_d_25oh": "60 nmol/L", "nephrology_plan": True},
     "caution", "caution", {"RN-02"}),
    ({"elemental_calcium": "0 mg", "vitamin_d": "0 IU"}, "correct_first", "caution", {"SU-01"}),
    ({"elemental_calcium": None, "vitamin_d": None}, "caution", "caution", {"SU-02"}),
    ({"elemental_calcium": "0 mg", "vitamin_d": None}, "caution", "caution", {"SU-02"}),
    ({"elemental_calcium": "499 mg"}, "caution", "caution", {"SU-02"}),
    ({"elemental_calcium": "0.5 g"}, "give", "give", set()),
    ({"vitamin_d": "399 IU"}, "caution", "caution", {"SU-02"}),
    ({"calcitriol": True}, "give", "give", set()),
    ({"calcitriol": True, "vitamin_d": "399 IU"}, "caution", "caution", {"SU-02", "SU-03"}),
    ({"calcitriol": True, "elemental_calcium": "1000 mg"}, "give", "give", set()),
    ({"calcitriol": True, "elemental_calcium": "1001 mg"}, "caution", "caution", {"SU-05"}),
    ({"elemental_calcium": "1200 mg"}, "give", "give", set()),
    ({"elemental_calcium": "0 mg", "vitamin_d": "0 IU", "calcium_total": "2.80 mmol/L"},
     "caution", "caution", {"CA-14"}),
    ({"oral_lesion": True}, "do_not_give", "do_not_give", {"DE-01"}),
    ({"onj": True}, "do_not_give", "do_not_give", {"DE-02"}),
    ({"dental_exam": "not_done"}, "caution", "give", {"DE-03"}),
    ({"dental_exam": None}, "caution", "give", {"DE-03"}),
    ({"dental_work_planned": True}, "correct_first", "correct_first", {"DE-04"}),
    ({"thigh_pain": True}, "correct_first", "correct_first", {"FX-01"}),
    ({"pregnancy": "yes"}, "do_not_give", "do_not_give", {"PR-01"}),
    ({"pregnancy": "unknown"}, "correct_first", "caution", {"PR-02"}),
    ({"pregnancy": None}, "correct_first", "caution", {"PR-02"}),
    ({"pregnancy": None, "sex": "male"}, "give", "give", set()),
    ({"pregnancy": "no"}, "give", "give", set()),
    ({"other_denosumab": True}, "do_not_give", "do_not_give", {"DU-01"}),
    ({"bisphosphonate": True}, "do_not_give", "do_not_give", {"DU-01"}),
    ({"hypersensitivity": True}, "do_not_give", "do_not_give", {"HS-01"}),
    ({"qtcf": "499 ms"}, "give", "give", set()),
    ({"qtcf": "499.5 ms"}, "correct_first", "correct_first", {"QT-01"}),
    ({"qtcf": "500 ms"}, "correct_first", "correct_first", {"QT-01"}),
]


@pytest.mark.parametrize(("changes", "first", "later", "codes"), CALCIUM_ROWS + OTHER_ROWS)
def test_each_row_for_a_first_and_a_later_dose(changes, first, later, codes):
    for base, expected in ((FIRST, first), (LATER, later)):
        answer = compute("denosumab", base | changes)
        found, hit = answer["values"]["verdict"], set(answer["values"]["codes"])
        assert found == expected
        assert hit == (set() if expected == "give" else codes)


@pytest.mark.parametrize(("changes", "later"), [
    ({}, "caution"), ({"symptoms": True}, "correct_first"),
    ({"crcl": "29 mL/min"}, "correct_first"), ({"dialysis": True}, "correct_first"),
    ({"ribociclib": True}, "correct_first"),
    ({"crcl": "30 mL/min", "ribociclib": False}, "caution"),
])
def test_a_later_dose_at_grade_1(changes, later):
    low = {"calcium_total": "2.05 mmol/L"}
    assert verdict(LATER, **low, **changes)[0] == later
    assert verdict(FIRST, **low, **changes)[0] == "correct_first"


def test_a_later_dose_at_grade_1_is_told_as_a_convention_with_the_us_wording():
    answer = compute("denosumab", LATER | {"calcium_total": "2.05 mmol/L"})
    finding = next(f for f in answer["findings"] if f["code"] == "CA-10")
    marks = {source["id"]: source["mark"] for source in answer["sources"]}
    assert "US text" in finding["text"]
    assert "convention" in {marks[source] for source in finding["sources"]}


@pytest.mark.parametrize(("days", "found", "codes"), [
    (0, "do_not_give", {"IN-TOO_EARLY"}), (20, "do_not_give", {"IN-TOO_EARLY"}),
    (21, "caution", {"IN-EARLY_WARN"}), (24, "caution", {"IN-EARLY_WARN"}),
    (25, "give", set()), (28, "give", set()), (35, "give", set()),
    (36, "caution", {"IN-LATE"}), (56, "caution", {"IN-LATE"}),
    (57, "caution", {"IN-VERY_LATE"}), (112, "caution", {"IN-VERY_LATE"}),
    (113, "caution", {"IN-RESTART"}),
])
def test_intervals(days, found, codes):
    assert verdict(LATER, days_since_last=days) == (found, codes)


def test_after_a_long_gap_the_column_of_first_doses_applies():
    late = {"days_since_last": 113, "calcium_total": "2.05 mmol/L", "pregnancy": "unknown"}
    assert verdict(LATER, **late) == ("correct_first", {"IN-RESTART", "CA-10", "PR-02"})


def test_ionised_calcium_decides_where_it_is_known():
    low_total = {"calcium_total": "1.60 mmol/L", "calcium_ionised": "1.20 mmol/L"}
    assert verdict(FIRST, **low_total) == ("give", set())
    values = compute("denosumab", FIRST | low_total)["values"]
    assert Decimal(values["calcium_corrected"]["value"]) == Decimal("1.60")
    assert values["calcium_grade"] == "normal"


def test_own_limits_of_ionised_calcium():
    raw = FIRST | {"calcium_total": None, "albumin": None, "calcium_ionised": "1.14 mmol/L"}
    assert verdict(raw) == ("correct_first", {"CA-10"})
    assert verdict(raw, calcium_ionised_lln="1.12 mmol/L") == ("give", set())


def test_the_worse_unit_decides():
    raw = FIRST | {"calcium_total": "7.0 mg/dL", "albumin": "4.0 g/dL"}
    values = compute("denosumab", raw)["values"]
    assert values["calcium_grade"] == "hypo_2"
    assert values["calcium_grade_other_unit"] == "hypo_3"
    assert values["verdict"] == "do_not_give"


def test_bounds_in_mg_per_dl():
    values = compute("denosumab", FIRST | {"calcium_total": "8.6 mg/dL", "albumin": None})["values"]
    bounds = values["calcium_bounds"]
    assert values["codes"] == ["CA-02"]
    assert (bounds["low"]["value"], bounds["low"]["unit"]) == ("7.40", "mg/dL")
    assert Decimal(bounds["high"]["value"]) == Decimal("10.2")
    assert bounds["below_lln_above"]["unit"] == "g/L"


def test_every_rule_that_holds_is_listed_and_the_worst_decides():
    found, codes = verdict(
        FIRST, crcl=None, dental_exam="unknown", oral_lesion=True, vitamin_d="125 IU",
    )
    assert found == "do_not_give"
    assert codes == {"RN-01", "DE-03", "DE-01", "SU-02"}


def test_a_first_dose_is_followed_by_a_calcium_check():
    def told(raw):
        findings = compute("denosumab", raw)["findings"]
        return "CALCIUM_WITHIN_2_WEEKS" in {finding["code"] for finding in findings}

    assert told(FIRST)
    assert not told(LATER)
    assert not told(FIRST | {"onj": True})


def test_the_chinese_label_is_not_claimed():
    def told(profile):
        answer = compute("denosumab", FIRST | {"label_profile": profile})
        return "CN_TEXT_NOT_VERIFIED" in {f["code"] for f in answer["findings"]}

    assert (told("cn"), told("us"), told("eu")) == (True, False, False)


@pytest.mark.parametrize(("changes", "errors"), [
    ({"first_dose": None}, [("E_MISSING", "first_dose")]),
    ({"first_dose": False}, [("E_MISSING", "days_since_last")]),
    ({"days_since_last": 28}, [("E_LOGIC", None)]),
    ({"sex": "male", "pregnancy": "yes"}, [("E_LOGIC", None)]),
    ({"days_since_last": "28 d", "first_dose": False}, [("E_TYPE", "days_since_last")]),
    ({"symptoms": "tingling"}, [("E_TYPE", "symptoms")]),
    ({"dental_exam": "yes"}, [("E_ENUM", "dental_exam")]),
    ({"albumin": "9.9 g/L"}, [("E_RANGE", "albumin")]),
    ({"elemental_calcium": "600"}, [("E_UNIT", "elemental_calcium")]),
    ({"crcl": "80 mL/min/1.73m^2"}, [("E_UNIT", "crcl")]),
])
def test_refusals(changes, errors):
    answer = compute("denosumab", FIRST | changes)
    assert answer["status"] == "refused"
    assert [(e["code"], e["field"]) for e in answer["errors"]] == errors
