"""Words that leave a dose as it is and say that it may not be for now, or not made here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bmcalc.core.texts import _
from bmcalc.orders.reading.tokens import Kind, Role, Token

_GIVEN: Final = frozenset({"given", "administered", "taken"})
_HOW: Final = frozenset({
    Kind.REMARK, Kind.ROUTE, Kind.TIME, Kind.TIMES, Kind.TIMES_A_WEEK, Kind.CYCLE, Kind.DAYS,
    Kind.DURATION,
    Kind.JOIN, Kind.ONCE, Kind.TIME_OF_DAY, Kind.MASS, Kind.FLUID, Kind.VOLUME,
})


def is_done(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a word says that the order was carried out; «given over 1 h» says how."""
    one = tokens[place]
    if one.kind is Kind.LIVE:
        return bool(one.value == "done")
    if one.kind is not Kind.REMARK or one.text.lower() not in _GIVEN:
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if one.role is Role.STATE or following is None or following.row != one.row:
        return True
    return following.cell != one.cell or following.kind not in _HOW or one.depth > following.depth


def is_own(token: Token) -> bool:
    """Say whether a word says that the patient brings the drug."""
    return token.kind is Kind.MARK and token.value == "own_supply"


def not_for_now(tokens: Sequence[Token]) -> Iterator[object]:
    """Give what must be asked before anything is made for an order."""
    done = [one.text for place, one in enumerate(tokens) if is_done(tokens, place)]
    for word in dict.fromkeys(done):
        yield _("“{word}”: the dose may have been made or given already. Ask before it is made "
                "again.", word=word)
    for word in dict.fromkeys(one.text for one in tokens if is_own(one)):
        yield _("“{word}”: the patient may bring the drug. Ask whether it is made here.", word=word)
