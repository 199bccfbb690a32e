"""Where the parts of a row stand: in columns, or on a card of lines where the table is narrow.

The places are worked out by hand and a row is as high as its mode says, so that a key moves
nothing; only words that would not fit make it higher.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.deviation_bar import HEIGHT as BAR_HEIGHT
from bmcalc.gui.pages.order_check.deviation_bar import DeviationBar
from bmcalc.gui.pages.order_check.dose_edit import DoseEdit
from bmcalc.gui.pages.order_check.row_measures import (
    EDGE,
    GAP,
    Mode,
    Sizes,
    Span,
    columns,
    height_in,
    line_height,
    mode_of,
    natural,
)
from bmcalc.gui.result.pill import HEIGHT as PILL_HEIGHT
from bmcalc.gui.result.pill import Pill

FIELD: Final = 104
SAID: Final = 100
VERDICT: Final = 104


class Parts(NamedTuple):
    """What a row holds. The captions stand before its two doses where no heading names them.

    ``beyond`` says the deviation in the place of ``deviation`` where it is beyond the tolerances.
    """

    name: QLabel
    other: QLabel
    plan: QLabel
    computed_caption: QLabel
    computed: QLabel
    rounded_caption: QLabel
    rounded: QLabel
    mark: QLabel
    vials: QLabel
    below: QLabel
    deviation: QLabel
    beyond: QLabel
    reason: QLabel
    said: QLabel
    fault: QLabel
    bar: DeviationBar
    pill: Pill
    editor: DoseEdit


class Placer:
    """Puts the parts of one row into their places."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._placed: set[QWidget] = set()

    def place(self, width: int, sizes: Sizes, spread: bool) -> int:
        """Place every part in a width and return the height of the row.

        ``spread`` gives a line that is being typed the room of its neighbours.
        """
        self._placed = set()
        if mode_of(width) is Mode.TABLE:
            height, below = self._in_columns(width, sizes, spread)
        else:
            height, below = self._on_a_card(width, sizes, spread)
        for label in (*below, self._parts.fault):
            if label.text():
                tall = height_in(label, width - 2 * scaled(EDGE))
                self._put(label, scaled(EDGE), height - scaled(4), width - 2 * scaled(EDGE), tall)
                height += tall + scaled(3)
        for part in self._parts:
            if part.isHidden() == (part in self._placed):
                part.setVisible(part in self._placed)
        return max(height, scaled(sizes.least(mode_of(width))))

    def room(self) -> tuple[object, ...]:
        """Return what the places follow from beside the width: where it is the same, they are.

        Of words on one line that is their width, of others the words themselves.
        """
        labels = [part for part in self._parts if isinstance(part, QLabel)]
        return (self._parts.pill.sizeHint().width(), *(
            own if (own := natural(one)) <= one.width() else one.text() for one in labels
        ))

    def _put(self, part: QWidget, left: int, top: int, width: int, height: int) -> None:
        part.setGeometry(left, top, width, height)
        self._placed.add(part)

    def _number(self) -> QLabel:
        """Return the label of the deviation: the one that says it."""
        return self._parts.beyond if self._parts.beyond.text() else self._parts.deviation

    # In columns

    def _in_columns(self, width: int, sizes: Sizes, spread: bool) -> tuple[int, list[QLabel]]:
        parts, spans, number = self._parts, columns(width), self._number()
        room, line = scaled(sizes.row), scaled(sizes.field)
        said = line_height(parts.said)
        long = natural(parts.said) > spans["ordered"].width
        cells: dict[str, list[tuple[QWidget, int]]] = {
            "computed": [(parts.computed, 0)], "rounded": [(parts.rounded, 0)],
            "ready": [] if spread else [(parts.mark, 0), (parts.vials, 0), (parts.below, 0)],
            "deviation": [(number, 0), (parts.bar, scaled(BAR_HEIGHT))],
            "verdict": [(parts.pill, scaled(PILL_HEIGHT)), (parts.reason, 0)],
        }
        if not number.text():
            del cells["deviation"]
        stacks = {name: _filled(cell, spans[name].width) for name, cell in cells.items()}
        drug = self._drug_lines(spans["drug"].width, room)
        highest = max([line + said, sum(tall for _part, tall in drug),
                       *(sum(tall for _part, tall in stack) for stack in stacks.values())])
        height = max(room, highest + scaled(3))
        for name, stack in stacks.items():
            self._stack(stack, spans[name], height)
        self._place_drug(drug, spans["drug"], height)
        self._place_order(spans, Span((height - line - said) // 2, line), spread)
        return height, [parts.said] if long else []

    def _place_order(self, spans: dict[str, Span], line: Span, spread: bool) -> None:
        """Put the dose where it stays whether or not words stand below it."""
        parts, own = self._parts, spans["ordered"]
        if spread:
            ready = spans["ready"]
            self._put(parts.editor, ready.left, line.left, own.right - ready.left, line.width)
            parts.editor.raise_()
        else:
            self._put(parts.editor, own.left, line.left, min(own.width, scaled(FIELD)), line.width)
        if parts.said.text() and natural(parts.said) <= own.width:
            self._put(parts.said, own.left, line.right, own.width,
                      line_height(parts.said))

    def _stack(self, stack: Sequence[tuple[QWidget, int]], span: Span, height: int) -> None:
        """Put parts one below the other into the middle of a row."""
        top = (height - 1 - sum(tall for _part, tall in stack)) // 2
        for part, tall in stack:
            width = span.width
            if isinstance(part, Pill):
                width = min(width, part.sizeHint().width())
            self._put(part, span.left, top, width, tall)
            top += tall

    def _drug_lines(self, width: int, room: int) -> list[tuple[QWidget, int]]:
        """Return name and plan with their heights, and the other name where there is room."""
        parts = self._parts
        lines = _filled([(parts.name, 0), (parts.other, 0), (parts.plan, 0)], width)
        beside = natural(parts.name) + scaled(GAP) + natural(parts.other) <= width
        if beside or sum(tall for _part, tall in lines) + scaled(3) > room:
            return [one for one in lines if one[0] is not parts.other]
        return lines

    def _place_drug(self, lines: Sequence[tuple[QWidget, int]], span: Span, height: int) -> None:
        parts = self._parts
        self._stack(lines, span, height)
        begins = natural(parts.name) + scaled(GAP)
        left = span.width - begins
        if parts.other.text() and parts.other not in self._placed and natural(parts.other) <= left:
            name, tall = parts.name.geometry(), height_in(parts.other, left)
            self._put(parts.other, span.left + begins, name.bottom() - tall, left, tall)
            name.setWidth(natural(parts.name))
            parts.name.setGeometry(name)

    # On a card

    def _on_a_card(self, width: int, sizes: Sizes, spread: bool) -> tuple[int, list[QLabel]]:
        parts, edge, gap = self._parts, scaled(EDGE), scaled(GAP)
        narrow = mode_of(width) is Mode.NARROW
        line, top = scaled(sizes.field), scaled(6)
        verdict = Span(width - edge - scaled(VERDICT), scaled(VERDICT))
        said = Span(verdict.left - gap - scaled(SAID), scaled(SAID))
        behind = verdict if narrow else said
        field = Span(behind.left - gap - scaled(FIELD), scaled(FIELD))
        long = spread or (not narrow and natural(parts.said) > said.width)
        self._put(parts.editor, field.left, top, field.width, line)
        if not (long or narrow) and parts.said.text():
            self._put(parts.said, said.left, top, said.width, line)
        pill = parts.pill.sizeHint()
        pill_width = min(pill.width(), verdict.width)
        self._put(parts.pill, verdict.right - pill_width, top + (line - pill.height()) // 2,
                  pill_width, pill.height())
        right = lowest = top + line
        number = self._number()
        if number.text():
            tall = height_in(number, said.width)
            self._put(parts.bar, field.left, right, field.width, scaled(BAR_HEIGHT))
            lowest = right + scaled(BAR_HEIGHT)
            place, under = (field, lowest) if narrow else (said, right)
            self._put(number, place.left, under,
                      place.width if narrow else scaled(SAID - 36), tall)
            lowest = max(lowest, under + tall)
        if parts.reason.text():
            tall = height_in(parts.reason, verdict.width)
            self._put(parts.reason, verdict.left, right, verdict.width, tall)
            lowest = max(lowest, right + tall)
        words = self._flow(Span(edge, field.left - gap - edge), top, narrow and not spread)
        if spread:
            begins = edge + min(natural(parts.name) + gap, (field.left - edge) // 2)
            ends = field.right if narrow else said.right
            self._put(parts.editor, begins, top, ends - begins, line)
            parts.editor.raise_()
            over = parts.editor.geometry()
            self._placed -= {one for one in (parts.other, parts.plan)
                             if one.geometry().intersects(over)}
        return max(lowest, words) + scaled(5), (
            [parts.said] if long else []
        )

    def _flow(self, span: Span, top: int, with_order: bool) -> int:
        """Put drug, plan, doses and vials on as many lines as they need; return where they end.

        ``with_order`` adds what the order says.
        """
        parts = self._parts
        lines: tuple[tuple[tuple[QLabel, ...], ...], ...] = (
            ((parts.name,), (parts.other,), (parts.plan,)),
            ((parts.computed_caption, parts.computed), (parts.rounded_caption, parts.rounded),
             (parts.mark,), (parts.vials,), (parts.below,)),
            ((parts.said,),) if with_order else (),
        )
        for number, items in enumerate(lines):
            left, tallest = span.left, (line_height(items[0][-1]) if items else 0)
            said = False
            for item in items:
                if not item[-1].text():
                    continue
                said = True
                widths = [natural(one) for one in item]
                needed = sum(widths) + scaled(4) * (len(item) - 1)
                if left > span.left and left + needed > span.right:
                    top, left, tallest = top + tallest, span.left, 0
                for one, own in zip(item, widths, strict=True):
                    room = min(own, span.right - left)
                    tall = height_in(one, room)
                    self._put(one, left, top + max(0, tallest - tall), room, tall)
                    left += own + scaled(4)
                    tallest = max(tallest, tall)
                left += scaled(GAP if number else 4)
            top += tallest + scaled(3) if said else 0
        return top - scaled(3)


def _filled(cell: Sequence[tuple[QWidget, int]], width: int) -> list[tuple[QWidget, int]]:
    """Return the parts of a cell that say something, with their heights; a label tells its own."""
    filled: list[tuple[QWidget, int]] = []
    for part, tall in cell:
        if not isinstance(part, QLabel):
            filled.append((part, tall))
        elif part.text():
            filled.append((part, height_in(part, width)))
    return filled
