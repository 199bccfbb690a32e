"""The bone agent beside a regimen, and the vials that the site has."""

from decimal import Decimal

from tests.orders.asked import DENOSUMAB, TCBHP, changed, checked, dated


def test_zoledronic_acid_goes_by_the_kidney_and_needs_calcium():
    base = changed(TCBHP, bone_agent="zoledronic_acid", order={"zoledronic_acid": "4 mg"})
    given = changed(base, patient={**{k: DENOSUMAB[k] for k in (
        "calcium_total", "albumin", "dental_exam", "elemental_calcium", "vitamin_d", "calcitriol")},
        "crcl": "55 mL/min"}, labs={"magnesium": "0.85 mmol/L", "phosphate": "1.0 mmol/L"})
    answer = checked(given)
    assert answer.number("zoledronic_acid", "computed") == Decimal("3.5")
    assert answer.verdict("zoledronic_acid") == "stop"
    assert answer.number("zoledronic_acid", "volume") is None
    as_computed = checked(given, order={"zoledronic_acid": "3.5 mg"})
    assert as_computed.number("zoledronic_acid", "volume") == Decimal("4.4")
    without = checked(base, patient={"crcl": "80 mL/min"})
    assert without.verdict("zoledronic_acid") == "undecidable"
    assert without.verdict("docetaxel") == "agrees"


def test_denosumab_not_yet_due_is_not_missed_but_an_early_one_is_stopped():
    base = changed(TCBHP, bone_agent="denosumab", cycle=2, today="2021-07-26",
                   last={"trastuzumab_iv": {"on": "2021-07-05"},
                         "pertuzumab": {"on": "2021-07-05"},
                         "docetaxel": {"on": "2021-07-05"}, "carboplatin": {"on": "2021-07-05"},
                         "denosumab": {"on": "2021-07-12"}},
                   order={"trastuzumab_iv": "348 mg", "pertuzumab": "420 mg"}, patient=DENOSUMAB,
                   labs={**dated("2021-07-25"),
                         "creatinine": {"value": "68 umol/L", "on": "2021-07-25"}})
    answer = checked(base)
    assert answer.lines["denosumab"]["due"] == "not_today"
    assert answer.verdict() == "agrees", answer.lines["denosumab"]["findings"]
    early = checked(base, order={"denosumab": "120 mg"})
    assert early.verdict("denosumab") == "stop"
    assert "IN-TOO_EARLY" in early.codes("denosumab")


def test_the_stock_of_the_site_decides_the_vials():
    answer = checked(stock={"docetaxel": {"20 mg": 10}}, order={"docetaxel": "121 mg"})
    assert answer.vials("docetaxel") == {"20 mg": 7}
    assert "VIAL_LIMIT" in answer.codes("docetaxel")
    empty = checked(stock={"docetaxel": {"20 mg": 1}})
    assert "NOT_IN_STOCK" in empty.codes("docetaxel")
    assert empty.verdict("docetaxel") == "agrees"
    policy = checked(policy={"stock": {"carboplatin": ["100 mg"]}})
    assert policy.vials("carboplatin") == {"100 mg": 6}


def test_two_concentrations_on_the_market_ask_to_look_at_the_vial():
    answer = checked(policy={"market": "US"})
    finding = next(one for one in answer.lines["docetaxel"]["findings"]
                   if one["code"] == "CHOOSE_CONCENTRATION")
    assert "20 mg/mL: 6.00 mL" in finding["text"]
    assert "10 mg/mL: 12.00 mL" in finding["text"]
