"""Where the parts of a row stand: in columns, or on a card of lines where the table is narrow.

The places are worked out by hand and a row is as high as its mode says, so that a key moves
nothing; only words that would not fit make it higher.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.order_check.deviation_bar import HEIGHT as BAR_HEIGHT
from bmcalc.gui.pages.order_check.deviation_bar import DeviationBar
from bmcalc.gui.pages.order_check.dose_edit import DoseEdit
from bmcalc.gui.result.pill import HEIGHT as PILL_HEIGHT
from bmcalc.gui.result.pill import Pill

COLUMNS: Final = ("drug", "computed", "rounded", "ready", "ordered", "deviation", "verdict")
LEAST: Final = {"drug": 176, "computed": 62, "rounded": 64, "ready": 114, "ordered": 106,
                "deviation": 84, "verdict": 102}
"""The least width of each column."""

SHARES: Final = {"drug": 46, "ready": 30, "ordered": 12, "verdict": 12}
"""How the columns that hold words share what is over, in percent."""

GAP: Final = 8
EDGE: Final = 12
FIELD: Final = 104
SAID: Final = 100
VERDICT: Final = 104
NARROW_BELOW: Final = 640
LEAST_WIDTH: Final = 500
TABLE_FROM: Final = sum(LEAST.values()) + (len(COLUMNS) - 1) * GAP + 2 * EDGE


class Mode(Enum):
    """How a row stands: in columns, on a card, or on a card whose order has a line of its own."""

    TABLE = 0
    CARD = 1
    NARROW = 2


class Sizes(NamedTuple):
    """Heights before they are scaled: of a row, a card, the field of a dose, the heading."""

    row: int
    card: int
    field: int
    heading: int


ROOMY: Final = Sizes(60, 62, 32, 29)
COMPACT: Final = Sizes(51, 56, 27, 28)


def mode_of(width: int) -> Mode:
    """Return how rows of this width stand."""
    if width >= scaled(TABLE_FROM):
        return Mode.TABLE
    return Mode.CARD if width >= scaled(NARROW_BELOW) else Mode.NARROW


class Span(NamedTuple):
    """A part of the width."""

    left: int
    width: int

    @property
    def right(self) -> int:
        """The first pixel behind it."""
        return self.left + self.width


def columns(width: int) -> dict[str, Span]:
    """Return where each column of the table stands in a width."""
    over = max(0, width - scaled(TABLE_FROM))
    spans: dict[str, Span] = {}
    left = scaled(EDGE)
    for name in COLUMNS:
        own = scaled(LEAST[name]) + over * SHARES.get(name, 0) // 100
        spans[name] = Span(left, own)
        left += own + scaled(GAP)
    return spans


class Parts(NamedTuple):
    """What a row holds. The captions stand before its two doses where no heading names them."""

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
    reason: QLabel
    said: QLabel
    fault: QLabel
    bar: DeviationBar
    pill: Pill
    editor: DoseEdit


def natural(label: QLabel) -> int:
    """Return the width of a label's words on one line."""
    label.ensurePolished()
    return label.fontMetrics().horizontalAdvance(label.text()) + 1


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
                tall = label.heightForWidth(width - 2 * scaled(EDGE))
                self._put(label, scaled(EDGE), height - scaled(4), width - 2 * scaled(EDGE), tall)
                height += tall + scaled(3)
        for part in self._parts:
            if part.isHidden() == (part in self._placed):
                part.setVisible(part in self._placed)
        return height

    def _put(self, part: QWidget, left: int, top: int, width: int, height: int) -> None:
        part.setGeometry(left, top, width, height)
        self._placed.add(part)

    # In columns

    def _in_columns(self, width: int, sizes: Sizes, spread: bool) -> tuple[int, list[QLabel]]:
        parts, spans = self._parts, columns(width)
        room, line = scaled(sizes.row), scaled(sizes.field)
        said = parts.said.fontMetrics().height()
        long = natural(parts.said) > spans["ordered"].width
        cells: dict[str, list[tuple[QWidget, int]]] = {
            "computed": [(parts.computed, 0)], "rounded": [(parts.rounded, 0)],
            "ready": [] if spread else [(parts.mark, 0), (parts.vials, 0), (parts.below, 0)],
            "deviation": [(parts.deviation, 0), (parts.bar, scaled(BAR_HEIGHT))],
            "verdict": [(parts.pill, scaled(PILL_HEIGHT)), (parts.reason, 0)],
        }
        if not parts.deviation.text():
            del cells["deviation"]
        stacks = {name: _filled(cell, spans[name].width) for name, cell in cells.items()}
        drug = self._drug_lines(spans["drug"].width, room)
        highest = max([line + said, sum(tall for _part, tall in drug),
                       *(sum(tall for _part, tall in stack) for stack in stacks.values())])
        height = max(room, highest + scaled(6))
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
                      parts.said.fontMetrics().height())

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
        if beside or sum(tall for _part, tall in lines) + scaled(4) > room:
            return [one for one in lines if one[0] is not parts.other]
        return lines

    def _place_drug(self, lines: Sequence[tuple[QWidget, int]], span: Span, height: int) -> None:
        parts = self._parts
        self._stack(lines, span, height)
        begins = natural(parts.name) + scaled(GAP)
        left = span.width - begins
        if parts.other.text() and parts.other not in self._placed and natural(parts.other) <= left:
            name, tall = parts.name.geometry(), parts.other.heightForWidth(left)
            self._put(parts.other, span.left + begins, name.bottom() - tall, left, tall)

    # On a card

    def _on_a_card(self, width: int, sizes: Sizes, spread: bool) -> tuple[int, list[QLabel]]:
        parts, edge, gap = self._parts, scaled(EDGE), scaled(GAP)
        narrow = mode_of(width) is Mode.NARROW
        line, top = scaled(sizes.field), scaled(6)
        verdict = Span(width - edge - scaled(VERDICT), scaled(VERDICT))
        said = Span(verdict.left - gap - scaled(SAID), scaled(SAID))
        behind = verdict if narrow else said
        field = Span(behind.left - gap - scaled(FIELD), scaled(FIELD))
        long = narrow or spread or natural(parts.said) > said.width
        self._put(parts.editor, field.left, top, field.width, line)
        if not long and parts.said.text():
            self._put(parts.said, said.left, top, said.width, line)
        pill = parts.pill.sizeHint()
        pill_width = min(pill.width(), verdict.width)
        self._put(parts.pill, verdict.right - pill_width, top + (line - pill.height()) // 2,
                  pill_width, pill.height())
        right = lowest = top + line
        if parts.deviation.text():
            tall = parts.deviation.heightForWidth(said.width)
            self._put(parts.bar, field.left, right, field.width, scaled(BAR_HEIGHT))
            lowest = right + scaled(BAR_HEIGHT)
            place, under = (field, lowest) if narrow else (said, right)
            self._put(parts.deviation, place.left, under, scaled(SAID - 36), tall)
            lowest = max(lowest, under + tall)
        if parts.reason.text():
            tall = parts.reason.heightForWidth(verdict.width)
            self._put(parts.reason, verdict.left, right, verdict.width, tall)
            lowest = max(lowest, right + tall)
        words = self._flow(Span(edge, field.left - gap - edge), top)
        if spread:
            begins = edge + min(natural(parts.name) + gap, (field.left - edge) // 2)
            ends = field.right if narrow else said.right
            self._put(parts.editor, begins, top, ends - begins, line)
            parts.editor.raise_()
        return max(scaled(sizes.card), max(lowest, words) + scaled(5)), (
            [parts.said] if long else []
        )

    def _flow(self, span: Span, top: int) -> int:
        """Put drug, plan, doses and vials on as many lines as they need; return where they end."""
        parts = self._parts
        lines: tuple[tuple[tuple[QLabel, ...], ...], ...] = (
            ((parts.name,), (parts.other,), (parts.plan,)),
            ((parts.computed_caption, parts.computed), (parts.rounded_caption, parts.rounded),
             (parts.mark,), (parts.vials,), (parts.below,)),
        )
        for number, items in enumerate(lines):
            left, tallest = span.left, 0
            for item in items:
                if not item[-1].text():
                    continue
                widths = [natural(one) for one in item]
                needed = sum(widths) + scaled(4) * (len(item) - 1)
                if left > span.left and left + needed > span.right:
                    top, left, tallest = top + tallest, span.left, 0
                for one, own in zip(item, widths, strict=True):
                    room = min(own, span.right - left)
                    tall = one.heightForWidth(room)
                    self._put(one, left, top + max(0, tallest - tall), room, tall)
                    left += own + scaled(4)
                    tallest = max(tallest, tall)
                left += scaled(GAP if number else 4)
            top += tallest + scaled(3)
        return top - scaled(3)


def _filled(cell: Sequence[tuple[QWidget, int]], width: int) -> list[tuple[QWidget, int]]:
    """Return the parts of a cell that say something, with their heights; a label tells its own."""
    filled: list[tuple[QWidget, int]] = []
    for part, tall in cell:
        if not isinstance(part, QLabel):
            filled.append((part, tall))
        elif part.text():
            filled.append((part, part.heightForWidth(width)))
    return filled


def aligned(label: QLabel, right: bool) -> None:
    """Let a label's words stand at the right or the left of its place."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    if not label.alignment() & side:
        label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
