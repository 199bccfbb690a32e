"""The window. Only here is Qt known.

What needs no Qt loads first: Qt's binding reads the source of every module loaded after it.
"""

from bmcalc.calculators.body import body_size
from bmcalc.gui.result import evaluation, shown_values
from bmcalc.gui.window import session

__all__ = ["body_size", "evaluation", "session", "shown_values"]
