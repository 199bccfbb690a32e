"""A hospital's rule on the interval takes the place of its own band and of no other."""

import pytest

from bmcalc.formulary.interval_entry import bands_of, common_bands
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.shipped import shipped_formulary
from tests.formulary.test_bad_files import written

OWN = """
[[rules]]
code = "OURS"
interval_band = "{band}"
then = "caution"
table = "interval"
field = "days_since_last"
all_of = ["days_early > 1 day"]
text = {{ en = "Ours.", zh = "本院。" }}
sources = ["cycle-interval"]
"""


@pytest.mark.parametrize("band", ["too_early", "early", "late"])
def test_a_band_of_a_hospital_leaves_the_others(tmp_path, band):
    written(tmp_path, "formulary/docetaxel.toml", OWN.format(band=band))
    loaded = load_formulary(tmp_path)
    assert loaded.problems == ()
    kept = bands_of(loaded.drugs["docetaxel"], 21)
    expected = [rule for rule in common_bands()
                if rule.interval_band != band or rule.code == "GIVEN_TODAY"]
    assert list(kept) == expected
    assert list(kept) != list(common_bands())


@pytest.mark.parametrize("drug", ["denosumab", "zoledronic_acid", "fulvestrant", "palbociclib",
                                  "ribociclib"])
def test_a_drug_that_names_every_band_asks_of_the_common_ones_only_the_same_day(drug):
    asked = bands_of(shipped_formulary().drugs[drug], 28)
    assert {rule.code for rule in asked} <= {"GIVEN_TODAY"}
