"""The manual as a page: the chapters, and the help on every page, to read, search and print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages import all_pages
from bmcalc.gui.pages.help.manual import whole_manual
from bmcalc.gui.pages.help.topics import chapter_topics, page_topics
from bmcalc.gui.pages.help.view import HelpView
from bmcalc.gui.pages.page import PageView, Paper

if TYPE_CHECKING:
    from bmcalc.report.document import Report


class HelpPage(PageView):
    """The manual. It computes the examples when they are read, and nothing from the patient."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(14))
        card = Card(self)
        card.title.hide()
        self.view = HelpView(card)
        card.body.addWidget(self.view, 1)
        layout.addWidget(card, 1)
        self.setFocusProxy(self.view.list)
        topics = [*chapter_topics(), *page_topics(all_pages())]
        self.view.show_topics(topics, topics[0].id)

    def strip_fields(self) -> tuple[str, ...]:
        """Return no field: the manual is about no patient."""
        return ()

    def results(self) -> list[QWidget]:
        """Return the text, whose examples are computed."""
        return [self.view.reading]

    def forget(self) -> None:
        """Drop the open text: its example was computed."""
        self.view.forget()

    def recover(self) -> None:
        """Write the open text anew where it was dropped."""
        super().recover()
        if self.view.report is None:
            self.view.read_again()

    def translate(self) -> None:
        """Read everything again in the current language."""
        self.view.read_again()

    def use_formulary(self) -> None:
        """Compute the open example with the formulary in force."""
        self.view.read_again()

    def summary(self) -> str | None:
        """Return the open text as plain text."""
        return self.view.reading.toPlainText() if self.view.report is not None else None

    def can_print(self) -> bool:
        """Say that there is always something to print."""
        return self.view.report is not None

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by."""
        return "", _("Help"), ""

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys of this page."""
        return [("↑ ↓", _("another topic of the help")), ("PgUp PgDn", _("scroll what is read"))]

    def report(self) -> Report | None:
        """Return the open text as it is printed."""
        return self.view.report

    def papers(self) -> tuple[Paper, ...]:
        """Return the open text and the whole manual."""
        return (Paper(_("This text"), self.report), Paper(_("Whole manual"), whole_manual))
