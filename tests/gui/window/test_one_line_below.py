"""The bar at the bottom keeps to one line: keys give way, then states, then acts go into More."""

import pytest
from PySide6.QtWidgets import QPushButton

from bmcalc.gui.window.action_button import ActionButton, Beside
from bmcalc.gui.window.bottom_fit import fitted
from tests.gui.conftest import settle

GAP = 10
STATES = 120


@pytest.fixture
def buttons(qapp):
    made = []
    for words, keys, primary in (
        ("Query", "Ctrl+E", False), ("Paste", "Ctrl+Shift+V", False), ("Save", "Ctrl+S", True),
    ):
        button = ActionButton(None, primary)
        button.show_action(words, keys)
        made.append(button)
    return made


def wide(buttons, beside):
    return sum(one.width_with(beside) for one in buttons) + GAP * (len(buttons) - 1)


def test_what_gives_way_first(buttons):
    query, paste, save = buttons
    all_keys, bare = wide(buttons, Beside.KEYS), wide(buttons, Beside.REASON)
    two = wide([query, save], Beside.NOTHING)
    for room, beside, states, moved in (
        (all_keys + STATES, Beside.KEYS, True, []),
        (all_keys + STATES - 1, Beside.REASON, True, []),
        (bare + STATES, Beside.REASON, True, []),
        (bare + STATES - 1, Beside.REASON, False, []),
        (bare, Beside.REASON, False, []),
        (bare - 1, Beside.NOTHING, False, [paste]),
        (two, Beside.NOTHING, False, [paste]),
        (two - 1, Beside.NOTHING, False, [paste, query]),
        (1, Beside.NOTHING, False, [paste, query]),
    ):
        fit = fitted(buttons, [paste, query], STATES, room, GAP)
        assert (fit.beside, fit.states, fit.moved) == (beside, states, moved), room


def test_a_reason_stays_longer_than_a_key(buttons):
    save = buttons[-1]
    save.show_action("Save", "Ctrl+S", "20 fields left")
    assert save.width_with(Beside.REASON) == save.width_with(Beside.KEYS)
    assert save.width_with(Beside.NOTHING) < save.width_with(Beside.REASON)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("width", "height", "percent"), [
    (1366, 768, 100), (1024, 700, 100), (1366, 768, 200), (800, 600, 150),
])
def test_the_bar_of_an_order_has_one_line(window, language, width, height, percent):
    window.open_case(1)
    window.use_language(language)
    window.use_text_size(percent)
    window.visit("order-check")
    window.resize(width, height)
    settle(window)
    bottom = window.bottom
    seen = [one for one in bottom.buttons() if one.isVisible()]
    assert len({one.geometry().center().y() for one in seen}) == 1
    assert all(one.width() >= one.sizeHint().width() for one in seen)
    assert all(one.geometry().right() <= bottom._buttons.width() for one in seen)
    assert bottom.more in seen


def test_what_has_no_room_stands_in_the_menu(window):
    window.open_case(1)
    window.use_text_size(200)
    window.visit("order-check")
    window.resize(700, 768)
    settle(window)
    bottom = window.bottom
    gone = [one for one in bottom.buttons() if one.isHidden()]
    offered = {one.text().partition("\t")[0]: one for one in bottom.menu.actions()}
    assert gone and all(one.text() in offered for one in gone)
    assert any(words.startswith("First check: ") for words in offered)
    assert "First check: " in bottom.more.accessibleDescription()
    pressed = []
    button = next(one for one in gone if one.isEnabled() and isinstance(one, QPushButton))
    button.clicked.disconnect()
    button.clicked.connect(lambda: pressed.append(button.text()))
    offered[button.text()].trigger()
    assert pressed == [button.text()]
