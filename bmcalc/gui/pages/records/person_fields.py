"""The fields of a person: printed name, registration, roles."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.formulary.fields import NamedField, text_ask
from bmcalc.records.people.person import Details
from bmcalc.records.people.roles import Role

LONGEST = 80


class PersonFields(Flowing):
    """What is printed beside a person's signature, and what they may do."""

    def __init__(self, parent: QWidget, always: Collection[Role] = ()) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(12))
        names = QHBoxLayout()
        names.setSpacing(scaled(14))
        self.name = NamedField("name", text_ask(_("Printed name"), LONGEST), self)
        self.registration = NamedField(
            "registration", text_ask(_("Registration number"), LONGEST), self)
        for field in (self.name, self.registration):
            names.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(names)
        caption = Label(str(_("Roles")), self)
        caption.setObjectName("caption")
        layout.addWidget(caption)
        self.roles: dict[Role, QCheckBox] = {}
        for role in Role:
            box = self.roles[role] = QCheckBox(str(role.label), self)
            box.setChecked(role in always)
            box.setEnabled(role not in always)
            layout.addWidget(box)

    def details(self) -> Details:
        """Return what was typed and ticked."""
        return Details(self.name.text().strip(), self.registration.text().strip(),
                       tuple(role for role, box in self.roles.items() if box.isChecked()))

    def missing(self) -> Iterator[tuple[object, NamedField | QCheckBox]]:
        """Give what is still to be filled in."""
        details = self.details()
        if not details.printed_name:
            yield _("The printed name is missing."), self.name
        if not details.registration:
            yield _("The registration number is missing."), self.registration
        if not details.roles:
            yield _("A person has one role or more."), next(iter(self.roles.values()))
