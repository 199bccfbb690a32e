"""A question that stands now in one part of a drawer, now in another, has one answer."""

from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle
from tests.gui.order_page import field


def in_sight(page, name):
    """Return the rows of a field that can be seen."""
    return [row for row in page.side.drawers["facts"].findChildren(FieldRow)
            if row.field == name and row.isVisible()]



def test_a_row_that_comes_back_shows_what_was_answered_meanwhile(window, page):
    for answer in ("no", "yes", "no"):
        for regimen in ("thp", "denosumab"):
            # Chosen as by hand: the page is not entered again, only computed.
            for name, typed in {"regimen": regimen, "cycle": "1", "day": "1"}.items():
                window.session.put("order-check", name, Typed(typed))
            settle(window)
            row = field(page, "facts", "pregnancy")
            shown = in_sight(page, "pregnancy")
            assert shown == [row]
            held = window.session.entry("order-check", "pregnancy")
            assert row.editor.entry() == held or (row.editor.entry().empty and held.empty)
            row.editor.show_entry(Typed(answer))
            row.editor.edited.emit()
            settle(window)
