"""The words around a dose in an order: routes, days, frequencies, dosage forms, headings."""

from __future__ import annotations

import re
from typing import Final

ROUTES: Final[dict[str, str]] = {
    "静脉滴注": "iv", "静脉注射": "iv", "静脉输注": "iv", "静滴": "iv", "静脉": "iv", "ivgtt": "iv",
    "ivdrip": "iv", "i.v.": "iv", "intravenous": "iv", "iv": "iv",
    "皮下注射": "sc", "皮下": "sc", "subcutaneous": "sc", "s.c.": "sc", "subcut": "sc", "sc": "sc",
    "肌内注射": "im", "肌肉注射": "im", "肌注": "im", "intramuscular": "im", "i.m.": "im",
    "im": "im", "口服": "po", "oral": "po", "p.o.": "po", "po": "po",
    "transdermal": "td", "外用": "td",
}

FORMS: Final = (
    "注射用", "注射液", "粉针剂", "粉针", "针剂", "分散片", "片剂", "胶囊", "针", "片",
    "for injection", "injection", "infusion", "tablets", "tablet", "capsules", "capsule", "vial",
    "盐酸", "琥珀酸", "hydrochloride", "succinate",
)
"""Words of the form or the salt that may touch a drug's name without making it another drug."""

FREQUENCIES: Final = (
    "每日一次", "每日1次", "每日两次", "每日2次", "每天一次", "首剂", "首次", "维持", "负荷",
    "once daily", "twice daily", "loading", "maintenance", "qd", "bid", "q12h", "st",
    "q21d", "q28d", "q14d", "q7d", "q3w", "q4w", "q2w", "qw",
)

HEADINGS: Final = (
    "药品名称", "药品", "药物", "名称", "医嘱剂量", "剂量", "用法", "用量", "给药途径", "途径",
    "天数", "日期", "序号", "单位", "drug", "name", "ordered", "dose", "route", "days", "day", "no",
)

DAYS: Final = re.compile(
    r"(?:(?<![a-z])d(?:ay)?s?\s*|第\s*)([0-9]{1,2}(?:\s*[-–~～至,，、]\s*d?\s*[0-9]{1,2})*)"
    r"\s*[天日]?(?![0-9])",
    re.IGNORECASE,
)
"""``d1``, ``d1,8``, ``day 1-21``, ``第1、8天``."""

PER_DAY: Final = re.compile(r"\s*/\s*(?:d|day|日|天)(?![a-z])|\s+per day", re.IGNORECASE)
NUMBERING: Final = re.compile(r"^\s*[(（]?[0-9]{1,2}[)）.、:]\s*(?=\D)")

_MASSES = ("mg", "毫克", "g", "克", "ug", "µg", "μg", "mcg", "微克")
_OTHERS = (
    "mg/m2", "mg/m²", "mg/m^2", "mg/㎡", "mg/kg", "mg/ml", "mg·min/ml", "mg*min/ml", "ml/min",
    "ml", "毫升", "l", "min", "分钟", "h", "小时", "iu", "u", "%", "kg", "cm", "m2", "m²",
)


def _units(spellings: tuple[str, ...]) -> str:
    return "|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True))


AMOUNT: Final = re.compile(
    r"(?P<number>[0-9]+(?:[.,，][0-9]+)*)\s*"
    rf"(?:(?P<other>{_units(_OTHERS)})|(?P<mass>{_units(_MASSES)}))(?![a-zµ])",
    re.IGNORECASE,
)
"""A number with a unit: a mass that can be a dose, or something else such as a volume."""

MASS_UNIT: Final = re.compile(rf"[(（\s/]?\s*({_units(_MASSES)})\s*[)）]?$", re.IGNORECASE)


def days_in(written: str) -> tuple[int, ...]:
    """Return the days that a match of :data:`DAYS` names: ``1-3`` is 1, 2, 3."""
    days: list[int] = []
    for part in re.split(r"[,，、]", written):
        ends = [int(number) for number in re.findall(r"[0-9]+", part)]
        if len(ends) == 2 and ends[0] <= ends[1]:
            days.extend(range(ends[0], ends[1] + 1))
        else:
            days.extend(ends)
    return tuple(dict.fromkeys(days))


def without(words: tuple[str, ...], text: str) -> str:
    """Return the text with the listed words blanked out, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        if word.isascii():
            text = re.sub(rf"(?<![a-z]){re.escape(word)}(?![a-z])", " ", text, flags=re.IGNORECASE)
        else:
            text = text.replace(word, " ")
    return text
