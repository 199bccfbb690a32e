"""A result names the rules that rest on memory in one quiet line below its sources."""

from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.core.work import DecidingRule
from bmcalc.formulary.in_force import source
from bmcalc.gui.result.source_list import SourceCard
from bmcalc.gui.window.language import use_language
from tests.gui.order_page import order, put, why


def told(card):
    return [one.text() for one in card.findChildren(QLabel)
            if "emory:" in one.text() and not one.isHidden()]


def test_the_order_check_names_those_of_the_selected_drug(window, qtbot, case_1):
    card = case_1.details.findChild(SourceCard)
    why(window, case_1, "docetaxel")
    order(window, qtbot, case_1, "docetaxel", "120")
    assert told(card) == []
    put(window, cyp3a4_inhibitor="strong")
    [line] = told(card)
    assert "strong CYP3A4 inhibitors" in line
    assert "DOCETAXEL_CYP3A4" not in line
    why(window, case_1, "carboplatin")
    assert told(card) == []


def test_the_line_of_any_result_speaks_both_languages(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    card = SourceCard(parent)
    cited = [source("label-docetaxel-us-cyp3a4")]
    rule = DecidingRule("docetaxel/DOCETAXEL_CYP3A4", "DOCETAXEL_CYP3A4", (cited[0].id,))
    card.show_sources(cited, [rule])
    assert told(card) == [f"From memory: {cited[0].citation}"]
    use_language("zh_CN")
    try:
        card.show_sources(cited, [rule])
        chinese = [one.text() for one in card.findChildren(QLabel)]
    finally:
        use_language("en")
    assert any("CYP3A4" in one and "From memory" not in one for one in chinese)
    assert not any("DOCETAXEL_CYP3A4" in one for one in chinese)
    card.show_sources(cited)
    assert told(card) == []
