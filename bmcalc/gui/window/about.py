"""What Help tells: what this copy of the program is, down to its hashes."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.formulary.in_force import formulary_identity
from bmcalc.gui.window.facts_dialog import show_facts
from bmcalc.records.department.joining import has_joined
from bmcalc.records.faults import RecordsFault
from bmcalc.records.opening import are_founded
from bmcalc.records.places import records_folder
from bmcalc.site_folder import site_folder
from bmcalc.verification.build import build_facts
from bmcalc.verification.manifest import in_two_lines, manifest_hash
from bmcalc.version import __version__


def show_about(parent: QWidget) -> QDialog:
    """Tell what this copy of the program is, and offer to check an installer."""
    identity = formulary_identity()
    build = build_facts()
    unknown = _("not known: source checkout")
    files = manifest_hash()
    dialog = show_facts(_("About bmcalc"), [
        (_("Version"), __version__),
        (_("Commit"), build.get("commit") or unknown),
        (_("Built on"), build.get("system") or unknown),
        (_("Formulary"), identity.version),
        (_("SHA-256 of the formulary"), in_two_lines(identity.sha256)),
        (_("SHA-256 of the list of files"), in_two_lines(files) if files else unknown),
        (_("Hospital's folder"), site_folder() or _("none")),
        (_("Records"), _records()),
        (_("Purpose"), _("Doses and scores for breast cancer with bone metastasis, every step "
                         "shown. It supports a pharmacist's check and does not replace it.")),
        (_("Network"), _("none; everything stays on this computer")),
    ], parent)
    check = QPushButton(str(_("Check an installer…")), dialog)
    check.clicked.connect(lambda: _check_installer(dialog))
    buttons = dialog.findChild(QDialogButtonBox, "buttons")
    assert isinstance(buttons, QDialogButtonBox)
    buttons.addButton(check, QDialogButtonBox.ButtonRole.ActionRole)
    return dialog


def _records() -> object:
    try:
        folder = records_folder()
    except RecordsFault as fault:
        return fault.text
    if not are_founded(folder):
        return _("none yet; their place is {folder}", folder=str(folder))
    if has_joined(folder):
        return _("{folder}, shared with the department", folder=str(folder))
    return folder


def _check_installer(dialog: QDialog) -> None:
    from bmcalc.gui.window.installer_dialog import choose_installer

    choose_installer(dialog)
