"""How the program looks to this user; each choice holds at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from bmcalc.core.texts import _, current_language
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages import all_pages
from bmcalc.gui.pages.formulary.fields import NamedField, choice_ask
from bmcalc.gui.window.settings import TEXT_SIZES, Settings

LANGUAGES = {"en": "English", "zh_CN": "中文"}
SCHEMES = {"system": _("System"), "light": _("Light"), "dark": _("Dark"),
           "contrast": _("High contrast")}
LAST = "last"
NARROW = 860


class Owner(Protocol):
    """The window, as far as a page of settings asks it for anything."""

    @property
    def settings(self) -> Settings:
        """What is remembered."""

    def use_language(self, language: str) -> None:
        """Speak another language."""

    def use_theme(self, choice: str) -> None:
        """Put on another scheme."""

    def use_text_size(self, percent: int) -> None:
        """Write larger or smaller."""

    def visit(self, identifier: str) -> None:
        """Show a page."""


def owner_of(widget: QWidget) -> Owner:
    """Return the window of a page."""
    return cast("Owner", widget.window())


class LookCard(Card):
    """Language, scheme, text size and the page to begin with."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, _("For you"))
        self._settings = settings
        self.language = self._field("language", _("Language"), dict(LANGUAGES))
        self.scheme = self._field("scheme", _("Scheme"), SCHEMES)
        self.text_size = self._field(
            "text_size", _("Text size"), {str(one): f"{one} %" for one in TEXT_SIZES})
        pages = {LAST: _("The page visited last"), **{one.id: one.title for one in all_pages()}}
        self.first = self._field("first", _("Page to begin with"), pages, "list")
        self._fields = (self.language, self.first, self.scheme, self.text_size)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(scaled(24))
        self._grid.setVerticalSpacing(scaled(10))
        self.body.addLayout(self._grid)
        self._columns = 0
        self._arrange(2)
        self.show_choices()

    def _arrange(self, columns: int) -> None:
        """Put the fields beside each other, or below each other where the page is narrow."""
        if columns != self._columns:
            self._columns = columns
            for place, field in enumerate(self._fields):
                self._grid.addWidget(field, place // columns, place % columns)
            for column in range(2):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width of the page."""
        super().resizeEvent(event)
        self._arrange(1 if event.size().width() < scaled(NARROW) else 2)

    def _field(
        self, key: str, label: object, options: Mapping[str, object], style: str = "segments"
    ) -> NamedField:
        first = next(iter(options))
        field = NamedField(key, choice_ask(label, options, style), self, default=first)
        field.edited.connect(
            lambda: QTimer.singleShot(0, self, partial(self._apply, key, field.text())))
        return field

    def _apply(self, key: str, chosen: str) -> None:
        """Let one choice hold; the window may be made anew by it, this card with it."""
        owner = owner_of(self)
        if key == "language":
            owner.use_language(chosen)
        elif key == "scheme":
            owner.use_theme(chosen)
        elif key == "text_size":
            owner.use_text_size(int(chosen))
        else:
            self._settings.first_page = "" if chosen == LAST else chosen

    def show_choices(self) -> None:
        """Show what is chosen, here or by the menus."""
        chosen = self._settings
        self.language.put(current_language())
        self.scheme.put(chosen.theme)
        self.text_size.put(str(chosen.text_size))
        self.first.put(chosen.first_page or LAST)

    def translate(self) -> None:
        """Read the options again."""
        for field in self._fields:
            field.editor.translate()
            field.editor.name(str(field.ask.label))
        self.show_choices()
