"""The id that a name offers is one that a file can have."""

import pytest

from bmcalc.formulary.hospital.offered_id import offered_id
from bmcalc.formulary.hospital.regimen_draft import ID
from bmcalc.formulary.short_name import called, short_name


@pytest.mark.parametrize(("name", "offered"), [
    ("TC: docetaxel, cyclophosphamide", "tc"), ("AC-T", "ac-t"), ("5-FU weekly", "fu-weekly"),
    ("TC + H", "tc-h"), ("多西他赛", ""), ("", ""), ("FEC：3 drugs", "fec"),
])
def test_what_a_name_offers(name, offered):
    assert offered_id(name, "-") == offered
    assert not offered or ID.fullmatch(offered)


def test_a_short_name_ends_at_either_colon():
    assert short_name("TC: a") == short_name("TC：a") == "TC"
    assert called("tc") == "TC"
    assert called("none of the formulary") == "none of the formulary"
