"""The people of the records in a dialog of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.pages.records.new_person_dialog import AddPersonDialog
from bmcalc.gui.pages.records.people_list import PeopleList
from bmcalc.gui.pages.records.records_dialog import fitting


class PeopleDialog(QDialog):
    """The list with a button that adds a person."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_("People")))
        self.resize(fitting(self, 820, 460))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(16))
        layout.setSpacing(scaled(12))
        heading = Label(str(_("People")), self)
        heading.setObjectName("question")
        layout.addWidget(heading)
        self.people = PeopleList(self)
        self.alone, self.told = self.people.alone, self.people.told
        layout.addWidget(self.people, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("buttons")
        self.add = QPushButton(str(_("Add a person…")), buttons)
        buttons.addButton(self.add, QDialogButtonBox.ButtonRole.ActionRole)
        self.add.clicked.connect(lambda: self.people.ask(lambda: AddPersonDialog(self.people)))
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        layout.addWidget(buttons)
        self.people.read()
