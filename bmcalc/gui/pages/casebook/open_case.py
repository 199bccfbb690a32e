"""Opening a printed case on a page of the window, with what the casebook never gives left open."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from bmcalc.casebook.models import Case
from bmcalc.casebook.opening import opening
from bmcalc.core.texts import _
from bmcalc.gui.look.flow import Flow
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages import all_pages
from bmcalc.gui.pages.casebook.check_box import CheckBox
from bmcalc.gui.pages.page import Page

OWN_GROUP = "workspace"


def pages_for(number: int) -> tuple[list[Page], list[Page]]:
    """Return the pages that the case fills beyond the patient, and the others."""
    filled = opening(number).pages
    offered = [page for page in all_pages() if page.group != OWN_GROUP]
    first = [page for page in offered if page.id in filled or page.group == "order"]
    return first, [page for page in offered if page not in first and page.shown_by_default]


class OpenCase(QWidget):
    """One button a page. Height and weight are invented only where that is ticked.

    ``before`` is the control from which Tab leads to the first button.
    """

    asked = Signal(str, bool)

    def __init__(self, before: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = before
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(8))
        heading = Label(self)
        heading.setObjectName("section")
        say(heading, QLabel.setText, _("Open this case as the patient"))
        layout.addWidget(heading)
        self._buttons = Flow(self)
        layout.addWidget(self._buttons)
        self.invented = CheckBox(self)
        layout.addWidget(self.invented)
        note = Label(self)
        note.setObjectName("small")
        note.setWordWrap(True)
        say(note, QLabel.setText, _("The casebook never gives height, weight or albumin. They stay "
                                    "empty and are asked for; invented ones are marked."))
        layout.addWidget(note)

    def show_case(self, case: Case) -> None:
        """Offer the pages for this case."""
        say(self.invented, QCheckBox.setText, _(
            "With an invented height of {height} and weight of {weight}, an example only",
            height=case.invented["height"], weight=case.invented["weight"],
        ))
        filled, others = pages_for(case.number)
        buttons: list[QWidget] = [self._button(page) for page in filled]
        buttons.append(self._more(others))
        self._buttons.show_widgets(buttons)
        for before, after in pairwise([self._before, *buttons, self.invented]):
            QWidget.setTabOrder(before, after)

    def _button(self, page: Page) -> QPushButton:
        button = QPushButton(self._buttons)
        button.setObjectName("light")
        say(button, QPushButton.setText, page.title)
        say(button, QWidget.setAccessibleName, _("Open this case in: {page}", page=page.title))
        say(button, set_tip, page.summary)
        button.clicked.connect(lambda: self._ask(page.id))
        return button

    def _more(self, others: list[Page]) -> QPushButton:
        button = QPushButton(self._buttons)
        button.setObjectName("light")
        say(button, QPushButton.setText, _("Another page"))
        menu = QMenu(button)
        for page in others:
            action = menu.addAction(str(page.title))
            action.triggered.connect(lambda _checked=False, page=page: self._ask(page.id))
        button.setMenu(menu)
        return button

    def _ask(self, page: str) -> None:
        self.asked.emit(page, self.invented.isChecked())

    def translate(self) -> None:
        """Make room for the buttons in the new language."""
        self._buttons.relay()
