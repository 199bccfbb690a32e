"""An order that was pasted: a table, a text with one drug a line, groups, labels, wrapped lines.

What was not understood is handed back with its line, the unread words and the reason; nothing is
dropped and nothing is guessed. The time is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Mapping

from bmcalc.core.texts import Joined
from bmcalc.formulary.drug_entry import Drug
from bmcalc.orders.reading.line_reading import LineReader
from bmcalc.orders.reading.name_index import name_index
from bmcalc.orders.reading.ordered import (
    BesideLine,
    Discontinued,
    NotUnderstood,
    OrderedLine,
    OtherDrugLine,
    PastedOrder,
)
from bmcalc.orders.reading.plain_text import refuse_too_long
from bmcalc.orders.reading.records import Records
from bmcalc.orders.reading.rows import Row, Rows
from bmcalc.orders.reading.tokenizer import Tokenizer


def read_pasted(
    text: str, drugs: Mapping[str, Drug], rows: list[Row] | None = None
) -> PastedOrder:
    """Return what a pasted text orders, line by line; ``E_RANGE`` for one that is too long.

    ``rows`` are those of this very text where they have been read.
    """
    refuse_too_long(text)
    index = name_index(drugs)
    gathered = Records().gather(Rows(Tokenizer(index)).read(text) if rows is None else rows)
    reader = LineReader(index, drugs)
    lines: list[OrderedLine] = []
    stopped: list[Discontinued] = []
    others: list[OtherDrugLine] = []
    beside: list[BesideLine] = []
    lost = list(gathered.lost)
    for record in gathered.records:
        for read in reader.read(record):
            match read:
                case OrderedLine():
                    lines.append(read)
                case Discontinued():
                    stopped.append(read)
                case OtherDrugLine():
                    others.append(read)
                case BesideLine():
                    beside.append(read)
                case NotUnderstood():
                    lost.append(read)
    return PastedOrder(
        tuple(lines), _each_line_once(lost), tuple(stopped), tuple(others), tuple(beside),
        tuple(gathered.told),
    )


def _each_line_once(lost: list[NotUnderstood]) -> tuple[NotUnderstood, ...]:
    """Return each line once, with every drug that it names."""
    by_number: dict[tuple[int, str], NotUnderstood] = {}
    for one in sorted(lost, key=lambda line: line.number):
        key = one.number, one.text
        before = by_number.get(key)
        if before is None:
            by_number[key] = one
            continue
        drugs = tuple(dict.fromkeys((*before.drugs, *one.drugs)))
        reason = before.reason if str(before.reason) == str(one.reason) else Joined(
            [before.reason, one.reason], " ")
        by_number[key] = NotUnderstood(
            one.number, one.text, before.unread or one.unread, reason, drugs,
            before.stops or one.stops, (*before.in_doubt, *one.in_doubt),
        )
    return tuple(by_number.values())
