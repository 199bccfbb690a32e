"""HER2 agents: the page and the order check ask the same rules, a hospital's own among them."""

from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.resource_files import resource
from tests.formulary.test_lvef_labels import STRICT_EU
from tests.orders.asked import checked

TDXD = {
    "patient": {"sex": "female", "age": 52, "weight": "58 kg", "ild_history": False,
                "pregnancy": "no"},
    "regimen": "tdxd", "cycle": 2, "day": 1, "today": "2026-11-24",
    "labs": {"anc": "3.2 x10^9/L", "platelets": "215 x10^9/L", "lvef_baseline": "62 %",
             "lvef_now": "62 %"},
    "order": {"trastuzumab_deruxtecan": "313.2 mg"},
    "last": {"trastuzumab_deruxtecan": {"on": "2026-11-03", "dose": "313.2 mg"}},
}
DRUG = "trastuzumab_deruxtecan"


@pytest.fixture
def hospital(tmp_path):
    """Return a function that puts a hospital's files in force for a test."""
    def put(**files):
        for place, text in files.items():
            folder, name = place.split("__")
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{name}.toml").write_text(text, encoding="utf-8")
        loaded = load_formulary(tmp_path)
        assert loaded.problems == ()
        put_in_force(loaded)

    yield put
    put_in_force(None)


@pytest.mark.parametrize(("profile", "code", "verdict", "action"), [
    ("us", "TDXD_PLATELETS_BELOW_25", "stop", "interrupt_lower"),
    ("cn", "TDXD_PLATELETS_BELOW_25", "stop", "interrupt_lower"),
    ("eu", "TDXD_PLATELETS_US_ONLY", "query", "continue_repeat"),
])
def test_low_platelets_under_each_label(profile, code, verdict, action):
    answer = checked(TDXD, labs={"platelets": "24 x10^9/L"}, policy={"label_profile": profile})
    assert answer.verdict(DRUG) == verdict
    told = {one for one in answer.codes(DRUG) if "PLATELETS" in one}
    assert told == {code}
    page = compute("tdxd-adjustment", {"platelets": "24 x10^9/L", "label_profile": profile})
    assert page["values"]["action"] == action
    assert page["values"]["codes"] == [code.removeprefix("TDXD_")]


TOXICITIES = [
    ({"ild_history": True}, {"ild_history": True}),
    ({"ild_grade": 1}, {"ild_grade": 1}),
    ({"ild_grade": 2}, {"ild_grade": 2}),
    ({"ild_grade": 1, "ild_resolved_after": 28}, {"ild_grade": 0, "ild_days": "28 day"}),
    ({"ild_grade": 1, "ild_resolved_after": 29}, {"ild_grade": 0, "ild_days": "29 day"}),
    ({"heart_failure": True}, {"heart_failure": True}),
    ({"severe_hepatic_impairment": True}, {"severe_hepatic_impairment": True}),
    ({"severe_hepatic_impairment": True}, {"child_pugh": "c"}),
    ({"anc": "0.9 x10^9/L", "temperature": "38.4 degC"},
     {"anc": "0.9 x10^9/L", "temperature": "38.4 degC"}),
    ({"anc": "0.49 x10^9/L"}, {"anc": "0.49 x10^9/L"}),
    ({"anc": "0.5 x10^9/L"}, {"anc": "0.5 x10^9/L"}),
    ({"anc": "1 x10^9/L"}, {"anc": "1 x10^9/L"}),
    *(
        ({"lvef_baseline": f"{before} %", "lvef_now": f"{now} %"},) * 2
        for before, now in ((62, 58), (62, 52), (60, 50), (54, 45), (55, 45), (66, 45.9),
                            (48, 45), (60, 39.9), (70, 49))
    ),
]


@pytest.mark.parametrize("profile", ["us", "eu", "cn"])
@pytest.mark.parametrize(("on_page", "told"), TOXICITIES)
def test_page_and_order_meet_the_same_rules(on_page, told, profile):
    facts = {name: value for name, value in told.items() if name not in TDXD["labs"]}
    labs = {name: value for name, value in told.items() if name in TDXD["labs"]}
    order = checked(TDXD, patient=facts, labs=labs, policy={"label_profile": profile})
    page = compute("tdxd-adjustment", {**on_page, "label_profile": profile})
    named = {rule.code: rule.told_as for rule in drug(DRUG).rules}
    met = {named[one] for one in order.codes(DRUG) if one in named}
    assert met == set(page["values"]["codes"])
    assert (order.verdict(DRUG) == "stop") is (page["status"] == "stop")


def test_slow_lung_disease_asks_for_the_next_lower_dose():
    resolved = {"ild_grade": 0, "ild_days": "29 day"}
    assert checked(TDXD, patient=resolved).number(DRUG, "computed") == Decimal("255.2")
    assert checked(TDXD, patient=resolved).verdict(DRUG) == "stop"
    lower = checked(TDXD, patient=resolved, order={DRUG: "255.2 mg"})
    assert lower.verdict(DRUG) == "agrees"


@pytest.mark.parametrize(("now", "held"), [("40 %", False), ("39 %", True)])
def test_what_withholds_pertuzumab_withholds_trastuzumab(now, held):
    answer = checked(labs={"lvef_baseline": "44 %", "lvef_now": now}, cycle=2)
    codes = answer.codes("trastuzumab_iv")
    assert ("PERTUZUMAB_LVEF_BELOW_40" in codes) is held
    assert "PERTUZUMAB_LVEF_START" not in codes
    page = compute("her2-dose", {
        "drug": "trastuzumab_iv", "weight": "58 kg", "first_dose": False, "days_since_last": 21,
        "partner_pertuzumab": True, "lvef_baseline": "44 %", "lvef_now": now,
    })
    assert (page["status"] == "stop") is held


@pytest.mark.parametrize(("weeks", "code"), [
    (None, "TRASTUZUMAB_LVEF_FALL"), (3, "TRASTUZUMAB_LVEF_ON_HOLD"),
    (9, "TRASTUZUMAB_LVEF_NOT_RECOVERED"),
])
def test_an_order_during_a_hold_is_judged_as_such(weeks, code):
    answer = checked(patient={"weeks_on_hold": weeks}, labs={"lvef_now": "46 %"})
    assert answer.verdict("trastuzumab_iv") == "stop"
    told = {one for one in answer.codes("trastuzumab_iv") if one.startswith("TRASTUZUMAB_LVEF_")
            and "_EU" not in one}
    assert told == {code}


@pytest.mark.parametrize(("profile", "verdict"), [("eu", "stop"), ("us", "query")])
def test_the_irish_rule_holds_the_pair_under_the_eu_profile(profile, verdict):
    answer = checked(labs={"lvef_baseline": "60 %", "lvef_now": "50.1 %"})
    assert "PAIR_LVEF_IE" not in answer.codes("pertuzumab")
    found = checked(
        labs={"lvef_baseline": "60 %", "lvef_now": "49 %"}, policy={"label_profile": profile}
    ).lines["pertuzumab"]["findings"]
    severity = next(one["severity"] for one in found if one["code"] == "PAIR_LVEF_IE")
    assert severity == ("stop" if verdict == "stop" else "caution")


def test_a_hospitals_rule_on_lvef_works_on_pages_and_in_the_order(hospital):
    hospital(tables__lvef=STRICT_EU)
    low = {"lvef_baseline": "56 %", "lvef_now": "54 %"}
    assert checked(labs=low).verdict("trastuzumab_iv") == "stop"
    page = compute("lvef-check", {**low, "drug": "trastuzumab"})
    assert page["values"]["trastuzumab_ema"] == "hold"
    assert any("held below 55 %" in one["text"] for one in page["findings"])
    dose = compute("her2-dose", {
        "drug": "trastuzumab_iv", "weight": "58 kg", "first_dose": True, **low,
    })
    assert dose["status"] == "stop"


def test_a_hospitals_schedule_works_on_the_page_in_the_order_and_in_the_dates(hospital):
    shipped = resource("formulary", "trastuzumab_iv.toml").read_text(encoding="utf-8")
    hospital(formulary__trastuzumab_iv=shipped.replace(
        'load_again_after = "28 day"', 'load_again_after = "35 day"'
    ).replace('first_day = "29 day"', 'first_day = "36 day"'))
    asked = {"drug": "trastuzumab_iv", "weight": "58 kg", "first_dose": False,
             "partner_pertuzumab": True}
    for days, phase in ((35, "maintenance"), (36, "conflict"), (42, "reload")):
        page = compute("her2-dose", {**asked, "days_since_last": days})
        assert page["values"]["phase"] == phase
    given = {"trastuzumab_iv": {"on": "2021-05-31"}, "pertuzumab": {"on": "2021-06-14"}}
    answer = checked(cycle=2, last=given, order={"trastuzumab_iv": "348 mg"})
    assert answer.lines["trastuzumab_iv"]["phase"] == "maintenance"
    assert answer.number("trastuzumab_iv", "computed") == 348
    dates = compute("schedule", {
        "regimen": "thp", "today": "2021-07-05", "cycle": 2, "day": 1,
        "last": {"trastuzumab_iv": {"on": "2021-05-31"}},
    })
    assert "RELOAD" not in {one["code"] for one in dates.get("findings", ())}


def test_a_product_without_a_schedule_has_no_dose(hospital):
    hospital(formulary__pertuzumab="schedules = []\n")
    page = compute("her2-dose", {"drug": "pertuzumab", "first_dose": True})
    assert [one["code"] for one in page["errors"]] == ["E_LOGIC"]


def test_a_dose_level_that_the_label_does_not_have_is_stopped(hospital):
    shipped = resource("formulary", f"{DRUG}.toml").read_text(encoding="utf-8")
    hospital(**{f"formulary__{DRUG}": shipped.replace(', "3.2 mg/kg"]', "]")})
    page = compute("her2-dose", {"drug": DRUG, "weight": "58 kg", "first_dose": False,
                                 "days_since_last": 21, "dose_level": 2})
    assert page["values"]["dose"] is None
    assert page["status"] == "stop"
    refused = compute("tdxd-adjustment", {"anc": "2 x10^9/L", "dose_level": 2})
    assert [one["field"] for one in refused["errors"]] == ["dose_level"]


def test_a_hospitals_limit_of_the_dose_is_the_next_dose_though_it_is_no_level(hospital):
    shipped = resource("formulary", f"{DRUG}.toml").read_text(encoding="utf-8")
    own = '''
[[rules]]
code = "HOUSE_KIDNEY"
then = "reduce"
at_most = "4 mg/kg"
any_of = ["platelets < 100 x10^9/L"]
text = { en = "House: at most 4 mg/kg.", zh = "本院：不超过 4 mg/kg。" }
sources = ["label-tdxd-us"]
'''
    hospital(**{f"formulary__{DRUG}": shipped + own})
    values = compute("tdxd-adjustment", {"platelets": "90 x10^9/L"})["values"]
    assert (values["action"], values["next_level"]) == ("reduce", None)
    assert values["next_dose_per_kg"]["value"] == "4"
