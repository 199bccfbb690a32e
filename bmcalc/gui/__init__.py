"""The window. Only here is Qt known.

What needs no Qt loads first: Qt's binding reads the source of every module loaded after it.
"""

from bmcalc.calculators import body_size
from bmcalc.gui import evaluation, session, shown_values

__all__ = ["body_size", "evaluation", "session", "shown_values"]
