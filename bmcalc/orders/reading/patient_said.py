"""What an order says of the patient for whom it was written: sex and age."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bmcalc.orders.reading.tokens import Kind, Role, Token

_SEXES: Final = {
    "男": "male", "男性": "male", "male": "male",
    "女": "female", "女性": "female", "female": "female",
}
_AGE: Final = frozenset({"年龄", "age"})
_YEARS: Final = ("岁", "years", "yrs", "yr")


def tell_patient(tokens: Sequence[Token]) -> None:
    """Mark the sex and the age in cells that order nothing: they may be another patient's."""
    for one, following in pairwise([*tokens, *tokens[-1:]]):
        if one.role is not Role.IGNORED:
            continue
        sex = _SEXES.get(one.text.lower())
        if sex is not None:
            one.kind, one.value = Kind.SEX, sex
        elif one.kind is Kind.LABEL and one.text.lower() in _AGE and _is_years(following):
            following.kind, following.value = Kind.AGE, int(following.text)
        elif _is_years(one) and following.text.lower().startswith(_YEARS):
            one.kind, one.value = Kind.AGE, int(one.text)


def _is_years(token: Token) -> bool:
    return token.kind is Kind.NUMBER and token.text.isdigit() and len(token.text) <= len("100")
