"""The doses of a slip: planned, calculated, rounded, ordered, how far off, and how made."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from bmcalc.core.texts import Joined, _
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered_words import fields_in_words
from bmcalc.orders.supply.supply_of_dose import Making
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.document import Table
from bmcalc.report.making import NOTHING, diluent_in_words, is_idle, names_of, shown, vials_of
from bmcalc.report.preparable import SIGNS

TICK: Final = "□"
_CALCULATED, _ROUNDED, _ORDERED, _DEVIATION = 1, 2, 3, 4


def doses_table(
    lines: Sequence[OrderLine], told: Mapping[str, Verdict], confirmed: Collection[str]
) -> Table:
    """Return a row for each drug; of a dose that nobody may make the planned numbers are struck.

    The drugs that are ``confirmed`` have a box to tick when they were made.
    """
    heads = (
        _("Drug"), _("Calculated"), _("Rounded"), _("Ordered"), _("Deviation"),
        _("Vials · volume · left over"), _("Diluent"), _("Made"),
    )
    rows = tuple(
        (*_row(line, told[line.drug]),
         TICK if line.drug in confirmed else "") for line in lines
    )
    struck = frozenset(
        (row, column) for row, line in enumerate(lines)
        for column in (_CALCULATED, _ROUNDED, _ORDERED)
        if _is_not_made(line, told[line.drug]) and not is_idle(line)
    )
    return Table(
        tuple(map(str, heads)), rows,
        right=frozenset({_CALCULATED, _ROUNDED, _ORDERED, _DEVIATION}),
        widths=(23, 10, 10, 10, 9, 20, 13, 5), struck=struck, strong=frozenset({_ORDERED}),
    )


def _is_not_made(line: OrderLine, verdict: Verdict) -> bool:
    """Say whether nothing of a line may be made, whatever was planned or ordered."""
    return verdict.rank >= Verdict.UNDECIDABLE.rank or line.making_under(verdict) is Making.NONE


def _row(line: OrderLine, verdict: Verdict) -> tuple[str, ...]:
    making = Making.NONE if _is_not_made(line, verdict) else line.making_under(verdict)
    ready = "\n".join(vials_of(line, making))
    if is_idle(line):
        ready = str(_("not due today"))
    elif verdict is not Verdict.AGREES:
        ready = "\n".join(part for part in (f"{SIGNS[verdict]} {verdict.label}", ready) if part)
    ordered = NOTHING if line.ordered is None else str(line.ordered)
    return (
        "\n".join(_named(line)), shown(line.computed), shown(line.rounded),
        "" if is_idle(line) else ordered, line.deviation_text, ready,
        diluent_in_words(line, making),
    )


def _named(line: OrderLine) -> Iterator[str]:
    first, other = names_of(line)
    yield first
    if other:
        yield other
    yield str(line.plan)
    words = [] if line.order is None else list(fields_in_words(line.order))
    if words:
        yield str(_("Ordered: {fields}", fields=Joined(words, " · ")))
