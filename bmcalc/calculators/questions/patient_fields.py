"""The questions about a patient's body, asked under the same names everywhere.

What can be and what is usual stands in ``resources/measures`` (evidence mark: from memory; source
``plausibility-limits``). The unit typed is kept; 0.77 where only µmol/L fits is a wrong unit.
"""

from __future__ import annotations

from bmcalc.rules.entered import question

SEX = question("sex")
AGE = question("age")
HEIGHT = question("height")
WEIGHT = question("weight")
ALBUMIN = question("albumin")
CREATININE = question("creatinine")
CREATININE_BASELINE = question("creatinine_baseline")
