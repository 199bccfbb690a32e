"""The long bones of a limb: a click chooses the site of the Mirels score.

The femoral neck is not named by Mirels 1989, so it is drawn and answers nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QWidget

from bmcalc.calculators.scores.mirels_fields import SITE
from bmcalc.core.texts import _
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pictures import PictureCard
from bmcalc.gui.pictures.click_regions import ClickRegions, Region
from bmcalc.gui.result.evaluation import Evaluation

NECK = _("The femoral neck is not named in 1989: ask the surgeon and compare two totals.")
_ARM, _LEG = 30.0, 206.0
"""Where the middle of each limb lies across the drawing."""


def _turned(points: Sequence[tuple[float, float]], across: float) -> QPainterPath:
    """Return a closed, smooth outline through points beside the middle of a limb."""
    path = QPainterPath()
    places = [QPointF(across + x, y) for x, y in points]
    middles = [(one + other) * 0.5 for one, other in zip(places, [*places[1:], places[0]],
                                                       strict=True)]
    path.moveTo(middles[-1])
    for place, middle in zip(places, middles, strict=True):
        path.quadTo(place, middle)
    path.closeSubpath()
    return path


def _polygon(points: Sequence[tuple[float, float]], across: float) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(across + x, y) for x, y in points]))
    path.closeSubpath()
    return path


@cache
def _outlines() -> tuple[tuple[str, QPainterPath], ...]:
    """Return the regions as they are drawn: the arm, the shaft below the hip, the hip itself."""
    humerus = _turned([(-16, 12), (6, 6), (16, 20), (8, 38), (6, 90), (7, 140), (17, 152),
                       (14, 164), (0, 160), (-15, 164), (-18, 152), (-8, 140), (-7, 90),
                       (-12, 38)], _ARM)
    radius = _turned([(8, 168), (14, 170), (13, 214), (9, 216), (6, 212)], _ARM)
    ulna = _turned([(-12, 166), (-3, 168), (-4, 212), (-8, 216), (-10, 212)], _ARM)
    shaft = _turned([(-12, 72), (10, 72), (8, 100), (9, 142), (19, 156), (15, 170), (0, 165),
                     (-15, 170), (-19, 156), (-10, 142), (-9, 100)], _LEG)
    tibia = _turned([(-16, 174), (14, 174), (8, 186), (6, 214), (-8, 214), (-9, 186)], _LEG)
    hip = _polygon([(2, 30), (18, 26), (24, 40), (14, 74), (-13, 74), (-15, 60), (-10, 46)], _LEG)
    neck = _polygon([(-26, 26), (-12, 18), (2, 30), (-10, 46)], _LEG)
    head = QPainterPath()
    head.addEllipse(QRectF(_LEG - 44, 6, 28, 28))
    return (
        ("upper_limb", humerus), ("upper_limb", radius), ("upper_limb", ulna),
        ("", head), ("", neck), ("lower_limb", shaft), ("lower_limb", tibia),
        ("peritrochanteric", hip),
    )


class Bones(ClickRegions):
    """An arm and a leg from the front; each region with its name and its points beside it."""

    BOX = (350.0, 220.0)
    _LABELS = (("upper_limb", 54.0, 84.0), ("peritrochanteric", 236.0, 40.0),
               ("lower_limb", 236.0, 116.0))

    def regions(self) -> Sequence[Region]:
        """Return the bones."""
        return [
            Region(key, outline, _("{site}: {points} points", site=SITE.options[key],
                                   points=SITE.points[key]) if key else NECK, "quiet")
            for key, outline in _outlines()
        ]

    def write(self, painter: QPainter) -> None:
        """Write the name and the points of each site beside it."""
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for key, left, top in self._LABELS:
            painter.setFont(font("small", bold=key == self.key))
            painter.setPen(colour("accent_text" if key == self.key else "text"))
            if key == self.key and colour("accent_text") == colour("card"):
                painter.setPen(colour("text"))
            place = self.box(left, top, 0, 0).topLeft()
            wide = self.width() if key != "upper_limb" else self.box(_LEG - 46, 0, 0, 0).x()
            words = f"{SITE.options[key]} · {SITE.points[key]}"
            box = QRectF(place.x(), place.y(), wide - place.x(), scaled(18))
            painter.drawText(box, middle, painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, int(box.width())))


class Drawing(PictureCard):
    """The bones; a click answers the site, and the answer of the form is shown in them."""

    is_clicked = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Site: click where the lesion sits"))
        self.drawing = Bones(self)
        self.drawing.chosen.connect(lambda key: self.answered.emit("site", key))
        self.body.addWidget(self.drawing)

    def show_outcome(self, outcome: Evaluation) -> None:
        """Show the site that was answered."""
        self.drawing.name(SITE.label)
        self.drawing.show_key(str(getattr(outcome.read, "site", None) or ""))
