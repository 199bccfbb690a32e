"""The window. Only here is Qt known.

What needs no Qt loads first: Qt's binding reads the source of every module loaded after it.
"""

from bmcalc.calculators.questions import patient_fields
from bmcalc.gui.result import evaluation, shown_values
from bmcalc.gui.window import session

__all__ = ["evaluation", "patient_fields", "session", "shown_values"]
