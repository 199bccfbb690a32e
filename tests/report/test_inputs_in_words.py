"""Every answer that a calculator takes has words, so what was computed can be printed."""

from __future__ import annotations

import pytest

from bmcalc.calculators import all_calculators, calculator
from bmcalc.casebook.case_files import case_numbers
from bmcalc.casebook.opening import opening
from bmcalc.core.texts import in_language
from bmcalc.report.calculation import inputs_in_words
from bmcalc.verification.cases import cases_of


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("identifier", [found.id for found in all_calculators()])
def test_every_published_case_can_be_put_into_words(identifier: str, language: str) -> None:
    found = calculator(identifier)
    with in_language(language):
        for case in cases_of(identifier):
            read, problems = found.read(case.inputs)
            if not problems:
                assert all(words for _label, words in inputs_in_words(found, read)), case.inputs


@pytest.mark.parametrize("number", case_numbers())
def test_every_page_of_a_case_can_be_put_into_words(number: int) -> None:
    opened = opening(number)
    for page in opened.pages:
        found = calculator(page)
        read, problems = found.read(opened.inputs(page, found.inputs))
        if not problems:
            assert all(words for _label, words in inputs_in_words(found, read)), page


def test_a_pain_that_is_not_settled_is_printed_with_both_findings() -> None:
    found = calculator("sins")
    read, _problems = found.read({"pain": ["mechanical", "occasional_nonmechanical"]})
    with in_language("en"):
        assert dict(inputs_in_words(found, read))["Pain of the spine"] == (
            "Mechanical or Occasional, not mechanical")
    with in_language("zh_CN"):
        assert "或" in dict(inputs_in_words(found, read))["脊柱疼痛"]
