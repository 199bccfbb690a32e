"""Low platelets under a CDK4/6 inhibitor never agree: the count is asked for, so it is read."""

import pytest

from tests.orders.asked import checked
from tests.orders.routine import ROUTINE

CASES = {
    "palbociclib": "fulvestrant and palbociclib", "ribociclib": "letrozole and ribociclib",
    "abemaciclib": "abemaciclib and letrozole",
}


@pytest.mark.parametrize("drug", CASES)
@pytest.mark.parametrize("profile", ["us", "eu", "cn"])
@pytest.mark.parametrize(("platelets", "agrees"), [("20", False), ("49", False), ("50", True)])
def test_platelets_of_grade_3_never_agree(drug, profile, platelets, agrees):
    answer = checked(ROUTINE[CASES[drug]], policy={"label_profile": profile},
                     labs={"platelets": {"value": f"{platelets} x10^9/L", "on": "2026-03-15"}})
    assert (answer.verdict(drug) == "agrees") is agrees
