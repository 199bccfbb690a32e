"""The audit on paper holds every statement that was checked, digit for digit."""

import pytest

from bmcalc.casebook.audit import audit
from bmcalc.casebook.audit_entry import AuditVerdict, summary_of
from bmcalc.core.texts import in_language
from bmcalc.formulary.in_force import source
from bmcalc.gui.window.paper import write_pdf
from bmcalc.report.audit import SIGNS, audit_report
from bmcalc.report.document import Facts, Table
from tests.report.test_paper import squeezed, strings, text_of


def tables(report):
    return [block for section in report.sections for block in section.blocks
            if isinstance(block, Table)]


def test_every_statement_stands_once_with_its_verdict_and_pages():
    entries = audit()
    report = audit_report(entries, "all")
    rows = [row for table in tables(report)[:-1] for row in table.rows]
    assert len(rows) == len(entries)
    for row, entry in zip(rows, entries, strict=True):
        assert row[0].startswith(f"{SIGNS[entry.verdict]} {entry.verdict.label}")
        assert row[1] == f"{entry.statement}\n{entry.proof}"
        assert row[2].split(", ") == [str(page) for page in entry.pages]


def test_numbers_of_sources_lead_to_their_citation():
    entries = audit(1)
    report = audit_report(entries, "case 1")
    listed = {row[0]: row[1] for row in tables(report)[-1].rows}
    rows = [row for table in tables(report)[:-1] for row in table.rows]
    for row, entry in zip(rows, entries, strict=True):
        cited = [listed[number] for number in row[3].split()]
        assert cited == [str(source(one).citation) for one in entry.sources[1:]]


def test_the_summary_counts_what_is_listed():
    entries = audit(2)
    facts = audit_report(entries, "case 2").sections[0].blocks[0]
    assert isinstance(facts, Facts)
    counts = dict(facts.pairs)
    summary = summary_of(entries)
    assert counts["Statements"] == str(len(entries))
    assert counts["✓ agrees"] == str(summary.by_verdict[AuditVerdict.AGREES])
    assert counts["× contradicted"].split()[0] == str(summary.by_verdict[AuditVerdict.CONTRADICTS])


def test_nothing_chosen_makes_a_report_without_tables():
    report = audit_report([], "nothing")
    assert tables(report) == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_text_of_the_pdf_equals_the_report(qapp, tmp_path, language):
    with in_language(language):
        report = audit_report(audit(1), "1")
        path = tmp_path / "audit.pdf"
        count = write_pdf(report, path)
        pages = text_of(path)
    assert len(pages) == count
    printed = squeezed("".join(pages))
    for text in strings(report):
        for line in text.split("\n"):
            for word in line.split():
                assert squeezed(word) in printed, word
