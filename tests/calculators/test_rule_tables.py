"""What holds for every row of every decision table: its source and its field exist."""

import pytest

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.bone_agents.zoledronic_fields import ZoledronicInputs
from bmcalc.calculators.endocrine.cdk46_fields import JUDGED, NOTED, Cdk46Inputs
from bmcalc.calculators.her2.her2_products import DERUXTECAN
from bmcalc.calculators.her2.lvef_check import LABELS, LvefInputs
from bmcalc.calculators.her2.tdxd_fields import TdxdInputs
from bmcalc.calculators.shared.action import doses_of
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.in_force import formulary, source
from bmcalc.formulary.sources import Mark

LVEF_RULES = {key: label.rules for key, label in formulary().lvef.items()}
DENOSUMAB_RULES = drug("denosumab").rules
ASKED_BY_THE_ORDER_ALONE = {("zoledronic-acid", "hypersensitivity")}

TABLES = {
    "denosumab": (DenosumabInputs, DENOSUMAB_RULES),
    "zoledronic-acid": (ZoledronicInputs, drug("zoledronic_acid").rules),
    "tdxd-adjustment": (
        TdxdInputs,
        [rule for rule in drug(DERUXTECAN).rules if rule not in LVEF_RULES["deruxtecan"]],
    ),
    **{key: (LvefInputs, rules) for key, rules in LVEF_RULES.items()},
    **{name: (Cdk46Inputs, drug(name).rules) for name in NOTED},
}
ROWS = [
    pytest.param(table, inputs, rule, id=f"{table} {rule.code} {number}")
    for table, (inputs, rules) in TABLES.items() for number, rule in enumerate(rules)
]


@pytest.mark.parametrize(("table", "inputs", "rule"), ROWS)
def test_sources_and_fields_of_each_row_exist(table, inputs, rule):
    assert rule.sources
    assert all(source(identifier).citation for identifier in rule.sources)
    if rule.code != "PREGNANT" and (table, rule.field) not in ASKED_BY_THE_ORDER_ALONE:
        assert rule.field is None or rule.field in inputs.asks()


@pytest.mark.parametrize("rule", DENOSUMAB_RULES, ids=lambda rule: rule.code)
def test_each_denosumab_row_has_a_verdict_in_some_column(rule):
    assert rule.outcomes


def test_what_no_label_says_is_marked_as_a_convention():
    bands = [r for r in DENOSUMAB_RULES if r.code.startswith("IN-") or r.code == "CA-18"]
    assert len(bands) == 7
    for rule in bands:
        assert Mark.CONVENTION in {source(identifier).mark for identifier in rule.sources}


def test_each_lvef_label_holds_resumes_and_stops_while_on_hold():
    assert set(LABELS) <= set(LVEF_RULES)
    for rules in (LVEF_RULES[label] for label in LABELS):
        on_hold = {rule.told_as for rule in rules if "weeks_on_hold" in rule.measures}
        assert {"LVEF_STOP", "LVEF_RESUME"} <= on_hold


def test_every_lvef_label_is_followed_by_a_drug():
    followed = {label for one in drugs().values() for label in one.lvef}
    assert followed == set(LVEF_RULES)


def test_the_unread_cell_of_perjeta_is_marked_as_from_memory():
    assert source("perjeta-delay-table").mark is Mark.MEMORY


def test_dose_levels_fall():
    for name in (DERUXTECAN, *NOTED):
        levels = doses_of(drug(name))
        assert list(levels) == sorted(levels, reverse=True)
    schedule = drug(DERUXTECAN).schedule(21)
    assert schedule.maintenance == doses_of(drug(DERUXTECAN))[0]


def test_what_is_noted_or_judged_is_asked():
    for names in (JUDGED, *NOTED.values()):
        assert set(names) <= set(Cdk46Inputs.asks())
