"""The chips of the band: how much there is of each sort, and which of it is shown alone."""

import pytest
from PySide6.QtCore import Qt

from bmcalc.gui.look import theme
from bmcalc.gui.pages.order_check.sort_counts import count_sorts, words_of_count
from bmcalc.gui.pages.order_check.verdict_band import VerdictBand
from bmcalc.gui.result.sort import Sort
from tests.gui.conftest import settle


@pytest.fixture
def band(qtbot, window):
    made = VerdictBand(window)
    theme.dress(made)
    made.chips.show_counts({Sort.STOP: 1, Sort.CONFIRM: 2, Sort.ADD: 3, Sort.AGREES: 2})
    made.resize(900, 46)
    made.show()
    settle(window)
    return made


def texts(band):
    return [chip.text() for chip in band.chips.shown()]


def test_each_chip_has_its_number_and_words(band):
    assert texts(band) == ["1 stop", "2 to confirm", "3 to complete", "2 drugs agree"]
    assert [chip.accessibleName() for chip in band.chips.shown()] == texts(band)
    band.chips.show_counts({Sort.STOP: 2, Sort.AGREES: 1})
    assert texts(band) == ["2 stops", "1 drug agrees"]
    assert str(words_of_count(Sort.STOP, 0)) == "0 stops"


def test_a_chosen_chip_filters_and_the_same_again_frees(qtbot, band):
    told = []
    band.filtered.connect(told.append)
    chips = band.chips.chips
    qtbot.mouseClick(chips[Sort.ADD], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chips[Sort.STOP], Qt.MouseButton.LeftButton)
    assert [chip.sort for chip in chips.values() if chip.isChecked()] == [Sort.STOP]
    qtbot.mouseClick(chips[Sort.STOP], Qt.MouseButton.LeftButton)
    assert told == [Sort.ADD, Sort.STOP, None]
    assert not any(chip.isChecked() for chip in chips.values())


def test_a_filter_of_which_nothing_is_left_is_taken_off(qtbot, band):
    told = []
    band.filtered.connect(told.append)
    band.chips.choose(Sort.ADD)
    band.chips.show_counts({Sort.STOP: 1})
    assert told == [Sort.ADD, None]
    assert band.chips.chosen is None


def test_tab_comes_in_once_and_arrows_go_between(qtbot, window, band):
    chips = band.chips.shown()
    by_tab = [chip for chip in chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert by_tab == [chips[0]]
    window.activateWindow()
    chips[0].setFocus()
    for chip in chips[1:]:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
        assert chip.hasFocus()
    qtbot.keyClick(chips[-1], Qt.Key.Key_Right)
    assert chips[-1].hasFocus()
    qtbot.keyClick(chips[-1], Qt.Key.Key_Left)
    assert chips[-2].hasFocus()
    assert [chip for chip in chips if chip.focusPolicy() & Qt.FocusPolicy.TabFocus] == [chips[-2]]
    qtbot.keyClick(chips[-2], Qt.Key.Key_Space)
    assert band.chips.chosen is Sort.ADD
    qtbot.keyClick(chips[-2], Qt.Key.Key_Return)
    assert band.chips.chosen is None


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", [560, 653, 812, 1152])
def test_every_chip_is_whole_in_every_width(window, band, case_1, width, percent, language):
    window.use_text_size(percent)
    window.use_language(language)
    made = VerdictBand(window)
    theme.dress(made)
    made.resize(theme.scaled(width), theme.scaled(46))
    made.show()
    made.show_outcome(
        case_1._outcome, [], count_sorts(case_1._outcome, case_1.matters))
    made.chips.show_counts({Sort.STOP: 12, Sort.CONFIRM: 12, Sort.ADD: 13, Sort.AGREES: 12})
    made._fit()
    settle(window)
    assert made.width() == theme.scaled(width)
    for chip in made.chips.shown():
        assert chip.width() >= chip.sizeHint().width()
        place = chip.mapTo(made, chip.rect().topRight())
        assert place.x() <= made.width()
    made.deleteLater()


def test_an_order_without_a_check_has_no_chips(page):
    assert count_sorts(page._outcome, page.matters) == {}
    assert not page.side.band.chips.shown()
