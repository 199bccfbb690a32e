"""Every kind of value as the JSON contract writes it, and what is derived from such a kind."""

from collections import OrderedDict
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import NamedTuple

import pytest

from bmcalc.core.json_values import json_value
from bmcalc.core.term import q
from bmcalc.core.texts import Bilingual, Joined, _, in_language
from bmcalc.core.work import Finding, Severity, Step, Value


class Word(StrEnum):
    ONE = "one"


class Number(IntEnum):
    ONE = 1


class Pair(NamedTuple):
    left: object
    right: object


QUANTITY = {"value": "75.50", "unit": "mg", "display": "75.50 mg"}


@pytest.mark.parametrize(("value", "written"), [
    (None, None), ("text", "text"), (3, 3), (True, True), (Word.ONE, "one"), (Number.ONE, 1),
    (Decimal("1E+3"), "1000"), (q("75.50 mg"), QUANTITY), (_("one dose"), "one dose"),
    (Bilingual("name", "名称"), "name"), (Joined([_("one"), 2]), "one, 2"),
    ([1, (2, None)], [1, [2, None]]), (Pair(1, q("75.50 mg")), [1, QUANTITY]),
    ({"a": {"b": [q("75.50 mg")]}}, {"a": {"b": [QUANTITY]}}),
    (OrderedDict(a=Decimal(2)), {"a": "2"}), (frozenset(), "frozenset()"),
])
def test_a_value_and_what_is_derived_from_its_kind(value, written):
    assert json_value(value) == written


def test_steps_and_findings_stand_inside_a_value():
    found = json_value({
        "steps": [Step(_("Dose"), q("75.50 mg"), "label")],
        "findings": [Finding("CODE", Severity.CAUTION, _("one"), "field", ("source",))],
    })
    assert found["steps"][0]["display"] == "75.50 mg"
    assert found["findings"] == [
        {"code": "CODE", "severity": "caution", "field": "field", "text": "one",
         "sources": ["source"]},
    ]


def test_a_text_is_written_in_the_language_of_now():
    name = Bilingual("name", "名称")
    with in_language("zh_CN"):
        assert json_value([name]) == ["名称"]
    assert json_value([name]) == ["name"]


def test_a_declared_quantity_is_shown_with_its_digits():
    spec = Value(name="dose", label=_("Dose"), unit="mg", decimals=1, trim=True)
    assert json_value(q("75.50 mg"), spec)["display"] == "75.5 mg"
    assert json_value(q("75.55 mg"), spec, 2)["display"] == "75.55 mg"
