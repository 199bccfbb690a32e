"""What only the whole order shows: swaps, missing partners, the wrong day, the wrong route."""

import pytest

from tests.orders.asked import DENOSUMAB, TCBHP, changed, checked, dated

WEEKLY = changed(TCBHP, regimen="gemcitabine-carboplatin-weekly",
                 order={"docetaxel": None, "trastuzumab_iv": None, "pertuzumab": None,
                        "gemcitabine": "1605 mg", "carboplatin": "206 mg"})


def test_a_missing_drug_is_asked_for():
    answer = checked(order={"docetaxel": None})
    assert answer.verdict("docetaxel") == "query"
    assert "MISSING_DRUG" in answer.codes("docetaxel")
    assert answer.verdict() == "query"


def test_a_drug_that_a_rule_forbids_today_is_rightly_missing():
    answer = checked(order={"carboplatin": None}, labs={"anc": "1.4 x10^9/L"})
    assert "MISSING_DRUG" not in answer.codes("carboplatin")


def test_an_extra_drug_is_stopped():
    answer = checked(order={"gemcitabine": "1600 mg"})
    assert answer.verdict("gemcitabine") == "stop"
    assert "EXTRA_DRUG" in answer.codes("gemcitabine")
    assert answer.lines["gemcitabine"]["computed"] is None


def test_a_drug_outside_the_formulary_is_stopped_and_shown():
    answer = checked(order={"oxaliplatin": "120 mg"})
    assert answer.verdict("oxaliplatin") == "stop"
    assert answer.codes("oxaliplatin") == {"UNKNOWN_DRUG"}


def test_an_analgesic_beside_the_regimen_is_no_mistake_and_is_not_agreed_either():
    answer = checked(order={"paracetamol": "1000 mg"})
    assert answer.verdict("paracetamol") == "undecidable"
    assert answer.codes("paracetamol") == {"BESIDE_THE_REGIMEN"}


def test_a_swapped_taxane_is_named_on_both_lines():
    answer = checked(order={"docetaxel": None, "paclitaxel": "281 mg"})
    for drug in ("docetaxel", "paclitaxel"):
        assert answer.verdict(drug) == "stop"
        assert "SWAPPED" in answer.codes(drug)


def test_the_dose_of_paclitaxel_on_the_line_of_docetaxel_is_above_its_label():
    answer = checked(order={"docetaxel": "281 mg"})
    assert answer.verdict("docetaxel") == "stop"
    assert "ABOVE_HIGHEST_DOSE" in answer.codes("docetaxel")
    text = next(one["text"] for one in answer.lines["docetaxel"]["findings"]
                if one["code"] == "ABOVE_HIGHEST_DOSE")
    assert "PACLitaxel" in text


def test_tdxd_in_place_of_trastuzumab_is_decided_by_the_name_even_where_the_number_fits():
    base = changed(TCBHP, cycle=2, today="2021-07-26",
                   last={"trastuzumab_iv": {"on": "2021-07-05"},
                         "pertuzumab": {"on": "2021-07-05"}},
                   order={"trastuzumab_iv": None, "trastuzumab_deruxtecan": "348 mg",
                          "pertuzumab": "420 mg"})
    answer = checked(base)
    assert answer.verdict("trastuzumab_deruxtecan") == "stop"
    assert {"EXTRA_DRUG", "SWAPPED"} <= answer.codes("trastuzumab_deruxtecan")
    assert "SWAPPED" in answer.codes("trastuzumab_iv")


def test_two_products_with_trastuzumab_are_never_combined():
    answer = checked(order={"trastuzumab_deruxtecan": "313 mg"})
    for drug in ("trastuzumab_iv", "trastuzumab_deruxtecan"):
        assert "TWO_TRASTUZUMABS" in answer.codes(drug)


@pytest.mark.parametrize("other", ["trastuzumab_sc", "phesgo", "trastuzumab_deruxtecan"])
def test_each_product_with_trastuzumab_is_one_too_many_beside_another(other):
    answer = checked(order={other: "600 mg"})
    for drug in ("trastuzumab_iv", other):
        assert "TWO_TRASTUZUMABS" in answer.codes(drug)


def test_two_products_that_both_do_not_belong_are_never_combined():
    answer = checked(order={"trastuzumab_iv": None, "trastuzumab_sc": "600 mg",
                            "phesgo": "600 mg"})
    for drug in ("trastuzumab_sc", "phesgo"):
        assert "TWO_TRASTUZUMABS" in answer.codes(drug)


def test_pertuzumab_is_never_given_alone():
    answer = checked(order={"trastuzumab_iv": None})
    assert answer.verdict("pertuzumab") == "stop"
    assert "PERTUZUMAB_ALONE" in answer.codes("pertuzumab")


@pytest.mark.parametrize("partner", ["trastuzumab_iv", "trastuzumab_sc"])
def test_pertuzumab_is_given_beside_either_trastuzumab(partner):
    answer = checked(order={"trastuzumab_iv": None, partner: "600 mg"})
    assert "PERTUZUMAB_ALONE" not in answer.codes("pertuzumab")


def test_phesgo_in_place_of_pertuzumab_is_named_on_both_lines():
    answer = checked(order={"pertuzumab": None, "phesgo": "600 mg"})
    for drug in ("phesgo", "pertuzumab"):
        assert "SWAPPED" in answer.codes(drug)


def test_pertuzumab_is_withheld_with_trastuzumab():
    answer = checked(labs={"lvef_now": "46 %"})
    assert answer.verdict("trastuzumab_iv") == "stop"
    assert "PARTNER_WITHHELD" in answer.codes("pertuzumab")


def test_two_bone_agents_are_too_many():
    answer = checked(bone_agent="denosumab", patient=DENOSUMAB,
                     order={"denosumab": "120 mg", "zoledronic_acid": "4 mg"})
    for drug in ("denosumab", "zoledronic_acid"):
        assert "TWO_BONE_AGENTS" in answer.codes(drug)


def test_the_wrong_route():
    answer = checked(order={"trastuzumab_iv": {"dose": "464 mg", "route": "sc"}})
    assert answer.verdict("trastuzumab_iv") == "stop"
    assert "WRONG_ROUTE" in answer.codes("trastuzumab_iv")
    right = checked(order={"trastuzumab_iv": {"dose": "464 mg", "route": "iv"}})
    assert right.verdict("trastuzumab_iv") == "agrees"


@pytest.mark.parametrize("agrees", ["1605 mg"])
def test_the_dose_of_the_cycle_entered_as_one_dose(agrees):
    assert checked(WEEKLY, order={"gemcitabine": agrees}).verdict("gemcitabine") == "agrees"
    answer = checked(WEEKLY, order={"gemcitabine": "3211 mg"})
    assert answer.verdict("gemcitabine") == "stop"
    assert "DOSE_OF_THE_CYCLE" in answer.codes("gemcitabine")


def test_the_dose_of_the_day_entered_as_one_of_two():
    base = changed(TCBHP, regimen="abemaciclib-endocrine",
                   order={"docetaxel": None, "carboplatin": None, "trastuzumab_iv": None,
                          "pertuzumab": None, "letrozole": "2.5 mg", "abemaciclib": "300 mg"})
    answer = checked(base)
    assert "DOSE_OF_THE_DAY" in answer.codes("abemaciclib")
    assert answer.verdict("abemaciclib") == "stop"
    per_day = checked(base, order={"abemaciclib": {"dose": "300 mg", "per_day": True}})
    assert per_day.verdict("abemaciclib") == "agrees"
    assert per_day.verdict("letrozole") == "agrees"
    assert "anastrozole" not in per_day.lines


def test_the_ordered_partner_of_a_choice_is_the_one_that_is_checked():
    base = changed(TCBHP, regimen="abemaciclib-endocrine",
                   order={"docetaxel": None, "carboplatin": None, "trastuzumab_iv": None,
                          "pertuzumab": None, "anastrozole": "1 mg", "abemaciclib": "150 mg"})
    answer = checked(base)
    assert set(answer.lines) == {"abemaciclib", "anastrozole"}
    assert answer.verdict() == "agrees"


def test_auc_5_in_a_regimen_of_auc_2_on_two_days():
    answer = checked(WEEKLY, order={"carboplatin": "516 mg"})
    assert answer.verdict("carboplatin") == "stop"
    assert "AUC_OF_THE_CYCLE" in answer.codes("carboplatin")


def test_auc_5_entered_again_on_day_8():
    base = changed(TCBHP, regimen="gemcitabine-carboplatin", day=8, today="2021-07-12",
                   labs=dated("2021-07-12"),
                   last={"carboplatin": {"on": "2021-07-05", "dose": "515 mg"},
                         "gemcitabine": {"on": "2021-07-05", "dose": "1605 mg"}},
                   order={"docetaxel": None, "trastuzumab_iv": None, "pertuzumab": None,
                          "gemcitabine": "1605 mg", "carboplatin": "515 mg"})
    answer = checked(base)
    assert {"WRONG_DAY", "AUC_OF_THE_CYCLE"} <= answer.codes("carboplatin")
    assert answer.verdict("carboplatin") == "stop"
    assert answer.verdict("gemcitabine") == "agrees"


def test_auc_5_written_for_day_1_and_8_is_stopped_on_day_1():
    base = changed(TCBHP, regimen="gemcitabine-carboplatin",
                   order={"docetaxel": None, "trastuzumab_iv": None, "pertuzumab": None,
                          "gemcitabine": {"dose": "1605 mg", "days": [1, 8]},
                          "carboplatin": {"dose": "515 mg", "days": [1, 8]}})
    answer = checked(base)
    assert {"WRONG_DAY", "AUC_OF_THE_CYCLE"} <= answer.codes("carboplatin")
    assert answer.verdict("gemcitabine") == "agrees"


@pytest.mark.parametrize(
    ("ordered", "code"),
    [("1200 mg", "DECIMAL_POINT"), ("12 mg", "DECIMAL_POINT"), ("75 mg", "DOSE_PER_UNIT_ORDERED")],
)
def test_mistakes_of_entry_are_named(ordered, code):
    answer = checked(order={"docetaxel": ordered})
    assert answer.verdict("docetaxel") == "stop"
    assert code in answer.codes("docetaxel")


def test_bevacizumab_near_surgery():
    base = changed(TCBHP, regimen="paclitaxel-bevacizumab",
                   patient={"blood_pressure_systolic": "120 mmHg", "proteinuria": "none",
                            "blood_pressure_diastolic": "80 mmHg", "significant_bleeding": False},
                   order={"docetaxel": None, "carboplatin": None, "trastuzumab_iv": None,
                          "pertuzumab": None, "paclitaxel": "144 mg", "bevacizumab": "580 mg"})
    early = checked(base, patient={"surgery_on": "2021-06-20"})
    assert early.verdict("bevacizumab") == "stop"
    assert "BEVACIZUMAB_AFTER_SURGERY" in early.codes("bevacizumab")
    healed = checked(base, patient={"surgery_on": "2021-06-07", "unhealed_wound": False})
    assert healed.verdict("bevacizumab") == "query"
    assert "BEVACIZUMAB_OFF_LABEL" in healed.codes("bevacizumab")
    planned = checked(base, patient={"surgery_on": "2021-07-20"})
    assert "BEVACIZUMAB_BEFORE_SURGERY" in planned.codes("bevacizumab")


def test_the_sequence_of_the_day_is_told():
    assert "GEMCITABINE_BEFORE_CARBOPLATIN" in checked(WEEKLY).codes()


def test_a_severe_reaction_forbids_the_drug_and_no_other():
    answer = checked(patient={"hypersensitivity": ["docetaxel"]})
    assert answer.verdict("docetaxel") == "stop"
    assert answer.verdict("carboplatin") == "agrees"
