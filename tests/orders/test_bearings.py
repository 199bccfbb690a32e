"""What each code that decides means for a verdict: every one of them, and in whole orders."""

from types import SimpleNamespace

import pytest

from bmcalc.core.finding_code import Bearing, FindingCode, bearing_of
from bmcalc.core.term import q
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.orders.dosing.asking import ask
from bmcalc.orders.order_line import OrderLine, asks_somebody
from bmcalc.orders.reading.order_entry import Ordered
from bmcalc.orders.verdicts import Verdict
from tests.orders.asked import DENOSUMAB, TCBHP, checked

NOTHING_IS_DECIDED = {
    "MISSING", "LAST_DOSE_UNKNOWN", "INTERVAL_UNKNOWN", "DUE_UNKNOWN", "LINE_UNREAD",
    "PARTNER_UNKNOWN", "FACT_MISSING", "FACT_OLD", "NO_GFR_ESTIMATE",
}
ASKS_NOBODY = {
    "UNUSUAL", "GFR_HIGH", "LITTLE_MUSCLE", "IDEAL_WEIGHT_EXTRAPOLATED", "NON_IDMS_CREATININE",
    "BSA_CAPPED", "ABOVE_FDA_MAXIMUM", "NOT_ROUNDED", "NO_BAND", "ROUNDED_FAR",
}
ONLY_OF_A_TYPED_DOSE = {
    "DOSE_LOW", "LOOKS_LIKE_ANOTHER_DRUG", "USUAL_DOSE_USED", "NOT_INTERCHANGEABLE",
    "ADMINISTRATION", "ACTUAL_WEIGHT",
}
BY_SEVERITY = {
    "ABSENT", "NO_ORDER", "PREMEDICATION_MISSING", "ABOVE_NEVER_EXCEEDED",
    "MISSING_DRUG", "EXTRA_DRUG", "UNKNOWN_DRUG", "SWAPPED", "WRONG_ROUTE",
    "WRONG_DAY", "ORDER_QUERY", "ORDER_STOP", "ORDER_ABOVE_CAP", "DECIMAL_POINT", "DOSE_JUMPED",
    "RELOAD_CONFLICT", "PERTUZUMAB_ALONE", "DE-03", "PR-02", "WHICH_DRUG", "ORDERED_TWICE",
    "ORDERED_TO_STOP", "TO_CONFIRM", "NOT_A_PLAN", "FREQUENCY_DIFFERS", "INTERVAL_DIFFERS",
    "DAYS_DIFFER", "INFUSION_DIFFERS", "DILUENT_DIFFERS", "BASIS_DIFFERS", "CYCLE_DIFFERS",
    "PHASE_DIFFERS", "DOSE_RAISED", "GIVEN_TODAY", "TOO_EARLY", "EARLY", "BEYOND_PLANNED_CYCLES",
    "NOT_REDUCED", "NO_GATES", "NO_ESSENTIAL", "RELATED_GIVEN",
    "OWN_REACTION", "PATIENT_DIFFERS", "CONCENTRATION", "NO_WHOLE_TABLETS", "OTHER_AUC",
    "MORE_IN_THE_CYCLE",
}

EXPLAINS = {
    "ORDER_AGREES", "PREVIOUS_DOSE", "NOT_CHECKED", "LINE_TEXT", "TAKEN_FOR_GRANTED", "NO_BANDS",
    "ROUNDED_BELOW_CAP", "MULTI_DOSE", "VIAL_TEXT", "CALCIUM_LIMITS", "IONISED_LIMITS",
    "TYPED_GFR_USED", "CREATININE_FLOORED", "OTHER_BASIS", "IDMS_CREATININE",
    "ACTUAL_WEIGHT_USED", "EQUATION_OVERDOSES", "CN_TEXT_NOT_VERIFIED", "OTHER_SCHEDULE",
}
OF_EVERY_LINE = {
    "LABEL_NOT_VERIFIED", "UNDATED_AS_TODAY", "CREATININE_UNDATED", "POLICY_CONVENTIONS",
}


def line_with(code, severity=Severity.CAUTION):
    """Return a line that agrees but for one finding."""
    dose = q("100 mg")
    line = OrderLine("docetaxel", "docetaxel", computed=dose, rounded=dose, ordered=dose)
    line.order = Ordered(dose)
    assert line.verdict is Verdict.AGREES
    line.work.findings.append(Finding(code, severity, "a text"))
    return line


def taken_over(code):
    """Return the codes of an order's line whose calculator found this."""
    found = Work()
    found.caution(code, "a text")
    calculator = SimpleNamespace(
        run=lambda _raw: (None, found), inputs=SimpleNamespace(asks=dict),
    )
    work = Work()
    ask(calculator, {}, "docetaxel", work)
    return work.codes()


def test_each_code_is_told_here():
    told = (NOTHING_IS_DECIDED, ASKS_NOBODY, ONLY_OF_A_TYPED_DOSE, BY_SEVERITY, EXPLAINS,
            OF_EVERY_LINE)
    assert sorted(code for codes in told for code in codes) == sorted(map(str, FindingCode))


@pytest.mark.parametrize("code", sorted(NOTHING_IS_DECIDED))
def test_with_what_is_not_known_nothing_is_decided(code):
    assert line_with(code).verdict is Verdict.UNDECIDABLE
    assert line_with(code, Severity.STOP).verdict is Verdict.UNDECIDABLE
    assert taken_over(code) == [code]


@pytest.mark.parametrize("code", sorted(ASKS_NOBODY))
def test_a_caution_about_an_input_asks_nobody_about_the_order(code):
    assert line_with(code).verdict is Verdict.AGREES
    assert line_with(code, Severity.STOP).verdict is Verdict.STOP
    assert not asks_somebody(line_with(code).findings)
    assert taken_over(code) == [code]


@pytest.mark.parametrize("code", sorted(ONLY_OF_A_TYPED_DOSE))
def test_what_is_about_a_typed_dose_is_not_told_of_a_regimens_dose(code):
    assert taken_over(code) == []


@pytest.mark.parametrize("code", [*sorted(BY_SEVERITY - {"ABSENT"}), "SOME_OTHER_CODE"])
def test_every_other_code_weighs_by_its_severity(code):
    assert line_with(code).verdict is Verdict.QUERY
    assert line_with(code, Severity.STOP).verdict is Verdict.STOP
    assert line_with(code, Severity.INFO).verdict is Verdict.AGREES
    assert taken_over(code) == [code]


@pytest.mark.parametrize("code", sorted(EXPLAINS | OF_EVERY_LINE))
def test_what_explains_stands_apart_and_a_caution_of_it_does_not(code):
    line = line_with(code, Severity.INFO)
    assert line.verdict is Verdict.AGREES
    assert line.findings == []
    assert [one.code for one in line.working] == ([code] if code in EXPLAINS else [])
    weighs = line_with(code)
    assert weighs.verdict is Verdict.QUERY
    assert [one.code for one in weighs.findings] == [code]
    assert weighs.working == []


@pytest.mark.parametrize("code", sorted(NOTHING_IS_DECIDED))
def test_what_leaves_a_line_undecided_is_a_finding_whatever_its_severity(code):
    assert [one.code for one in line_with(code, Severity.INFO).findings] == [code]


def test_a_note_of_a_rule_that_looks_at_nothing_explains():
    line = line_with("ANY_RULE", Severity.INFO)
    line.work.findings[0].explains = True
    assert (line.findings, [one.code for one in line.working]) == ([], ["ANY_RULE"])


def test_a_rule_that_is_met_because_something_is_missing_decides_nothing():
    line = line_with("ANY_RULE", Severity.STOP)
    line.work.findings[0].undecided = True
    assert line.verdict is Verdict.UNDECIDABLE


def test_a_text_finds_its_code_also_where_the_name_of_the_member_differs():
    assert bearing_of("MISSING") is Bearing.UNDECIDED
    assert bearing_of("UNUSUAL") is Bearing.ABOUT_INPUT
    assert bearing_of("MOUTH_NOT_EXAMINED") == Bearing(0)
    assert {"PR-02"} & {FindingCode.PREGNANCY_UNKNOWN}


DENOSUMAB_ORDER = {
    "regimen": "denosumab", "cycle": 3, "day": 1, "today": "2024-03-10",
    "patient": {**TCBHP["patient"], **DENOSUMAB, "crcl": "80 mL/min"},
    "order": {"denosumab": "120 mg"},
    "last": {"denosumab": {"on": "2024-02-11"}},
}


def denosumab(**patient):
    known = {name: value for name, value in {**DENOSUMAB_ORDER["patient"], **patient}.items()
             if value is not None}
    return checked({**DENOSUMAB_ORDER, "patient": known}).lines["denosumab"]


def test_a_bone_agent_with_every_fact_agrees():
    assert denosumab()["verdict"] == "agrees"


@pytest.mark.parametrize("missing", [
    {"calcium_total": None}, {"albumin": None, "calcium_total": "2.15 mmol/L"},
    {"pregnancy": "unknown"},
])
def test_a_bone_agent_is_not_decided_without_calcium_or_pregnancy(missing):
    assert denosumab(**missing)["verdict"] == "undecidable"


def test_pregnancy_is_judged_once():
    stops = [one for one in denosumab(pregnancy="yes")["findings"] if one["severity"] == "stop"]
    assert len(stops) == 1


def test_a_later_zoledronic_acid_is_not_decided_without_the_rise_of_creatinine():
    line = checked({
        "regimen": "zoledronic-acid", "cycle": 2, "day": 1, "today": "2024-03-10",
        "patient": {**TCBHP["patient"], **DENOSUMAB},
        "labs": {"creatinine": {"value": "68 umol/L", "on": "2024-03-09"}},
        "order": {"zoledronic_acid": "4 mg"}, "last": {"zoledronic_acid": {"on": "2024-02-11"}},
    }).lines["zoledronic_acid"]
    assert line["verdict"] == "undecidable"


def test_a_dose_that_the_fda_maximum_would_limit_is_told_and_agrees():
    fast = {
        "labs": {"creatinine": {"value": "62 umol/L", "on": "2021-07-03"}},
        "patient": {"age": 22, "weight": "85 kg", "height": "175 cm"},
        "policy": {"gfr_cap": None, "creatinine_floor": None},
    }
    answer = checked(TCBHP, **fast, order={"carboplatin": "856 mg"})
    assert {"ABOVE_FDA_MAXIMUM", "GFR_HIGH"} <= answer.codes("carboplatin")
    assert answer.verdict("carboplatin") == "agrees"


def test_a_line_without_the_weight_or_the_last_dose_is_not_decided():
    answer = checked(TCBHP, patient={"weight": None})
    assert {"MISSING"} <= answer.codes("docetaxel")
    assert answer.verdict("docetaxel") == "undecidable"
    answer = checked(TCBHP, cycle=2)
    assert {"LAST_DOSE_UNKNOWN"} <= answer.codes("trastuzumab_iv")
    assert answer.verdict("trastuzumab_iv") == "undecidable"
