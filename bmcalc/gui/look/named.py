"""The name by which the style sheet knows a widget, where it changes with what is shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

NO_RULES: Final = "/* the rules around it hold */"


def dress_as(widget: QWidget, name: str) -> None:
    """Let a widget look as the style sheet in force says of this name."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        # A sheet of its own lets Qt look up anew the rules of those around it, too. To do so by
        # style() would load a thousand names of QStyle before the first verdict.
        widget.setStyleSheet(NO_RULES)
