"""The sum of one anthracycline as a bar with the lifetime limits of the labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pages.course.course_words import PROFILE_LABELS, drug_name
from bmcalc.records.courses.anthracycline_total import DrugTotal
from bmcalc.rules.rule import Profile

HEIGHT, BAR = 62, 18
_BESIDE = 1.2
"""How far the track goes beyond the highest limit."""


def _size(dose: Term) -> float:
    return float(dose.to("mg/m^2").magnitude)


def limit_groups(drug: DrugTotal, mine: Profile) -> list[tuple[Term, str, bool]]:
    """Return each limit once with its profiles, and whether it is that of the profile in force."""
    found: list[tuple[Term, str, bool]] = []
    for value in dict.fromkeys(show(one.limit) for one in drug.limits):
        same = [one for one in drug.limits if show(one.limit) == value]
        names = "/".join(str(PROFILE_LABELS[one.profile]) for one in same)
        found.append((same[0].limit, names, any(one.profile == mine for one in same)))
    return sorted(found, key=lambda one: one[0].settled)


class AnthracyclineBar(QWidget):
    """Draws what was given, what is left to the limit in force, and every limit with its label."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drug: DrugTotal | None = None
        self._profile: Profile = "cn"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_drug(self, drug: DrugTotal, profile: Profile) -> None:
        """Draw this drug; the limit of the profile stands out."""
        self._drug, self._profile = drug, profile
        limits = "; ".join(f"{show(value)} {names}"
                           for value, names, _mine in limit_groups(drug, profile))
        self.setAccessibleName(str(_("Sum of {drug} against its lifetime limits",
                                     drug=drug_name(drug.drug))))
        self.setAccessibleDescription(f"{show(drug.total, 1)}; {limits}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the bar with its limits above and below."""
        return QSize(scaled(260), scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which the limits stand apart."""
        return QSize(scaled(220), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the sum, what is left and the limits."""
        drug = self._drug
        if drug is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groups = limit_groups(drug, self._profile)
        total = _size(drug.total)
        whole = max([total, *(_size(value) for value, _names, _mine in groups), 1]) * _BESIDE
        top = float(scaled(22))
        track = QRectF(0, top, self.width() - 1, scaled(BAR))
        painter.setPen(QPen(colour("field_line"), 1))
        painter.setBrush(colour("quiet"))
        painter.drawRoundedRect(track, 4, 4)
        own = next((value for value, _names, mine in groups if mine), None)
        over = own is not None and total > _size(own)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("stop" if over else "accent"))
        filled = QRectF(track.left(), top, track.width() * total / whole, track.height())
        painter.drawRoundedRect(filled, 4, 4)
        self._draw_words(painter, filled, own, total, track.width() / whole)
        self._draw_limits(painter, groups, track, whole)
        painter.end()

    def _draw_words(self, painter: QPainter, filled: QRectF, own: Term | None, total: float,
                    per_unit: float) -> None:
        assert self._drug is not None
        painter.setFont(font("small", bold=True))
        words = show(self._drug.total, 0).partition(" ")[0]
        wide = painter.fontMetrics().horizontalAdvance(words) + scaled(8)
        inside = wide < filled.width()
        painter.setPen(colour("on_accent" if inside else "text"))
        at = filled.right() - wide if inside else filled.right() + scaled(4)
        painter.drawText(QRectF(at, filled.top(), wide, filled.height()),
                         Qt.AlignmentFlag.AlignVCenter, words)
        if own is None or _size(own) <= total:
            return
        painter.setFont(font("small"))
        painter.setPen(colour("text"))
        left = str(_("{left} to the limit", left=show(own - self._drug.total, 0).partition(" ")[0]))
        start = (filled.right() if inside else at + wide) + scaled(6)
        room = _size(own) * per_unit - start - 4
        if painter.fontMetrics().horizontalAdvance(left) < room:
            painter.drawText(QRectF(start, filled.top(), room, filled.height()),
                             Qt.AlignmentFlag.AlignVCenter, left)

    def _draw_limits(self, painter: QPainter, groups: list[tuple[Term, str, bool]],
                     track: QRectF, whole: float) -> None:
        """Draw each limit; that of the profile in force above the bar, the others below."""
        free = 0.0
        for value, names, mine in groups:
            x = track.left() + track.width() * _size(value) / whole
            ink = "stop" if mine else "muted"
            painter.setPen(QPen(colour(ink), 2))
            painter.drawLine(QPointF(x, track.top() - 4), QPointF(x, track.bottom() + 4))
            painter.setFont(font("small", bold=mine))
            painter.setPen(colour(ink))
            words = f"{show(value, trim=True).partition(' ')[0]} {names}"
            wide = painter.fontMetrics().horizontalAdvance(words) + 2
            left = max(0.0, min(x - wide / 2, self.width() - wide))
            y = 0.0 if mine else track.bottom() + 5
            if not mine:
                left = max(left, free)
                free = left + wide + scaled(8)
            painter.drawText(QRectF(left, y, wide, scaled(16)), Qt.AlignmentFlag.AlignVCenter,
                             words)
