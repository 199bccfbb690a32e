"""Citations and the dose appendix: compared digit by digit, and linked to the formulary."""

from __future__ import annotations

import pytest

from bmcalc.casebook.citations import CitedNumber, citations
from bmcalc.casebook.models import LAST_PAGE
from bmcalc.casebook.reference import dose_lines, radiotherapy_line, reference
from bmcalc.core.term import q
from bmcalc.core.texts import Bilingual
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.sources import sources


@pytest.mark.parametrize(
    ("printed", "published", "agrees"),
    [
        ("0.80", ("0.797",), True), ("0.048", ("0.0486",), True), ("4.2", ("4.6",), False),
        ("34.8", ("34.9",), False), ("51.8", ("51.4",), False), ("16.2", ("14.5", "16.5"), False),
        ("16.5", ("14.5", "16.5"), True), ("808", ("808",), True), ("808", ("807",), False),
    ],
)
def test_a_number_agrees_to_within_its_last_printed_digit(
    printed: str, published: tuple[str, ...], agrees: bool
) -> None:
    cited = CitedNumber(measure=Bilingual("a", "甲"), printed=printed, published=published)
    assert cited.agrees() is agrees


def test_every_citation_names_known_sources() -> None:
    for citation in citations():
        assert set(citation.sources) <= set(sources())
        assert citation.numbers or citation.words


def test_every_dose_of_the_lists_is_linked_to_a_drug_of_the_formulary() -> None:
    assert len(dose_lines()) == 20
    for line in dose_lines():
        assert line.drug in drugs()
        assert 99 <= line.page <= LAST_PAGE


def test_the_appendix_leaves_out_the_loading_of_fulvestrant() -> None:
    line = next(one for one in dose_lines() if one.id == "APP-fulvestrant")
    assert (line.dose, line.loading, line.days) == (q("500 mg"), None, ())


def test_the_guideline_summary_is_on_its_pages() -> None:
    assert {line.page for line in reference().guideline} <= set(range(99, 103))
    assert radiotherapy_line().fractions == (5, 10)
