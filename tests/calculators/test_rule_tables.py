"""What holds for every row of every decision table: its source and its field exist."""

import pytest

from bmcalc.calculators.bone_agents.denosumab_fields import DenosumabInputs
from bmcalc.calculators.bone_agents.denosumab_rules import DENOSUMAB_RULES
from bmcalc.calculators.bone_agents.zoledronic_fields import ZoledronicInputs
from bmcalc.calculators.bone_agents.zoledronic_rules import ZOLEDRONIC_RULES
from bmcalc.calculators.endocrine.cdk46_fields import JUDGED, NOTED, Cdk46Inputs
from bmcalc.calculators.her2.her2_products import DERUXTECAN, DERUXTECAN_LEVELS, SCHEDULES
from bmcalc.calculators.her2.lvef_on_hold import REVIEWS
from bmcalc.calculators.her2.lvef_rules import LVEF_RULES
from bmcalc.calculators.her2.tdxd_fields import TdxdInputs
from bmcalc.calculators.her2.tdxd_rules import TDXD_RULES
from bmcalc.calculators.shared.action import doses_of
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import source
from bmcalc.formulary.sources import Mark

TABLES = {
    "denosumab": (DenosumabInputs, DENOSUMAB_RULES),
    "zoledronic-acid": (ZoledronicInputs, ZOLEDRONIC_RULES),
    "tdxd-adjustment": (TdxdInputs, TDXD_RULES),
    **{name: (Cdk46Inputs, drug(name).rules) for name in NOTED},
}
ROWS = [
    pytest.param(inputs, rule, id=f"{table} {rule.code} {number}")
    for table, (inputs, rules) in TABLES.items() for number, rule in enumerate(rules)
]


@pytest.mark.parametrize(("inputs", "rule"), ROWS)
def test_sources_and_fields_of_each_row_exist(inputs, rule):
    assert rule.sources
    assert all(source(identifier).citation for identifier in rule.sources)
    assert rule.field is None or rule.field in inputs.asks()


@pytest.mark.parametrize("rule", DENOSUMAB_RULES, ids=lambda rule: rule.code)
def test_each_denosumab_row_has_a_verdict_in_some_column(rule):
    assert rule.first is not None or rule.later is not None


def test_what_no_label_says_is_marked_as_a_convention():
    bands = [r for r in DENOSUMAB_RULES if r.code.startswith("IN-") or r.code == "CA-18"]
    assert len(bands) == 6
    for rule in bands:
        assert Mark.CONVENTION in {source(identifier).mark for identifier in rule.sources}


def test_each_lvef_rule_can_be_reviewed_on_hold():
    assert set(REVIEWS) == set(LVEF_RULES)
    for rule in LVEF_RULES.values():
        assert all(source(identifier).citation for identifier in rule.sources)


def test_the_unread_cell_of_perjeta_is_marked_as_from_memory():
    assert source("perjeta-delay-table").mark is Mark.MEMORY


def test_dose_levels_fall():
    for levels in (DERUXTECAN_LEVELS, *(doses_of(drug(name)) for name in NOTED)):
        assert list(levels) == sorted(levels, reverse=True)
    assert SCHEDULES[DERUXTECAN, "21 day"].maintenance == DERUXTECAN_LEVELS[0]


def test_schedules_name_their_source_and_fit_together():
    for schedule in SCHEDULES.values():
        assert source(schedule.source).citation
        assert (schedule.loading is None) == (schedule.load_again_after is None)
        if schedule.load_again_after is not None:
            assert schedule.load_again_after > schedule.interval
        if schedule.early_caution is not None:
            assert schedule.early_caution < schedule.interval


def test_what_is_noted_or_judged_is_asked():
    for names in (JUDGED, *NOTED.values()):
        assert set(names) <= set(Cdk46Inputs.asks())
