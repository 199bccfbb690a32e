"""Which editor each kind of question has; the form of every page is drawn by this table."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from bmcalc.core.ask import Ask, AskChoice, AskFlag, AskQuantity, AskRows
from bmcalc.gui.form.choice_edit import ChoiceList
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.quantity_edit import QuantityEdit
from bmcalc.gui.form.text_edit import TextEdit

MOST_IN_SIGHT = 8
"""Answers up to which an item of a score shows them all; more of them are a list."""


def editor_for(ask: Ask, default: object, parent: QWidget) -> Editor:
    """Return an editor for a question; ``default`` is what counts while nothing is said.

    An editor that the first paint does not show is loaded when it is asked for.
    """
    if isinstance(ask, AskQuantity):
        return QuantityEdit(ask, default, parent)
    if isinstance(ask, AskChoice):
        return _editor_of_choice(ask, default, parent)
    if isinstance(ask, AskFlag):
        from bmcalc.gui.form.segments import yes_or_no

        return yes_or_no(default, parent)
    if isinstance(ask, AskRows):
        from bmcalc.gui.form.rows_edit import RowsEdit

        return RowsEdit(ask, editor_for, parent)
    return TextEdit(ask, default, parent)


def _editor_of_choice(ask: AskChoice, default: object, parent: QWidget) -> Editor:
    if ask.style == "segments" or _is_item(ask):
        from bmcalc.gui.form.segments import Segments

        return Segments(ask.options, default, parent, ask.points)
    if ask.style == "search":
        from bmcalc.gui.form.search_box import SearchList

        return SearchList(ask, default, parent)
    return ChoiceList(ask, default, parent)


def is_wide(ask: Ask) -> bool:
    """Say whether a question takes a whole line of the form: rows, and the items of a score."""
    return isinstance(ask, AskRows) or (isinstance(ask, AskChoice) and _is_item(ask))


def _is_item(ask: AskChoice) -> bool:
    """Say whether a choice is an item of a score, all of whose answers are in sight."""
    return bool(ask.points) and len(ask.options) <= MOST_IN_SIGHT
