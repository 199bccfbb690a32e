"""An order for somebody on dialysis, or whose creatinine moves: nothing rests on an estimate."""

import pytest

from bmcalc import compute
from tests.orders.asked import DENOSUMAB, TCBHP, Answer, changed

NOT_TO_ESTIMATE = [{"dialysis": True}, {"creatinine_steady": "no"}]
KIDNEY_IS_KNOWN = {"dialysis": False, "creatinine_steady": "yes"}

GEMCITABINE_CARBOPLATIN = changed(
    TCBHP, regimen="gemcitabine-carboplatin",
    order=None,
) | {"order": {"gemcitabine": "1600 mg", "carboplatin": "515 mg"}}

RIBOCICLIB = changed(TCBHP, regimen="letrozole-ribociclib", order=None) | {
    "order": {"ribociclib": "200 mg", "letrozole": "2.5 mg"},
}
SICK = {"creatinine": "300 umol/L"}


def check(case):
    return Answer(compute("order-check", case))


@pytest.mark.parametrize("why", NOT_TO_ESTIMATE)
def test_carboplatin_is_undecidable_and_has_no_dose(why):
    for case in (TCBHP, GEMCITABINE_CARBOPLATIN):
        answer = check(changed(case, patient=why))
        assert answer.verdict("carboplatin") == "undecidable"
        assert answer.number("carboplatin", "computed") is None
        assert answer.number("carboplatin", "dose") is None
        assert "NO_GFR_ESTIMATE" in answer.codes("carboplatin")
        assert answer.verdict() != "agrees"
        assert answer.status != "ok"
        assert answer.values["crcl"] is None


def test_it_was_decided_where_the_estimate_holds():
    answer = check(changed(GEMCITABINE_CARBOPLATIN, patient=KIDNEY_IS_KNOWN))
    assert answer.number("carboplatin", "computed") is not None
    assert "NO_GFR_ESTIMATE" not in answer.codes("carboplatin")
    assert answer.values["crcl"] is not None


def test_the_dose_without_kidneys_is_told_as_a_thought_only():
    answer = check(changed(GEMCITABINE_CARBOPLATIN, patient={"dialysis": True}))
    assert "CALVERT_WITHOUT_KIDNEYS" in answer.codes("carboplatin")
    assert answer.number("carboplatin", "dose") is None


@pytest.mark.parametrize("why", NOT_TO_ESTIMATE)
def test_a_measured_gfr_decides(why):
    answer = check(changed(
        GEMCITABINE_CARBOPLATIN, patient={**why, "gfr": "80 mL/min", "gfr_kind": "measured"},
    ))
    assert answer.number("carboplatin", "computed") is not None


@pytest.mark.parametrize("why", NOT_TO_ESTIMATE)
def test_an_estimate_from_elsewhere_does_not(why):
    answer = check(changed(
        GEMCITABINE_CARBOPLATIN, patient={**why, "gfr": "80 mL/min", "gfr_kind": "estimated"},
    ))
    assert answer.verdict("carboplatin") == "undecidable"


def test_what_was_not_said_of_the_kidney_is_told():
    def not_checked(patient):
        answer = check(changed(GEMCITABINE_CARBOPLATIN, patient=patient))
        return answer.lines["carboplatin"]["not_checked"]

    assert {"Dialysis", "Creatinine at steady state"} <= set(not_checked({}))
    assert not {"Dialysis", "Creatinine at steady state"} & set(not_checked(KIDNEY_IS_KNOWN))


def test_an_unsteady_creatinine_gives_no_clearance_to_the_rules():
    base = {"zoledronic_acid": "3.0 mg"}
    def zoledronic(patient):
        return check(changed(
            TCBHP, bone_agent="zoledronic_acid", patient={**DENOSUMAB, **patient}, labs=SICK,
            order=base,
        ))

    assert "RN-03" in zoledronic({}).codes("zoledronic_acid")
    unsteady = zoledronic({"creatinine_steady": "no"})
    assert "RN-03" not in unsteady.codes("zoledronic_acid")
    assert unsteady.verdict("zoledronic_acid") == "undecidable"
    assert unsteady.number("zoledronic_acid", "dose") is None
    assert zoledronic({"dialysis": True}).verdict("zoledronic_acid") == "stop"


def test_a_typed_clearance_counts_whatever_the_creatinine_does():
    answer = check(changed(
        TCBHP, bone_agent="zoledronic_acid", order={"zoledronic_acid": "3.3 mg"},
        patient={**DENOSUMAB, "creatinine_steady": "no", "crcl": "45 mL/min"},
    ))
    assert "ZOLEDRONIC_ACID_CLEARANCE_40" in answer.codes("zoledronic_acid")
    assert answer.number("zoledronic_acid", "dose") is not None


def test_denosumab_asks_for_the_clearance_that_is_not_estimated():
    def codes(patient):
        return check(changed(
            TCBHP, bone_agent="denosumab", order={"denosumab": "120 mg"},
            patient={**DENOSUMAB, **patient},
        )).codes("denosumab")

    assert "RN-01" not in codes({})
    assert {"RN-01", "NO_CLEARANCE"} <= codes({"creatinine_steady": "no"})


@pytest.mark.parametrize(("drug", "patient", "verdict"), [
    ("denosumab", {"creatinine_steady": "no"}, "undecidable"),
    ("ribociclib", {"creatinine_steady": "no"}, "undecidable"),
    ("gemcitabine", {"creatinine_steady": "no"}, "query"),
    ("gemcitabine", {"dialysis": True}, "query"),
])
def test_without_a_clearance_a_rule_that_could_stop_leaves_the_line_undecided(
    drug, patient, verdict
):
    case = {
        "denosumab": changed(TCBHP, bone_agent="denosumab", order={"denosumab": "120 mg"}),
        "ribociclib": changed(RIBOCICLIB, order={"ribociclib": "600 mg"}),
        "gemcitabine": GEMCITABINE_CARBOPLATIN,
    }[drug]
    answer = check(changed(case, patient={**DENOSUMAB, **patient}))
    assert "NO_CLEARANCE" in answer.codes(drug)
    findings = [one for one in answer.lines[drug]["findings"] if one["code"] == "NO_CLEARANCE"]
    assert len(findings) == 1
    assert answer.verdict(drug) == verdict


def test_a_rule_that_would_look_at_the_clearance_asks_and_never_agrees_instead():
    def ribociclib(patient):
        return check(changed(RIBOCICLIB, patient=patient, labs=SICK))

    assert "RIBOCICLIB_CLEARANCE" in ribociclib({}).codes("ribociclib")
    unsteady = ribociclib({"creatinine_steady": "no"})
    assert "RIBOCICLIB_CLEARANCE" not in unsteady.codes("ribociclib")
    assert "NO_CLEARANCE" in unsteady.codes("ribociclib")
    assert unsteady.verdict("ribociclib") != "agrees"
    assert "NO_CLEARANCE" not in unsteady.codes("letrozole")
    known = ribociclib({"creatinine_steady": "no", "crcl": "60 mL/min"})
    assert "NO_CLEARANCE" not in known.codes("ribociclib")
