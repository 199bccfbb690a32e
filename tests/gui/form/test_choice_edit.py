"""Choices, yes or no, and rows: an answer can be given, changed and taken back."""

import pytest
from PySide6.QtCore import Qt

from bmcalc.calculators import calculator
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.choice_edit import ChoiceList
from bmcalc.gui.form.rows_edit import RowsEdit
from bmcalc.gui.form.segments import Segments, yes_or_no
from bmcalc.gui.window.session import Session, Typed, raw_of

OPTIONS = {"mild": "Mild", "moderate": "Moderate", "functional": "Functional"}


@pytest.fixture
def segments(qtbot):
    made = Segments(OPTIONS, None, None, {"mild": 1, "moderate": 2, "functional": 3})
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def test_nothing_is_chosen_at_first(segments):
    assert segments.entry() == Typed()


def test_a_click_chooses_and_a_second_click_takes_it_back(segments, qtbot):
    mild = segments.controls()[0]
    qtbot.mouseClick(mild, Qt.MouseButton.LeftButton)
    assert segments.entry() == Typed("mild")
    qtbot.mouseClick(mild, Qt.MouseButton.LeftButton)
    assert segments.entry() == Typed()


def test_keys_choose_and_take_back(segments, qtbot):
    first, second, _third = segments.controls()
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert segments.entry() == Typed("moderate")
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    assert segments.entry() == Typed()


def test_a_narrow_place_stacks_the_options(segments):
    segments.resize(segments.sizeHint().width() - 10, 200)
    tops = [segment.y() for segment in segments.controls()]
    assert tops == sorted(set(tops))
    assert segments.heightForWidth(segments.width()) == 3 * segments.sizeHint().height()


@pytest.mark.parametrize("forward", [Qt.Key.Key_Down, Qt.Key.Key_Right])
@pytest.mark.parametrize("stacked", [False, True])
def test_either_arrow_goes_to_the_next_option_and_says_nothing_yet(
    segments, qtbot, forward, stacked
):
    if stacked:
        segments.resize(segments.sizeHint().width() - 10, 200)
    first, second, _third = segments.controls()
    first.setFocus()
    qtbot.keyClick(first, forward)
    assert second.hasFocus()
    assert segments.entry() == Typed()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert segments.entry() == Typed("moderate")


def test_an_unlisted_key_is_kept_and_never_read_as_another(qtbot):
    ask = calculator("body-size").inputs.asks()["bsa_formula"]
    made = ChoiceList(ask, "mosteller", None)
    qtbot.addWidget(made)
    made.show_entry(Typed("no-such-formula"))
    assert made.entry() == Typed("no-such-formula")


def test_a_flag_is_unanswered_until_it_is_answered(qtbot):
    flag = yes_or_no(None, None)
    qtbot.addWidget(flag)
    flag.show()
    assert flag.entry().empty
    qtbot.mouseClick(flag.controls()[1], Qt.MouseButton.LeftButton)
    assert flag.entry() == Typed(False)
    assert not flag.entry().empty


def test_taking_back_returns_to_the_default(qtbot):
    chosen = Segments(OPTIONS, "mild", None)
    qtbot.addWidget(chosen)
    chosen.show()
    qtbot.mouseClick(chosen.controls()[2], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chosen.controls()[2], Qt.MouseButton.LeftButton)
    assert chosen.entry() == Typed("mild")


@pytest.fixture
def rows(qtbot):
    ask = calculator("opioid-conversion").inputs.asks()["regimen"]
    made = RowsEdit(ask, editor_for, None)
    qtbot.addWidget(made)
    made.name("Opioids")
    made.show()
    return ask, made


def test_an_empty_row_is_no_row(rows):
    _ask, editor = rows
    assert editor.entry().empty


def test_rows_are_shown_grown_and_dropped(rows, qtbot):
    ask, editor = rows
    given = [{"drug": "tramadol_po", "dose": "400 mg"}, {"drug": "codeine_po", "dose": "120 mg"}]
    session = Session()
    session.open("", "", {}, (), {"opioid-conversion": {"regimen": given}})
    editor.show_entry(session.entry("opioid-conversion", "regimen"))
    assert raw_of(editor.entry(), ask) == given
    add = editor.controls()[-1]
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert raw_of(editor.entry(), ask) == given
    remove = next(control for control in editor.controls() if control.objectName() == "remove")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert raw_of(editor.entry(), ask) == given[1:]


def test_every_cell_is_named(rows):
    _ask, editor = rows
    assert all(control.accessibleName() for control in editor.controls())
