"""The top of the page: which regimen, where in it, on which day, and the bone agent beside it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask, AskChoice
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.heads import heads_of
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import Stage
from bmcalc.gui.form.field_frame import FIELD_HEIGHT
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import NONE, PAGE_ID
from bmcalc.gui.pages.order_check.outcome import OrderOutcome
from bmcalc.gui.window.session import Session, Typed
from bmcalc.orders.reading.order_inputs import BONE_AGENT, CYCLE, DAY, TODAY

NARROW_FIELDS = {"cycle": 76, "day": 76, "today": 112}


def regimen_ask() -> AskChoice:
    """Return the question for one of the regimens in force, by name."""
    return AskChoice(
        label=_("Regimen"), options={one.id: one.name for one in heads_of(regimens())},
        required=True, style="search",
    )


def _where(stage: Stage) -> object:
    """Return how many cycles are planned and how long they are; of a sequence which phase it is."""
    cycles, length = stage.regimen.cycles, stage.regimen.cycle_length
    if stage.sequence is not None:
        return _("{stage}, every {length}", stage=stage.text, length=length)
    if cycles is None:
        return _("every {length}", length=length)
    return _("{cycles} cycles, every {length}", cycles=cycles, length=length)


class RegimenCard(Card):
    """Regimen with the policy in force; below it cycle, day, date and bone agent."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.title.hide()
        self._session = session
        self.body.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
        self.rows: dict[str, FieldRow] = {}
        regimen = self._field("regimen", regimen_ask(), None)
        self._where = Label(self)
        self._where.setObjectName("small")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setMinimumWidth(1)
        regimen.heading.addWidget(self._where)
        self.body.addWidget(regimen)
        below = QHBoxLayout()
        below.setSpacing(scaled(10))
        asks: dict[str, Ask] = {
            "cycle": CYCLE, "day": DAY.but(label=_("Day")), "today": TODAY.but(hint=None),
        }
        for name, ask in asks.items():
            row = self._field(name, ask, None)
            row.setFixedWidth(scaled(NARROW_FIELDS[name]))
            below.addWidget(row, 0, Qt.AlignmentFlag.AlignTop)
        below.addLayout(self._button_of_today())
        agents: dict[str, object] = {NONE: _("none"), **BONE_AGENT.options}
        agent = AskChoice(label=BONE_AGENT.label, options=agents)
        below.addWidget(self._field("bone_agent", agent, NONE), 1)
        self.body.addLayout(below)

    def _button_of_today(self) -> QVBoxLayout:
        self._today = QToolButton(self)
        self._today.setFixedHeight(scaled(FIELD_HEIGHT))
        self._today.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(self._today, QToolButton.setText, _("Today"))
        say(self._today, QWidget.setAccessibleName, _("Take the date of today"))
        self._today.clicked.connect(self._take_today)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, scaled(19), 0, 0)
        beside.addWidget(self._today)
        beside.addStretch(1)
        return beside

    def _field(self, name: str, ask: Ask, default: object) -> FieldRow:
        row = self.rows[name] = FieldRow(PAGE_ID, name, ask, default, self._session, self)
        return row

    def _take_today(self) -> None:
        today = datetime.date.today().isoformat()  # noqa: DTZ011
        self._session.put(PAGE_ID, "today", Typed(today))
        self.rows["today"].load()

    def load(self) -> None:
        """Show what the session holds."""
        for row in self.rows.values():
            row.load()

    def show_outcome(self, outcome: OrderOutcome, stage: Stage | None) -> None:
        """Show at each field what is wrong, and where in the regimen this is."""
        for name, row in self.rows.items():
            row.show_outcome(outcome.at_field(name))
        parts: list[object] = []
        if stage is not None:
            parts.append(_where(stage))
        check = outcome.check
        if check is not None:
            situation = check.situation
            if situation.today is not None and situation.day > 1:
                begun = situation.today - datetime.timedelta(days=situation.day - 1)
                parts.append(_("day 1 was {date}", date=begun.isoformat()))
            policy = check.policy
            parts.append(_("{policy} {version}", policy=policy.name, version=policy.version))
        put(self._where, str(Joined(parts, " · ")))

    def forget(self) -> None:
        """Take back what was found about the fields and where in the regimen this is."""
        put(self._where, "")
        for row in self.rows.values():
            row.forget()

    def translate(self) -> None:
        """Read every text again."""
        for row in self.rows.values():
            row.translate()
