"""The questions about blood counts, asked under the same names everywhere."""

from __future__ import annotations

from bmcalc.rules.entered import question

ANC = question("anc")
PLATELETS = question("platelets")
HAEMOGLOBIN = question("haemoglobin")
