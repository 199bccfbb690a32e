"""Facts that must be there and fresh: without them nothing agrees, and age counts to the day."""

from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.regimens import regimens
from tests.orders.asked import DENOSUMAB, NORMAL, TCBHP, changed, checked, refused

TODAY = date(2024, 3, 11)
PATIENT = {
    **DENOSUMAB, "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg",
    "pregnancy": "no", "menopause": "suppressed", "ild_history": False,
    "creatinine_baseline": "68 umol/L", "dosing_interval": "every_4_weeks",
    "calcium_total": None, "albumin": None,
}
PATIENT = {name: one for name, one in PATIENT.items() if one is not None}


def ordered(regimen):
    """Return a first order of a regimen at the doses that are computed, with every fact."""
    case = {
        "patient": PATIENT, "labs": NORMAL, "regimen": regimen, "cycle": 1, "day": 1,
        "today": TODAY.isoformat(),
    }
    answer = compute("order-check", case)
    assert answer["status"] != "refused", answer["errors"]
    case["order"] = {
        line["drug"]: {"dose": f"{round(Decimal(line['computed']['value']), 2)} mg"}
        for line in answer["values"]["lines"]
    }
    for line in regimens()[regimen].lines:
        if line.drug in case["order"] and line.times_per_day > 1:
            case["order"][line.drug]["times_per_day"] = line.times_per_day
    return case


def without(case, fact):
    """Return a case without one fact, wherever it stands."""
    case = deepcopy(case)
    case["patient"].pop(fact, None)
    case["labs"].pop(fact, None)
    return case


NEEDED = [
    (regimen, fact)
    for regimen, facts in {
        "thp": ["anc", "platelets", "bilirubin", "alp", "lvef_now", "pregnancy"],
        "paclitaxel": ["anc", "platelets", "bilirubin", "pregnancy"],
        "nab-paclitaxel-weekly": ["anc", "platelets", "bilirubin", "pregnancy"],
        "gemcitabine-carboplatin": ["anc", "platelets", "creatinine", "pregnancy"],
        "tdxd": ["anc", "platelets", "ild_history", "pregnancy"],
        "letrozole-ribociclib": [
            "anc", "platelets", "qtcf", "potassium", "magnesium", "phosphate", "calcium_total",
            "pregnancy",
        ],
        "fulvestrant-palbociclib": ["anc", "platelets", "pregnancy"],
        "abemaciclib-endocrine": ["anc", "platelets", "pregnancy"],
        "zoledronic-acid": ["pregnancy"],
    }.items()
    for fact in facts
]


@pytest.mark.parametrize("regimen", sorted({regimen for regimen, _fact in NEEDED}))
def test_with_every_fact_the_order_is_decided(regimen):
    answer = compute("order-check", ordered(regimen))
    for line in answer["values"]["lines"]:
        assert line["verdict"] in ("agrees", "query"), (line["drug"], line["findings"])
        assert line["essential_missing"] == line["essential_old"] == []


@pytest.mark.parametrize(("regimen", "fact"), NEEDED)
def test_without_one_fact_it_is_not(regimen, fact):
    case = without(ordered(regimen), fact)
    if fact == "lvef_now":
        case = without(case, "lvef_baseline")
    answer = compute("order-check", case)
    assert answer["status"] == "caution"
    assert answer["values"]["verdict"] == "undecidable"
    missing = {one for line in answer["values"]["lines"] for one in line["essential_missing"]}
    assert missing & {fact, "gfr", "ild_grade"}


@pytest.mark.parametrize("given", [("alt",), ("ast",), ()])
def test_of_ast_and_alt_one_suffices(given):
    case = ordered("paclitaxel")
    for one in {"alt", "ast"} - set(given):
        case = without(case, one)
    verdict = compute("order-check", case)["values"]["verdict"]
    assert verdict == ("agrees" if given else "undecidable")


@pytest.mark.parametrize(("patient", "verdict"), [
    ({"sex": "male", "menopause": None}, "agrees"),
    ({"age": 60, "menopause": None}, "agrees"),
    ({"age": 59, "menopause": None}, "undecidable"),
    ({"menopause": "postmenopausal"}, "agrees"),
    ({"menopause": "suppressed"}, "undecidable"),
    ({"menopause": "premenopausal"}, "undecidable"),
    ({"pregnancy": "na"}, "agrees"),
    ({"pregnancy": "unknown"}, "undecidable"),
    ({"pregnancy": "yes"}, "stop"),
])
def test_who_is_asked_about_pregnancy(patient, verdict):
    case = ordered("gemcitabine-carboplatin")
    case = changed(case, patient={"pregnancy": None, **patient})
    assert checked(case).verdict("gemcitabine") == verdict


@pytest.mark.parametrize(("patient", "is_asked"), [
    ({"sex": "male", "menopause": None}, False),
    ({"age": 60, "menopause": None}, False), ({"age": 59, "menopause": None}, True),
    ({"menopause": "postmenopausal"}, False), ({"menopause": "suppressed"}, True),
])
def test_denosumab_beside_an_order_asks_the_same_people_about_pregnancy(patient, is_asked):
    case = {**ordered("gemcitabine-carboplatin"), "bone_agent": "denosumab"}
    case["order"]["denosumab"] = {"dose": "120 mg"}
    found = checked(changed(case, patient={"pregnancy": None, **patient}))
    assert ("PR-02" in found.codes("denosumab")) is is_asked


AGES = [
    ("gemcitabine-carboplatin", "anc", 7, 7, "gemcitabine", {}),
    ("gemcitabine-carboplatin", "platelets", 3, 7, "gemcitabine", {"cycle": 2}),
    ("paclitaxel", "bilirubin", 7, 14, "paclitaxel", {}),
    ("paclitaxel", "alt", 7, 14, "paclitaxel", {}),
    ("thp", "lvef_now", 100, 190, "pertuzumab", {}),
    ("letrozole-ribociclib", "qtcf", 7, 14, "ribociclib", {}),
    ("letrozole-ribociclib", "potassium", 7, 14, "ribociclib", {}),
    ("letrozole-ribociclib", "anc", 7, 14, "ribociclib", {}),
]


@pytest.mark.parametrize(("regimen", "fact", "fresh", "oldest", "drug", "more"), AGES)
def test_a_result_counts_to_the_day(regimen, fact, fresh, oldest, drug, more):
    case = changed(ordered(regimen), **more)
    if more:
        case["last"] = {one: {"on": (TODAY - timedelta(days=21)).isoformat()}
                        for one in case["order"]}
    given = case["labs"][fact]

    def verdict_at(age):
        on = (TODAY - timedelta(days=age)).isoformat()
        case["labs"][fact] = {**(given if isinstance(given, dict) else {"value": given}), "on": on}
        answer = checked(case)
        return answer.verdict(drug), answer.lines[drug]["essential_old"]

    assert verdict_at(fresh) == ("agrees", [])
    if oldest > fresh:
        assert verdict_at(fresh + 1) == ("query", [])
        assert verdict_at(oldest) == ("query", [])
    assert verdict_at(oldest + 1) == ("undecidable", [fact])


@pytest.mark.parametrize(("days", "verdict"), [(100, "agrees"), (101, "query")])
def test_the_baseline_that_stands_for_the_first_dose_has_the_age_of_a_result(days, verdict):
    on = (date(2021, 7, 5) - timedelta(days=days)).isoformat()
    labs = {"lvef_now": None, "lvef_baseline": {"value": "62 %", "on": on}}
    assert checked(labs=labs).verdict("pertuzumab") == verdict


def test_an_old_result_that_stops_still_stops():
    answer = checked(labs={"anc": {"value": "0.4 x10^9/L", "on": "2021-06-01"}})
    assert answer.verdict("docetaxel") == "stop"


def test_a_dated_result_without_the_day_of_the_check_is_of_no_known_age():
    answer = checked(changed(TCBHP, today=None, labs={"creatinine": "68 umol/L"}))
    assert answer.verdict("docetaxel") == "undecidable"
    assert "anc" in answer.lines["docetaxel"]["essential_old"]


def test_a_result_without_a_date_is_of_today():
    answer = checked(labs={name: NORMAL[name] for name in ("anc", "platelets", "bilirubin")})
    assert answer.verdict("docetaxel") == "agrees"


@pytest.mark.parametrize(("days", "verdict"), [(30, "agrees"), (31, "undecidable")])
def test_any_fact_may_carry_its_day(days, verdict):
    on = (date(2021, 7, 5) - timedelta(days=days)).isoformat()
    answer = checked(patient={"pregnancy": {"value": "no", "on": on}})
    assert answer.verdict("docetaxel") == verdict
    assert answer.answer["inputs"]["patient"]["pregnancy"] == {"value": "no", "on": on}


def test_a_fact_s_day_is_read_as_strictly_as_any_date():
    assert ("E_DATE", "patient.pregnancy.on") in refused(
        patient={"pregnancy": {"value": "no", "on": "5 July"}})
    assert ("E_LOGIC", "patient.pregnancy") in refused(
        patient={"pregnancy": {"value": "no", "on": "2021-07-06"}})
    assert ("E_ENUM", "patient.pregnancy") in refused(
        patient={"pregnancy": {"value": "perhaps", "on": "2021-07-01"}})


@pytest.mark.parametrize(("now", "baseline", "drug", "verdict"), [
    ("44 %", None, "trastuzumab_iv", "undecidable"),
    ("44 %", None, "pertuzumab", "stop"),
    ("62 %", None, "trastuzumab_iv", "undecidable"),
    (None, "62 %", "trastuzumab_iv", "agrees"),
    (None, "62 %", "pertuzumab", "agrees"),
    (None, None, "pertuzumab", "undecidable"),
])
def test_a_fall_needs_its_baseline_and_the_first_dose_goes_by_the_baseline(
    now, baseline, drug, verdict
):
    assert checked(labs={"lvef_now": now, "lvef_baseline": baseline}).verdict(drug) == verdict


@pytest.mark.parametrize(("cycle", "verdict"), [(6, "undecidable"), (7, "agrees")])
def test_ribociclib_counts_follow_the_calendar_of_its_label(cycle, verdict):
    case = without(without(ordered("letrozole-ribociclib"), "anc"), "platelets")
    case["cycle"] = cycle
    case["last"] = {one: {"on": (TODAY - timedelta(days=28)).isoformat()}
                    for one in case["order"]}
    assert checked(case).verdict("ribociclib") == verdict


def test_the_later_ejection_fraction_is_asked_for_in_a_later_cycle():
    case = changed(TCBHP, cycle=2, today="2021-07-26",
                   last={"trastuzumab_iv": {"on": "2021-07-05"},
                         "pertuzumab": {"on": "2021-07-05"}},
                   order={"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"},
                   labs={"lvef_now": None})
    assert checked(case).lines["pertuzumab"]["essential_missing"] == ["lvef_now"]


def test_of_the_electrolytes_those_that_are_absent_are_asked_for():
    case = without(without(ordered("letrozole-ribociclib"), "potassium"), "calcium_total")
    answer = checked(case)
    assert answer.lines["ribociclib"]["essential_missing"] == ["potassium", "calcium_total"]


def test_one_finding_names_all_that_is_missing():
    answer = checked(labs={"anc": None, "platelets": None, "alp": None})
    told = [one for one in answer.lines["docetaxel"]["findings"] if one["code"] == "FACT_MISSING"]
    assert len(told) == 1
    assert told[0]["text"] == (
        "Not given, and without it this cannot be decided: Neutrophils (ANC), Platelets, ALP."
    )
    assert answer.lines["docetaxel"]["essential_missing"] == ["anc", "platelets", "alp"]


@pytest.fixture
def hospital(tmp_path):
    """Return a function that puts a hospital's file of one drug in force for a test."""
    def put(drug, text):
        (tmp_path / "formulary").mkdir()
        (tmp_path / "formulary" / f"{drug}.toml").write_text(text, encoding="utf-8")
        loaded = load_formulary(tmp_path)
        put_in_force(loaded)
        return loaded.problems

    yield put
    put_in_force(None)


def test_a_hospital_changes_one_entry_and_keeps_the_others(hospital):
    text = '[[essential]]\nshared = "counts"\nfresh_days = 5\noldest_days = 6\n'
    assert hospital("gemcitabine", text) == ()
    assert [one.code for one in drugs()["gemcitabine"].essential] == [
        "NEEDS_PREGNANCY", "NEEDS_COUNTS"]
    answer = checked(changed(ordered("gemcitabine-carboplatin"), labs={
        "anc": {"value": "3.2 x10^9/L", "on": (TODAY - timedelta(days=6)).isoformat()}}))
    assert answer.verdict("gemcitabine") == "query"
    assert answer.verdict("carboplatin") == "agrees"


def test_a_hospital_leaves_one_entry_out_by_name(hospital):
    assert hospital("gemcitabine", 'without_essential = ["NEEDS_COUNTS"]\n') == ()
    answer = checked(without(ordered("gemcitabine-carboplatin"), "anc"))
    assert answer.verdict("gemcitabine") == "agrees"
    assert answer.verdict("carboplatin") == "undecidable"


@pytest.mark.parametrize("text", [
    '[[essential]]\nshared = "moon"\n',
    'without_essential = ["NEEDS_MOON"]\n',
    '[[essential]]\ncode = "X"\nmeasures = ["moon"]\nsources = ["essential-facts"]\n',
    '[[essential]]\ncode = "X"\nsources = ["essential-facts"]\n',
    '[[essential]]\ncode = "X"\nmeasures = ["anc"]\nfresh_days = 4\noldest_days = 3\n'
    'sources = ["essential-facts"]\n',
])
def test_a_bad_entry_of_a_hospital_is_named(hospital, text):
    assert hospital("gemcitabine", text) != ()


def test_a_fact_that_two_measures_need_is_asked_for_once():
    answer = compute("order-check", {"regimen": "tcbhp", "cycle": 1, "day": 1, "order": {}})
    told = [one["text"] for one in answer["findings"] if one["code"] == "FACT_MISSING"]
    assert told
    for text in told:
        names = text.rstrip(".").split(": ")[-1].replace(" or ", ", ").split(", ")
        assert len(names) == len(set(names)), text


@pytest.mark.parametrize(("signed", "verdict"), [("", "query"), (
    'reviewed_by = "the pharmacist"\nreviewed_on = 2024-01-02\n', "agrees")])
def test_a_drug_that_names_no_fact_is_asked_about_until_somebody_signs_it(
    hospital, signed, verdict
):
    assert hospital("gemcitabine", (
        f'{signed}without_essential = ["NEEDS_COUNTS", "NEEDS_PREGNANCY"]\n')) == ()
    answer = checked(ordered("gemcitabine-carboplatin"))
    assert answer.verdict("gemcitabine") == verdict
    assert ("NO_ESSENTIAL" in answer.codes("gemcitabine")) is (verdict == "query")


def test_a_value_that_a_rule_takes_as_it_is_is_asked_for_itself():
    """Bilirubin in mg/dL decides on vinorelbine, without a laboratory's limit."""
    asked = {"patient": {"sex": "female", "age": 62, "height": "160 cm", "weight": "58 kg"},
             "labs": {"anc": "3.2 x10^9/L", "platelets": "215 x10^9/L"}, "regimen": "nvb",
             "cycle": 1, "day": 1, "order": {"vinorelbine_iv": "48 mg"}}
    without = checked(asked)
    assert without.lines["vinorelbine_iv"]["essential_missing"] == ["bilirubin"]
    assert without.verdict("vinorelbine_iv") == "undecidable"
    asked["labs"]["bilirubin"] = "0.8 mg/dL"
    assert checked(asked).verdict("vinorelbine_iv") == "agrees"
