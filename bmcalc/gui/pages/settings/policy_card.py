"""The policy in force: each entry, whether the hospital decided it, and what it rests on."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.hospital.policy_draft import own_policy
from bmcalc.formulary.in_force import formulary, in_force, source
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.formulary.policy import Policy
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.formulary.saving import about_chosen_folder
from bmcalc.gui.pages.settings.policy_words import OWN, RESTS_ON, SHIPPED, TITLE, decisions, named
from bmcalc.site_folder import VARIABLE, common_folder

AWAITED = _("The hospital's folder is being read.")


def standing() -> tuple[object, bool]:
    """Return whose policy is in force and what to do about it, and whether that is a warning."""
    now = in_force()
    if now.is_awaited:
        return AWAITED, True
    if now.formulary.policy is None:
        problems = [str(one) for one in now.formulary.problems]
        return _("The hospital's folder has a fault, so no policy is in force and no order is "
                 "checked: {problems}", problems=Joined(list(problems), "; ")), True
    if now.folder is None:
        return _("The hospital has no folder of its own: the policy that ships holds. Write one "
                 "here, or let the administrator make {folder} or name a folder in {variable}.",
                 folder=common_folder(), variable=VARIABLE), True
    own = NO_FOLDER if now.laid is None else now.laid.own
    if not own_policy(own):
        words: object = _("{folder} decides nothing of the policy: the policy that ships holds.",
                          folder=now.folder)
    else:
        words = _("From {folder}.", folder=now.folder)
    more = [about_chosen_folder(), None if may_write(now.folder) else _(
        "You may not write there: the administrator gives the right, or lays the file there.")]
    told = [words, *(one for one in more if one is not None)]
    return Joined(told, " "), len(told) > 1 or not own_policy(own)


def may_write(folder: Path) -> bool:
    """Say whether this user may write into a folder, as far as the system tells beforehand."""
    return os.access(folder, os.W_OK)


class PolicyCard(Card):
    """The policy to read; ``change_asked`` asks for its form, ``folder_asked`` for help on it."""

    change_asked = Signal()
    folder_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, TITLE)
        self.told = self._label("told_caution")
        self.named = self._label("muted")
        self._rows = QWidget(self)
        self.grid = QGridLayout(self._rows)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(scaled(16))
        self.grid.setVerticalSpacing(scaled(6))
        for column, share in enumerate((5, 5, 3)):
            self.grid.setColumnStretch(column, share)
        for label in (self.told, self.named):
            self.body.addWidget(label)
        buttons = QHBoxLayout()
        self.change = self._button(_("Confirm or change the policy…"), self.change_asked)
        self.folder = self._button(_("About the folder"), self.folder_asked)
        for button in (self.change, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self._rows)

    def _label(self, name: str, parent: QWidget | None = None) -> QLabel:
        label = Label(parent or self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _button(self, words: object, pressed: object) -> QPushButton:
        button = QPushButton(self)
        say(button, QPushButton.setText, words)
        button.clicked.connect(pressed)
        return button

    def show_policy(self) -> None:
        """Show what is in force now, in the language of the moment."""
        words, warns = standing()
        self.told.setObjectName("told_caution" if warns else "told_fine")
        self.told.style().polish(self.told)
        put(self.told, str(words))
        policy = None if in_force().is_awaited else formulary().policy
        self.change.setEnabled(policy is not None)
        put(self.named, "" if policy is None else str(named(policy)))
        self._clear()
        if policy is not None:
            self._fill(policy)

    def _clear(self) -> None:
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _fill(self, policy: Policy) -> None:
        laid = in_force().laid
        own = NO_FOLDER if laid is None else laid.own
        rows = [(str(one.label), str(one.value), str(OWN if one.is_own else SHIPPED))
                for one in decisions(policy, own)]
        self._add(rows, ("muted", "", "muted"))
        heading = self._label("section", self._rows)
        heading.setText(str(RESTS_ON))
        self.grid.addWidget(heading, self.grid.rowCount(), 0, 1, 3)
        for identifier in policy.sources:
            cited = source(identifier)
            self._add_source(str(cited.citation), str(cited.mark.label))

    def _add(self, rows: Iterable[tuple[str, ...]], names: tuple[str, ...]) -> None:
        for row in rows:
            line = self.grid.rowCount()
            for column, (text, name) in enumerate(zip(row, names, strict=True)):
                label = self._label(name, self._rows)
                label.setText(text)
                self.grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignTop)

    def _add_source(self, citation: str, mark: str) -> None:
        line = self.grid.rowCount()
        words, sure = self._label("", self._rows), self._label("muted", self._rows)
        words.setText(citation)
        sure.setText(mark)
        self.grid.addWidget(words, line, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(sure, line, 2, Qt.AlignmentFlag.AlignTop)

