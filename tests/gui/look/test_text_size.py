"""A remembered size is the size that Qt gives, whatever the words, the font and the width."""

import itertools

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from bmcalc.gui.look import plain, text_size
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import dress, font

TEXTS = ["", "a", "docetaxel 120 mg", "多西他赛 120 mg，紫杉类", "a\nb\n\nc", "long " * 60,
         "unbreakable" * 9, "<b>120</b> mg & 5 %"]
NAMES = ["", "small", "headline", "empty", "tag", "unit"]
WIDTHS = [0, 1, 40, 94, 315, 2000]


def sizes(label):
    return (label.sizeHint(), label.minimumSizeHint(),
            [label.heightForWidth(width) for width in WIDTHS])


def set_up(label, text, name, wrapped):
    label.setTextFormat(plain.Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setWordWrap(wrapped)
    label.setText(text)
    dress(label)
    return label


@pytest.fixture(autouse=True)
def nothing_known(qapp):
    text_size.forget()


@pytest.mark.parametrize("known", [False, True])
def test_every_size_is_that_of_qt(qapp, known):
    parent = QWidget()
    for text, name, wrapped in itertools.product(TEXTS, NAMES, (False, True)):
        ours = set_up(Label(parent), text, name, wrapped)
        if known:
            sizes(set_up(Label(parent), text, name, wrapped))
        assert sizes(ours) == sizes(set_up(QLabel(parent), text, name, wrapped))


def test_a_size_follows_the_words_the_font_and_the_wrapping(qapp):
    parent = QWidget()
    ours, theirs = Label(parent), QLabel(parent)
    for change in (
        lambda one: one.setText("docetaxel " * 9), lambda one: one.setWordWrap(True),
        lambda one: one.setFont(font("headline")), lambda one: one.setMargin(20),
        lambda one: one.setIndent(30), lambda one: one.setContentsMargins(9, 8, 7, 6),
        lambda one: one.setAlignment(plain.Qt.AlignmentFlag.AlignHCenter),
        lambda one: one.setText("docetaxel"),
    ):
        change(ours)
        change(theirs)
        assert sizes(ours) == sizes(theirs)


def test_a_caller_cannot_change_what_is_remembered(qapp):
    label = Label("docetaxel")
    before = label.sizeHint()
    label.sizeHint().setWidth(3)
    assert label.sizeHint() == before


def test_what_is_remembered_is_bounded(qapp, monkeypatch):
    monkeypatch.setattr(text_size, "MOST", 10)
    label = Label()
    label.setWordWrap(True)
    for number in range(50):
        label.setText(str(number))
        label.heightForWidth(90)
    assert len(text_size._heights) <= 10
