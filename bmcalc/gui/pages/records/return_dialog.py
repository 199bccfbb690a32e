"""Returning a check to the first person, with the reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.ask import AskText
from bmcalc.core.texts import _
from bmcalc.gui.form.text_edit import TextEdit
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import dress, scaled
from bmcalc.gui.look.wording import say

REASON = AskText(label=_("Reason"), longest=300)


class ReturnDialog(QDialog):
    """Asks for the reason; ``give`` is called with it."""

    def __init__(self, give: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(parent)
        dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._give = give
        say(self, QWidget.setWindowTitle, _("Return the check"))
        self.resize(scaled(460), scaled(170))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        layout.setSpacing(scaled(8))
        words = Label(self)
        words.setWordWrap(True)
        say(words, QLabel.setText, _("It goes back to the first person. What you entered is kept "
                                     "with it."))
        layout.addWidget(words)
        caption = Label(self)
        caption.setObjectName("caption")
        say(caption, QLabel.setText, REASON.label)
        layout.addWidget(caption)
        self.reason = TextEdit(REASON, None, self)
        self.reason.name(str(REASON.label))
        layout.addWidget(self.reason)
        self._fault = Label(self)
        self._fault.setObjectName("fault")
        self._fault.hide()
        layout.addWidget(self._fault)
        layout.addStretch(1)
        buttons = QDialogButtonBox(self)
        self.give_back = QPushButton(buttons)
        say(self.give_back, QPushButton.setText, _("Return the check"))
        cancel = QPushButton(buttons)
        say(cancel, QPushButton.setText, _("Cancel"))
        buttons.addButton(self.give_back, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.try_to_return)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.reason.controls()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def try_to_return(self) -> None:
        """Return the check where a reason is given."""
        reason = str(self.reason.entry().typed or "").strip()
        if not reason:
            put(self._fault, str(_("Write a few words.")))
            return
        self.accept()
        self._give(reason)
