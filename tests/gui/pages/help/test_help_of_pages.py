"""Every page tells what it is for, when not to use it, how, from where, and by an example."""

import pytest

from bmcalc import catalogue
from bmcalc.answer import compute
from bmcalc.calculators import all_calculators
from bmcalc.core.texts import LANGUAGES, in_language
from bmcalc.formulary.sources import sources
from bmcalc.gui.pages import all_pages, page_of
from bmcalc.gui.pages.help.example import example_of
from bmcalc.gui.pages.help.of_calculator import EXAMPLE, METHOD, NOT_FOR, SOURCES
from bmcalc.gui.pages.help.of_page import help_on_page, pages_told, report_on_page
from bmcalc.report.document import Facts, Notice, Paragraph, Table
from bmcalc.report.plain import to_plain_text
from bmcalc.verification.cases import agrees
from tests.gui.window.test_language import has_chinese

CALCULATORS = [one.id for one in all_calculators()]
OTHERS = [page.id for page in all_pages() if page.id not in CALCULATORS]
PAGES = [page.id for page in all_pages()]


@pytest.fixture(params=LANGUAGES)
def language(request):
    with in_language(request.param):
        yield request.param


def words(section):
    """Return all that stands in a section."""
    said = []
    for block in section.blocks:
        if isinstance(block, Facts):
            said += [part for pair in block.pairs for part in pair]
        elif isinstance(block, Table):
            said += [cell for row in block.rows for cell in row]
        elif isinstance(block, Notice | Paragraph):
            said.append(block.text)
    return said


def parts(identifier):
    return {one.heading: words(one) for one in help_on_page(page_of(identifier))}


@pytest.mark.parametrize("identifier", PAGES)
def test_each_page_says_what_for_when_not_how_and_from_where(identifier, language):
    told = parts(identifier)
    page = page_of(identifier)
    assert str(page.summary) in next(iter(told.values()))
    for heading in (NOT_FOR, METHOD, SOURCES):
        assert any(len(one) > 3 for one in told[str(heading)]), heading
    assert not any("Term(" in one or "Result(" in one for said in told.values() for one in said)


@pytest.mark.parametrize("identifier", [*CALCULATORS, "order-check"])
def test_the_example_is_a_shipped_case_and_its_number_is_computed_now(identifier, language):
    found = catalogue.calculator(identifier)
    example = example_of(found)
    fresh = compute(identifier, example.case.inputs, language)
    assert fresh["status"] == example.work.status
    for name, wanted in example.case.expect["values"].items():
        assert agrees(fresh["values"][name], wanted), name
    shown = parts(identifier)[str(EXAMPLE)]
    value, spec = fresh["values"][found.headline], found.value(found.headline)
    if isinstance(value, dict) and "display" in value:
        value = value["display"]
    elif isinstance(value, list):
        value = str(value[0])
    elif spec.options and value in spec.options:
        value = str(spec.options[value])
    assert any(f"{spec.label} {value}" in one for one in shown)


@pytest.mark.parametrize("identifier", CALCULATORS)
def test_the_method_is_that_of_the_steps(identifier):
    found = catalogue.calculator(identifier)
    steps = example_of(found).work.steps
    assert steps
    assert {step.formula() for step in steps} <= set(parts(identifier)[str(METHOD)])


def test_the_examples_show_an_answer_that_nothing_stops():
    statuses = {one: example_of(catalogue.calculator(one)).work.status for one in CALCULATORS}
    assert "stop" not in statuses.values()
    assert {one for one, status in statuses.items() if status == "caution"} == {
        "corrected-calcium", "ctcae", "katagiri", "tokuhashi"}


@pytest.mark.parametrize("found", catalogue.all_calculators(), ids=lambda found: found.id)
def test_a_limit_cites_known_sources(found):
    assert found.not_for.sources
    assert set(found.not_for.sources) <= set(sources())


def test_every_page_that_is_no_calculator_has_its_entry():
    assert set(OTHERS) <= set(pages_told())
    cited = {one for entry in pages_told().values() for one in entry.get("sources", ())}
    assert cited <= set(sources())


def test_a_hospital_that_is_awaited_leaves_no_number_in_the_help():
    from bmcalc.formulary.in_force import await_hospital, in_force, put_in_force

    before = in_force().laid, in_force().folder
    await_hospital()
    try:
        told = parts("carboplatin")[str(EXAMPLE)]
    finally:
        put_in_force(*before)
    assert len(told) == 1 and "mg" not in told[0]


@pytest.mark.parametrize("identifier", PAGES)
def test_the_chinese_help_is_chinese(identifier):
    with in_language("zh_CN"):
        told = parts(identifier)
        assert all(has_chinese(heading) for heading in told)
        assert all(has_chinese(one) for one in told[str(NOT_FOR)])
        assert has_chinese(next(iter(told.values()))[0])


@pytest.mark.parametrize("identifier", PAGES)
def test_the_help_can_be_put_on_paper(identifier, language):
    report = report_on_page(page_of(identifier), [("Ctrl+P", "print")])
    assert "Ctrl+P" in to_plain_text(report)
