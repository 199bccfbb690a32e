"""The parts of a line of which nothing is made, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bmcalc.core.texts import _
from bmcalc.orders.reading.tokens import Kind, Role, Token

UNREAD: Final = frozenset({
    Kind.UNKNOWN, Kind.NUMBER, Kind.PERCENT, Kind.DECIDES, Kind.NEGATION, Kind.UNIT, Kind.ALSO,
})
_HARMLESS_SIGNS: Final = frozenset("=-–—−!！")


def is_glued(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a word is only the beginning or the end of one that nobody knows."""
    before = place > 0 and tokens[place - 1].kind is Kind.UNKNOWN and (
        tokens[place - 1].touches(tokens[place])
    )
    after = place + 1 < len(tokens) and tokens[place + 1].kind is Kind.UNKNOWN and (
        tokens[place].touches(tokens[place + 1])
    )
    return bool(before or after)


def is_strange_sign(token: Token) -> bool:
    """Say whether a part is a sign that orders something, or may."""
    return token.kind is Kind.SIGN and token.text not in _HARMLESS_SIGNS


def unread_parts(tokens: Sequence[Token]) -> list[Token]:
    """Return the parts of which nothing is made."""
    strange: list[Token] = []
    kinds = frozenset(one.kind for one in tokens)
    for place, token in enumerate(tokens):
        loose = is_strange_sign(token) and not _is_bound(tokens, place, kinds)
        if loose or token.kind in UNREAD or token.kind in (Kind.BAD, Kind.STOP):
            strange.append(token)
    return strange


def _is_bound(tokens: Sequence[Token], place: int, kinds: frozenset[Kind]) -> bool:
    """Say whether a sign belongs to what follows: ``>30min``, ``× 1.6 m2``, drug ``+`` fluid."""
    sign = tokens[place].text
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if sign == "+":
        return Kind.FLUID in kinds
    if following is None:
        return False
    if sign in ">≥":
        return following.kind in (Kind.TIME, Kind.VOLUME)
    return sign == "×" and (
        following.kind is Kind.SIZE
        or (Kind.STRENGTH in kinds and following.kind is Kind.COUNT)
    )


def reason_of(strange: Sequence[Token]) -> object:
    """Return why unread parts make a line unread: the fault of a number before an unknown word."""
    bad = [one.value for one in strange if one.kind is Kind.BAD]
    if bad:
        return bad[0]
    if all(one.kind is Kind.NUMBER for one in strange):
        return _("A number stands here without a unit.")
    return _("Not every word was read.")


def trailing_zeros(tokens: Sequence[Token]) -> Iterator[object]:
    """Ask about a dose with a zero behind its point: without the point it is tenfold."""
    for token in tokens:
        if token.kind in (Kind.MASS, Kind.PER_DAY) and token.role is not Role.STRENGTH:
            digits = "".join(sign for sign in token.text if sign.isdigit() or sign == ".")
            if digits.endswith(".0"):
                yield _("“{dose}”: a zero behind the point is easily read as ten times as much.",
                        dose=token.text)
