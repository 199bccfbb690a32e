"""The page: the first run where it is due, the look, the policy in force, and where data lie."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.formulary.in_force import formulary, in_force
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages import first_page
from bmcalc.gui.pages.first_run.welcome import WelcomeCard
from bmcalc.gui.pages.help.places import places
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.pages.settings.look_card import LookCard, owner_of
from bmcalc.gui.pages.settings.policy_card import PolicyCard
from bmcalc.gui.pages.settings.policy_words import policy_report
from bmcalc.gui.window.file_names import today
from bmcalc.report.document import Report
from bmcalc.report.plain import to_plain_text

FIRST_CASE = 1


class SettingsPage(PageView):
    """Settings. It computes nothing and holds nothing of a patient."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = owner_of(parent).settings
        self.area = ScrollArea(self)
        inside = QWidget(self.area)
        self._down = QVBoxLayout(inside)
        self._down.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(16))
        self._down.setSpacing(scaled(12))
        self.welcome = WelcomeCard(inside)
        self.welcome.setVisible(self._settings.welcomes)
        self.welcome.begun.connect(self._begin)
        self.welcome.case_asked.connect(self._open_case)
        self.look = LookCard(self._settings, inside)
        self.policy = PolicyCard(inside)
        self.policy.change_asked.connect(self.change_policy)
        self.policy.folder_asked.connect(self._about_folder)
        self._places = _PlacesCard(inside)
        for card in (self.welcome, self.look, self.policy, self._places):
            self._down.addWidget(card)
        self._down.addStretch(1)
        self.area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)
        self.enter()

    def strip_fields(self) -> tuple[str, ...]:
        """Return no field: nothing here is about a patient."""
        return ()

    def results(self) -> list[QWidget]:
        """Return what tells the policy in force."""
        return [self.policy]

    def enter(self) -> None:
        """Show what holds now."""
        self.welcome.setVisible(self._settings.welcomes)
        self.look.show_choices()
        self.use_formulary()

    def refresh(self) -> None:
        """Show what was chosen elsewhere, by the menus."""
        self.look.show_choices()

    def use_formulary(self) -> None:
        """Show the policy in force."""
        self.policy.show_policy()
        self._places.show_places()

    def translate(self) -> None:
        """Read every text again."""
        self.look.translate()
        self.use_formulary()

    def can_print(self) -> bool:
        """Say whether a policy is in force."""
        return not in_force().is_awaited and formulary().policy is not None

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by."""
        return "", _("Settings"), today()

    def summary(self) -> str | None:
        """Return the policy in force as plain text."""
        found = self.report()
        return None if found is None else to_plain_text(found)

    def report(self) -> Report | None:
        """Return the policy in force as it is printed."""
        policy = formulary().policy if self.can_print() else None
        laid = in_force().laid
        return None if policy is None else policy_report(
            policy, NO_FOLDER if laid is None else laid.own)

    def _begin(self) -> None:
        self._settings.welcomes = False
        owner_of(self).visit(self._settings.first_page or first_page())

    def _open_case(self) -> None:
        self._settings.welcomes = False
        self.case_asked.emit(FIRST_CASE, first_page(), False)

    def change_policy(self) -> None:
        """Open the form of the policy over the window."""
        from bmcalc.gui.pages.settings.policy_dialog import PolicyDialog

        policy = formulary().policy
        if policy is not None:
            dialog = PolicyDialog(policy, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.saved.connect(self._saved)
            dialog.open()

    def _saved(self, told: object) -> None:
        """Let every page use what was written."""
        self.formulary_changed.emit()
        self.use_formulary()
        self.told.emit(told)

    def _about_folder(self) -> None:
        from bmcalc.gui.pages.formulary.folder_help import show_folder_help

        show_folder_help(self.window())


class _PlacesCard(Card):
    """Where data lie on this computer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Where data lie on this computer"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(16))
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Label, Label]] = []
        self.body.addLayout(self._grid)

    def show_places(self) -> None:
        """Read the places again."""
        for line, (name, place) in enumerate(places()):
            if line == len(self._rows):
                self._rows.append((self._label("muted"), self._label("")))
                for column, label in enumerate(self._rows[line]):
                    self._grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignTop)
            for label, text in zip(self._rows[line], (name, place), strict=True):
                label.setText(str(text))

    def _label(self, name: str) -> Label:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label
