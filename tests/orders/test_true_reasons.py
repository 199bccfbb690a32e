"""What an order check gives as a reason is true: each of these was once said and was not."""

import re

import pytest

from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.review_sheet import review_sheets
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.formulary.sources import Mark
from bmcalc.formulary.unasked import unasked
from bmcalc.formulary_command import askers
from bmcalc.report.review_sheet import review_report
from bmcalc.rules.origin import Origin
from tests.formulary.test_bad_files import written
from tests.orders.asked import TCBHP, changed, checked

BODY = {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg"}


def order(regimen, ordered, day=1, cycle=2, **more):
    return {"patient": {**BODY, **more.pop("patient", {})}, "regimen": regimen, "cycle": cycle,
            "day": day, "order": ordered, **more}


def text_of(answer, drug, code):
    (found,) = [one for one in answer.told(drug) if one["code"] == code]
    return found["text"]


def counts(anc, platelets="150 x10^9/L"):
    return {"anc": anc, "platelets": platelets}


DAY_8 = order("gemcitabine-carboplatin", {}, day=8)


@pytest.mark.parametrize(
    ("ordered", "said"),
    [("1600 mg", {"ORDER_STOP", "NOT_REDUCED"}), ("1525 mg", {"ORDER_STOP"}),
     ("8030 mg", {"ORDER_STOP", "DECIMAL_POINT"}), ("803 mg", {"ORDER_AGREES"})],
)
def test_a_dose_that_was_not_halved_is_not_the_dose_of_a_cycle(ordered, said):
    answer = checked(DAY_8, labs=counts("1.2 x10^9/L"), order={"gemcitabine": ordered})
    codes = answer.codes("gemcitabine")
    assert said <= codes
    assert "DOSE_OF_THE_CYCLE" not in codes
    assert ("NOT_REDUCED" in codes) is ("NOT_REDUCED" in said)


def test_an_unreduced_dose_is_told_with_the_reason_for_the_reduction():
    answer = checked(DAY_8, labs=counts("1.2 x10^9/L"), order={"gemcitabine": "1600 mg"})
    text = text_of(answer, "gemcitabine", "NOT_REDUCED")
    assert "1605.5 mg" in text
    assert "half of gemcitabine" in text
    assert answer.verdict("gemcitabine") == "stop"


def test_the_reduction_of_the_prescriber_that_the_order_forgot_is_told_too():
    answer = checked(order(
        "paclitaxel", {"paclitaxel": "281 mg"},
        reductions={"paclitaxel": {"percent": "20 %", "reason": "neuropathy grade 2"}},
    ))
    assert "neuropathy grade 2" in text_of(answer, "paclitaxel", "NOT_REDUCED")


def test_without_a_reduction_twice_the_dose_is_still_the_dose_of_the_cycle():
    answer = checked(DAY_8, labs=counts("3.2 x10^9/L"), order={"gemcitabine": "3211 mg"})
    assert "DOSE_OF_THE_CYCLE" in answer.codes("gemcitabine")
    assert "NOT_REDUCED" not in answer.codes("gemcitabine")


REDUCED = {"neuropathy_grade": 3}


@pytest.mark.parametrize(("ordered", "above"), [("281 mg", False), ("282 mg", True)])
def test_the_highest_dose_in_whole_mg_is_not_above_the_highest_dose(ordered, above):
    """175 mg/m² at 1.6055 m² is 280.97 mg: 281 mg is the label's dose, 282 mg is more."""
    answer = checked(order("paclitaxel", {"paclitaxel": ordered}, patient=REDUCED))
    assert answer.verdict("paclitaxel") == "stop"
    assert ("ABOVE_HIGHEST_DOSE" in answer.codes("paclitaxel")) is above
    if above:
        assert "175.6 mg/m² is above" in text_of(answer, "paclitaxel", "ABOVE_HIGHEST_DOSE")


def test_a_convention_is_not_quoted_as_a_label():
    answer = checked(order("paclitaxel-bevacizumab", {"paclitaxel": "145 mg"}, day=8,
                           labs=counts("0.9 x10^9/L")))
    text = text_of(answer, "paclitaxel", "PACLITAXEL_WEEKLY_DAY_8_15")
    assert "every label" not in text
    assert "a convention, no label" in text
    assert answer.verdict("paclitaxel") == "stop"


def test_another_source_is_not_quoted_as_a_label():
    answer = checked(order("gemcitabine-paclitaxel", {"gemcitabine": "2000 mg"},
                           labs={"bilirubin": {"value": "30 umol/L", "uln": "20 umol/L"}}))
    text = text_of(answer, "gemcitabine", "GEMCITABINE_BILIRUBIN")
    assert "every label" not in text
    assert "another source, no label" in text


def test_a_label_is_quoted_as_one():
    answer = checked(order("paclitaxel", {"paclitaxel": "281 mg"}, labs=counts("1.2 x10^9/L")))
    assert "every label" in text_of(answer, "paclitaxel", "PACLITAXEL_COUNTS")


def test_whose_a_rule_is_follows_from_its_sources():
    shipped = shipped_formulary()
    rules = [rule for drug in shipped.drugs.values() for rule in drug.rules]
    rules += [rule for regimen in shipped.regimens.values() for rule in regimen.rules]
    assert {rule.origin for rule in rules} == set(Origin)
    for rule in rules:
        labels = [one for one in rule.sources if shipped.sources[one].label]
        marks = {shipped.sources[one].mark.value for one in rule.sources}
        assert (rule.origin is Origin.LABEL) is bool(labels), rule.key
        assert (rule.origin is Origin.CONVENTION) is (not labels and marks == {"convention"})


def test_a_protocol_a_paper_and_a_convention_are_no_label():
    sources = shipped_formulary().sources
    for one in ("regimen-nccp-749", "lian-2018", "denosumab-calcium-bands", "ws-t-404-6",
                "label-nsaid-kidney", "label-docetaxel-bone-alp"):
        assert not sources[one].label, one
    for one in ("label-docetaxel-us", "xgeva-mouth", "label-pertuzumab-lvef", "enhertu-lvef"):
        assert sources[one].label, one


def test_the_text_of_a_label_is_marked_as_one():
    """A new label without the mark would be quoted as another source."""
    texts = re.compile(r"prescribing information|USPI|SmPC|package insert")
    for one in shipped_formulary().sources.values():
        if one.id.startswith("label-") and one.mark is not Mark.CONVENTION:
            assert one.label or not texts.search(str(one.citation)), one.id


def test_the_sheet_to_sign_does_not_call_a_convention_a_label():
    sheet = str(review_report(review_sheets("paclitaxel-bevacizumab")))
    assert "a convention, no label" in sheet


@pytest.mark.parametrize(
    ("policy", "named"),
    [({"hp_reload_policy": "perjeta_table"}, "Policy given with the input"),
     ({"hp_reload_policy": "perjeta_table", "name": {"en": "Our own", "zh": "本院"},
       "version": "3"}, "Our own 3"),
     (None, "Shipped policy 2026.11")],
)
def test_the_policy_is_named_as_the_one_that_came(policy, named):
    case = order("thp", {"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"}, today="2026-03-16",
                 last={"trastuzumab_iv": {"on": "2026-02-09"}, "pertuzumab": {"on": "2026-02-09"}})
    answer = checked(case, policy=policy)
    assert answer.values["policy"].startswith(named)
    if policy is not None:
        assert named in text_of(answer, "trastuzumab_iv", "RELOAD_CHOSEN")


def test_the_name_of_a_policy_that_gave_none_is_no_input():
    answer = checked(order("paclitaxel", {}, policy={"label_profile": "eu"}))
    assert answer.answer["inputs"]["policy"] == {"label_profile": "eu"}


def test_a_clearance_in_a_text_has_the_digits_of_a_measurement():
    answer = checked({
        "patient": {**BODY, "age": 70, "creatinine": "90 umol/L", "calcium_total": "2.3 mmol/L",
                    "albumin": "40 g/L", "weight": "60 kg"},
        "regimen": "zoledronic-acid", "cycle": 1, "day": 1, "order": {"zoledronic_acid": "4 mg"},
    })
    text = text_of(answer, "zoledronic_acid", "MEASURE_IONISED")
    assert "48.7 mL/min" in text


PACLITAXEL_IN_THP = {**TCBHP, "regimen": "thp"}


@pytest.mark.parametrize(
    ("dose", "right", "wrong"),
    [("281 mg", "175 mg/m² is a PACLitaxel dose", "is a DOCEtaxel dose"),
     ("120 mg", "is a DOCEtaxel dose", "is a PACLitaxel dose")],
)
def test_a_mix_up_is_told_in_the_direction_of_the_dose(dose, right, wrong):
    case = changed(PACLITAXEL_IN_THP, order=None)
    case["order"] = {"trastuzumab_iv": "464 mg", "pertuzumab": "840 mg", "paclitaxel": dose}
    answer = checked(case)
    for drug in ("paclitaxel", "docetaxel"):
        text = text_of(answer, drug, "SWAPPED")
        assert right in text
        assert wrong not in text
        assert answer.verdict(drug) == "stop"


SITE_DRUG = """
name = { en = "cyclophosphamide", zh = "环磷酰胺" }
group = "cytotoxic"
basis = "mg/m2"
usual_dose = "600 mg/m^2"
sources = ["regimen-casebook"]
"""
SITE_REGIMEN = """
name = { en = "own", zh = "本院" }
sources = ["regimen-casebook"]
[[tracks]]
id = "chemotherapy"
name = { en = "chemotherapy", zh = "化疗" }
cycle_length = "21 day"
[[lines]]
drug = "cyclophosphamide_own"
track = "chemotherapy"
dose = "600 mg/m^2"
days = [1]
route = "iv"
sources = ["regimen-casebook"]
"""
A_RULE = """
[[rules]]
code = "OWN_COUNTS"
then = "delay"
any_of = ["anc < 1.5 x10^9/L"]
until = ["anc >= 1.5 x10^9/L"]
text = { en = "x", zh = "甲" }
sources = ["regimen-casebook"]
"""
THE_COUNTS = """
[[essential]]
shared = "counts"
"""
SIGNED = """
reviewed_by = "the pharmacist"
reviewed_on = 2026-11-01
"""


@pytest.fixture
def site(tmp_path):
    def lay(drug, regimen=SITE_REGIMEN):
        written(tmp_path, "formulary/cyclophosphamide_own.toml", drug)
        written(tmp_path, "regimens/own.toml", regimen)
        laid = load_formulary(tmp_path)
        assert laid.problems == ()
        put_in_force(laid)
        return laid

    yield lay
    put_in_force(None)


OWN = order("own", {"cyclophosphamide_own": "963 mg"}, cycle=1)


@pytest.mark.parametrize(
    ("drug", "regimen", "severity", "verdict"),
    [(SITE_DRUG, SITE_REGIMEN, "caution", "query"),
     (SIGNED + SITE_DRUG, SITE_REGIMEN, "info", "agrees"),
     (SITE_DRUG + A_RULE, SITE_REGIMEN, None, "query"),
     (SITE_DRUG + THE_COUNTS + A_RULE, SITE_REGIMEN, None, "agrees"),
     (SITE_DRUG + THE_COUNTS, SITE_REGIMEN + A_RULE, None, "agrees")],
)
def test_a_drug_that_no_rule_would_ever_hold_is_asked_about(
    site, drug, regimen, severity, verdict
):
    site(drug, regimen)
    answer = checked(OWN, labs=counts("3.2 x10^9/L"))
    found = [one["severity"] for one in answer.told("cyclophosphamide_own")
             if one["code"] == "NO_GATES"]
    assert found == ([] if severity is None else [severity])
    assert answer.verdict("cyclophosphamide_own") == verdict


@pytest.mark.parametrize(("drug", "warned"), [(SITE_DRUG, True), (SITE_DRUG + A_RULE, False)])
def test_the_check_of_a_folder_warns_of_a_cytotoxic_without_a_rule(site, drug, warned):
    told = [str(one.reason) for one in unasked(site(drug), askers())
            if "cyclophosphamide_own" in one.file]
    assert any("without a rule" in one for one in told) is warned
    assert any("without a presentation" in one for one in told)
    assert any("without an infusion" in one for one in told)


def test_every_drug_that_ships_in_a_regimen_has_a_rule():
    shipped = shipped_formulary()
    for regimen in shipped.regimens.values():
        for line in regimen.lines:
            assert shipped.drugs[line.drug].has_gates, line.drug
