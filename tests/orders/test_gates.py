"""The rules before a dose of chemotherapy: the cut-offs as printed, each side of every edge."""

import pytest

from bmcalc.core.term import q, show
from bmcalc.formulary.regimens import regimen
from bmcalc.rules.rule import Outcome
from tests.orders.rules_asked import asked, left, outcomes


def docetaxel(profile, planned="75 mg/m^2", **liver):
    known = {"bilirubin_xuln": "1.0", "transaminase_xuln": "1.0", "alp_xuln": "1.0", **liver}
    return asked("thp", "docetaxel", planned=planned, profiles=(profile,), **known)


def test_h1_docetaxel_us_normal_liver_is_allowed():
    assert left(docetaxel("us", bilirubin_xuln="1.00")) == "full"


def test_h2_docetaxel_us_bilirubin_above_the_limit_is_blocked():
    assert left(docetaxel("us", bilirubin_xuln="1.01")) is None


def test_h3_docetaxel_us_transaminase_with_alp_is_blocked():
    assert left(docetaxel("us", transaminase_xuln="1.51", alp_xuln="2.51")) is None


def test_h4_docetaxel_us_transaminase_at_the_edge_is_allowed():
    assert left(docetaxel("us", transaminase_xuln="1.50", alp_xuln="3.0")) == "full"


def test_h5_docetaxel_us_transaminase_alone_is_a_warning():
    gates = docetaxel("us", transaminase_xuln="1.6", alp_xuln="2.50")
    assert left(gates) == "full"
    assert Outcome.CAUTION in outcomes(gates)


def test_h6_docetaxel_us_alp_from_bone_is_allowed_with_a_note_and_never_waived():
    gates = docetaxel("us", alp_xuln="6.0")
    assert left(gates) == "full"
    assert outcomes(gates) == {Outcome.NOTE}
    blocked = docetaxel("us", alp_xuln="6.0", transaminase_xuln="1.6")
    assert left(blocked) is None


def test_h7_docetaxel_eu_is_blocked_beyond_the_last_row():
    assert left(docetaxel("eu", transaminase_xuln="3.6", alp_xuln="6.1")) is None


def test_h8_docetaxel_eu_100_becomes_75():
    gates = docetaxel("eu", planned="100 mg/m^2", transaminase_xuln="1.6", alp_xuln="2.6")
    assert left(gates) == "75 mg/m²"


def test_docetaxel_eu_planned_at_75_has_no_label_dose_and_shows_the_irish_option():
    gates = docetaxel("eu", transaminase_xuln="1.6", alp_xuln="2.6")
    assert left(gates) is None
    assert {Outcome.NO_LABEL_DOSE, Outcome.OPTION} <= outcomes(gates)
    option = next(gate for gate in gates.met if gate.rule.then is Outcome.OPTION)
    assert option.leaves == q("56.25 mg/m^2")


@pytest.mark.parametrize(
    ("bilirubin", "expected"),
    [("1.25", "full"), ("1.26", "131.25 mg/m²"), ("2.0", "131.25 mg/m²"), ("2.01", "87.5 mg/m²"),
     ("5.0", "87.5 mg/m²"), ("5.01", None)],
)
def test_h9_paclitaxel_over_3_hours_is_the_smaller_of_the_share_and_the_table(bilirubin, expected):
    gates = asked("paclitaxel", "paclitaxel", first=True, bilirubin_xuln=bilirubin,
                  transaminase_xuln="1.0")
    assert left(gates) == expected


def test_h10_paclitaxel_transaminase_of_10_times_is_blocked():
    assert left(asked("paclitaxel", "paclitaxel", first=True, bilirubin_xuln="1.0",
                      transaminase_xuln="10.0")) is None


def test_a_weekly_paclitaxel_dose_is_never_reduced_to_more_than_was_planned():
    gates = asked("paclitaxel-bevacizumab", "paclitaxel", first=True, bilirubin_xuln="1.5",
                  transaminase_xuln="1.0")
    limit = gates.limit()[0]
    assert limit <= q("90 mg/m^2") * 75 / 100


@pytest.mark.parametrize(
    ("liver", "expected"),
    [({"bilirubin_xuln": "1.5"}, "full"), ({"bilirubin_xuln": "1.51"}, "reduce"),
     ({"bilirubin_xuln": "3.0"}, "reduce"), ({"bilirubin_xuln": "5.0"}, "reduce"),
     ({"bilirubin_xuln": "5.01"}, None), ({"ast_xuln": "10.1"}, None)],
)
def test_h11_nab_paclitaxel_every_3_weeks(liver, expected):
    gates = asked("nab-paclitaxel-weekly", "nab_paclitaxel", planned="260 mg/m^2",
                  **{"bilirubin_xuln": "1.0", "ast_xuln": "1.0", **liver})
    found = left(gates)
    assert found == expected or (expected == "reduce" and found not in (None, "full"))


def test_nab_paclitaxel_shows_both_labels_and_the_smaller_dose_leads():
    gates = asked("nab-paclitaxel-weekly", "nab_paclitaxel", planned="260 mg/m^2",
                  bilirubin_xuln="2.0", ast_xuln="1.0")
    assert {show(gate.leaves, 2, trim=True) for gate in gates.met} == {"200 mg/m²", "208 mg/m²"}
    assert left(gates) == "200 mg/m²"


@pytest.mark.parametrize(
    ("anc", "platelets", "expected"),
    [("1.2", "76", "full"), ("1.199", "200", "937.5 mg/m²"), ("2.0", "75", "937.5 mg/m²"),
     ("0.999", "50", "625 mg/m²"), ("0.69", "200", None), ("2.0", "49", None)],
)
def test_m1_to_m5_gemcitabine_with_paclitaxel_on_day_8(anc, platelets, expected):
    assert left(asked("gemcitabine-paclitaxel", "gemcitabine", day=8, anc=anc,
                      platelets=platelets)) == expected


@pytest.mark.parametrize(
    ("anc", "platelets", "expected"),
    [("1.5", "100", "full"), ("1.499", "150", "500 mg/m²"), ("1.0", "100", "500 mg/m²"),
     ("1.5", "75", "500 mg/m²"), ("1.5", "74", None), ("0.99", "200", None)],
)
def test_m6_m7_gemcitabine_with_auc_5_goes_by_the_label(anc, platelets, expected):
    assert left(asked("gemcitabine-carboplatin", "gemcitabine", day=8, anc=anc,
                      platelets=platelets)) == expected


@pytest.mark.parametrize("drug_id", ["gemcitabine", "carboplatin"])
@pytest.mark.parametrize(
    ("anc", "platelets", "share"),
    [("1.0", "100", 100), ("0.99", "100", 80), ("0.75", "100", 80), ("1.0", "99", 80),
     ("1.0", "75", 80), ("0.74", "100", 0), ("1.0", "74", 0)],
)
def test_day_8_of_gemcitabine_with_auc_2_holds_for_both_drugs(drug_id, anc, platelets, share):
    gates = asked("gemcitabine-carboplatin-weekly", drug_id, day=8, anc=anc, platelets=platelets)
    planned = next(
        line.dose for line in regimen("gemcitabine-carboplatin-weekly").lines
        if line.drug == drug_id
    )
    if not share:
        assert left(gates) is None
    elif share == 100:
        assert left(gates) == "full"
    else:
        assert gates.limit()[0] == planned * share / 100


@pytest.mark.parametrize(
    ("regimen_id", "drug_id", "anc", "platelets", "given"),
    [
        ("thp", "docetaxel", "1.49", "200", False), ("thp", "docetaxel", "1.5", "99", False),
        ("thp", "docetaxel", "1.5", "100", True),
        ("paclitaxel", "paclitaxel", "1.49", "200", False),
        ("paclitaxel", "paclitaxel", "1.5", "99", False),
        ("paclitaxel", "paclitaxel", "1.5", "100", True),
        ("gemcitabine-carboplatin", "gemcitabine", "1.49", "200", False),
        ("gemcitabine-carboplatin", "gemcitabine", "1.5", "99", False),
        ("gemcitabine-carboplatin", "gemcitabine", "1.5", "100", True),
        ("tcbhp", "carboplatin", "1.49", "200", False),
        ("tcbhp", "carboplatin", "1.5", "99", False),
        ("tcbhp", "carboplatin", "1.5", "100", True),
        ("nab-paclitaxel-weekly", "nab_paclitaxel", "1.49", "200", False),
    ],
)
def test_m8_day_1_counts_are_the_drug_s_own(regimen_id, drug_id, anc, platelets, given):
    gates = asked(regimen_id, drug_id, anc=anc, platelets=platelets)
    assert (left(gates) is not None) is given


@pytest.mark.parametrize("day", [8, 15])
@pytest.mark.parametrize(
    ("anc", "platelets", "given"),
    [("0.5", "50", True), ("0.49", "50", False), ("0.5", "49", False)],
)
def test_weekly_nab_paclitaxel_on_day_8_and_15(day, anc, platelets, given):
    gates = asked("nab-paclitaxel-weekly", "nab_paclitaxel", day=day, anc=anc, platelets=platelets)
    assert (left(gates) is not None) is given


def test_what_nobody_entered_is_unchecked_and_never_passed():
    gates = asked("thp", "docetaxel")
    assert "anc" in gates.unchecked
    assert "bilirubin_xuln" in gates.unchecked
    known = asked("thp", "docetaxel", anc="3")
    assert "anc" not in known.unchecked


def test_below_the_last_level_nothing_is_left():
    gates = asked("thp", "docetaxel", level=1, planned="60 mg/m^2", febrile_neutropenia="yes")
    assert gates.forbids
    higher = asked("thp", "docetaxel", febrile_neutropenia="yes")
    assert left(higher) == "60 mg/m²"
