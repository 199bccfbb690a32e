"""The table of the order: a row for each drug, and what was pasted that is no dose."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import drugs
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.order_check.entered import PAGE_ID, kept_lines
from bmcalc.gui.pages.order_check.order_row import OrderRow
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, needed
from bmcalc.gui.pages.order_check.row_measures import COMPACT, ROOMY, Mode, mode_of
from bmcalc.gui.pages.order_check.row_words import in_whole_words, no_words, row_words
from bmcalc.gui.pages.order_check.table_heading import Heading
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.session import Session
from bmcalc.orders.reading.order_entry import KeptLine
from bmcalc.orders.reading.ordered import BesideLine, Discontinued, NotUnderstood, ToldLine


class KeptRow(QWidget):
    """A pasted line that is no dose, until a person has dealt with it."""

    dealt_with = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line: KeptLine | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(12), scaled(4), scaled(12), scaled(4))
        self._text = Label(self)
        self._text.setObjectName("doubt")
        self._text.setWordWrap(True)
        self._done = QPushButton(self)
        self._done.setObjectName("light")
        say(self._done, QPushButton.setText, _("Dealt with"))
        self._done.clicked.connect(lambda: self.dealt_with.emit(self._line))
        layout.addWidget(self._text, 1)
        layout.addWidget(self._done)

    def show_line(self, line: KeptLine) -> None:
        """Show this line and what it is."""
        self._line = line
        put(self._text, str(_what_it_is(line)))
        self._done.setAccessibleName(str(_("Dealt with: “{text}”", text=line.text)))


def _what_it_is(line: KeptLine) -> object:
    if isinstance(line, NotUnderstood):
        return _("Not understood, line {number}: “{text}”. {reason}",
                 number=line.number, text=line.text, reason=line.told)
    if isinstance(line, Discontinued):
        return _("Ordered to stop, line {number}: “{text}”.", number=line.number, text=line.text)
    return _("Not a drug of the formulary, line {number}: “{text}”.", number=line.number,
             text=line.text)


class OrderTable(Card):
    """Every drug that is planned or ordered. What is typed into it goes to the session."""

    pointed = Signal(str)
    dealt_with = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.title.hide()
        self._session = session
        self._rows: dict[str, OrderRow] = {}
        self._shown: list[str] = []
        self._selected = ""
        self._by_hand = False
        self._sizes = ROOMY
        self._filter: Sort | None = None
        self._sorts: dict[str, frozenset[Sort]] = {}
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._heading = Heading(self)
        self._empty = Label(self)
        self._empty.setObjectName("empty")
        self._empty.setWordWrap(True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._kept: Rows[KeptRow] = Rows(self, self._kept_line)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._kept)
        self.body.addStretch(1)

    def _kept_line(self, parent: QWidget) -> KeptRow:
        made = KeptRow(parent)
        made.dealt_with.connect(self.dealt_with)
        return made

    # Rows

    def _row(self, drug: str) -> OrderRow:
        row = self._rows.get(drug)
        if row is None:
            row = self._rows[drug] = OrderRow(drug, self._session, self)
            row.selected.connect(self._select)
            row.moved.connect(self._move)
            row.pointed.connect(self.pointed)
            row.use_sizes(self._sizes)
            row.hide()
        return row

    def row(self, drug: str) -> OrderRow:
        """Return the row of a drug that is shown; raise KeyError for one that is not."""
        if drug not in self._shown:
            raise KeyError(drug)
        return self._rows[drug]

    def drugs(self) -> list[str]:
        """Return the drugs that are shown, in order."""
        return list(self._shown)

    def load(self) -> None:
        """Show in every row what the session holds."""
        for row in self._rows.values():
            row.load()

    def _select(self, drug: str) -> None:
        self._by_hand, self._selected = True, drug
        self._mark_selected()

    def _mark_selected(self) -> None:
        for name, row in self._rows.items():
            row.choose(name == self._selected)

    def _move(self, drug: str, step: int) -> None:
        place = self._shown.index(drug) + step
        if 0 <= place < len(self._shown):
            self._rows[self._shown[place]].focus()

    @property
    def selected(self) -> str:
        """The drug whose steps are shown, empty where there is none."""
        return self._selected

    # What is shown

    def show_outcome(self, outcome: OrderOutcome) -> None:
        """Show every line of a check, or why there is none."""
        check = outcome.check
        lines = {} if check is None else {line.drug: line for line in check.lines}
        self._arrange([*lines, *self._held_by_keyboard(lines)])
        for drug in self._shown:
            line = lines.get(drug)
            whole: Callable[[], str]
            if line is None or check is None:
                words, whole = no_words(drugs()[drug]), str
            else:
                words = row_words(line, outcome.verdict_of(line), check.policy)
                whole = partial(in_whole_words, line)
            fault = outcome.fault_at(f"order:{drug}")
            if fault:
                # What was typed stands there, so the drug is not «not ordered».
                words = words._replace(reason="")
            invented = self._session.is_invented(PAGE_ID, f"order:{drug}")
            self._rows[drug].show_words(words, fault, invented, whole)
            self._sorts[drug] = words.sorts
        self._dim()
        self._show_empty(outcome)
        self._show_kept()
        self._choose_one(outcome)

    def _held_by_keyboard(self, lines: Collection[str]) -> list[str]:
        """Return the drug whose dose is being typed although it is not a line now."""
        return [
            drug for drug in self._shown if drug not in lines and self._rows[drug].has_focus()
        ]

    def _arrange(self, wanted: list[str]) -> None:
        if wanted == self._shown:
            return
        for drug in self._shown:
            self._lines.removeWidget(self._rows[drug])
            self._rows[drug].setVisible(drug in wanted)
        for drug in wanted:
            row = self._row(drug)
            self._lines.addWidget(row)
            row.show()
        self._shown = wanted
        self._end()

    def _end(self) -> None:
        """Tell each row whether something follows it."""
        for drug in self._shown:
            self._rows[drug].end_the_table(
                drug == self._shown[-1] and not self._kept.isVisibleTo(self)
            )

    # How it stands

    def use_compact(self, compact: bool) -> None:
        """Make rows and fields lower, or as high as they like to be."""
        sizes = COMPACT if compact else ROOMY
        if sizes is not self._sizes:
            self._sizes = sizes
            self._heading.use_sizes(sizes)
            for row in self._rows.values():
                row.use_sizes(sizes)

    def show_filter(self, sort: Sort | None) -> None:
        """Dim the rows of which nothing is of this sort; without a sort show all alike."""
        self._filter = sort
        self._dim()

    def _dim(self) -> None:
        for drug in self._shown:
            out = self._filter is not None and self._filter not in self._sorts.get(drug, ())
            self._rows[drug].dim(out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the columns where there are any."""
        super().resizeEvent(event)
        self._show_heading()

    def _show_heading(self) -> None:
        inside = self.width() - 2
        shown = bool(self._shown) and mode_of(inside) is Mode.TABLE
        if self._heading.isHidden() == shown:
            self._heading.setVisible(shown)

    def _show_empty(self, outcome: OrderOutcome) -> None:
        text: object = ""
        if outcome.missing:
            text = _("Still needed: {fields}", fields=Joined(needed(outcome.missing), _(", ")))
        elif outcome.check is None:
            text = _("No order can be checked: see the findings.")
        elif not outcome.check.lines:
            text = _("The regimen gives no drug on this day.")
        put(self._empty, str(text))
        self._show_heading()

    def _show_kept(self) -> None:
        kept = [one for one in kept_lines(self._session)
                if not isinstance(one, (BesideLine, ToldLine))]
        for row, line in zip(self._kept.take(len(kept)), kept, strict=True):
            row.show_line(line)
        self._end()

    def _choose_one(self, outcome: OrderOutcome) -> None:
        """Keep the drug that a person selected, or select the one with the worst verdict."""
        if self._by_hand and self._selected in self._shown:
            return
        lines = [] if outcome.check is None else outcome.check.lines
        worst = max(lines, key=lambda line: outcome.verdict_of(line).rank, default=None)
        self._by_hand, self._selected = False, "" if worst is None else worst.drug
        self._mark_selected()
