"""A label is never cut: every drug of the formulary fits, and what does not is refused."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter

from bmcalc.core.texts import Joined, in_language
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.pictures.paper.label_pages import (
    HEIGHT_MM,
    SIZES,
    WIDTH_MM,
    DoesNotFit,
    paint_label,
)
from bmcalc.gui.window.paper import layout_of
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.label import Labels, label_reports
from bmcalc.report.slip import slip_report
from tests.report.on_paper import RELEASED, printed
from tests.report.test_slip import CHECKS

DOTS_A_MM = 12


@pytest.fixture
def painter(qapp):
    image = QImage(int(WIDTH_MM * DOTS_A_MM), int(HEIGHT_MM * DOTS_A_MM),
                   QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(DOTS_A_MM * 1000)
    image.setDotsPerMeterY(DOTS_A_MM * 1000)
    image.fill(0xFFFFFFFF)
    made = QPainter(image)
    yield made
    made.end()


def a_label():
    check = CHECKS["agrees"]
    found = label_reports(JudgedOrder(check, check.verdict, record="BM-0001", recorded=RELEASED))
    assert isinstance(found, Labels)
    return found.labels[-1]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_drug_of_the_formulary_fits_on_its_label(painter, language):
    where = QRectF(0, 0, WIDTH_MM * DOTS_A_MM, HEIGHT_MM * DOTS_A_MM)
    with in_language(language):
        label = replace(a_label(), number="BM-2026-000123")
        for found in drugs().values():
            names = (found.name.english, found.name.chinese)
            first, other = names if language == "en" else names[::-1]
            words = [one.text for one in (*found.preparations, *found.keeping)]
            handling = str(Joined(words, " "))
            made = replace(label, name=first, other_name=other, handling=handling)
            assert paint_label(painter, made, where) >= SIZES[-1], found.id


def test_words_that_have_no_room_are_left_to_the_worksheet(qapp, tmp_path):
    labels = Labels("", "", (), "", labels=(replace(a_label(), handling="many words " * 300),))
    (page,) = printed(labels, tmp_path / "label.pdf")
    assert "Howtohandleit:seetheworksheet." in page
    assert "manywords" not in page


def test_what_does_not_fit_is_refused_and_not_cut(painter, tmp_path):
    where = QRectF(0, 0, WIDTH_MM * DOTS_A_MM, HEIGHT_MM * DOTS_A_MM)
    for long in ("many words " * 100, "x" * 200):
        label = replace(a_label(), name=long)
        with pytest.raises(DoesNotFit):
            paint_label(painter, label, where)
        with pytest.raises(OSError, match="too many words"):
            printed(Labels("", "", (), "", labels=(label,)), tmp_path / "label.pdf")
    assert not (tmp_path / "label.pdf").exists()


def test_each_kind_of_paper_has_its_own_page():
    check = CHECKS["agrees"]
    given = JudgedOrder(check, check.verdict, record="BM-0001")
    single, sheets = label_reports(given), label_reports(given, on_sheets=True)
    sizes = [layout_of(one).fullRect(QPageLayout.Unit.Millimeter).size()
             for one in (single, sheets, slip_report(given))]
    assert [(round(one.width()), round(one.height())) for one in sizes] == [
        (100, 60), (210, 297), (210, 297)]
