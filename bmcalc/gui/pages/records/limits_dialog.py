"""What the records cannot promise, said before anybody relies on them."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.window.facts_dialog import show_facts

LIMITS: tuple[tuple[object, object], ...] = (
    (_("The key"), _(
        "Whoever holds this installation's key and the file can rewrite what came after the last "
        "seal. Seals on paper, in backups and on a colleague's computer are what shows it.")),
    (_("This computer"), _(
        "Its administrator can change the program and the clock. A clock that goes back is "
        "recorded, a wrong one is not noticed.")),
    (_("The disk"), _(
        "A disk may say that it wrote what it did not. Backups on another device count only after "
        "the copy was verified.")),
    (_("Two people"), _(
        "Two who agree to deceive can sign for each other. Typed weights and results may be "
        "another patient's.")),
    (_("Erasing"), _(
        "Erasing a patient's key makes the patient unreadable here and in a restored backup. A "
        "backup that was never restored still holds the key until it is deleted.")),
    (_("The signature"), _(
        "What a signature means in law is the hospital's to decide. No licensed certificate "
        "authority stands behind it. Not certified to 21 CFR Part 11 or EU GMP Annex 11.")),
)


def limits(parent: QWidget) -> QDialog:
    """Tell what the records cannot promise."""
    return show_facts(_("What the records cannot promise"), LIMITS, parent)
