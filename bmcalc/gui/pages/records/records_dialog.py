"""A dialog of the records: fields, what is wrong in one sentence, one act, and leaving."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QShowEvent
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
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.pages.formulary.fields import NamedField
from bmcalc.gui.pages.records.passphrase_field import PassphraseField
from bmcalc.records.faults import RecordsFault

WIDTH = 520
EDGE = 48
"""What stays free of the screen above and below."""


def fitting(dialog: QDialog, width: int, height: int) -> QSize:
    """Return a size in the text size in force, no larger than the screen has room for."""
    room = dialog.screen().availableSize() - QSize(EDGE, EDGE)
    return QSize(scaled(width), scaled(height)).boundedTo(room)


class RecordsDialog(QDialog):
    """A dialog with one act. What stands against it is told, and what was typed stays.

    A passphrase does not: it is emptied whenever the act was tried.
    """

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
        self.area = ScrollArea(self)
        self._inside = Flowing(self.area)
        down = QVBoxLayout(self._inside)
        down.setContentsMargins(0, 0, scaled(14), scaled(8))
        self.middle = QVBoxLayout()
        self.middle.setSpacing(scaled(12))
        down.addLayout(self.middle)
        down.addStretch(1)
        self.area.setWidget(self._inside)
        layout.addWidget(self.area, 1)
        self.told = self.line(layout, "", "fault")
        buttons = QDialogButtonBox(self)
        buttons.setObjectName("buttons")
        self.act = QPushButton(str(act), buttons)
        self.act.setDefault(True)
        self.act.setObjectName("primary")
        cancel = QPushButton(str(_("Cancel")), buttons)
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

    def showEvent(self, event: QShowEvent) -> None:
        """Give every field the height that it needs, and the keyboard to the first empty one."""
        super().showEvent(event)
        self.fit()
        if self.focusWidget() in (None, self.act):
            for _words, go in self.missing()[:1]:
                go()

    def fit(self) -> None:
        """Follow what is shown: no field is cut and nothing empty is left."""
        for field in self.findChildren(NamedField):
            field.setMinimumHeight(field.sizeHint().height())
        QTimer.singleShot(0, self, self._fit_height)

    def _fit_height(self) -> None:
        """Be as high as everything needs; on a small screen the middle scrolls."""
        layout = self.layout()
        assert layout is not None
        down = self._inside.layout()
        assert down is not None
        inside = max(down.totalHeightForWidth(self.area.viewport().width()),
                     down.minimumSize().height()) + 2
        around = layout.totalHeightForWidth(self.width()) - self.area.sizeHint().height()
        room = self.screen().availableSize().height() - scaled(EDGE)
        self.resize(self.width(), min(max(around, 0) + inside, room))

    def _try(self) -> None:
        """Do the act, with a busy pointer: opening a key takes about a second on purpose."""
        for words, go in self.missing():
            self._tell(words)
            go()
            return
        self._tell("")
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            self.perform()
        except RecordsFault as fault:
            self._tell(fault)
            self._forget()
            return
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._forget()
        self.accept()

    def _tell(self, words: object) -> None:
        put(self.told, str(words))
        self.fit()

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
