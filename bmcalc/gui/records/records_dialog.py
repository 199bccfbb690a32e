"""A dialog of the records: fields, what is wrong in one sentence, one act, and leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.records.passphrase_field import PassphraseField
from bmcalc.records.faults import RecordsFault

WIDTH = 520


class RecordsDialog(QDialog):
    """A dialog with one act. What stands against it is told, and what was typed stays.

    A passphrase does not: it is emptied whenever the act was tried.
    """

    done_with = Signal(object)
    """What the act gave, once it is recorded."""

    def __init__(self, title: object, about: object, act: object, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(str(title))
        self.setMinimumWidth(scaled(WIDTH))
        self._secrets: list[PassphraseField] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(16))
        layout.setSpacing(scaled(12))
        self.line(layout, title, "question")
        self.line(layout, about, "muted")
        self.middle = QVBoxLayout()
        self.middle.setSpacing(scaled(12))
        layout.addLayout(self.middle)
        self.told = self.line(layout, "", "fault")
        buttons = QDialogButtonBox(self)
        buttons.setObjectName("buttons")
        self.act = QPushButton(str(act), buttons)
        self.act.setDefault(True)
        cancel = QPushButton(str(_("Cancel")), buttons)
        cancel.setAutoDefault(False)
        buttons.addButton(self.act, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.act.clicked.connect(self._try)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def line(self, layout: QVBoxLayout, words: object, name: str) -> QLabel:
        """Put a line of words into the dialog; an empty one is hidden."""
        label = Label(str(words), self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setVisible(bool(str(words)))
        layout.addWidget(label)
        return label

    def passphrase(self, label: object) -> PassphraseField:
        """Put a field for a passphrase into the dialog."""
        field = PassphraseField(label, self)
        self._secrets.append(field)
        self.middle.addWidget(field)
        return field

    def perform(self) -> object:
        """Do the act and return what it gave; :class:`RecordsFault` says why it was not done."""
        raise NotImplementedError

    def missing(self) -> Sequence[tuple[object, Callable[[], None]]]:
        """Return what is still to be filled in, each with the way to its field."""
        return ()

    def _try(self) -> None:
        """Do the act, with a busy pointer: opening a key takes about a second on purpose."""
        for words, go in self.missing():
            put(self.told, str(words))
            go()
            return
        put(self.told, "")
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            got = self.perform()
        except RecordsFault as fault:
            put(self.told, str(fault))
            self._forget()
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._forget()
        self.done_with.emit(got)
        self.accept()

    def _forget(self) -> None:
        """Empty every passphrase, and put the keyboard into the first."""
        for field in self._secrets:
            field.clear()
        if self._secrets:
            self._secrets[0].focus()

    def reject(self) -> None:
        """Leave without the act."""
        for field in self._secrets:
            field.clear()
        super().reject()
