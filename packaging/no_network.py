"""Run before the program: a ``socket`` that can do nothing, for what only asks whether it is there.

The standard library's ``email``, which ``importlib.metadata`` reads package names with, and its
``platform`` import ``socket``; the program itself never does, and ships no network module.
"""

import sys
import types


def gethostname() -> str:
    """Raise OSError, as a machine without a network would."""
    raise OSError("bmcalc ships without a network")


nothing = types.ModuleType("socket", "Left out: no network.")
nothing.gethostname = gethostname
sys.modules.setdefault("socket", nothing)
