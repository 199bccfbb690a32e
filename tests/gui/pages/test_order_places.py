"""The window shows apart what to do today, what led to a verdict, and what holds for every line."""

from PySide6.QtWidgets import QLabel

from bmcalc.gui.pages.order_check.matter_row import MatterRow
from bmcalc.gui.result.finding_list import FindingCard, FindingRow
from tests.gui.order_page import order, why


def cards(page):
    """Return the texts of each card of findings that is shown, by its title."""
    shown = {
        card.title.text(): [
            row.accessibleName() for row in card.findChildren(FindingRow) if row.isVisibleTo(card)
        ]
        for card in page.details.findChildren(FindingCard) if card.isVisibleTo(page)
    }
    findings = page.details.findings
    return {**shown, findings.title.text(): [
        row.accessibleName() for row in findings.findChildren(MatterRow) if row.isVisibleTo(page)
    ]}


def says(texts, words):
    return any(words in one for one in texts)


def test_what_agrees_is_explained_apart_from_what_is_to_be_done(window, qtbot, case_1):
    why(window, case_1, "docetaxel")
    order(window, qtbot, case_1, "docetaxel", "120")
    shown = cards(case_1)
    findings = shown["Findings"]
    explained = shown["What led to the verdict"]
    foot = shown["What holds for every line"]
    assert says(explained, "agrees with the computed dose")
    assert not says(findings, "agrees with the computed dose")
    assert says(foot, "was not verified in this version for")
    assert not says(findings, "was not verified")
    assert says(findings, "given after pertuzumab")


def test_nothing_that_was_found_is_missing_from_the_window(window, qtbot, case_1):
    why(window, case_1, "docetaxel")
    order(window, qtbot, case_1, "docetaxel", "120")
    check = case_1._outcome.check
    line = check.line("docetaxel")
    read = "\n".join(text for texts in cards(case_1).values() for text in texts)
    for one in [*check.findings, *check.foot, *line.working]:
        assert str(one.text).partition(": ")[2] in read if ": " in str(one.text) else (
            str(one.text) in read)
    assert case_1.details.findChildren(QLabel)
