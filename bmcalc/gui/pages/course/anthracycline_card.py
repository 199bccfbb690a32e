"""What was given of anthracyclines in a life, and what of it nobody knows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.course.anthracycline_bar import AnthracyclineBar
from bmcalc.gui.pages.course.course_words import drug_name, rounded
from bmcalc.records.courses.anthracycline_total import AnthracyclineTotal, DrugTotal
from bmcalc.records.courses.overview import CourseOverview
from bmcalc.rules.rule import Profile


class DrugLine(Flowing):
    """One drug: where its sum is from, and the bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(scaled(4))
        self._words = Label(self)
        self._words.setObjectName("muted")
        self._words.setWordWrap(True)
        down.addWidget(self._words)
        self.bar = AnthracyclineBar(self)
        down.addWidget(self.bar)

    def show_drug(self, drug: DrugTotal, profile: Profile) -> None:
        """Show the sum of this drug."""
        parts: list[object] = []
        if drug.told.magnitude:
            parts.append(_("{dose} told from before or elsewhere", dose=rounded(drug.told)))
        if drug.recorded.magnitude:
            parts.append(_("{dose} in the records", dose=rounded(drug.recorded)))
        put(self._words, str(_("{drug} {total}: {parts}", drug=drug_name(drug.drug),
                               total=rounded(drug.total), parts=Joined(parts))))
        self.bar.show_drug(drug, profile)


class AnthracyclineCard(Card):
    """The bars, the share of the limits, and each unknown with what it changes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Anthracyclines in sum"))
        self.lines: Rows[DrugLine] = Rows(self, DrugLine, 8)
        self._said = Label(self)
        self._said.setWordWrap(True)
        self._unknowns = Label(self)
        self._unknowns.setObjectName("doubt")
        self._unknowns.setWordWrap(True)
        down = QVBoxLayout()
        down.setSpacing(scaled(6))
        for part in (self.lines, self._said, self._unknowns):
            down.addWidget(part)
        self.body.addLayout(down)

    def show_course(self, overview: CourseOverview) -> None:
        """Show what is known of this patient."""
        total = overview.anthracyclines
        for line, drug in zip(self.lines.take(len(total.drugs)), total.drugs, strict=True):
            line.show_drug(drug, total.profile)
        put(self._said, str(_said(total)))
        put(self._unknowns, "" if not total.unknowns else str(
            _("! Not known: {what}.", what=Joined(list(total.unknowns), "; "))))


def _said(total: AnthracyclineTotal) -> object:
    if not total.drugs:
        return _("No anthracycline is known of, and this course has none.") \
            if not total.in_course and not total.is_told_unknown else \
            _("No dose of an anthracycline is recorded yet.")
    if total.share is None:
        return _("The share of the lifetime limits is not known.")
    if len(total.drugs) > 1:
        return _("Together {share} of the lifetime limits of the label in force.",
                 share=rounded(total.share))
    return ""
