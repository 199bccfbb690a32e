"""The texts of every shipped case and of many random orders, in both languages."""

from functools import cache

import pytest

from bmcalc import compute
from bmcalc.verification.cases import shipped_cases
from tests.benchmarks.answers.orders import random_order
from tests.texts.shown import (
    english_words,
    foreign_marks,
    raw_codes,
    signed_nothing,
    texts_of,
    too_exact,
    typed_in,
)

ORDERS = 1500
SEED = 11
CAMGFR = "1.8139533171593354"
"""A step with this constant is a published equation, printed with all its digits."""

TYPED_BY_A_PERSON = {"check blood count"}
POLICY_IN_ENGLISH = ("Shipped policy", "Policy given with the input")
"""The value of the contract that names the policy is English in both languages."""


@cache
def told(language):
    """Return every text with the inputs that led to it, each text once."""
    cases = [(case.calculator, case.inputs) for case in shipped_cases()]
    cases += [("order-check", random_order(SEED, number)) for number in range(ORDERS)]
    found = {}
    for calculator, inputs in cases:
        for text in texts_of(compute(calculator, inputs, language)):
            found.setdefault(text, inputs)
    return found


def test_there_is_something_to_read():
    assert min(len(told("en")), len(told("zh_CN"))) > 10_000


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_number_is_more_exact_than_what_was_measured(language):
    bad = {
        text: numbers for text, inputs in told(language).items()
        if CAMGFR not in text and (numbers := too_exact(text, typed_in(inputs)))
    }
    assert not bad


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_code_key_or_brace_is_left_in_a_text(language):
    assert not {
        text for text, inputs in told(language).items()
        if [code for code in raw_codes(text) if code not in typed_in(inputs)]
    }


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_has_no_sign(language):
    assert not {text for text in told(language) if signed_nothing(text)}


def test_chinese_texts_have_chinese_marks():
    assert not {text for text in told("zh_CN") if foreign_marks(text)}


def test_chinese_texts_have_no_english_words():
    found = {
        text: words for text, inputs in told("zh_CN").items()
        if not text.startswith(POLICY_IN_ENGLISH) and text not in TYPED_BY_A_PERSON
        and (words := [one for one in english_words(text) if one not in typed_in(inputs)])
    }
    assert not found


@pytest.mark.parametrize(
    ("text", "judge", "found"),
    [("47.559182 mL/min", too_exact, True), ("47.5592 mL/min", too_exact, False),
     ("2026-11-28", too_exact, False), ("ANC_BELOW_1", raw_codes, True),
     ("{drug} is", raw_codes, True), ("T-DXd 5.4 mg/kg", raw_codes, False),
     ("−0.0 %", signed_nothing, True), ("+0 %", signed_nothing, True),
     ("−0.04 %", signed_nothing, False), ("美国, 中国", foreign_marks, True),
     ("美国、中国", foreign_marks, False), ("max(肌酐, 下限)", foreign_marks, False),
     ("按 another source 执行", english_words, True), ("T-DXd 5.4 mg/kg", english_words, False)],
)
def test_what_is_looked_for_is_found(text, judge, found):
    assert bool(judge(text)) is found
