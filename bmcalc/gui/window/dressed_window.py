"""A window whose parts wear the style sheet: schemes, and what is dressed when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent
from PySide6.QtWidgets import QApplication, QDialog

from bmcalc.core.texts import current_language
from bmcalc.gui.look import theme
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.window.navigation import Navigation
from bmcalc.gui.window.patient_strip import PatientStrip
from bmcalc.gui.window.patient_window import PatientWindow
from bmcalc.gui.window.settings import Settings

if TYPE_CHECKING:
    from bmcalc.gui.window.menus import Menus


class DressedWindow(PatientWindow):
    """A window that looks as its settings say; a hidden page is dressed when it is shown next."""

    navigation: Navigation
    strip: PatientStrip
    _settings: Settings
    _menus: Menus | None

    @property
    def settings(self) -> Settings:
        """What this user chose, for the page of the settings."""
        return self._settings

    def view(self) -> PageView | None:
        """Return the page in sight."""
        raise NotImplementedError

    def _refresh(self) -> None:
        """Compute and show the page in sight again."""
        raise NotImplementedError

    def mark_choices(self) -> None:
        """Mark in the menus what is chosen."""
        if self._menus is not None:
            chosen = self._settings
            self._menus.mark(current_language(), chosen.theme, chosen.text_size)

    def use_theme(self, choice: str) -> None:
        """Put on another scheme; a hidden page puts it on when it is shown next."""
        self._settings.theme = choice
        self.choose_look()
        self._dress()

    def choose_look(self) -> None:
        """Let the application look as the settings say."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self._settings.theme, self._settings.text_size)
        self.mark_choices()

    def _dress(self) -> None:
        """Put the style sheet on what is in sight, and say anew what has colours in its words."""
        parts = self.menuWidget(), self.navigation, self.strip, self.bottom, self.view()
        for part in (*parts, *self.findChildren(QDialog)):
            if part is not None:
                theme.dress(part)
        self._refresh()

    def childEvent(self, event: QChildEvent) -> None:
        """Put the style sheet on every dialog that opens."""
        if event.type() is QEvent.Type.ChildPolished:
            child = event.child()
            if isinstance(child, QDialog):
                theme.dress(child)
        super().childEvent(event)

    def system_changed(self) -> None:
        """Follow the desktop where the scheme is the system's."""
        if self._settings.theme == theme.SYSTEM:
            self.choose_look()
            self._dress()
