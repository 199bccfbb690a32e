"""Which regimen, where in it, on which day, and the bone agent beside it: fields of the strip."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QChildEvent, QEvent, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask, AskChoice, AskDate, AskInteger
from bmcalc.core.texts import Joined, _
from bmcalc.gui.form.field_frame import FIELD_HEIGHT
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.form.tab_order import DIRECTLY
from bmcalc.gui.look.plain import set_tip
from bmcalc.gui.look.theme import font, scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import NONE, PAGE_ID
from bmcalc.gui.window.session import Session, Typed

if TYPE_CHECKING:
    from bmcalc.formulary.sequences import Stage
    from bmcalc.gui.pages.order_check.outcome import OrderOutcome

ABOVE: Final = ("record_id", "sex", "age", "height", "weight", "creatinine")
"""The patient's fields that stand above the order; albumin is asked for where a drug needs it."""

WIDTHS: Final = {"regimen": 108, "cycle": 44, "day": 44, "today": 100, "bone_agent": 112}
BESIDE_WORDS: Final = 60
WIDEST: Final = 580
EARLY: Final[dict[str, Ask]] = {
    "regimen": AskChoice(label=_("Regimen"), options={}),
    "cycle": AskInteger(label=_("Cycle"), low=1, high=300),
    "day": AskInteger(label=_("Day"), low=1, high=366),
    "today": AskDate(label=_("Day of this check")),
}
"""What can be typed before the regimens are listed; the session keeps it."""


class ShortRow(FieldRow):
    """A field of the strip: what is wrong with it is a finding, here its line and its tip."""

    def _show_note(self, kind: str, text: str) -> None:
        self._note.hide()
        for control in self.editor.controls():
            set_tip(control, text)


class FieldPlace(QWidget):
    """Where a field stands in the strip, whatever row is in it now."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.inside = QHBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(scaled(4))
        self.row: FieldRow | None = None
        self.words = ""

    def show_whole(self, words: str) -> None:
        """Be as wide as the words that the field shows, so that none of two is taken for other."""
        if words != self.words:
            self.words = words
            self.fit()

    def take(self, row: FieldRow) -> None:
        """Put a row here, in the place of the one before."""
        if self.row is not None:
            before = self.row.editor.controls()[-1]
            for control in row.editor.controls():  # made late, Tab would come to it at the end
                QWidget.setTabOrder(before, control)
                before = control
            self.inside.removeWidget(self.row)
            self.row.hide()
            self.row.deleteLater()
        self.row = row
        self.fit()
        self.inside.insertWidget(0, row)

    def fit(self) -> None:
        """Be as wide as the values need, and the caption with its star where that is wider."""
        if self.row is not None:
            shown = QFontMetrics(font()).horizontalAdvance(self.words) + scaled(BESIDE_WORDS)
            self.row.setFixedWidth(max(scaled(WIDTHS[self.name]), self.row.caption_width(),
                                       min(shown, scaled(WIDEST)) if self.words else 0))


class RegimenFields(QWidget):
    """The fields of the order above the page; until the strip takes them they stand in a row."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(6), scaled(20), scaled(6))
        layout.setSpacing(scaled(10))
        self.places = {name: FieldPlace(name, self) for name in WIDTHS}
        for place in self.places.values():
            layout.addWidget(place, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addStretch(1)
        self.rows: dict[str, FieldRow] = {}
        self._today = QToolButton(self.places["today"])
        self._today.setFixedHeight(scaled(FIELD_HEIGHT))
        self._today.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        say(self._today, QToolButton.setText, _("Today"))
        say(self._today, QWidget.setAccessibleName, _("Take the date of today"))
        self._today.clicked.connect(self._take_today)
        beside = QVBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self._today)
        self.places["today"].inside.addLayout(beside)
        for name, ask in EARLY.items():
            self._ask(name, ask, None)
        self.places["bone_agent"].hide()

    def parts(self) -> list[QWidget]:
        """Return the fields in reading order."""
        return list(self.places.values())

    def childEvent(self, event: QChildEvent) -> None:
        """Take no room once the strip has taken every field."""
        super().childEvent(event)
        if event.type() is QEvent.Type.ChildRemoved and not (
                self.findChildren(FieldPlace, options=DIRECTLY)):
            self.hide()

    def use_formulary(self) -> None:
        """Ask by the regimens and bone agents in force; the keyboard stays where it is."""
        from bmcalc.orders.reading.order_inputs import BONE_AGENT, CYCLE, DAY, TODAY

        held = next((name for name, row in self.rows.items()
                     if any(one.hasFocus() for one in row.editor.controls())), "")
        agents: dict[str, object] = {NONE: _("none"), **BONE_AGENT.options}
        self._ask("regimen", regimen_ask(), None)
        self._ask("cycle", CYCLE, None)
        self._ask("day", DAY.but(label=_("Day")), None)
        self._ask("today", TODAY.but(hint=None), None)
        self._ask("bone_agent", AskChoice(label=BONE_AGENT.label, options=agents), NONE)
        way = (self.rows["today"].editor.controls()[-1], self._today,
               self.rows["bone_agent"].editor.controls()[0])
        for before, after in pairwise(way):
            QWidget.setTabOrder(before, after)
        self.places["bone_agent"].show()
        if held:
            self.rows[held].focus()

    def _ask(self, name: str, ask: Ask, default: object) -> None:
        place = self.places[name]
        row = self.rows[name] = ShortRow(PAGE_ID, name, ask, default, self._session, place)
        place.take(row)
        row.show()
        if name == "regimen" and isinstance(ask, AskChoice) and ask.style == "search":
            self._show_code(row)
        if name == "today":
            self._today.raise_()  # Tab comes to the button after the field
            row.editor.edited.connect(self._offer_today)
            self._offer_today()

    def _show_code(self, row: FieldRow) -> None:
        from bmcalc.gui.form.search_box import SearchBox

        box = row.editor.controls()[0]
        if isinstance(box, SearchBox):
            box.by_code = True

    def _offer_today(self) -> None:
        """Offer the date of today while no date is typed."""
        empty = self._session.entry(PAGE_ID, "today").empty
        if self._today.isHidden() == empty:
            self._today.setVisible(empty)

    def _take_today(self) -> None:
        import datetime  # the first paint shows no date

        today = datetime.date.today().isoformat()  # noqa: DTZ011
        self._session.put(PAGE_ID, "today", Typed(today))
        self.rows["today"].load()
        self._offer_today()
        self.rows["today"].focus()

    def load(self) -> None:
        """Show what the session holds."""
        for row in self.rows.values():
            row.load()
        self._offer_today()

    def show_outcome(self, outcome: OrderOutcome, stage: Stage | None) -> None:
        """Show at each field what is wrong, and at the regimen its whole name."""
        for name, row in self.rows.items():
            row.show_outcome(outcome.at_field(name))
        from bmcalc.gui.form.search_box import SearchBox, code_of

        where = str(where_in_regimen(outcome, stage))
        box = self.rows["regimen"].editor.controls()[0]
        name = ""
        if stage is not None:  # a sequence has a name of its own beside that of its phase
            name = box.currentText() if isinstance(box, SearchBox) else str(stage.regimen.name)
        self.places["regimen"].show_whole(code_of(name))
        tip = "\n".join(one for one in (name, where) if one)
        for control in self.rows["regimen"].editor.controls():
            set_tip(control, tip)
            control.setAccessibleDescription(tip)

    def forget(self) -> None:
        """Take back what was found about the fields."""
        for row in self.rows.values():
            row.forget()

    def translate(self) -> None:
        """Read every text again."""
        for row in self.rows.values():
            row.translate()
        for place in self.places.values():
            place.fit()


def regimen_ask() -> AskChoice:
    """Return the question for one of the regimens in force, by name."""
    from bmcalc.formulary.heads import heads_of
    from bmcalc.formulary.regimens import regimens

    return AskChoice(
        label=_("Regimen"), options={one.id: one.name for one in heads_of(regimens())},
        required=True, style="search",
    )


def where_in_regimen(outcome: OrderOutcome, stage: Stage | None) -> object:
    """Return where in the regimen the order stands, when day 1 was, and the policy in force."""
    parts: list[object] = []
    if stage is not None:
        parts.append(_planned(stage))
    check = outcome.check
    if check is not None:
        situation = check.situation
        if situation.today is not None and situation.day > 1:
            import datetime

            begun = situation.today - datetime.timedelta(days=situation.day - 1)
            parts.append(_("day 1 was {date}", date=begun.isoformat()))
        policy = check.policy
        parts.append(_("{policy} {version}", policy=policy.name, version=policy.version))
    return Joined(parts, " · ")


def _planned(stage: Stage) -> object:
    """Return how many cycles are planned and how long they are; of a sequence which phase it is."""
    cycles, length = stage.regimen.cycles, stage.regimen.cycle_length
    if stage.sequence is not None:
        return _("{stage}, every {length}", stage=stage.text, length=length)
    if cycles is None:
        return _("every {length}", length=length)
    return _("{cycles} cycles, every {length}", cycles=cycles, length=length)
