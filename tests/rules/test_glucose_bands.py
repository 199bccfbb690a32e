"""Bands of fasting glucose: each limit itself is in the lower band, in either unit alike."""

from __future__ import annotations

import re

import pytest

from bmcalc.core.term import q
from bmcalc.rules.glucose_measures import GLUCOSE_MEASURES, glucose_band, glucose_bands


@pytest.mark.parametrize(("value", "band"), [
    ("6.1 mmol/L", "normal"), ("6.2 mmol/L", "above_normal"), ("110 mg/dL", "normal"),
    ("111 mg/dL", "above_normal"), ("8.9 mmol/L", "above_normal"), ("9.0 mmol/L", "above_160"),
    ("160 mg/dL", "above_normal"), ("160.5 mg/dL", "above_160"), ("13.9 mmol/L", "above_160"),
    ("14.0 mmol/L", "above_250"), ("250 mg/dL", "above_160"), ("251 mg/dL", "above_250"),
    ("27.8 mmol/L", "above_250"), ("27.9 mmol/L", "above_500"), ("500 mg/dL", "above_250"),
    ("501 mg/dL", "above_500"),
])
def test_the_band_of_a_value(value, band):
    assert glucose_band(q(value)) == band


def test_another_unit_has_no_band():
    assert glucose_band(q("9 mg")) is None


def test_the_words_of_a_band_name_its_limits():
    options = GLUCOSE_MEASURES["glucose_band"].measure.options
    bands = glucose_bands()
    assert [*options] == ["normal", *bands]
    for name, band in bands.items():
        if name == "above_normal":
            continue
        told = re.findall(r"[0-9.]+", str(options[name]).replace("mmol/L", "").replace("mg/dL", ""))
        assert told == [str(one.magnitude) for one in band.above]
