"""Thresholds of the cytotoxic drugs, tried on both sides: given, reduced, delayed, not given."""

from __future__ import annotations

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug, drugs
from tests.formulary.known import codes, counts, left_of, strictest


@pytest.mark.parametrize("profile", ["us", "eu", "cn"])
@pytest.mark.parametrize(
    ("identifier", "anc", "platelets", "expected"),
    [
        ("docetaxel", "1.49", "200", "delay"),
        ("docetaxel", "1.5", "100", "given"),
        ("paclitaxel", "1.49", "200", "delay"),
        ("paclitaxel", "1.5", "99", "delay"),
        ("paclitaxel", "1.5", "100", "given"),
        ("nab_paclitaxel", "1.49", "200", "delay"),
        ("nab_paclitaxel", "1.5", "40", "caution"),
        ("nab_paclitaxel", "1.5", "100", "given"),
        ("gemcitabine", "1.49", "200", "delay"),
        ("gemcitabine", "1.5", "99", "delay"),
        ("gemcitabine", "1.5", "100", "given"),
        ("carboplatin", "1.49", "200", "delay"),
        ("carboplatin", "2", "99", "delay"),
        ("carboplatin", "2", "100", "given"),
    ],
)
def test_day_1_counts_are_each_drugs_own(identifier, anc, platelets, expected, profile):
    assert strictest(identifier, profile, **counts(anc, platelets)) == expected


@pytest.mark.parametrize("profile", ["us", "cn"])
@pytest.mark.parametrize(("platelets", "expected"), [("99", "delay"), ("100", "given")])
def test_docetaxel_waits_for_100_platelets(platelets, expected, profile):
    assert strictest("docetaxel", profile, **counts("1.5", platelets)) == expected


@pytest.mark.parametrize("profile", ["us", "eu", "cn"])
@pytest.mark.parametrize(("beside", "anc", "expected"), [
    ("yes", "1.49", "delay"), ("yes", "1.5", "caution"), ("yes", "1.99", "caution"),
    ("yes", "2", "given"), ("no", "1.5", "delay"), ("no", "1.99", "delay"), ("no", "2", "given"),
])
def test_carboplatin_starts_lower_beside_another_cytotoxic(beside, anc, expected, profile):
    assert strictest(
        "carboplatin", profile, with_other_cytotoxic=beside, **counts(anc, "100")
    ) == expected


@pytest.mark.parametrize(
    ("bilirubin", "transaminase", "alp", "expected"),
    [
        ("1.00", "1.0", "1.0", "given"),
        ("1.01", "1.0", "1.0", "do_not_give"),
        ("1", "1.51", "2.51", "do_not_give"),
        ("1", "1.50", "3.0", "note"),
        ("1", "1.6", "2.50", "caution"),
        ("1", "1.0", "6.0", "note"),
    ],
)
@pytest.mark.parametrize("profile", ["us", "cn"])
def test_docetaxel_and_the_liver_in_the_us_text(bilirubin, transaminase, alp, expected, profile):
    assert strictest(
        "docetaxel", profile, bilirubin_xuln=f"{bilirubin} xULN",
        transaminase_xuln=f"{transaminase} xULN", alp_xuln=f"{alp} xULN",
    ) == expected


def liver(bilirubin: str, transaminase: str, alp: str) -> dict[str, str]:
    return {
        "bilirubin_xuln": f"{bilirubin} xULN", "transaminase_xuln": f"{transaminase} xULN",
        "alp_xuln": f"{alp} xULN",
    }


def test_docetaxel_100_becomes_75_in_the_eu():
    assert left_of("docetaxel", "100 mg/m^2", "eu", **liver("1", "1.6", "2.6")) == q("75 mg/m^2")
    assert left_of("docetaxel", "100 mg/m^2", "eu", **liver("1", "3.6", "6.1")) is None


def test_docetaxel_planned_at_75_has_no_label_dose_in_the_eu():
    planned = {"planned_dose": "75 mg/m^2", **liver("1", "1.6", "2.6")}
    assert strictest("docetaxel", "eu", **planned) == "no_label_dose"
    assert {"DOCETAXEL_LIVER_EU_NO_DOSE", "DOCETAXEL_LIVER_IE_75"} <= codes(
        "docetaxel", "eu", **planned
    )


@pytest.mark.parametrize(
    ("values", "option"),
    [
        (("1", "1.6", "2.6"), "75 %"), (("1", "5", "5"), "75 %"),
        (("1", "5.1", "5"), "50 %"), (("1.5", "1", "1"), "50 %"), (("1", "10", "6"), "50 %"),
        (("1.51", "1", "1"), None), (("1", "10.1", "3"), None), (("1", "5.1", "6.1"), None),
    ],
)
def test_the_irish_protocols_option_for_docetaxel_75(values, option):
    said = codes("docetaxel", "eu", planned_dose="75 mg/m^2", **liver(*values))
    shares = [
        rule.share for rule in drug("docetaxel").rules
        if rule.code in said and rule.then.value == "option"
    ]
    assert shares == ([] if option is None else [q(option)])
    assert ("DOCETAXEL_LIVER_IE_NONE" in said) == (option is None)


def test_no_irish_rule_speaks_outside_the_eu():
    for profile in ("us", "cn"):
        said = codes("docetaxel", profile, planned_dose="75 mg/m^2", **liver("1.2", "6", "5"))
        assert not [code for code in said if "_IE_" in code]


@pytest.mark.parametrize(
    ("bilirubin", "expected"),
    [("1.25", "175"), ("1.26", "131.25"), ("2", "131.25"), ("2.01", "87.5"), ("5", "87.5"),
     ("5.01", None)],
)
def test_paclitaxel_takes_the_smaller_of_share_and_table(bilirubin, expected):
    left = left_of(
        "paclitaxel", "175 mg/m^2", bilirubin_xuln=f"{bilirubin} xULN", transaminase_xuln="1 xULN"
    )
    assert left == (None if expected is None else q(f"{expected} mg/m^2"))


def test_a_weekly_paclitaxel_dose_is_never_reduced_to_135():
    left = left_of(
        "paclitaxel", "80 mg/m^2", bilirubin_xuln="1.5 xULN", transaminase_xuln="1 xULN"
    )
    assert left == q("60 mg/m^2")


def test_paclitaxel_hepatic_table_is_for_the_first_course():
    given = {"bilirubin_xuln": "1.5 xULN", "transaminase_xuln": "1 xULN"}
    assert strictest("paclitaxel", first_dose=False, **given) == "caution"
    assert strictest(
        "paclitaxel", first_dose=False, bilirubin_xuln="6 xULN", transaminase_xuln="1 xULN"
    ) == "do_not_give"


def test_paclitaxel_is_not_given_from_ten_times_the_transaminases():
    given = {"bilirubin_xuln": "1 xULN"}
    assert strictest("paclitaxel", transaminase_xuln="9.99 xULN", **given) == "given"
    assert strictest("paclitaxel", transaminase_xuln="10 xULN", **given) == "do_not_give"


@pytest.mark.parametrize(
    ("profile", "planned", "bilirubin", "ast", "expected"),
    [
        ("us", "260", "1.5", "1", "260"), ("us", "260", "1.51", "1", "200"),
        ("us", "260", "5", "10", "200"), ("us", "260", "5.01", "1", None),
        ("us", "260", "1", "10.1", None), ("eu", "260", "1.51", "1", "208"),
        ("eu", "260", "5.01", "1", None), ("cn", "260", "3", "1", "200"),
        ("us", "100", "1.5", "1", "100"), ("us", "100", "1.51", "1", "80"),
        ("eu", "100", "3", "1", "80"), ("us", "100", "5.01", "1", None),
        ("us", "180", "3", "1", "180"),
    ],
)
def test_nab_paclitaxel_and_the_liver(profile, planned, bilirubin, ast, expected):
    left = left_of(
        "nab_paclitaxel", f"{planned} mg/m^2", profile,
        bilirubin_xuln=f"{bilirubin} xULN", ast_xuln=f"{ast} xULN",
    )
    assert left == (None if expected is None else q(f"{expected} mg/m^2"))


@pytest.mark.parametrize(
    ("gfr", "expected"),
    [("15", "do_not_give"), ("20", "do_not_give"), ("20.1", "caution"), ("30", "caution"),
     ("30.1", "given")],
)
def test_carboplatin_and_the_kidney(gfr, expected):
    assert strictest("carboplatin", gfr=f"{gfr} mL/min") == expected


def test_gemcitabine_starts_lower_with_raised_bilirubin():
    assert left_of("gemcitabine", "1000 mg/m^2", bilirubin="26.9 umol/L") == q("1000 mg/m^2")
    assert left_of("gemcitabine", "1000 mg/m^2", bilirubin="27 umol/L") == q("800 mg/m^2")


@pytest.mark.parametrize("identifier", sorted(drugs()))
def test_a_reduction_never_exceeds_the_planned_dose(identifier):
    planned = drug(identifier).usual_dose
    if planned is None:
        pytest.skip("the label names no usual dose")
    for rule in drug(identifier).rules:
        if rule.at_most is None or rule.at_most.unit is planned.unit:
            assert rule.reduced(planned) <= planned
