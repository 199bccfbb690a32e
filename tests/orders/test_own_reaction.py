"""A recorded severe reaction to an ordered drug never agrees, with or without a rule of its own."""

import pytest

from tests.orders.asked import checked
from tests.orders.routine import ROUTINE

ORDERED = [(name, drug) for name, case in ROUTINE.items() for drug in case["order"]]


@pytest.mark.parametrize(("name", "drug"), ORDERED)
def test_a_reaction_to_the_ordered_drug_is_told(name, drug):
    answer = checked(ROUTINE[name], patient={"hypersensitivity": [drug]})
    assert answer.verdict(drug) in ("query", "stop")


@pytest.mark.parametrize("drug", ["trastuzumab_deruxtecan", "ribociclib", "letrozole"])
def test_where_the_file_has_no_rule_it_is_asked_about(drug):
    name = next(name for name, ordered in ORDERED if ordered == drug)
    answer = checked(ROUTINE[name], patient={"hypersensitivity": [drug]})
    assert answer.verdict(drug) == "query"
    assert "OWN_REACTION" in answer.codes(drug)


def test_where_the_file_has_one_it_is_told_once():
    answer = checked(ROUTINE["paclitaxel"], patient={"hypersensitivity": ["paclitaxel"]})
    assert answer.verdict("paclitaxel") == "stop"
    assert "OWN_REACTION" not in answer.codes("paclitaxel")
