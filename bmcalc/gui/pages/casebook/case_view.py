"""One printed case: who it is, where it can be opened, its timeline, its course in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bmcalc.casebook.models import Case
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.in_force import source
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.casebook.case_facts import Fact, facts, who
from bmcalc.gui.pages.casebook.open_case import OpenCase
from bmcalc.gui.pictures.timeline import Timeline, in_words, limits_words
from bmcalc.gui.pictures.timeline_course import course_of
from bmcalc.gui.pictures.timeline_words import event_name, event_words
from bmcalc.gui.result.source_list import SourceCard

TOP = Qt.AlignmentFlag.AlignTop
NAME_WIDTH = 118
LEGEND = _(
    "Filled bars have dated cycles, each dose a dot; a dashed bar has no dates of its own, and "
    "one that fades has no printed end. A value known by its month lies in the middle of it; a "
    "hollow dot has no date and lies somewhere on its line."
)


class FactRow(QWidget):
    """One fact: its name, its words, its page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, scaled(3), 0, scaled(3))
        layout.setHorizontalSpacing(scaled(12))
        layout.setColumnMinimumWidth(0, scaled(NAME_WIDTH))
        layout.setColumnStretch(1, 1)
        self._name, self._words, self._page = Label(self), Label(self), Label(self)
        self._name.setObjectName("muted")
        self._page.setObjectName("muted")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, label in enumerate((self._name, self._words, self._page)):
            layout.addWidget(label, 0, column, TOP)

    def show_fact(self, fact: Fact) -> None:
        """Show this fact."""
        put(self._name, str(fact.name))
        put(self._words, str(fact.words))
        put(self._page, str(_("p. {page}", page=fact.page)))


class CaseView(QWidget):
    """The chosen case. Everything it says is said again after a change of language."""

    case_asked = Signal(int, str, bool)
    audit_asked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, scaled(20), scaled(16))
        layout.setSpacing(scaled(12))
        layout.addWidget(self._head())
        layout.addWidget(self._picture())
        self._words = Card(self, _("The course in words"))
        self._words.body.setSpacing(scaled(4))
        self._events: Rows[FactRow] = Rows(self._words, FactRow)
        self._words.body.addWidget(self._events)
        layout.addWidget(self._words)
        self._sources = SourceCard(self)
        layout.addWidget(self._sources)
        layout.addStretch(1)

    def _head(self) -> Card:
        self._top = Card(self)
        audit = QPushButton(self._top)
        audit.setObjectName("light")
        say(audit, QPushButton.setText, _("Audit of this case"))
        audit.clicked.connect(self._ask_audit)
        self._top.top.addWidget(audit, 0, TOP)
        self._who = Label(self._top)
        self._who.setObjectName("muted")
        self._who.setWordWrap(True)
        self._top.body.addWidget(self._who)
        self._top.rule()
        self.open = OpenCase(audit, self._top)
        self.open.asked.connect(self._ask_case)
        self._top.body.addWidget(self.open)
        return self._top

    def _picture(self) -> Card:
        card = Card(self, _("Timeline"))
        self.timeline = Timeline(card)
        card.body.addWidget(self.timeline)
        legend = Label(card)
        legend.setObjectName("small")
        legend.setWordWrap(True)
        say(legend, QLabel.setText, LEGEND)
        card.body.addWidget(legend)
        self._limits = Label(card)
        self._limits.setObjectName("small")
        self._limits.setWordWrap(True)
        card.body.addWidget(self._limits)
        card.rule()
        self._facts: Rows[FactRow] = Rows(card, FactRow)
        card.body.addWidget(self._facts)
        return card

    def show_case(self, case: Case) -> None:
        """Show this case from now on."""
        self._case = case
        say(self._top.title, QLabel.setText,
            _("Case {number}: {title}", number=case.number, title=case.title))
        say(self._who, QLabel.setText, who(case))
        self.open.show_case(case)
        course = course_of(case)
        self.timeline.show_course(course)
        limits, cited = limits_words(course.trends)
        say(self._limits, QLabel.setText, limits)
        self._sources.show_sources([source(one) for one in cited])
        self._fill(self._facts, list(facts(case)))
        self._fill(self._events, _course(case))

    @staticmethod
    def _fill(rows: Rows[FactRow], told: list[Fact]) -> None:
        for row, fact in zip(rows.take(len(told)), told, strict=True):
            row.show_fact(fact)

    def _ask_case(self, page: str, with_invented: bool) -> None:
        if self._case is not None:
            self.case_asked.emit(self._case.number, page, with_invented)

    def _ask_audit(self) -> None:
        if self._case is not None:
            self.audit_asked.emit(self._case.number)

    def translate(self) -> None:
        """Say everything again."""
        if self._case is not None:
            self.show_case(self._case)
        self.open.translate()

    def summary(self) -> str | None:
        """Return the case as plain text: who, the facts, the whole picture in words."""
        if self._case is None:
            return None
        lines = [self._top.title.text(), str(who(self._case))]
        lines += [
            str(_("{name}: {words} (p. {page})", name=one.name, words=one.words, page=one.page))
            for one in facts(self._case)
        ]
        return "\n".join([*lines, "", in_words(course_of(self._case))]) + "\n"


def _course(case: Case) -> list[Fact]:
    imaging = [
        (one.on, Fact(
            one.on.isoformat(), Joined([MODALITIES[one.modality], *one.findings], _("; ")),
            one.page,
        ))
        for one in case.imaging
    ]
    events = [
        (one.on, Fact(
            one.on.isoformat(),
            _("{name}: {words}", name=event_name(one), words=event_words(one)), one.page,
        ))
        for one in case.timeline
    ]
    return [fact for _day, fact in sorted([*imaging, *events], key=lambda pair: pair[0])]


MODALITIES: dict[str, object] = {
    "xray": _("X-ray"),
    "ct": _("CT"),
    "mri": _("MRI"),
    "bone_scan": _("bone scan"),
    "pet_ct": _("PET-CT"),
}
