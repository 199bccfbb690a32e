"""The worked example of the order check: the patient, the lines, and the verdict, computed now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bmcalc.answer import answer
from bmcalc.core.ask.in_words import shown_input
from bmcalc.core.calculator import Calculator
from bmcalc.core.texts import _
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.objections import objections_to
from bmcalc.gui.pages.help.example import Example
from bmcalc.gui.pages.help.of_calculator import headline_of, other_values
from bmcalc.orders.reading.patient_facts import patient_asks
from bmcalc.orders.verdicts import VERDICT_NAMES
from bmcalc.report.document import Block, Facts, Paragraph, Table


def order_example(found: Calculator[Any], example: Example | None) -> Iterator[Block]:
    """Give a checked order line by line; without an example why there is none."""
    if example is None:
        for problem in objections_to(found):
            yield Paragraph(str(problem.text))
        return
    yield Facts(tuple(_patient(example)))
    yield Paragraph(str(headline_of(found, example.work)), large=True)
    lines = answer(found, example.read, example.work)["values"]["lines"]
    rows = tuple(
        (line["name"], line["plan"], _display(line["computed"]), _display(line["ordered"]),
         str(VERDICT_NAMES[line["verdict"]]))
        for line in lines
    )
    heads = (_("Drug"), _("Plan"), _("Calculated"), _("Ordered"), _("Verdict"))
    yield Table(tuple(map(str, heads)), rows, right=frozenset({2, 3}), widths=(25, 30, 15, 15, 14))
    yield Facts(tuple(other_values(found, example.work)))


def _patient(example: Example) -> Iterator[tuple[str, str]]:
    """Give the regimen, what is told of the patient, and the laboratory values."""
    inputs = example.case.inputs
    yield str(_("Regimen")), str(formulary().regimens[inputs["regimen"]].name)
    yield (str(_("Cycle and day")), str(_("cycle {cycle}, day {day}", cycle=inputs["cycle"],
                                          day=inputs["day"])))
    asks = patient_asks()
    told = {**inputs["patient"], **inputs["labs"]}
    for name, value in told.items():
        plain = value["value"] if isinstance(value, Mapping) else value
        yield str(asks[name].label), shown_input(asks[name], asks[name].read(plain))


def _display(value: Mapping[str, str] | None) -> str:
    return "–" if value is None else value["display"]
