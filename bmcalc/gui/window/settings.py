"""What the window remembers between two starts; never anything about a patient."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

from bmcalc.core.texts import LANGUAGES
from bmcalc.gui.look.theme import SCHEMES, SYSTEM
from bmcalc.gui.window.favourites import FAVOURITES, MOST_FAVOURITES

TEXT_SIZES = (100, 115, 130, 150, 175, 200)


class Settings:
    """Geometry, language, theme, text size, page, favourites, and the pages switched on.

    Kept in the user's configuration folder, or in ``file``.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.welcomes = False
        """Whether this window shows the first run now; remembered by nobody."""
        ini = QSettings.Format.IniFormat
        if file is None:
            self._file = QSettings(ini, QSettings.Scope.UserScope, "bmcalc", "bmcalc")
        else:
            self._file = QSettings(str(file), ini)

    @property
    def place(self) -> str:
        """The file in which all this is kept."""
        return self._file.fileName()

    def sync(self) -> None:
        """Write at once what is remembered."""
        self._file.sync()

    @property
    def language(self) -> str:
        """The language last chosen, or the desktop's."""
        chosen = str(self._file.value("language", ""))
        if chosen in LANGUAGES:
            return chosen
        chinese = QLocale.system().language() is QLocale.Language.Chinese
        return "zh_CN" if chinese else "en"

    @language.setter
    def language(self, language: str) -> None:
        self._file.setValue("language", language)

    @property
    def theme(self) -> str:
        """The scheme last chosen: ``system``, ``light``, ``dark`` or ``contrast``."""
        chosen = str(self._file.value("theme", SYSTEM))
        return chosen if chosen in SCHEMES else SYSTEM

    @theme.setter
    def theme(self, theme: str) -> None:
        self._file.setValue("theme", theme)

    @property
    def text_size(self) -> int:
        """The text size in percent."""
        chosen = str(self._file.value("text_size", "100"))
        return int(chosen) if chosen in map(str, TEXT_SIZES) else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._file.setValue("text_size", percent)

    @property
    def geometry(self) -> QByteArray | None:
        """The place and size of the window."""
        found = self._file.value("geometry")
        return found if isinstance(found, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._file.setValue("geometry", geometry)

    @property
    def page(self) -> str:
        """The id of the page last visited."""
        return str(self._file.value("page", ""))

    @page.setter
    def page(self, identifier: str) -> None:
        self._file.setValue("page", identifier)

    @property
    def favourites(self) -> list[str]:
        """The ids of the favourite calculators, in their order."""
        kept = self._file.value("favourites")
        return list(FAVOURITES) if kept is None else str(kept).split()

    @favourites.setter
    def favourites(self, identifiers: list[str]) -> None:
        self._file.setValue("favourites", " ".join(identifiers[:MOST_FAVOURITES]))

    @property
    def begins_with_today(self) -> bool:
        """Whether the next start shows the day's work: the records had people the last time."""
        return str(self._file.value("begins_with_today", "")) == "yes"

    @begins_with_today.setter
    def begins_with_today(self, begins: bool) -> None:
        self._file.setValue("begins_with_today", "yes" if begins else "no")

    @property
    def switched_on(self) -> frozenset[str]:
        """The ids of the pages that are hidden by default and were switched on."""
        return frozenset(str(self._file.value("pages", "")).split())

    @switched_on.setter
    def switched_on(self, identifiers: frozenset[str]) -> None:
        self._file.setValue("pages", " ".join(sorted(identifiers)))

    @property
    def first_page(self) -> str:
        """The id of the page to begin with; empty for the one visited last."""
        return str(self._file.value("first_page", ""))

    @first_page.setter
    def first_page(self, identifier: str) -> None:
        self._file.setValue("first_page", identifier)

    @property
    def is_begun(self) -> bool:
        """Whether the first run was shown once."""
        return str(self._file.value("begun", "")) == "yes"

    @is_begun.setter
    def is_begun(self, begun: bool) -> None:
        self._file.setValue("begun", "yes" if begun else "")
