"""Regimens: the casebook's schedules, day-8 tables keyed by regimen, dose levels below the plan."""

from __future__ import annotations

import pytest

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.regimens import levels_for, regimen, regimens, rules_for, with_companions
from tests.formulary.known import left_in


@pytest.mark.parametrize(
    ("identifier", "cycle", "cycles", "lines"),
    [
        ("tcbhp", "21 day", 6, [
            ("trastuzumab_iv", "6 mg/kg", "8 mg/kg", (1,)),
            ("pertuzumab", "420 mg", "840 mg", (1,)),
            ("docetaxel", "75 mg/m^2", None, (1,)), ("carboplatin", "5 mg*min/mL", None, (1,)),
        ]),
        ("thp", "21 day", 6, [
            ("trastuzumab_iv", "6 mg/kg", "8 mg/kg", (1,)),
            ("pertuzumab", "420 mg", "840 mg", (1,)), ("docetaxel", "75 mg/m^2", None, (1,)),
        ]),
        ("gemcitabine-carboplatin", "21 day", 6, [
            ("gemcitabine", "1000 mg/m^2", None, (1, 8)),
            ("carboplatin", "5 mg*min/mL", None, (1,)),
        ]),
        ("gemcitabine-carboplatin-weekly", "21 day", None, [
            ("gemcitabine", "1000 mg/m^2", None, (1, 8)),
            ("carboplatin", "2 mg*min/mL", None, (1, 8)),
        ]),
        ("tdxd", "21 day", None, [("trastuzumab_deruxtecan", "5.4 mg/kg", None, (1,))]),
        ("paclitaxel", "21 day", None, [("paclitaxel", "175 mg/m^2", None, (1,))]),
        ("nab-paclitaxel-weekly", "28 day", None,
         [("nab_paclitaxel", "100 mg/m^2", None, (1, 8, 15))]),
        ("paclitaxel-bevacizumab", "28 day", None, [
            ("paclitaxel", "90 mg/m^2", None, (1, 8, 15)),
            ("bevacizumab", "10 mg/kg", None, (1, 15)),
        ]),
        ("denosumab", "28 day", None, [("denosumab", "120 mg", None, (1,))]),
        ("zoledronic-acid", "28 day", None, [("zoledronic_acid", "4 mg", None, (1,))]),
        ("fulvestrant-palbociclib", "28 day", None, [
            ("fulvestrant", "500 mg", None, (1,)),
            ("palbociclib", "125 mg", None, tuple(range(1, 22))),
        ]),
        ("letrozole-ribociclib", "28 day", None, [
            ("ribociclib", "600 mg", None, tuple(range(1, 22))),
            ("letrozole", "2.5 mg", None, tuple(range(1, 29))),
        ]),
    ],
)
def test_the_schedules(identifier, cycle, cycles, lines):
    found = regimen(identifier)
    assert found.cycle_length == q(cycle)
    assert found.cycles == cycles
    assert [
        (line.drug, line.dose, line.loading_dose, line.days) for line in found.lines
    ] == [
        (name, q(dose), None if loading is None else q(loading), days)
        for name, dose, loading, days in lines
    ]


def test_fulvestrant_has_an_extra_dose_in_its_first_cycle():
    line = regimen("fulvestrant").lines[0]
    assert line.first_cycle_days == (1, 15)
    assert line.days == (1,)


def test_the_antibodies_go_on_after_six_cycles_of_chemotherapy():
    found = regimen("tcbhp")
    tracks = {line.drug: found.track(line) for line in found.lines}
    assert tracks["docetaxel"].cycles == 6
    assert tracks["trastuzumab_iv"].cycles is None


def test_abemaciclib_is_given_twice_a_day_with_one_endocrine_partner():
    lines = regimen("abemaciclib-endocrine").lines
    assert lines[0].times_per_day == 2
    assert {line.choice for line in lines[1:]} == {"endocrine"}


def test_the_bone_agent_runs_beside_on_its_own_28_days():
    lines = list(with_companions(regimen("tcbhp")))
    owner, line = lines[-1]
    assert line.drug == "denosumab"
    assert owner.track(line).cycle_length == q("28 day")


@pytest.mark.parametrize(
    ("anc", "platelets", "expected"),
    [("1.5", "100", "1000"), ("1.499", "150", "500"), ("1.5", "99.999", "500"),
     ("1", "75", "500"), ("0.999", "150", None), ("1.5", "74", None)],
)
def test_day_8_with_carboplatin_auc_5_goes_by_the_label(anc, platelets, expected):
    left = left_in("gemcitabine-carboplatin", "gemcitabine", 8,
                   anc=f"{anc} x10^9/L", platelets=f"{platelets} x10^9/L")
    assert left == (None if expected is None else q(f"{expected} mg/m^2"))


@pytest.mark.parametrize(
    ("anc", "platelets", "percent"),
    [("1", "100", 100), ("0.99", "100", 80), ("1", "99", 80), ("0.75", "75", 80),
     ("0.749", "200", None), ("3", "74", None)],
)
@pytest.mark.parametrize("profile", ["us", "eu", "cn"])
@pytest.mark.parametrize(
    ("identifier", "planned"), [("gemcitabine", "1000 mg/m^2"), ("carboplatin", "2 mg*min/mL")]
)
def test_day_8_of_the_auc_2_regimen_holds_for_both_drugs(
    identifier, planned, anc, platelets, percent, profile
):
    left = left_in("gemcitabine-carboplatin-weekly", identifier, 8, profile,
                   anc=f"{anc} x10^9/L", platelets=f"{platelets} x10^9/L")
    assert left == (None if percent is None else q(planned) * percent / 100)


@pytest.mark.parametrize(
    ("anc", "platelets", "percent"),
    [("1.2", "76", 100), ("1.199", "200", 75), ("2", "75", 75), ("0.999", "50", 50),
     ("0.69", "200", None), ("2", "49", None)],
)
def test_day_8_with_paclitaxel(anc, platelets, percent):
    left = left_in("gemcitabine-paclitaxel", "gemcitabine", 8,
                   anc=f"{anc} x10^9/L", platelets=f"{platelets} x10^9/L")
    assert left == (None if percent is None else q("1250 mg/m^2") * percent / 100)


@pytest.mark.parametrize(
    ("day", "anc", "platelets", "given"),
    [(1, "1.5", "100", True), (1, "1.49", "100", False), (1, "1.5", "99", False),
     (8, "0.5", "50", True), (8, "0.49", "50", False), (15, "0.5", "49", False)],
)
def test_weekly_nab_paclitaxel_has_its_own_counts(day, anc, platelets, given):
    left = left_in("nab-paclitaxel-weekly", "nab_paclitaxel", day,
                   anc=f"{anc} x10^9/L", platelets=f"{platelets} x10^9/L")
    assert (left is not None) is given


@pytest.mark.parametrize(
    ("identifier", "drug_id", "levels"),
    [
        ("tcbhp", "docetaxel", ["60 mg/m^2"]), ("tcbhp", "carboplatin", ["4 mg*min/mL"]),
        ("gemcitabine-carboplatin", "gemcitabine", ["800 mg/m^2"]),
        ("gemcitabine-carboplatin-weekly", "carboplatin", ["1.5 mg*min/mL"]),
        ("nab-paclitaxel-weekly", "nab_paclitaxel", ["75 mg/m^2", "50 mg/m^2"]),
        ("tdxd", "trastuzumab_deruxtecan", ["4.4 mg/kg", "3.2 mg/kg"]),
        ("fulvestrant-palbociclib", "palbociclib", ["100 mg", "75 mg"]),
        ("letrozole-ribociclib", "ribociclib", ["400 mg", "200 mg"]),
        ("abemaciclib-endocrine", "abemaciclib", ["100 mg", "50 mg"]),
    ],
)
def test_dose_levels(identifier, drug_id, levels):
    found = regimen(identifier)
    line = next(line for line in found.lines if line.drug == drug_id)
    table = levels_for(found, line, "cn")
    assert table is not None
    assert list(table.levels) == [q(level) for level in levels]
    assert table.at(0) == line.dose
    assert table.at(len(levels) + 1) is None


def test_weekly_nab_paclitaxel_never_gets_the_levels_of_260():
    found = regimen("nab-paclitaxel-weekly")
    table = levels_for(found, found.lines[0], "us")
    assert table is not None
    assert all(level < q("100 mg/m^2") for level in table.levels)
    assert drug("nab_paclitaxel").levels(q("100 mg/m^2"), "us") is None


@pytest.mark.parametrize(
    ("profile", "levels"), [("us", ["75", "55"]), ("eu", ["75", "60"]), ("cn", ["75", "60"])]
)
def test_docetaxel_100_steps_down_by_its_label(profile, levels):
    table = drug("docetaxel").levels(q("100 mg/m^2"), profile)
    assert table is not None
    assert list(table.levels) == [q(f"{level} mg/m^2") for level in levels]


@pytest.mark.parametrize("identifier", sorted(regimens()))
def test_no_rule_of_a_regimen_leaves_more_than_was_planned(identifier):
    found = regimen(identifier)
    for line in found.lines:
        for day in (1, 8, 15):
            for rule in rules_for(found, line, profile="cn", day=day, first_dose=True):
                if rule.at_most is None or rule.at_most.unit is line.dose.unit:
                    assert rule.reduced(line.dose) <= line.dose
