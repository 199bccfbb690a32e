"""Where a hospital keeps its own formulary and policy, and putting them in force."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.formulary.shown_name import shown
from bmcalc.formulary.site_names import NOT_THE_HOSPITALS

VARIABLE = "BMCALC_SITE"
"""The environment variable that names a hospital's folder."""


def site_folder() -> Path | None:
    r"""Return the hospital's folder: BMCALC_SITE, or the system's where it exists.

    The system's is ``/etc/bmcalc`` on Linux and ``%PROGRAMDATA%\bmcalc`` on Windows. An empty one,
    or one with nothing but the settings for all users and the records, is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    common = common_folder()
    try:
        names = {path.name for path in common.iterdir()}
    except OSError:
        # A link that leads nowhere is no absent folder.
        return common if os.path.lexists(common) else None
    return common if names - NOT_THE_HOSPITALS else None


def common_folder() -> Path:
    """Return where the hospital's folder of this system stands, whether it is there or not."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / "bmcalc"
    return Path("/etc/bmcalc")


def put_site_in_force(folder: Path | None = None) -> tuple[str, ...]:
    """Lay the hospital's folder over the shipped formulary; return what is wrong, a line each.

    Without a folder the one of :func:`site_folder` is taken; where there is none, nothing changes.
    A file that is refused leaves its drug, regimen or policy missing. Where
    the folder could not be read to its end, whatever the cause, no dose is taken from the shipped
    files in its place.
    """
    from bmcalc.formulary.in_force import in_force, put_in_force

    chosen = site_folder() if folder is None else folder
    if chosen is None:
        if in_force().is_awaited:
            put_in_force(None)
        return ()
    from bmcalc.formulary.file_problems import FileProblem
    from bmcalc.formulary.loading import closed_formulary, load_formulary

    try:
        laid = load_formulary(chosen)
    except Exception as error:
        reason = _("This folder could not be read to its end: {detail}.",
                   detail=type(error).__name__)
        laid = closed_formulary([FileProblem(shown(chosen), "", reason)])
    put_in_force(laid, chosen)
    return tuple(str(problem) for problem in laid.problems)


def await_site() -> None:
    """Let no dose be computed until :func:`put_site_in_force`, where there is a hospital's folder.

    Until then it is not known which drugs of the shipped formulary the hospital replaces.
    """
    if site_folder() is not None:
        from bmcalc.formulary.in_force import await_hospital

        await_hospital()
