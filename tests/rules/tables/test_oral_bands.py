"""The doses by area that labels print: the cut-offs lie midway between what tablets make."""

from decimal import Decimal
from itertools import pairwise

import pytest
from pydantic import ValidationError

from bmcalc.core.term import q
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.sources import Mark, sources
from bmcalc.formulas.tablet_combination import nearest_tablets
from bmcalc.rules.tables.oral_bands import OralBandTable, band_table, oral_bands

PLANNED = q("1250 mg/m^2")


def dose(profile, area):
    return band_table("capecitabine", PLANNED, profile).band(q(f"{area} m^2")).dose.magnitude


def test_the_cut_offs_are_the_midpoints_of_what_tablets_make():
    """EU puts a tie into the lower row, the US into the upper one."""
    table = band_table("capecitabine", PLANNED, "eu")
    for row, above in pairwise(table.rows):
        middle = (row.dose.magnitude + above.dose.magnitude) / 2
        assert row.up_to.magnitude * 1250 == middle
        edge, step = row.up_to.magnitude, Decimal("0.01")
        assert (dose("eu", edge), dose("us", edge)) == (row.dose.magnitude, above.dose.magnitude)
        assert dose("us", edge - step) == row.dose.magnitude
        assert dose("eu", edge + step) == above.dose.magnitude
        exact = nearest_tablets(PLANNED * row.up_to, q("500 mg"), q("150 mg"), 2)
        assert exact.dose.magnitude == row.dose.magnitude


def test_the_area_is_rounded_for_the_table_only():
    assert dose("eu", "1.2649") == 1500
    assert dose("eu", "1.265") == 1650


def test_below_the_first_row_oral_vinorelbine_has_none():
    table = band_table("vinorelbine_po", q("60 mg/m^2"), "eu")
    assert table.band(q("0.9449 m^2")) is None
    assert table.band(q("0.945 m^2")).dose == q("60 mg")
    assert band_table("vinorelbine_po", q("50 mg/m^2"), "eu") is None


@pytest.mark.parametrize("table", oral_bands().tables, ids=lambda one: f"{one.drug} {one.planned}")
def test_every_table_belongs_to_a_drug_and_has_its_sources(table):
    assert table.drug in drugs()
    assert set(table.sources) <= sources().keys()
    for row in table.rows:
        exact = row.up_to
        if exact is not None:
            share = row.dose.to("mg").magnitude / (table.planned * exact).to("mg").magnitude
            assert Decimal("0.88") < share < Decimal("1.12")


def test_the_bands_of_capecitabine_are_called_from_memory():
    found = [one for table in oral_bands().tables if table.drug == "capecitabine"
             for one in table.sources]
    assert {sources()[one].mark for one in found} == {Mark.MEMORY}


@pytest.mark.parametrize("rows", [
    [{"up_to": "1.3 m^2", "dose": "1500 mg"}, {"up_to": "1.4 m^2", "dose": "1650 mg"}],
    [{"up_to": "1.3 m^2", "dose": "1650 mg"}, {"dose": "1500 mg"}],
    [{"dose": "1500 mg"}, {"dose": "1650 mg"}],
    [{"up_to": "1.4 m^2", "dose": "1 mg"}, {"up_to": "1.3 m^2", "dose": "2 mg"}, {"dose": "3 mg"}],
])
def test_rows_that_do_not_rise_are_refused(rows):
    with pytest.raises(ValidationError):
        OralBandTable.model_validate({
            "drug": "capecitabine", "planned": "1250 mg/m^2", "profiles": ["eu"], "rows": rows,
            "sources": ["capecitabine-bands"],
        })
