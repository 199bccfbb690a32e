"""Every scheme can be read, and what is seen follows it."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor

from bmcalc.core.work import Severity
from bmcalc.gui.look import theme
from bmcalc.gui.look.theme import SCHEMES
from bmcalc.gui.result.finding_list import FindingRow, Told
from bmcalc.gui.window.app import make_application
from tests.gui.conftest import settle

READABLE = 4.5
SEEN = 3.0
WELL_READABLE = 7.0
"""Contrast that WCAG 2.2 asks for between text and its ground, and for the parts of a control."""

LEAST_TEXT = 12
"""Pixels at a text size of 100 %."""

SORTS = ("stop", "caution", "add", "fine")
INKS = ("text", "heading", "muted", "accent", *SORTS)
PLAIN_GROUNDS = ("card", "window", "quiet", "hover")
TOLD_ON = tuple(f"{sort}_soft" for sort in SORTS)
PAIRS = [
    *product(INKS, PLAIN_GROUNDS),
    *product(("text", "heading", "muted", "accent"), TOLD_ON),
    *((sort, f"{sort}_soft") for sort in SORTS),
    *(("card", sort) for sort in SORTS),  # a strong pill, the number of a stop
    *(("text", f"{sort}_bar") for sort in SORTS),  # the spine of SINS
    ("accent_text", "accent_soft"), ("on_accent", "accent"), ("text", "selection"),
]
"""What is written, and on what ground: chips, badges, links, rows that are chosen."""


def luminance(name):
    colour = QColor(name)
    parts = []
    for part in (colour.redF(), colour.greenF(), colour.blueF()):
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "pair"), list(product(SCHEMES, PAIRS)))
def test_text_can_be_read(scheme, pair):
    ink, ground = (getattr(SCHEMES[scheme], name) for name in pair)
    assert contrast(ink, ground) >= READABLE


GROUNDS_OF_FIELDS = (*PLAIN_GROUNDS, *TOLD_ON)
LINES_OF_FIELDS = ("field_line", "caution", "stop", "add", "accent")


@pytest.mark.parametrize(
    ("scheme", "line", "ground"), list(product(SCHEMES, LINES_OF_FIELDS, GROUNDS_OF_FIELDS))
)
def test_the_line_of_a_field_can_be_seen(scheme, line, ground):
    chosen = SCHEMES[scheme]
    assert contrast(getattr(chosen, line), getattr(chosen, ground)) >= SEEN


@pytest.mark.parametrize(
    ("scheme", "ground"), list(product(SCHEMES, TOLD_ON))
)
def test_the_buttons_on_the_band_of_the_verdict_can_be_seen(scheme, ground):
    chosen = SCHEMES[scheme]
    assert contrast(chosen.field_line, getattr(chosen, ground)) >= SEEN
    assert contrast(chosen.text, getattr(chosen, ground)) >= READABLE


@pytest.mark.parametrize(("scheme", "sort"), list(product(SCHEMES, SORTS)))
def test_a_band_of_a_bar_can_be_told_from_its_neighbours(scheme, sort):
    chosen = SCHEMES[scheme]
    bar = getattr(chosen, f"{sort}_bar")
    assert bar not in {getattr(chosen, f"{other}_bar") for other in SORTS if other != sort}
    assert contrast(chosen.text, bar) >= SEEN  # the marker


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_ring_of_the_focus_can_be_seen_on_what_is_chosen(scheme):
    chosen = SCHEMES[scheme]
    assert contrast(chosen.accent_text, chosen.accent_soft) >= SEEN
    assert contrast(chosen.text, chosen.card) >= SEEN


def test_no_text_is_smaller_than_a_caption_may_be():
    assert min(theme.SIZES.values()) >= LEAST_TEXT
    written = re.findall(r"font-size: (\d+)px", theme.stylesheet())
    assert written and min(map(int, written)) >= LEAST_TEXT


@pytest.mark.parametrize("severity", [Severity.STOP, Severity.CAUTION])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_finding_stands_on_the_ground_of_its_colour(qtbot, scheme, severity):
    theme.apply(make_application(), scheme)
    chosen = SCHEMES[scheme]
    ink, ground, _bar = (getattr(chosen, name) for name in theme.severity_names(severity))
    row = FindingRow(None)
    qtbot.addWidget(row)
    row.show_told(Told(severity, "A finding.", "its source"))
    row.resize(300, 80)
    seen = row.grab().toImage()
    theme.apply(make_application(), "light")
    assert seen.pixelColor(150, 76) == QColor(ground) != QColor(chosen.card)
    edge = seen.pixelColor(150, 0)
    assert edge == QColor(ink if scheme == "contrast" else ground)


@pytest.mark.parametrize("severity", Severity)
def test_findings_of_high_contrast_are_read_at_seven_to_one(severity):
    chosen = SCHEMES["contrast"]
    ink, ground, _bar = (getattr(chosen, name) for name in theme.severity_names(severity))
    assert contrast(ink, ground) >= WELL_READABLE
    assert contrast(chosen.muted, ground) >= WELL_READABLE
    assert contrast(ink, chosen.card) >= WELL_READABLE


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_can_be_seen(scheme):
    chosen = SCHEMES[scheme]
    assert contrast(chosen.accent, chosen.card) >= SEEN


def test_high_contrast_is_high():
    chosen = SCHEMES["contrast"]
    assert contrast(chosen.text, chosen.card) >= 20
    assert contrast(chosen.field_line, chosen.card) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_stylesheet_has_every_colour(qapp, scheme):
    theme.apply(make_application(), scheme)
    assert "$" not in theme.stylesheet()
    theme.apply(make_application(), "light")


def test_severities_differ_by_mark_and_by_colour():
    inks = {theme.severity_names(severity)[0] for severity in Severity}
    assert len(inks) == len(Severity)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_window_takes_the_scheme(window, scheme):
    window.use_theme(scheme)
    settle(window)
    seen = window.grab().toImage().pixelColor(2, window.height() // 2)
    assert seen == QColor(SCHEMES[scheme].card)
    window.use_theme("light")


def test_larger_text_makes_larger_fields(window, qtbot):
    before = window.strip.fields["weight"].height()
    window.open_case(1)
    window.use_text_size(150)
    settle(window)
    assert window.strip.fields["weight"].height() > before * 1.3
    assert window.strip.fields["weight"].editor.entry().typed == "58"
    window.use_text_size(100)


@pytest.mark.parametrize("size", [(680, 430), (900, 640), (1360, 860), (1920, 1080)])
def test_no_part_is_cut_off(window, size):
    """What does not fit scrolls: the form never grows wider than the place that shows it."""
    window.resize(*size)
    window.open_case(1)
    for page in ("denosumab", "mirels", "bsa-dose"):
        window.visit(page)
        settle(window)
        view = window.view()
        assert view.width() <= window.width()
        for row in view.form.rows.values():
            assert row.editor.width() <= view.width()
        right = view.result.mapTo(window, view.result.rect().topRight()).x()
        assert right <= window.width()
