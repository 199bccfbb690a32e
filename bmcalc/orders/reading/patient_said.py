"""What an order says of the patient for whom it was written: sex, age, pregnancy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from bmcalc.orders.reading.tokens import Kind, Role, Token

_SEXES: Final = {
    "男": "male", "男性": "male", "male": "male",
    "女": "female", "女性": "female", "female": "female",
}
_AGE: Final = frozenset({"年龄", "age"})
_YEARS: Final = ("岁", "years", "yrs", "yr")
_PREGNANT: Final = re.compile(
    r"妊娠|怀孕|早孕|中孕|晚孕|孕妇|孕期|宫内孕|孕[0-9]+[+]?周|孕周|停经[0-9]+周|pregnan|gravid|gestation"
)
_NOT_PREGNANT: Final = re.compile(
    r"(?:未|非|无|否认|排除|不是)(?:怀孕|妊娠|早孕|孕)|(?:妊娠|怀孕|早孕)(?:试验|检测|测试)?[:(]?(?:阴性|否|无|史)"
    r"|(?:not|non|no)-?(?:currently)?pregnan[a-z]*|pregnancytest[:(]?neg[a-z]*|pregnancy[:(]?no(?![a-z])"
    r"|primigravida|multigravida"
)


def tell_patient(tokens: Sequence[Token]) -> None:
    """Mark the sex and the age in cells that order nothing: they may be another patient's."""
    _tell_pregnancy(tokens)
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


def _tell_pregnancy(tokens: Sequence[Token]) -> None:
    """Mark a cell that says that the patient is pregnant; «not pregnant» does not."""
    for (_cell, role), found in groupby(tokens, key=lambda one: (one.cell, one.role)):
        cell = list(found)
        if role is not Role.IGNORED:
            continue
        text = "".join(one.text for one in cell).lower().replace(" ", "")
        if _PREGNANT.search(_NOT_PREGNANT.sub(" ", text)):
            marked = next((one for one in cell if one.kind is not Kind.LABEL), cell[0])
            marked.kind, marked.value = Kind.PREGNANT, True


def _is_years(token: Token) -> bool:
    return token.kind is Kind.NUMBER and token.text.isdigit() and len(token.text) <= len("100")
