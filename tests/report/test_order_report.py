"""The order on paper: what was checked, by which policy, digit for digit in both languages."""

from decimal import localcontext

import pytest

from bmcalc.core.numbers import CONTEXT
from bmcalc.core.problems import Problem
from bmcalc.core.texts import _, in_language
from bmcalc.formulary.in_force import formulary
from bmcalc.gui.window.paper import write_pdf
from bmcalc.orders.check_order import check_order
from bmcalc.orders.order_check import CALCULATOR
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.html import to_html
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.order import order_report
from bmcalc.report.plain import to_plain_text
from tests.orders.asked import TCBHP, changed
from tests.report.test_paper import squeezed, strings, text_of

CASE = changed(
    TCBHP, bone_agent="denosumab", order={"carboplatin": "600 mg", "denosumab": "120 mg"},
)


def checked(raw=CASE):
    with localcontext(CONTEXT):
        read, problems = CALCULATOR.read(raw)
        assert not problems
        return check_order(read)


def report_of(raw=CASE, **more):
    check = checked(raw)
    return order_report(JudgedOrder(check, check.verdict, record="BM-0001", **more))


def plain(raw=CASE, **more):
    return to_plain_text(report_of(raw, **more))


def without_repeats(pages):
    """Join pages; Qt writes the last line of a page once more, unseen, above the next one."""
    joined = ""
    for page in pages:
        most = min(len(joined), len(page))
        again = next(size for size in range(most, -1, -1) if joined.endswith(page[:size]))
        joined += page[again:]
    return joined


def printed_whole(report, path):
    """Write a report as a PDF and return what it reads, without the foot of its pages."""
    count = write_pdf(report, path)
    pages = [squeezed(page) for page in text_of(path)]
    feet = [
        squeezed(f"{report.footer}{report.title}"
                 f"{_('Page {page} of {pages}', page=number, pages=count)}")
        for number in range(1, count + 1)
    ]
    assert len(pages) == count
    assert all(page.endswith(foot) for page, foot in zip(pages, feet, strict=True))
    return without_repeats(
        page.removesuffix(foot) for page, foot in zip(pages, feet, strict=True)
    )


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_text_of_the_pdf_equals_what_is_shown(qapp, tmp_path, language):
    with in_language(language):
        report = report_of()
        printed = printed_whole(report, tmp_path / "order.pdf")
    for text in strings(report):
        for line in text.split("\n"):
            assert squeezed(line) in printed or text == report.footer, line


def test_every_line_stands_with_its_doses_and_its_verdict():
    text = plain()
    rows = {line.split(";")[0].strip(): line for line in text.splitlines() if " | " in line}
    carboplatin = next(line for name, line in rows.items() if name.startswith("CARBOplatin"))
    for part in ("516.7 mg (struck out)", "600 mg", "+16.1 %", "× stop", "AUC 5 · d1"):
        assert part in carboplatin
    assert "mg ×" not in carboplatin
    pertuzumab = next(line for name, line in rows.items() if name.startswith("pertuzumab"))
    assert "✓ agrees" in pertuzumab


@pytest.mark.parametrize(
    ("order", "part"),
    [
        ({"carboplatin": "515 mg"}, "| 150 mg × 3 + 100 mg × 1; 51.5 mL"),
        ({"carboplatin": "550 mg"}, "| [not confirmed]; 150 mg × 3 + 100 mg × 1;"),
        ({"carboplatin": None}, "| [plan]; 150 mg × 3 + 100 mg × 1;"),
    ],
)
def test_the_paper_says_how_sure_it_is_that_a_dose_is_made(order, part):
    text = plain(changed(CASE, order=order))
    row = next(line for line in text.splitlines() if line.startswith("  CARBOplatin;"))
    assert part in row
    assert "struck" not in row


def test_a_stopped_dose_is_struck_on_paper():
    table = to_html(report_of())
    assert table.count("<s>516.7 mg</s>") == 2
    assert "<s>840 mg</s>" not in table


def test_a_line_that_the_page_cannot_decide_is_struck_on_paper_too():
    text = plain(verdicts={"pertuzumab": Verdict.UNDECIDABLE})
    row = next(line for line in text.splitlines() if line.startswith("  pertuzumab;"))
    assert "840 mg (struck out)" in row
    assert "mg ×" not in row


def test_the_paper_names_formulary_policy_and_both_hashes():
    report = report_of()
    text = to_plain_text(report)
    assert formulary().identity.sha256 in report.footer
    assert formulary().policy_sha256 in text
    assert "Shipped policy" in text


def test_two_people_sign():
    assert len(report_of().signatures) == 2


def test_the_whole_is_as_bad_as_its_worst_line():
    assert "× stop" in plain().splitlines()[4]


def test_results_carry_their_day_or_the_word_undated():
    text = plain(changed(CASE, labs={"anc": {"value": "3.2 x10^9/L", "on": "2021-07-03"},
                                     "lvef_now": "62 %"}))
    anc = next(line for line in text.splitlines() if "Neutrophils" in line and "3.2" in line)
    assert anc.endswith("2021-07-03")
    lvef = next(line for line in text.splitlines() if line.strip().startswith("LVEF now"))
    assert lvef.endswith("undated")


def test_what_a_page_could_not_read_stands_among_the_findings():
    problem = Problem("E_TYPE", "Neutrophils: no plain number", ("labs.anc",))
    check = checked()
    report = order_report(JudgedOrder(
        check, Verdict.UNDECIDABLE, [problem], {"docetaxel": Verdict.UNDECIDABLE}))
    text = to_plain_text(report)
    assert "Not read: Neutrophils: no plain number" in text
    docetaxel = next(line for line in text.splitlines()
                     if line.strip().startswith("DOCEtaxel;") and "|" in line)
    assert "? cannot be decided" in docetaxel


def test_a_reduction_stands_with_its_reason():
    text = plain(changed(CASE, reductions={"docetaxel": {"percent": "20 %",
                                                         "reason": "neuropathy"}}))
    assert "20 % · neuropathy" in text


def test_a_conflict_of_labels_shows_both_doses():
    text = plain(changed(
        CASE, cycle=3, day=1, today="2021-09-20",
        last={"trastuzumab_iv": {"on": "2021-08-18"}, "pertuzumab": {"on": "2021-08-18"},
              "docetaxel": {"on": "2021-08-18"}, "carboplatin": {"on": "2021-08-18"}},
        labs={"creatinine": {"value": "68 umol/L", "on": "2021-09-18"}},
    ))
    assert "Alternative by Trastuzumab label: 464 mg" in text
    assert "Alternative by Perjeta table: 348 mg" in text


def test_the_rules_from_memory_are_named_below_the_sources():
    with_memory = changed(CASE, patient={"cyp3a4_inhibitor": "strong"})
    assert "From memory: Docetaxel injection" in plain(with_memory)
    assert "DOCETAXEL_CYP3A4" not in plain(with_memory)
    assert "From memory" not in plain()
