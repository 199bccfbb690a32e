"""A form that writes into the hospital's folder: judged as one types, saved only when it is whole.

Every form is one of these: its fields, the faults at them, what is left, and saving.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.folder_entries import FolderEntries
from bmcalc.formulary.hospital.fault import Fault
from bmcalc.formulary.hospital.offered_id import offered_id
from bmcalc.formulary.hospital.own_folder import Files
from bmcalc.formulary.in_force import in_force
from bmcalc.formulary.layers import NO_FOLDER
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.formulary.fields import NamedField
from bmcalc.gui.pages.formulary.saving import Outcome, Saving
from bmcalc.gui.window.key_help import help_on
from bmcalc.gui.window.question import Answer, Role, ask

SAVE = "Ctrl+Return"
KEYS = (
    (SAVE, _("save")),
    ("Tab", _("next field")),
    ("Alt+↓", _("open a list, or the units of a number")),
    ("Esc", _("close without saving")),
)


class EntryDialog(QDialog):
    """A form. ``saved`` tells what was written, once the formulary was read again."""

    saved = Signal(object)

    def __init__(self, title: object, about: object, save: object, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        laid = in_force().laid
        self.own: FolderEntries = NO_FOLDER if laid is None else laid.own
        self._fields: list[NamedField] = []
        self._wants_to_save = self._is_typed_in = False
        self._of_the_folder: list[Fault] = []
        self.setWindowTitle(str(title))
        room = self.screen().availableSize()
        self.resize(min(scaled(1080), room.width() - 40), min(scaled(680), room.height() - 60))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        layout.setSpacing(scaled(10))
        self._line(layout, title, "question")
        self._line(layout, about, "muted")
        self.area = ScrollArea(self)
        inside = QWidget(self.area)
        self.grid = QGridLayout(inside)
        self.grid.setContentsMargins(scaled(2), scaled(2), scaled(14), scaled(8))
        self.grid.setHorizontalSpacing(scaled(14))
        self.grid.setVerticalSpacing(scaled(12))
        self.area.setWidget(inside)
        layout.addWidget(self.area, 1)
        self.notes = self._line(layout, "", "told_caution")
        self.told = self._line(layout, "", "fault")
        self.left = self._line(layout, "", "muted")
        buttons = QDialogButtonBox(self)
        self.save = QPushButton(buttons)
        say(self.save, QPushButton.setText, save)
        cancel = QPushButton(buttons)
        say(cancel, QPushButton.setText, _("Cancel"))
        cancel.setAutoDefault(False)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.save.setAutoDefault(False)
        self.save.clicked.connect(self.try_to_save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        QShortcut(QKeySequence(SAVE), self, self.try_to_save)
        help_on(self, title, about, KEYS)
        self.saving = Saving(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.judge)

    def _line(self, layout: QVBoxLayout, words: object, name: str) -> QLabel:
        label = Label(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        say(label, QLabel.setText, words)
        label.setVisible(bool(str(words)))
        layout.addWidget(label)
        return label

    def add(self, field: NamedField, row: int, column: int, span: int = 1) -> NamedField:
        """Put a field into the form."""
        self._fields.append(field)
        field.edited.connect(self._edited)
        self.grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        return field

    def hear(self, field: NamedField) -> None:
        """Judge a field that stands in a part of its own as the others."""
        self._fields.append(field)
        field.edited.connect(self._edited)

    def offer_id(self, name: NamedField, identifier: NamedField, between: str) -> None:
        """Let the short name follow from the name while nobody typed another one."""
        offered = [identifier.text()]

        def follow() -> None:
            if identifier.text() == offered[0]:
                offered[0] = offered_id(name.text(), between)
                identifier.put(offered[0])

        name.edited.connect(follow)

    def even(self, columns: int) -> None:
        """Let the columns of the form be of one width."""
        for column in range(columns):
            self.grid.setColumnStretch(column, 1)
            self.grid.setColumnMinimumWidth(column, scaled(60))

    def heading(self, words: object, row: int, columns: int) -> None:
        """Put a heading over the fields that follow."""
        label = Label(self)
        label.setObjectName("section")
        say(label, QLabel.setText, words)
        self.grid.addWidget(label, row, 0, 1, columns)

    def _edited(self) -> None:
        self._is_typed_in = True
        self._of_the_folder = []
        self._later.start()

    # What a form says of itself

    def check(self) -> list[Fault]:
        """Return what is still wrong with what was typed."""
        raise NotImplementedError

    def what_to_know(self) -> Sequence[object]:
        """Return what is not wrong and still to be known."""
        return ()

    def files(self) -> Files:
        """Return what would be written; only asked for where nothing is wrong."""
        raise NotImplementedError

    # Judging and saving

    def judge(self) -> list[Fault]:
        """Show every fault at its field, and return them all."""
        every = [*self.check(), *self._of_the_folder]
        shown = [one for one in every if self._wants_to_save or not one.is_missing]
        for field in self._fields:
            field.show_faults(shown)
        known = [one for one in shown if not any(field.owns(one) for field in self._fields)]
        lines: list[object] = [
            _("{place}: {fault}", place=one.field, fault=one.text) if one.field else one.text
            for one in known
        ]
        left = len({one.field for one in every})
        words = _("1 field left.") if left == 1 else _("{count} fields left.", count=left)
        put(self.left, str(words) if left else "")
        put(self.told, str(Joined(lines, "\n")))
        put(self.notes, str(Joined(list(self.what_to_know()), "\n")))
        return every

    def try_to_save(self) -> None:
        """Save where nothing is wrong; else go to the first field that is left."""
        self._wants_to_save = True
        if self.judge():
            self._go_to_the_first_fault()
            return
        self.saving.save(self.files, self.own, self._ended)

    def _go_to_the_first_fault(self) -> None:
        faults = [*self.check(), *self._of_the_folder]
        for field in self._fields:
            if any(field.owns(one) for one in faults):
                field.focus()
                self.area.ensureWidgetVisible(field)
                return

    def _ended(self, outcome: Outcome) -> None:
        self._of_the_folder = outcome.faults
        if outcome.is_saved:
            self._is_typed_in = False
            self.saved.emit(outcome.told)
            self.accept()
        else:
            self.judge()
            if outcome.told is not None:
                put(self.told, str(outcome.told))

    def reject(self) -> None:
        """Close; what was typed is not lost without a question."""
        if not self._is_typed_in:
            super().reject()
            return
        ask(self.windowTitle(), _("Nothing was saved. Close all the same?"), (
            Answer(_("Go on"), Role.ACCEPT),
            Answer(_("Close without saving"), Role.REJECT, self._leave),
        ), self)

    def _leave(self) -> None:
        self._is_typed_in = False
        super().reject()
