"""Cells of a table: a bare number means what its column says; what orders nothing is left out."""

from __future__ import annotations

import re
from typing import Final

from bmcalc.core.texts import _
from bmcalc.orders.reading.amounts import amount_at
from bmcalc.orders.reading.other_columns import BLANK_CELLS
from bmcalc.orders.reading.patient_said import tell_patient
from bmcalc.orders.reading.plain_text import folded, lowered
from bmcalc.orders.reading.times import days_in
from bmcalc.orders.reading.tokens import Kind, Role, Token

MOST_CYCLES: Final = 20
"""A larger number in a column for the cycle is no number of a cycle."""


def by_role(found: list[Token], cell: str, role: Role | None, unit: str) -> list[Token]:
    """Give a bare number the unit or the meaning that its column has."""
    if role is Role.DAYS and re.fullmatch(r"\s*[0-9]{1,2}(?:\s*[-~,，、&]\s*[0-9]{1,2})*\s*", cell):
        days = days_in(cell)
        token = found[0]
        return [Token(Kind.DAYS, cell.strip(), 0, len(cell), days, 0, token.row, token.cell, role)]
    for token in found:
        if token.kind is not Kind.NUMBER:
            continue
        if role is Role.CYCLE and token.value.isdigit() and int(token.value) <= MOST_CYCLES:
            token.kind, token.value = Kind.CYCLE_NUMBER, (int(token.value), None)
            continue
        if role is Role.DURATION and token.value.isdigit():
            token.kind, token.value = Kind.DURATION, int(token.value)
        elif role in (Role.DOSE, Role.VOLUME, Role.TIME, Role.BASIS, Role.IN_ALL) and unit:
            amount = amount_at(lowered(f"{token.value} {unit}"), 0)
            if amount is not None and amount.kind is not Kind.NUMBER:
                token.kind, token.value = amount.kind, amount.value
    return found


def without_ignored(tokens: list[Token]) -> list[Token]:
    """Leave out what stands in cells that order nothing; a stop in any of them stays.

    What is said of the patient is compared wherever it stands. A stop time that is filled in ends
    the order; an empty one, or a dash, does not. A cell in which a drug is named is not left out.
    """
    tell_patient(tokens)
    naming = {
        token.cell for token in tokens if token.role is Role.IGNORED and token.kind is Kind.NAME
        and not all(meaning.unclear for meaning in token.value)
    }
    kept: list[Token] = []
    for index, token in enumerate(tokens):
        if token.cell in naming:
            if token.role is Role.IGNORED:
                token.role = None
            kept.append(token)
        elif token.role is Role.DATE:
            if token.kind in (Kind.DATE, Kind.STOP) and not _beside_unknown(tokens, index):
                kept.append(token)
        elif token.role is Role.ALLERGY:
            if _is_allergy(token):
                token.kind, token.value = Kind.BAD, _("An allergy stands here: ask.")
                kept.append(token)
        elif token.role is Role.STOP:
            if token.kind is not Kind.LABEL and folded(token.text) not in BLANK_CELLS:
                token.kind = Kind.STOP
                kept.append(token)
        elif token.role is not Role.IGNORED or (
            token.kind is Kind.STOP and not _beside_unknown(tokens, index)
        ) or token.kind in (
            Kind.DECIDES, Kind.LABEL, Kind.SIZE, Kind.SEX, Kind.AGE, Kind.PREGNANT
        ):
            kept.append(token)
    return kept


def _is_allergy(token: Token) -> bool:
    """Say whether a drug stands in a cell for allergies, or a test that was positive."""
    named = token.kind is Kind.NAME and not all(meaning.unclear for meaning in token.value)
    return named or "阳性" in token.text or token.text in ("+", "positive")


def _beside_unknown(tokens: list[Token], index: int) -> bool:
    before = index > 0 and tokens[index - 1].touches(tokens[index])
    after = index + 1 < len(tokens) and tokens[index].touches(tokens[index + 1])
    return bool(before or after)
