"""The verdict stays in sight, and what was found stands before why."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from bmcalc.gui.pages import all_pages
from bmcalc.gui.result.finding_list import FindingCard
from bmcalc.gui.result.sort import Sort, sort_of_verdict
from bmcalc.gui.result.sort_of_finding import sort_of_finding
from bmcalc.gui.result.step_list import StepCard
from tests.gui.conftest import settle
from tests.gui.order_page import enter, field, order, put, why

SIZES = [(1366, 768), (1366, 690), (1024, 700)]


def top_of(widget, window):
    return widget.mapTo(window, QPoint()).y()


def in_sight(widget, window):
    """Say whether the whole of a widget lies inside everything around it."""
    around = widget.parentWidget()
    while around is not None:
        place = widget.mapTo(around, QPoint())
        inside = around.rect()
        if not (inside.contains(place) and place.x() + widget.width() <= inside.right() + 1
                and place.y() + widget.height() <= inside.bottom() + 1):
            return False
        around = around.parentWidget()
    return widget.isVisible()


def first_finding(page):
    return page.details.findings.entry.findChild(QLabel, "matter").text()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", SIZES)
def test_the_verdict_is_in_sight_wherever_the_page_is_scrolled(
    window, qtbot, case_1, size, language
):
    window.use_language(language)
    window.resize(*size)
    order(window, qtbot, case_1, "carboplatin", "600")
    field(case_1, "facts", "anc")
    settle(window)
    bar = case_1._sides._left.verticalScrollBar()
    assert bar.maximum() > 0
    for value in (0, bar.maximum()):
        bar.setValue(value)
        settle(window)
        assert in_sight(case_1.side.band.verdict, window)
        band = case_1.side.band
        assert len(band.chips.shown()) >= 2
        for button in band.chips.shown():
            assert in_sight(button, window), button.text()


@pytest.mark.parametrize("size", SIZES)
def test_no_row_of_the_order_is_wider_than_its_place(window, qtbot, case_1, size):
    window.resize(*size)
    settle(window)
    assert case_1._sides._left.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", SIZES[:2])
def test_the_findings_stand_above_why(window, qtbot, case_1, size):
    window.resize(*size)
    order(window, qtbot, case_1, "carboplatin", "600")
    settle(window)
    why(window, case_1)
    findings = case_1.details.findings
    steps = next(one for one in case_1.details.findChildren(StepCard) if one.isVisible())
    assert top_of(findings, window) < top_of(steps, window)


@pytest.mark.parametrize("size", SIZES)
def test_the_count_of_stops_brings_the_findings_into_sight(window, qtbot, case_1, size):
    window.resize(*size)
    order(window, qtbot, case_1, "carboplatin", "600")
    case_1.side.band.chips.chips[Sort.STOP].click()
    settle(window)
    assert 0 < top_of(case_1.details.findings, window) < window.height() - 100


def counts(band):
    return {str(chip.sort): chip.count for chip in band.chips.shown()}


def test_the_band_counts_what_the_check_says_and_tells_the_worst(window, qtbot, case_1):
    order(window, qtbot, case_1, "carboplatin", "600")
    band, check = case_1.side.band, case_1._outcome.check
    assert band.verdict.accessibleName() == "Order: stop"
    sorts = [one.sort for one in case_1.matters]
    assert counts(band) == {
        str(sort): sorts.count(sort) for sort in Sort if sort in sorts
    }
    assert {sort_of_finding(one) for one in check.findings} >= set(sorts)
    assert band.worst.text() == first_finding(case_1)
    order(window, qtbot, case_1, "pertuzumab", "84000")
    assert band.worst.text() == first_finding(case_1)
    assert "0–20000 mg" in band.worst.text()
    stops = [sort_of_finding(one) for one in case_1._outcome.check.findings].count(Sort.STOP)
    assert counts(band)["stop"] == stops + len(case_1._outcome.problems)


def test_without_a_check_the_band_names_what_is_needed_and_no_verdict(window, page):
    band = page.side.band
    assert band.verdict.isHidden()
    assert band.worst.text() == "Still needed: Regimen, Cycle, Day of the cycle"


def test_a_failed_check_leaves_no_verdict_in_the_band(window, qtbot, case_1, monkeypatch):
    from bmcalc.gui.pages.order_check import outcome

    def fails(*_):
        raise ValueError

    order(window, qtbot, case_1, "carboplatin", "600")
    monkeypatch.setattr(outcome, "check_order", fails)
    enter(window, qtbot, case_1, "facts", "anc", "2")
    band = case_1.side.band
    assert band.verdict.isHidden() and not band.chips.shown()
    assert "600 mg" not in band.worst.text()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_findings_have_one_name(window, qtbot, case_1, language):
    """On every page and on paper."""
    window.use_language(language)
    order(window, qtbot, case_1, "carboplatin", "600")
    name = {"en": "Findings", "zh_CN": "核对结果"}[language]
    assert case_1.details.findings.title.text() == name
    assert name in {section.heading for section in case_1.report().sections}
    told = 0
    for page in all_pages():
        if page.group in ("dosing", "bone", "scores"):
            window.visit(page.id)
            settle(window)
            outcome = window.view()._outcome
            if outcome.work is not None and outcome.work.findings:
                told += 1
                report = window.view().report()
                assert name in {section.heading for section in report.sections}
            cards = window.view().findChildren(FindingCard)
            assert not cards or cards[0].title.text() == name
    assert told


@pytest.mark.parametrize(("name", "typed"), [
    ("anc", "12o"), ("order:docetaxel", "6oo mg"), ("last:docetaxel:on", "yesterday"),
    ("lvef_now", "6"), ("anc", "1.2 x10^9/L"), ("pregnancy", None),
])
def test_the_verdict_of_the_band_is_never_milder_than_what_it_counts(
    window, case_1, name, typed
):
    put(window, **{name.replace(":", "__"): typed})
    band = case_1.side.band
    worst = min(list(Sort).index(one.sort) for one in case_1.matters if one.sort is not None)
    assert list(Sort).index(band.verdict._kind) <= worst
    assert list(Sort).index(band.verdict._kind) <= list(Sort).index(
        sort_of_verdict(case_1._outcome.verdict))
