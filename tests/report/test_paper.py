"""What is printed is what was shown: the text of the PDF is read back, digit for digit."""

import re

import pypdfium2
import pytest

from bmcalc.calculators import all_calculators, calculator
from bmcalc.core.problems import Refused
from bmcalc.core.texts import in_language
from bmcalc.gui.window.paper import write_pdf
from bmcalc.report.calculation import calculation_report
from bmcalc.report.document import Facts, Notice, Paragraph, Table
from bmcalc.report.html import to_html
from bmcalc.report.plain import to_plain_text
from tests.calculators.examples import EXAMPLES


def strings(report):
    yield report.title
    yield report.subtitle
    yield report.footer
    yield from report.signatures
    for section in report.sections:
        yield section.heading
        for block in section.blocks:
            if isinstance(block, Facts):
                yield from (text for pair in block.pairs for text in pair)
            elif isinstance(block, Table):
                yield from block.heads
                yield from (text for row in block.rows for text in row)
            elif isinstance(block, Notice):
                yield from (block.word, block.text, block.sources)
            elif isinstance(block, Paragraph):
                yield block.text


def squeezed(text):
    return re.sub(r"[\s\u200b\ufeff\x02]+", "", text)


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return pages


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("identifier", ["body-size", "carboplatin", "denosumab", "mirels"])
def test_the_text_of_the_pdf_equals_what_is_shown(qapp, tmp_path, identifier, language):
    found = calculator(identifier)
    read, work = found.run(EXAMPLES[identifier])
    with in_language(language):
        report = calculation_report(found, read, work, "BM-0001")
        path = tmp_path / "report.pdf"
        count = write_pdf(report, path)
        pages = text_of(path)
    assert len(pages) == count
    printed = squeezed("".join(pages))
    for text in strings(report):
        for line in text.split("\n"):
            assert squeezed(line) in printed, line


def test_every_page_names_the_version_and_the_formulary(qapp, tmp_path):
    found = calculator("denosumab")
    read, work = found.run(EXAMPLES["denosumab"])
    report = calculation_report(found, read, work)
    path = tmp_path / "report.pdf"
    pages = range(1, write_pdf(report, path) + 1)
    for number, text in zip(pages, text_of(path), strict=True):
        assert squeezed(report.footer) in squeezed(text)
        assert f"Page{number}of{len(pages)}" in squeezed(text)


def test_an_unwritable_place_is_an_error_of_the_system(qapp, tmp_path):
    found = calculator("body-size")
    read, work = found.run(EXAMPLES["body-size"])
    with pytest.raises(OSError, match="No such file"):
        write_pdf(calculation_report(found, read, work), tmp_path / "no" / "folder.pdf")


@pytest.mark.parametrize("found", all_calculators(), ids=lambda found: found.id)
def test_every_calculation_makes_a_report_in_both_languages(found):
    try:
        read, work = found.run(EXAMPLES[found.id])
    except Refused as refused:
        raise AssertionError(refused.problems) from refused
    for language in ("en", "zh_CN"):
        with in_language(language):
            report = calculation_report(found, read, work)
            plain = to_plain_text(report)
            html = to_html(report)
        for step in work.steps:
            with in_language(language):
                assert step.substituted() in plain
        assert html.count("<table") == html.count("</table>")


def test_nothing_typed_becomes_markup():
    found = calculator("body-size")
    read, work = found.run(EXAMPLES["body-size"])
    html = to_html(calculation_report(found, read, work, "<b>&x"))
    assert "&lt;b&gt;&amp;x" in html
