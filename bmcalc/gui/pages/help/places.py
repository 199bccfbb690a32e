"""Where data lie on this computer, looked up when it is asked."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.formulary.in_force import in_force
from bmcalc.gui.window.faults import log_path
from bmcalc.gui.window.settings import Settings
from bmcalc.records.faults import RecordsFault
from bmcalc.records.places import records_folder
from bmcalc.resource_files import resource
from bmcalc.site_folder import VARIABLE, common_folder, site_folder


def places() -> list[tuple[object, object]]:
    """Return each kind of data and its place, in words where there is none."""
    return [
        (_("Records"), _records()),
        (_("Hospital's folder"), hospital_folder()),
        (_("Shipped formulary"), resource()),
        (_("Settings of this user"), Settings().place),
        (_("Log of faults"), log_path()),
    ]


def hospital_folder() -> object:
    """Return the folder in force, or where one would be read from."""
    folder = in_force().folder or site_folder()
    if folder is not None:
        return folder
    return _("none; it would be read from {variable} or from {folder}",
             variable=VARIABLE, folder=common_folder())


def _records() -> object:
    try:
        return records_folder()
    except RecordsFault as fault:
        return fault.text
