"""bmcalc: dosing and scoring for breast cancer with bone metastasis, offline, step by step.

``from bmcalc import compute`` gives the command line's answers to Python; it imports no Qt.
"""

from typing import TYPE_CHECKING

from bmcalc.version import __version__

if TYPE_CHECKING:
    from bmcalc.answer import compute

__all__ = ["__version__", "compute"]


def __getattr__(name: str) -> object:
    """Load ``compute`` when it is first asked for; the window starts without it."""
    if name == "compute":
        from bmcalc.answer import compute

        globals()["compute"] = compute
        return compute
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
