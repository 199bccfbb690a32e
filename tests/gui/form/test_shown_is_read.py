"""Each field shows what is computed from, for every answer that a published case gives."""

import json
from pathlib import Path

import pytest

from bmcalc.calculators import all_calculators
from bmcalc.core.problems import Rejected
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.window.opened_shape import as_chosen, fits
from bmcalc.gui.window.session import entry_of, raw_of

VERIFICATION = Path(__file__).parent.parent.parent.parent / "resources" / "verification"
ODD = ["foo", ["foo"], ["none", "foo"], "none", "unknown", "A", "t5", 3, "3", True]


def published(identifier):
    written = json.loads((VERIFICATION / f"{identifier}.json").read_text(encoding="utf-8"))
    return [one["inputs"] for one in (written["cases"] if isinstance(written, dict) else written)]


def read(ask, entry):
    if entry.empty:
        return None
    try:
        return "|".join(sorted(str(ask.read(raw_of(entry, ask))).split("|")))  # in any order
    except Rejected as rejected:
        return rejected.code


@pytest.mark.parametrize("calculator", all_calculators(), ids=lambda one: one.id)
def test_a_field_shows_the_answer_that_counts_or_none(qtbot, calculator):
    cases = published(calculator.id)
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
