"""Where a hospital keeps its own formulary and policy, and putting them in force."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bmcalc.formulary.site_names import SETTINGS

VARIABLE = "BMCALC_SITE"
"""The environment variable that names a hospital's folder."""


def site_folder() -> Path | None:
    r"""Return the hospital's folder: BMCALC_SITE, or the system's where it exists.

    The system's is ``/etc/bmcalc`` on Linux and ``%PROGRAMDATA%\bmcalc`` on Windows. An empty one,
    or one with nothing but the settings for all users, is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    if sys.platform == "win32":
        common = Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "bmcalc"
    else:
        common = Path("/etc/bmcalc")
    try:
        names = set(os.listdir(common))
    except OSError:
        if not os.path.lexists(common):
            return None
        return common
    return common if names - {SETTINGS} else None


def put_site_in_force(folder: Path | None = None) -> tuple[str, ...]:
    """Lay the hospital's folder over the shipped formulary; return what is wrong, a line each.

    Without a folder the one of :func:`site_folder` is taken; where there is none, nothing changes.
    A file that is refused leaves its drug, regimen or policy missing; the rest is in force.
    """
    chosen = site_folder() if folder is None else folder
    if chosen is None:
        return ()
    from bmcalc.formulary.in_force import put_in_force
    from bmcalc.formulary.loading import load_formulary

    laid = load_formulary(chosen)
    put_in_force(laid)
    return tuple(str(problem) for problem in laid.problems)
