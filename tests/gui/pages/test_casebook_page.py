"""The casebook page: cases open as patients, the audit is filtered and exported."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton

from bmcalc.casebook.audit import audit, audit_summary
from bmcalc.casebook.audit_entry import AuditVerdict
from bmcalc.casebook.case_files import case_numbers
from bmcalc.casebook.contents import contents
from bmcalc.casebook.loading import cases
from bmcalc.casebook.reference import reference
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pages.casebook.case_facts import facts
from bmcalc.gui.pages.casebook.reference_view import reference_rows
from bmcalc.gui.pictures.trend import TrendChart
from bmcalc.gui.result.score_bar import ScoreBar
from tests.gui.conftest import settle

SELECTABLE = Qt.ItemFlag.ItemIsSelectable


@pytest.fixture
def page(window):
    window.visit("casebook")
    settle(window)
    return window.view()


@pytest.fixture
def audited(window, page):
    page.show_tab(1)
    page.audit.run()
    settle(window)
    return page.audit


def buttons(page):
    return {
        button.text(): button for button in page.cases.view.findChildren(QPushButton)
        if button.isVisibleTo(page)
    }


# The cases


def test_the_list_has_every_announced_title_and_offers_the_printed_ones(page):
    listed = page.cases.list
    titles = [listed.item(row) for row in range(listed.count()) if listed.item(row).toolTip()]
    assert len(titles) == contents().announced_cases
    offered = [item for item in titles if item.flags() & SELECTABLE]
    assert len(offered) == len(case_numbers())
    assert sum("not printed" in item.toolTip() for item in titles) == 16


def test_the_first_printed_case_is_shown_at_first(page):
    assert page.cases.view.findChild(QLabel, "title").text().startswith("Case 1: HER2-positive")


def test_every_case_can_be_shown_with_its_facts(window, page):
    for case in cases():
        page.cases.list.choose(case.number)
        settle(window)
        shown = page.summary()
        for fact in facts(case):
            assert str(fact.words) in shown


def test_a_case_opens_on_a_page_with_height_and_weight_left_empty(window, page):
    buttons(page)["Mirels score"].click()
    settle(window)
    assert window.navigation.current() == "mirels"
    assert window.session.entry("", "age").typed == "52"
    assert window.session.entry("mirels", "site").typed == "lower_limb"
    for name in ("height", "weight", "albumin"):
        assert window.session.entry("", name).empty
    assert "stay empty" in str(window.session.note)


def test_invented_values_come_only_when_ticked_and_are_marked(window, page):
    page.cases.view.open.invented.click()
    buttons(page)["Carboplatin"].click()
    settle(window)
    assert window.session.entry("", "height").typed == "160 cm"
    assert window.session.is_invented("", "height")
    assert window.session.is_invented("", "weight")
    assert window.session.entry("", "albumin").empty
    assert not window.session.is_invented("", "creatinine")


def test_the_patient_before_can_be_brought_back(window, page):
    window.open_case(2)
    page.case_asked.emit(1, "body-size", False)
    settle(window)
    window.restore_patient()
    assert window.session.entry("", "age").typed == "48"


def test_every_case_opens_on_every_page_that_it_fills(window, page):
    for case in cases():
        page.cases.list.choose(case.number)
        settle(window)
        for identifier in case.opening["pages"]:
            window.open_case_on(case.number, identifier, False)
            settle(window)
            assert window.navigation.current() == identifier


# The audit


def test_the_counts_are_those_of_the_audit(audited):
    counted = audit_summary()
    assert {switch.verdict: switch.count for switch in audited.switches} == counted.by_verdict
    assert len(audited.shown()) == counted.statements
    said = [switch.accessibleName() for switch in audited.switches]
    assert f"contradicted: {counted.by_verdict[AuditVerdict.CONTRADICTS]}" in said


def test_a_switch_hides_the_statements_of_its_verdict(audited):
    switch = next(one for one in audited.switches if one.verdict is AuditVerdict.AGREES)
    switch.click()
    assert {entry.verdict for entry in audited.shown()} == set(AuditVerdict) - {AuditVerdict.AGREES}
    assert switch.count == audit_summary().by_verdict[AuditVerdict.AGREES]


def test_the_audit_of_one_case_is_one_click_away(window, page):
    page.cases.list.choose(6)
    buttons(page)["Audit of this case"].click()
    page.audit.run()
    settle(window)
    assert {entry.case for entry in page.audit.shown()} == {6}
    assert len(page.audit.shown()) == len(audit(6))


def test_nothing_is_told_where_nothing_passes_the_filters(audited):
    for switch in audited.switches:
        switch.setChecked(False)
    assert audited.shown() == []
    assert audited.detail.isHidden()


def test_a_row_says_verdict_statement_proof_and_page(audited):
    row = next(row for row in audited.list.rows() if row.entry and row.entry.id == "E1")
    words = row.words()
    for part in ("contradicted", "high severity", str(row.statement), row.proof, "p. 17"):
        assert part in words
    assert "Mirels" in row.sources


def test_the_chosen_statement_is_told_with_its_computations(window, audited):
    rows = audited.list.rows()
    place = next(i for i, row in enumerate(rows) if row.entry and row.entry.id == "E1")
    audited.list.choose(place)
    settle(window)
    told = [label.text() for label in audited.detail.findChildren(QLabel)
            if label.isVisibleTo(audited.detail)]
    assert "E1" in told
    assert "Refused: E_NA_FRACTURE" in told
    assert "Total score: 8" in told
    opening = [button for button in audited.detail.findChildren(QPushButton)
               if button.isVisibleTo(audited.detail)]
    assert [button.accessibleName() for button in opening] == ["Open case 1 in: Mirels score"]


def test_the_export_says_where_it_went_or_that_it_could_not(audited, tmp_path):
    audited.choose_case(1)
    path = tmp_path / "audit.pdf"
    audited.export(path)
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in audited.words()
    audited.export(tmp_path / "no" / "audit.pdf")
    assert "could not be written" in audited.words()


# The reference pages


def test_every_line_of_the_lists_is_linked_to_its_drug_and_its_verdict():
    rows = reference_rows(audit())
    linked = [row for row in rows if row.drug]
    assert [row.drug for row in linked] == [line.drug for line in reference().lines]
    assert all(row.drug in drugs() and row.entry is not None for row in linked)
    fulvestrant = next(row for row in linked if row.drug == "fulvestrant")
    assert fulvestrant.entry.verdict is AuditVerdict.DOUBTFUL
    assert "15" in fulvestrant.proof


def test_recommendations_without_a_number_have_no_verdict():
    plain = [row for row in reference_rows(audit()) if not row.heading and row.entry is None]
    assert len(plain) == len(reference().guideline)


def test_a_line_shows_the_formulary_beside_it(window, page):
    page.show_tab(2)
    page.reference.run()
    rows = page.reference.list.rows()
    place = next(i for i, row in enumerate(rows) if row.drug == "zoledronic_acid")
    page.reference.list.choose(place)
    settle(window)
    told = [label.text() for label in page.reference.formulary.findChildren(QLabel)]
    assert "Formulary: zoledronic acid" in told
    assert "4 mg" in told


# The whole page


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_every_text_follows_the_language(window, page, marked, tab):
    page.audit.run()
    page.reference.run()
    page.show_tab(tab)
    settle(window)
    window.use_language("zh_CN")
    settle(window)
    shown = [
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
        if label.objectName() != "small"
    ]
    shown += [
        button.text() for button in page.findChildren(QAbstractButton)
        if button.isVisibleTo(page) and button.text()
    ]
    assert shown
    english = [text for text in shown if text.isascii() and " " in text and "mg" not in text]
    assert not english


def test_the_page_as_text_has_everything(window, page):
    assert "2021-07-05 cycle 1: mild myelosuppression" in page.summary()
    page.show_tab(1)
    page.audit.run()
    assert "E_NA_FRACTURE" in page.summary()
    page.show_tab(2)
    page.reference.run()
    assert "zoledronic acid" in page.summary()


def test_tab_goes_from_the_list_through_the_pages_to_the_picture(window, page):
    page.cases.list.setFocus()
    reached = []
    while len(reached) < 60:
        window.focusNextChild()
        now = QApplication.focusWidget()
        if now in reached:
            break
        reached.append(now)
    opening = [one for one in reached if page.cases.view.open.isAncestorOf(one)]
    places = [one.mapTo(page, QPoint()) for one in opening]
    assert len(opening) > 12
    assert [(p.y(), p.x()) for p in places] == sorted((p.y(), p.x()) for p in places)
    assert reached.index(opening[-1]) < reached.index(page.cases.view.timeline)


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_every_tab_is_painted_in_every_scheme_and_width(window, page, scheme):
    window.use_theme(scheme)
    for width in (680, 1360):
        window.resize(width, 700)
        for tab in range(3):
            page.show_tab(tab)
            settle(window)
            assert not page.grab().isNull()


# Ranges and trends


def test_open_items_give_a_range_in_the_headline_and_on_the_bar(window, page):
    page.case_asked.emit(2, "sins", False)
    settle(window)
    assert window.view().findChild(QLabel, "headline").text() == "6 to 16"
    assert window.view().findChild(ScoreBar).accessibleDescription() == "6 to 16"


def test_an_answer_that_was_left_open_is_shown_and_can_be_decided(window, page):
    page.case_asked.emit(2, "sins", False)
    settle(window)
    editor = window.view().form.rows["pain"].editor
    assert editor.entry().typed == ["mechanical", "occasional_nonmechanical"]
    editor.controls()[2].click()
    settle(window)
    assert editor.entry().typed == "none"
    assert window.view().findChild(QLabel, "headline").text() == "5 to 13"


def test_a_trend_tells_each_change_with_what_it_refers_to(window, page):
    page.case_asked.emit(11, "marker-change", False)
    settle(window)
    chart = window.view().findChild(TrendChart)
    assert chart.isVisible()
    told = chart.accessibleDescription()
    assert "2022-10 18.5 ng/mL" in told
    assert "2023-05 16.5 ng/mL, −10.8 % from the baseline, 28.9 % from the previous" in told
