"""The questions about kidneys, minerals, vitamin D and the mouth that the bone agents share."""

from __future__ import annotations

from bmcalc.rules.entered import question

CRCL = question("crcl")
DIALYSIS = question("dialysis")
CALCIUM_TOTAL = question("calcium_total")
CALCIUM_IONISED = question("calcium_ionised")
MAGNESIUM = question("magnesium")
PHOSPHATE = question("phosphate")
VITAMIN_D_25OH = question("vitamin_d_25oh")
ELEMENTAL_CALCIUM = question("elemental_calcium")
VITAMIN_D = question("vitamin_d")
CALCITRIOL = question("calcitriol")
DENTAL_EXAM = question("dental_exam")
DENTAL_WORK_PLANNED = question("dental_work_planned")
ORAL_LESION = question("oral_lesion")
ONJ = question("onj")
