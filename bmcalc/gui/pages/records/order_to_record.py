"""The order on the page as the records keep it: in a form that gives the very same answer.

A pasted or typed line holds more than a plain input can say. Each form that could stand for it is
computed, and only one that shows what the page shows is recorded; where none does, nothing is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _, current_language
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pages.order_check.entered import PAGE_ID, SOURCE, entered, kept_lines
from bmcalc.gui.pages.order_check.outcome import look
from bmcalc.gui.window.session import Session
from bmcalc.orders.reading.order_entry import AskOrder, Ordered
from bmcalc.orders.reading.typed_line import TypedLine
from bmcalc.records.checks.shown import computed, same_answer
from bmcalc.records.faults import RecordsFault

_ORDER = AskOrder(label=_("Order"))


def order_to_record(session: Session) -> dict[str, Any]:
    """Return the input of the order check that shows what the page shows.

    :class:`RecordsFault` for a page with nothing to record, with a field that cannot be read, and
    for an order that no input stands for.
    """
    raw = entered(session)
    if not raw.get("regimen"):
        raise RecordsFault(_("There is no order on the page: choose a regimen first."))
    shown = look(raw, kept_lines(session))
    if shown.problems:
        raise RecordsFault(_("This order cannot be recorded: {problem}",
                             problem=shown.problems[0].text))
    if shown.check is None:
        raise RecordsFault(_("This order cannot be recorded before the page shows its check."))
    for order in _forms(session, raw.get("order", {})):
        given = {**raw, "order": order} if order else {
            name: one for name, one in raw.items() if name != "order"}
        try:
            same = same_answer(computed(given, current_language()).check, shown.check)
        except RecordsFault:
            continue
        if same:
            return given
    raise RecordsFault(_("This order cannot be recorded as it stands, because something was typed "
                         "over what was pasted, or a line was taken away. Paste the whole order "
                         "as it reads now."))


def _forms(session: Session, order: Mapping[str, Any]) -> Iterator[Any]:
    """Give what may stand for the order, the plainest first."""
    if not kept_lines(session):
        if all(isinstance(one, str) for one in order.values()):
            yield dict(order)
        with contextlib.suppress(Rejected):
            yield _ORDER.written(_ORDER.read(order))
    source = session.entry(PAGE_ID, SOURCE).typed
    if isinstance(source, str):
        yield source
    yield "\n".join([*_lines(order), *(line.text for line in kept_lines(session))])


def _lines(order: Mapping[str, Any]) -> Iterator[str]:
    """Give the lines of an order as they would be written."""
    for drug, given in order.items():
        for one in given if isinstance(given, list) else [given]:
            if isinstance(one, Ordered) and one.text:
                yield one.text
            else:
                words = one.text if isinstance(one, TypedLine) else one
                yield f"{drugs()[drug].name.english} {words}"
