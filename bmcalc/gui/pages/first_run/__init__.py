"""The first run: what a newcomer decides once, above the settings; nothing waits for it."""

from __future__ import annotations

from bmcalc.gui.window.settings import Settings

SETTINGS_PAGE = "settings"


def first_run_is_due(settings: Settings) -> bool:
    """Say whether nobody saw the first run with these settings; it counts as seen from now on."""
    due = not settings.is_begun
    settings.is_begun = True
    settings.welcomes = due
    return due
