"""bmcalc: dosing and scoring for breast cancer with bone metastasis, offline, step by step.

``from bmcalc import compute`` gives the command line's answers to Python; it imports no Qt.
"""

from bmcalc.answer import compute
from bmcalc.version import __version__

__all__ = ["__version__", "compute"]
