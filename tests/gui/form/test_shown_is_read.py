"""Each field shows what is computed from: what was put there, or nothing where it is not read."""

from itertools import product

import pytest

from bmcalc.calculators import all_calculators
from bmcalc.core.ask import AskQuantity
from bmcalc.core.problems import Rejected
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.quantity_edit import QuantityEdit
from bmcalc.gui.window.opened_shape import as_chosen, fits
from bmcalc.gui.window.session import Typed, entry_of, raw_of
from bmcalc.verification.cases import cases_of

NUMBERS = ("58", "5,8", "６８", "1e3", "-3", "no number")
UNITS = ("", "xULN", "lb", "mL/min/1.73m^2", "no unit", "mg po bid")
ODD = ["foo", ["foo"], ["none", "foo"], "none", "unknown", "A", "t5", 3, "3", True]


def read(ask, entry):
    if entry.empty:
        return None
    try:
        return "|".join(sorted(str(ask.read(raw_of(entry, ask))).split("|")))  # in any order
    except Rejected as rejected:
        return rejected.code


@pytest.mark.parametrize("calculator", all_calculators(), ids=lambda one: one.id)
def test_a_field_shows_the_answer_that_counts_or_none(qtbot, calculator):
    cases = [case.inputs for case in cases_of(calculator.id)]
    for name, ask in calculator.inputs.asks().items():
        editor = editor_for(ask, None, None)
        qtbot.addWidget(editor)
        told = [case[name] for case in cases if case.get(name) is not None]
        for raw in [*told, *ODD]:
            if not fits(ask, raw):
                continue
            entry = entry_of(as_chosen(ask, raw))
            editor.show_entry(entry)
            shown = read(ask, editor.entry())
            refused = (read(ask, entry) or "").startswith("E_")
            assert shown == read(ask, entry) or (refused and shown is None), (name, raw)


@pytest.mark.parametrize("calculator", all_calculators(), ids=lambda one: one.id)
def test_what_a_field_shows_is_read_as_what_was_put_there(qtbot, calculator):
    """Also of a unit that it does not offer, of which another page or a file may speak."""
    for name, ask in calculator.inputs.asks().items():
        if not isinstance(ask, AskQuantity):
            continue
        editor = QuantityEdit(ask, None, None)
        qtbot.addWidget(editor)
        for number, unit in product(NUMBERS, [*UNITS, *(span.key for span in ask.spans)]):
            for entry in (Typed(number, unit), Typed(f"{number} {unit}".strip()),
                          Typed(f"{number} {unit}".strip(), ask.spans[-1].key)):
                editor.show_entry(entry)
                assert read(ask, editor.entry()) == read(ask, entry), (name, entry)
