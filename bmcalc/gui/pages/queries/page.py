"""The page of the queries: open ones first, then those of a month, with what came of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.page import PageAction, Paper
from bmcalc.gui.pages.queries import PAPER
from bmcalc.gui.pages.queries.query_list import QueryList
from bmcalc.gui.pages.queries.query_rows import Queries, QueryRow, by_error, queries_of
from bmcalc.gui.pages.records.period_head import MONTH, PeriodHead
from bmcalc.gui.pages.records.records_page import RecordsPage
from bmcalc.gui.window.session import Session
from bmcalc.records.checks.queries import ERROR_NAMES, QueryError, QueryOutcome
from bmcalc.records.clock import now
from bmcalc.records.desk import Desk
from bmcalc.records.ledger.kinds import Kind
from bmcalc.report.document import Report

LEAST_HEIGHT = 220


class QueriesPage(RecordsPage):
    """Above how they add up, each kind of error a filter; below the list and the chosen one."""

    title = _("Queries to prescribers stand here once one was asked")
    about = _("It lists what was asked of whom, how long it waits, and by month what kind of error "
              "it was and what came of it.")

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.queries: Queries | None = None
        self.head = PeriodHead(_("Queries"), MONTH, self.within)
        self.head.changed.connect(self.read)
        self.kinds: dict[str, QToolButton] = {}
        self._kinds = QWidget(self.within)
        self._lines = Wrapping(scaled(8), scaled(8), self._kinds)
        self._lines.setContentsMargins(0, 0, 0, 0)
        card = Card(self.within)
        card.title.hide()
        card.body.setContentsMargins(1, scaled(8), 1, scaled(8))
        self.list = QueryList(card)
        self.list.setMinimumHeight(scaled(LEAST_HEIGHT))
        self.empty = Label(card)
        self.empty.setObjectName("empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.empty.setWordWrap(True)
        card.body.addWidget(self.empty)
        card.body.addWidget(self.list, 1)
        self.whole = Label(self.within)
        self.whole.setWordWrap(True)
        self.whole.setMinimumWidth(1)
        for part, stretch in ((self.head, 0), (self._kinds, 0), (card, 1), (self.whole, 0)):
            self.down.addWidget(part, stretch)
        self.list.chosen.connect(self._show_whole)
        self.list.opened.connect(self.open_check)
        self.list.pressed_key.connect(self._pressed)

    # What the window asks

    def open_subject(self, subject: str) -> None:
        """Show a month such as 2026-11, or choose a query by its id."""
        try:
            self.head.show_period(subject)
        except ValueError:
            self.list.choose(subject)
        else:
            self.read()

    def lead(self) -> bool:
        """Put the keyboard into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys of the list."""
        return [("A", _("answer the chosen query")), ("Enter", _("open its check"))]

    def page_actions(self) -> Sequence[PageAction]:
        """Return what can be done with the chosen query."""
        row = self.chosen()
        missing = _("Choose a query first.") if row is None else ""
        closed = _("It is answered already.") if row is not None and not row.is_open else missing
        return (
            PageAction(_("Open its check"), "Enter", self.open_check, why_not=missing),
            PageAction(_("Answer"), "A", self.answer, primary=True, why_not=closed),
        )

    def can_print(self) -> bool:
        """Say whether there is a list to print."""
        return self.queries is not None

    def papers(self) -> Sequence[Paper]:
        """Return the list of the month."""
        return (Paper(PAPER, self.report),) if self.can_print() else ()

    def report(self) -> Report | None:
        """Return the list of the month as it is printed."""
        from bmcalc.gui.pages.queries.query_report import query_report

        return None if self.queries is None else query_report(self.queries)

    def names(self) -> tuple[object, ...]:
        """Return what a file of the list is named by."""
        return (_("queries"), self.head.shown)

    def summary(self) -> str | None:
        """Return the queries that are shown as plain text."""
        if self.queries is None:
            return None
        return "\n".join(row.spoken(now()) for row in self.list.rows())

    def forget(self) -> None:
        """Drop what was read."""
        super().forget()
        self.queries = None

    # Reading

    def look(self, desk: Desk) -> None:
        """Read the open queries, and those of the month."""
        self.queries = queries_of(desk, self.head.shown)

    def show_read(self) -> None:
        """Show the list and how it adds up."""
        queries = self.queries
        assert queries is not None
        self._show_kinds(by_error(queries.closed))
        kind = self.kind()
        closed = [one for one in queries.closed if not kind or one.kind == kind]
        self.list.show_rows((
            (_("Unanswered"), () if kind else queries.open),
            (_("{month}, closed", month=queries.month), closed),
        ), now())
        has_rows = bool(self.list.rows())
        self.list.setVisible(has_rows)
        put(self.empty, "" if has_rows else str(_("No query is open, and none was closed in "
                                                  "{month}.", month=queries.month)))
        counted = Counter(one.asked.query.outcome for one in queries.closed)
        outcomes = [_("{name} {count}", name=QueryOutcome(one).label, count=count)
                    for one, count in counted.items() if one is not None]
        say(self.head.told, QLabel.setText, Joined([
            _("open: {count}", count=len(queries.open)),
            _("asked in the month: {count}", count=queries.of_month), *outcomes], " · "))

    def _show_kinds(self, counts: Mapping[str, int]) -> None:
        """Show a switch for each kind of error that was found in the month."""
        chosen = self.kind()
        for button in self.kinds.values():
            button.hide()
            button.deleteLater()
        self.kinds = {}
        for kind, count in counts.items():
            button = self.kinds[kind] = QToolButton(self._kinds)
            button.setCheckable(True)
            button.setChecked(kind == chosen)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setFixedHeight(scaled(30))
            button.setText(f"{ERROR_NAMES[QueryError(kind)]}  {count}")
            button.clicked.connect(lambda _on=False, kind=kind: self._filter(kind))
            button.show()
        self._lines.put(list(self.kinds.values()))
        self._kinds.setVisible(bool(counts))

    def _filter(self, kind: str) -> None:
        for name, button in self.kinds.items():
            if name != kind:
                button.setChecked(False)
        self.show_read()

    def kind(self) -> str:
        """Return the kind of error that is filtered by; empty for all."""
        return next((kind for kind, one in self.kinds.items() if one.isChecked()), "")

    def _show_whole(self) -> None:
        """Show the chosen query with every word of it."""
        row = self.chosen()
        words = "" if row is None else " — ".join(
            one for one in (row.text, row.answer) if one)
        put(self.whole, words)
        self.acts_changed.emit()

    def chosen(self) -> QueryRow | None:
        """Return the chosen query."""
        return None if self.queries is None else self.list.current()

    # Acts

    def _pressed(self, key: str) -> None:
        for action in self.page_actions():
            if action.keys == key:
                if str(action.why_not):
                    self.told.emit(_("{action}: not now. {reason}", action=action.text,
                                     reason=action.why_not))
                else:
                    action.act()

    def open_check(self) -> None:
        """Open the check that the chosen query is about."""
        row = self.chosen()
        if row is not None:
            self.page_asked.emit("record", row.asked.check)

    def answer(self) -> None:
        """Open what closing the chosen query asks."""
        row = self.chosen()
        if row is None or not row.is_open or self.queries is None:
            return
        dialog = self.ask_act(Kind.QUERY_CLOSED, row.check, self.queries.people)
        dialog.fields["query"].put(row.asked.query.id)
        dialog.fields["answer"].focus()
