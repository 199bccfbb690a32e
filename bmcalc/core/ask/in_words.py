"""An answer as people read it, whatever was asked."""

from __future__ import annotations

from typing import Any

from bmcalc.core.ask.either import AskEither
from bmcalc.core.ask.history import AskHistory
from bmcalc.core.ask.question import Ask
from bmcalc.core.ask.rows import AskRows
from bmcalc.core.ask.words import NO_SUCH_DAY, AskChoice, AskDate
from bmcalc.core.texts import _


def shown_input(ask: Ask, value: Any) -> str:
    """Return an input as people read it."""
    if value is None:
        return str(_("off"))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(ask, (AskChoice, AskEither)):
        return str(ask.shown(value))
    if isinstance(ask, AskDate) and value == NO_SUCH_DAY:
        return str(ask.none)
    if isinstance(ask, AskHistory) and isinstance(value, str):
        return str(ask.drugs.options[value])
    if isinstance(ask, AskRows):
        return "; ".join(
            ", ".join(shown_input(column, row[name])
                      for name, column in ask.columns.items() if row[name] is not None)
            for row in value
        )
    return str(value)
