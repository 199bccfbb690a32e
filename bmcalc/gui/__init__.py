"""The window. Only here is Qt known.

What needs no Qt loads first: Qt's binding reads the source of every module loaded after it.
"""

from bmcalc import saved_file, site_folder
from bmcalc.calculators.questions import patient_fields
from bmcalc.core import severity
from bmcalc.gui.result import evaluation, shown_values
from bmcalc.gui.window import session

__all__ = [
    "evaluation", "patient_fields", "saved_file", "session", "severity", "shown_values",
    "site_folder",
]
