"""From rows to records: what belongs to one drug, over several lines, in a group, in one bag.

A line without a name goes on with the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from bmcalc.core.texts import _
from bmcalc.orders.reading.bags import share_bags
from bmcalc.orders.reading.ordered import NotUnderstood, ToldLine
from bmcalc.orders.reading.record import MOST_ROWS, Gathered, Record
from bmcalc.orders.reading.rows import Row, RowKind
from bmcalc.orders.reading.titles import heading_over, said_of_all, under_heading
from bmcalc.orders.reading.tokens import Kind, Role, Token

_TITLE_KINDS: Final = frozenset({
    Kind.TITLE, Kind.DATE, Kind.CYCLE_NUMBER, Kind.DAYS, Kind.NUMBER, Kind.COUNT, Kind.SIGN,
    Kind.LABEL, Kind.LIVE, Kind.MARK, Kind.SIZE, Kind.DURATION, Kind.STANDING,
    Kind.OTHER_REGIMEN,
})
_TITLE_SIGNS: Final = frozenset({
    Kind.TITLE, Kind.DATE, Kind.CYCLE_NUMBER, Kind.STANDING, Kind.OTHER_REGIMEN,
})
_ORDERS: Final = frozenset({
    Kind.MASS, Kind.PER_DAY, Kind.PRODUCT, Kind.BASIS, Kind.ROUTE, Kind.TIMES, Kind.CYCLE,
    Kind.DAYS, Kind.ONCE, Kind.TIME, Kind.RATE, Kind.DURATION, Kind.PAUSE, Kind.STRENGTH,
    Kind.VOLUME, Kind.FLUID, Kind.COUNT, Kind.STOP, Kind.AS_NEEDED, Kind.NOT_COMPARABLE,
    Kind.SPLIT, Kind.BAD, Kind.CYCLE_NUMBER, Kind.TIMES_A_WEEK, Kind.CHANGED,
})
_OF_THE_PATIENT: Final = frozenset({Kind.SEX, Kind.AGE, Kind.PREGNANT})
_DOSES: Final = frozenset({Kind.MASS, Kind.PER_DAY, Kind.PRODUCT, Kind.BASIS})
_DAY_HEADING: Final = re.compile(
    r"\s*(?:第.{1,6}[天日]|days?\s*[0-9]{1,2})\s*[:：]?\s*", re.IGNORECASE
)
NO_NAME: Final = _("No drug of the formulary is named here.")


class Records:
    """Gathers rows one after the other."""

    def __init__(self) -> None:
        self.found = Gathered()
        self.open: Record | None = None
        self.block = 0
        self.section: list[Token] = []
        self.sectioned = False
        self.heading: tuple[Token, ...] = ()

    def gather(self, rows: Iterable[Row]) -> Gathered:
        """Return what the rows come to."""
        for row in rows:
            self._row(row)
        share_bags(self.found)
        return self.found

    def _break(self) -> None:
        self.open = None
        self.block += 1
        self.section, self.sectioned = [], False

    def _row(self, row: Row) -> None:
        self._tell_apart(row)
        if row.kind is RowKind.BLANK:
            self._break()
        elif row.kind in (RowKind.RULE, RowKind.HEADING):
            self._tell(row)
        elif row.kind is RowKind.LOST:
            self.open = None
            self.found.lost.append(NotUnderstood(row.number, row.text, "", row.reason))
        elif self._is_title(row):
            self._tell(row)
        elif self._is_day_heading(row):
            self.section, self.sectioned, self.open = row.tokens, True, None
            self.found.told.append(ToldLine(row.number, row.text))
        elif not self._cycle_of_all(row):
            self._part(row)

    def _tell(self, row: Row) -> None:
        self._break()
        self.heading = heading_over(row.tokens, self.heading)
        self.found.told.append(ToldLine(row.number, row.text, said_of_all(row.tokens)))

    def _tell_apart(self, row: Row) -> None:
        """Take out of a row what it says of the patient and the regimen: no part of an order."""
        said = [
            one for one in row.tokens if one.role is Role.REGIMEN or _is_of_patient(one)
            or (row.in_table and one.role is Role.IGNORED and one.kind is Kind.SIZE)
        ]
        if said and (row.in_table or not self._is_title(row)):
            row.tokens = [one for one in row.tokens if one not in said]
            self.found.told.append(ToldLine(row.number, row.text, said_of_all(said)))

    # What a row is

    def _is_title(self, row: Row) -> bool:
        tokens = row.tokens
        if not tokens:
            return True
        ignored = all(
            token.role is Role.IGNORED and token.kind not in (Kind.STOP, Kind.DECIDES)
            for token in tokens)
        if ignored:
            return True
        if self.open is not None and tokens[0].kind is Kind.LABEL and (
            tokens[0].value is Role.ORDER_TYPE
        ):
            return False
        kinds = {token.kind for token in tokens}
        if Kind.CONDITION in kinds and kinds.isdisjoint(_DOSES) and not any(
            _named(token) for token in tokens
        ):
            return True
        if self._is_banner(kinds):
            return True
        return not kinds.isdisjoint(_TITLE_SIGNS) and all(
            token.kind in _TITLE_KINDS or token.kind is Kind.REMARK or _is_of_patient(token)
            or (token.kind is Kind.NAME and not _named(token)) for token in tokens
        )

    def _is_banner(self, kinds: set[Kind]) -> bool:
        """Say whether a row holds nothing but the patient's size, and no dose waits for it."""
        if not {Kind.SIZE, Kind.REMARK} <= kinds <= {Kind.SIZE, Kind.REMARK, Kind.LABEL}:
            return False
        return self.open is None or self.open.has(Kind.MASS, Kind.PER_DAY, Kind.PRODUCT)

    def _is_day_heading(self, row: Row) -> bool:
        return (
            [token.kind for token in row.tokens] == [Kind.DAYS] and not row.in_table
            and (self.open is None or self.sectioned)
            and _DAY_HEADING.fullmatch(row.text) is not None
        )

    def _cycle_of_all(self, row: Row) -> bool:
        """Give a cycle that stands on a line of its own to every drug of the block."""
        if self.open is None or row.indented or any(
            token.kind not in (Kind.CYCLE, Kind.REMARK) for token in row.tokens
        ) or not any(token.kind is Kind.CYCLE for token in row.tokens):
            return False
        block = [one for one in self.found.records if one.block == self.block]
        if len(block) < 2 or any(one.has(Kind.CYCLE) or not one.has(*_DOSES) for one in block):
            return False
        for record in block:
            record.rows.append(row)
            record.tokens.extend(
                replace(token) for token in row.tokens if token.kind is Kind.CYCLE
            )
        return True

    # Rows that order something

    def _part(self, row: Row) -> None:
        tokens = row.tokens
        first = tokens[0]
        labelled = first.kind is Kind.LABEL and first.value is not Role.NAME
        goes_on = self.open is not None and (
            labelled or _joins(first) or _joins(self.open.tokens[-1])
        )
        if goes_on or self._is_bracket_of_open(row):
            self._append(row)
        elif any(_named(token) for token in tokens) or _names_unknown(tokens):
            self._start(row)
        elif _is_fluid(tokens):
            self._start(row, fluid_only=True)
        elif self._only_remark(row):
            self._lose(row)
        elif self.open is not None and row.group in (None, self.open.group):
            self._append(row)
        elif any(token.kind is Kind.NAME for token in tokens):
            self._start(row)
        else:
            self._lose(row)

    def _is_bracket_of_open(self, row: Row) -> bool:
        """Say whether the row only adds a name in brackets to a drug that has no dose yet."""
        return (
            self.open is not None and not self.open.has(*_DOSES) and row.text[:1] in "(（[【"
            and row.tokens[0].kind is Kind.NAME and not row.in_table
        )

    def _only_remark(self, row: Row) -> bool:
        """Say whether the row holds nothing of an order, or a stop for nobody knows what."""
        orders = [token for token in row.tokens if token.kind in _ORDERS]
        unknown = any(token.kind in (Kind.UNKNOWN, Kind.NEGATION) for token in row.tokens)
        if not orders:
            return unknown or self.open is None
        return unknown and all(token.kind is Kind.STOP for token in orders)

    def _start(self, row: Row, fluid_only: bool = False) -> None:
        tokens = list(row.tokens)
        if self.section and not any(token.kind is Kind.DAYS for token in tokens):
            tokens += [replace(token) for token in self.section]
        tokens += under_heading(tokens, self.heading)
        self.open = Record([row], tokens, self.block, row.group, fluid_only)
        self.found.records.append(self.open)

    def _append(self, row: Row) -> None:
        assert self.open is not None
        if len(self.open.rows) >= MOST_ROWS:
            self._lose(row)
            return
        self.open.rows.append(row)
        self.open.tokens.extend(row.tokens)
        if self.open.fluid_only and any(_named(token) for token in row.tokens):
            self.open.fluid_only = False

    def _lose(self, row: Row) -> None:
        unread = " ".join(
            token.text for token in row.tokens if token.kind in (Kind.UNKNOWN, Kind.NEGATION)
        ) or row.text
        stops = any(token.kind is Kind.STOP for token in row.tokens)
        reason = _("A stop word stands here, and no drug is named.") if stops else NO_NAME
        self.found.lost.append(NotUnderstood(row.number, row.text, unread, reason, (), stops))


def _named(token: Token) -> bool:
    """Say whether a part names a drug, even one that is not of the formulary."""
    return token.kind is Kind.NAME and not all(meaning.unclear for meaning in token.value)


def _is_of_patient(token: Token) -> bool:
    return token.role is Role.IGNORED and token.kind in _OF_THE_PATIENT


def _joins(token: Token) -> bool:
    return token.kind in (Kind.JOIN, Kind.FINAL_VOLUME) or (
        token.kind is Kind.SIGN and token.text == "+"
    )


def _names_unknown(tokens: Sequence[Token]) -> bool:
    """Say whether a row begins with a word that nobody knows, and orders something."""
    for token in tokens:
        if token.kind in (Kind.MARK, Kind.STOP, Kind.LABEL, Kind.TITLE, Kind.DECIDES,
                          Kind.INJECTION, Kind.REMARK):
            continue
        if token.kind is Kind.UNKNOWN or token.kind is Kind.NAME:
            return any(one.kind in _DOSES or one.kind in (Kind.COUNT, Kind.NUMBER, Kind.BAD)
                       for one in tokens)
        return False
    return False


def _is_fluid(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.FLUID for token in tokens) and not any(
        token.kind in _DOSES for token in tokens
    )
