"""The questions about the heart, asked under the same names everywhere."""

from __future__ import annotations

from bmcalc.rules.entered import question

LVEF_BASELINE = question("lvef_baseline")
LVEF_NOW = question("lvef_now")
HEART_FAILURE = question("heart_failure")
QTCF = question("qtcf")
QTCF_BASELINE = question("qtcf_baseline")
