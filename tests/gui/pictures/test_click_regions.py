"""A click in a picture answers the question of the form, and the form's answer shows in it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from bmcalc.calculators.scores.mirels_fields import SITE
from bmcalc.calculators.scores.sins_fields import LEVEL, LEVELS
from bmcalc.gui.pictures.click_regions import ClickRegions
from bmcalc.gui.pictures.mirels_bone import Bones
from bmcalc.gui.pictures.sins_spine import Spine, kind_of
from tests.gui.conftest import settle

ANSWERS = [("mirels", "site", key) for key in SITE.options] + [
    ("sins", "level", key) for key in LEVELS]


def place_of(drawing: ClickRegions, key: str) -> QPoint:
    """Return a place of the widget that lies inside the first region of an answer."""
    outline = next(one.outline for one in drawing.regions() if one.key == key)
    middle = outline.boundingRect().center()
    assert outline.contains(middle)
    return (QPointF(middle) * drawing.scale()).toPoint()


@pytest.mark.parametrize(("page", "field", "key"), ANSWERS)
def test_a_click_answers_the_question(window, qtbot, page, field, key):
    window.visit(page)
    settle(window)
    drawing = window.view().findChild(ClickRegions)
    qtbot.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=place_of(drawing, key))
    settle(window)
    assert window.session.entry(page, field).typed == key
    assert window.view().form.rows[field].editor.entry().typed == key
    assert drawing.key == key


@pytest.mark.parametrize(("page", "field", "key"), ANSWERS[:6])
def test_the_answer_of_the_form_shows_in_the_picture(window, page, field, key):
    from bmcalc.gui.window.session import Typed

    window.visit(page)
    window.session.put(page, field, Typed(key))
    settle(window)
    drawing = window.view().findChild(ClickRegions)
    assert drawing.key == key
    assert drawing.accessibleDescription()


def test_a_click_on_the_femoral_neck_or_beside_the_bones_changes_nothing(window, qtbot):
    window.visit("mirels")
    settle(window)
    drawing = window.view().findChild(ClickRegions)
    for place in (place_of(drawing, ""), QPoint(1, drawing.height() - 1)):
        qtbot.mouseClick(drawing, Qt.MouseButton.LeftButton, pos=place)
        settle(window)
        assert window.session.entry("mirels", "site").empty


def test_every_level_is_drawn_once_and_counts_as_the_score_counts(qtbot):
    drawing = Spine(None)
    qtbot.addWidget(drawing)
    assert [one.key for one in drawing.regions()] == list(LEVELS)
    assert all(kind_of(level)[1] == LEVEL.points[level] for level in LEVELS)


def test_the_picture_says_in_words_what_can_be_chosen(window):
    for page, ask in (("mirels", SITE), ("sins", LEVEL)):
        window.visit(page)
        settle(window)
        said = window.view().findChild(ClickRegions).accessibleName()
        assert all(str(words) in said for words in ask.options.values())


def test_the_arm_is_no_leg(qtbot):
    drawing = Bones(None)
    qtbot.addWidget(drawing)
    middles = {one.key: one.outline.boundingRect().center().x() for one in drawing.regions()}
    assert middles["upper_limb"] < min(middles["lower_limb"], middles["peritrochanteric"])
