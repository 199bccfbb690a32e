"""NHS dose bands: every printed row, the examples, and the rule between the rows."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc.calculators.shared.dose_bands import band_for, bands
from bmcalc.core.term import q
from bmcalc.formulary.in_force import source
from bmcalc.formulary.sources import Mark
from bmcalc.rules.tables.dose_bands import dose_bands
from tests.calculators.chemotherapy_vectors import near, vectors

PRINTED = {
    "20": """
        45.96 49.96 48 2.4 | 49.96 53.96 52 2.6 | 53.96 57.96 56 2.8 | 57.96 61.96 60 3
        61.96 65.96 64 3.2 | 65.96 69.98 68 3.4 | 69.98 75.90 72 3.6 | 75.90 83.90 80 4
        83.90 91.92 88 4.4 | 91.92 101.82 96 4.8 | 101.82 113.84 108 5.4 | 113.84 125.86 120 6
        125.86 139.78 132 6.6 | 139.78 155.80 148 7.4 | 155.80 171.82 164 8.2
        171.82 189.74 180 9 | 189.74 209.76 200 10 | 209.76 229.78 220 11 | 229.78 249.80 240 12
        249.80 269.82 260 13
    """,
    "6": """
        27.58 30.55 28.8 4.8 | 30.55 34.15 32.4 5.4 | 34.15 37.76 36 6 | 37.76 41.93 39.6 6.6
        41.93 46.74 44.4 7.4 | 46.74 51.55 49.2 8.2 | 51.55 56.92 54 9 | 56.92 62.93 60 10
        62.93 68.93 66 11 | 68.93 74.94 72 12 | 74.94 80.95 78 13 | 80.95 86.95 84 14
        86.95 92.95 90 15 | 92.95 101.83 96 16 | 101.83 113.84 108 18 | 113.84 125.86 120 20
        125.86 137.87 132 22 | 137.87 152.74 144 24 | 152.74 170.76 162 27 | 170.76 188.78 180 30
        188.78 206.80 198 33 | 206.80 227.68 216 36 | 227.68 254.56 240 40 | 254.56 284.60 270 45
        284.60 317.49 300 50 | 317.49 356.38 336 56 | 356.38 398.45 378 63 | 398.45 446.18 420 70
        446.18 503.11 474 79 | 503.11 566.04 534 89 | 566.04 637.81 600 100
        637.81 721.60 678 113 | 721.60 817.41 768 128
    """,
    "10": """
        56.92 62.93 60 6 | 62.93 69.89 66 6.6 | 69.89 77.90 74 7.4 | 77.90 85.91 82 8.2
        85.91 94.87 90 9 | 94.87 104.88 100 10 | 104.88 114.89 110 11 | 114.89 124.90 120 12
        124.90 134.91 130 13 | 134.91 144.91 140 14 | 144.91 154.92 150 15 | 154.92 169.71 160 16
        169.71 189.74 180 18 | 189.74 209.76 200 20 | 209.76 229.78 220 22 | 229.78 254.56 240 24
        254.56 284.60 270 27 | 284.60 314.64 300 30 | 314.64 344.67 330 33 | 344.67 379.47 360 36
        379.47 424.26 400 40 | 424.26 474.34 450 45 | 474.34 529.15 500 50 | 529.15 593.97 560 56
        593.97 664.08 630 63 | 664.08 743.64 700 70 | 743.64 838.51 790 79 | 838.51 943.40 890 89
        943.40 1063.01 1000 100
    """,
    "100": """
        779.00 859.10 820 8.2 | 859.10 948.70 900 9 | 948.70 1048.80 1000 10
        1048.80 1148.90 1100 11 | 1148.90 1249.00 1200 12 | 1249.00 1349.10 1300 13
        1349.10 1449.10 1400 14 | 1449.10 1549.20 1500 15 | 1549.20 1697.10 1600 16
        1697.10 1897.40 1800 18 | 1897.40 2097.60 2000 20 | 2097.60 2297.80 2200 22
        2297.80 2545.60 2400 24 | 2545.60 2846.00 2700 27 | 2846.00 3146.40 3000 30
    """,
}


def rows():
    """Return concentration, from, to, dose and volume of every printed row."""
    for concentration, text in PRINTED.items():
        for row in text.replace("\n", "|").split("|"):
            if row.strip():
                yield pytest.param(concentration, *map(Decimal, row.split()),
                                   id=f"{concentration}-{row.split()[2]}")


@pytest.mark.parametrize(("concentration", "start", "end", "dose", "volume"), list(rows()))
def test_every_printed_row(concentration, start, end, dose, volume):
    band = next(b for b in bands(Decimal(concentration)) if b.dose == dose)
    assert (band.start, band.end, band.volume) == (start, end, volume)
    strength = q(f"{concentration} mg/mL")
    assert band_for(q(f"{start} mg"), strength) == band
    assert band_for(q(f"{end - Decimal('0.01')} mg"), strength) == band
    assert band_for(q(f"{end} mg"), strength) != band


@pytest.mark.parametrize("row", vectors("nhs_band"))
def test_banding_examples(row):
    body = row["inputs"]
    band = band_for(q(f"{body['dose_mg']} mg"), q(f"{body['conc_mg_ml']} mg/mL"))
    assert band.dose == row["expected"]


def test_750_mg_at_the_maximum_takes_700_and_not_790():
    ten = q("10 mg/mL")
    assert band_for(q("750 mg"), ten).dose == 790
    assert band_for(q("750 mg"), ten, q("750 mg")).dose == 700
    assert band_for(q("750 mg"), ten, q("790 mg")).dose == 790


def test_outside_the_series_there_is_no_band():
    table = bands(Decimal(20))
    assert band_for(q("5 mg"), q("20 mg/mL")) is None
    assert band_for(q(f"{table[0].start} mg"), q("20 mg/mL")) == table[0]
    assert band_for(q(f"{table[-1].end} mg"), q("20 mg/mL")) is None
    assert band_for(q("50 mg"), q("20 mg/mL"), q("1 mg")) is None


def test_the_printed_tables_are_cited_and_the_rebuilt_ones_are_a_convention():
    marks = {drug: source(table.source).mark for drug, table in dose_bands().products.items()}
    assert marks == {
        "docetaxel": Mark.VERIFIED, "paclitaxel": Mark.VERIFIED,
        "carboplatin": Mark.CONVENTION, "gemcitabine": Mark.CONVENTION,
    }


@pytest.mark.parametrize("concentration", PRINTED)
def test_bands_follow_each_other_without_gap_or_overlap(concentration):
    table = bands(Decimal(concentration))
    assert len(table) == len(dose_bands().volumes) - 2
    for below, above in pairwise(table):
        assert below.end == above.start
        assert below.dose < above.dose


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(dose_bands().products)), st.decimals("60", "1000", places=2))
def test_a_band_changes_the_dose_by_at_most_6_6_percent(drug, amount):
    band = band_for(q(f"{amount} mg"), dose_bands().products[drug].concentration)
    assert abs(band.dose - amount) <= Decimal("0.066") * amount


@settings(max_examples=50, deadline=None)
@given(st.decimals("60", "1000", places=2), st.decimals("60", "1000", places=2))
def test_no_band_passes_its_limit(amount, limit):
    band = band_for(q(f"{amount} mg"), q("10 mg/mL"), q(f"{limit} mg"))
    assert band is None or band.dose <= limit


@settings(max_examples=50, deadline=None)
@given(st.decimals("60", "900", places=2), st.decimals("0", "50", places=2))
def test_more_dose_never_takes_a_lower_band(amount, more):
    ten = q("10 mg/mL")
    assert band_for(q(f"{amount + more} mg"), ten).dose >= band_for(q(f"{amount} mg"), ten).dose


@pytest.mark.parametrize("row", vectors("nhs_band"))
def test_the_examples_lie_within_their_printed_change(row):
    assert near(row["expected"], row["inputs"]["dose_mg"], Decimal("0.0665"))
