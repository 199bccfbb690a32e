"""About, Check an installer: is the file whole and signed, and what would it change here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import warn
from bmcalc.gui.result.finding_list import WORDS, Told
from bmcalc.gui.window.facts_dialog import show_facts
from bmcalc.verification.installer_check import InstallerCheck, check_installer
from bmcalc.verification.manifest import in_two_lines

KINDS = "*.msi *.exe *.deb"


def choose_installer(parent: QWidget) -> QDialog | None:
    """Ask for an installer file and tell about it; None where none was chosen or it is unreadable.

    Nothing of the file is run, and nothing is installed.
    """
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, str(_("Check an installer…")), "", str(_("Installers ({kinds})", kinds=KINDS))
    )
    if not chosen:
        return None
    try:
        return show_installer(check_installer(Path(chosen)), parent)
    except OSError as error:
        warn(parent, _("Check an installer…"),
             _("{file} cannot be read: {reason}", file=Path(chosen).name,
               reason=error.strerror or error))
        return None


def show_installer(check: InstallerCheck, parent: QWidget) -> QDialog:
    """Tell what was found: the verdict on top, then the file, then what it would change."""
    trust = check.trust
    told = Told(trust.severity, str(trust.label), str(WORDS[trust.severity]))
    pairs: list[tuple[object, object]] = [
        (_("File"), check.path.name),
        ("SHA-256", in_two_lines(check.sha256)),
        (_("Version"), check.change()),
    ]
    if check.commit:
        pairs.append((_("Commit"), check.commit))
    if check.changes:
        pairs.append((_("What changes"), "\n".join(map(str, check.changes))))
        pairs.append((_("What stays"), _("The settings, the hospital's own policy and formulary, "
                                         "and every file that was saved.")))
    return show_facts(_("Installer"), pairs, parent, told)
