"""The growth factor that is suggested for the risk of febrile neutropenia of a regimen."""

from __future__ import annotations

import pytest

from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import source
from bmcalc.formulary.regimens import regimen, regimens
from tests.orders.healthy import answer, of_today

CODES = {"high": "GROWTH_FACTOR_HIGH", "intermediate": "GROWTH_FACTOR_INTERMEDIATE",
         "low": "GROWTH_FACTOR_LOW"}
KNOWN = {"tcbhp": "high", "thp": "intermediate", "paclitaxel": "intermediate",
         "nab-paclitaxel-weekly": "low", "paclitaxel-bevacizumab": "low",
         "gemcitabine-paclitaxel": "low"}


def suggested(name):
    return [one for one in answer(of_today(regimen(name)))["values"]["supportive_care"]
            if one["kind"] == "growth_factor"]


@pytest.mark.parametrize(("name", "risk"), KNOWN.items())
def test_the_suggestion_follows_the_risk_of_the_regimen(name, risk):
    found = suggested(name)
    assert [one["code"] for one in found] == [CODES[risk]]
    assert "growth-factor-by-risk" in found[0]["sources"]


@pytest.mark.parametrize("name", ["tdxd", "fulvestrant", "letrozole-ribociclib", "denosumab"])
def test_a_regimen_whose_risk_nobody_wrote_down_suggests_none(name):
    assert suggested(name) == []


def test_the_suggestion_is_no_part_of_the_verdict():
    values = answer(of_today(regimen("tcbhp")))["values"]
    assert values["verdict"] == "agrees"
    assert any(one["code"] == "GROWTH_FACTOR_HIGH" for one in values["supportive_care"])


def test_every_entry_is_of_a_cytotoxic_regimen_and_cites_a_list_that_is_named():
    entries = {name: one.neutropenia for name, one in regimens().items()
               if one.neutropenia is not None}
    assert entries.keys() >= KNOWN.keys()
    for name, entry in entries.items():
        assert any(drug(line.drug).group is Group.CYTOTOXIC for line in regimen(name).lines), name
        assert source(entry.sources[0]).mark.value == "memory", name
