"""The page: the list by state at the left, the chosen drug or regimen at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.hospital.listed import Listed, State, counted, listed
from bmcalc.formulary.hospital.raw_entries import Kind
from bmcalc.formulary.in_force import in_force
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.gui.look.card import Card, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.look.wrapping import Wrapping
from bmcalc.gui.pages.casebook.beside import Beside
from bmcalc.gui.pages.formulary.acts import Acts
from bmcalc.gui.pages.formulary.entry_list import SEVERITIES, EntryList
from bmcalc.gui.pages.formulary.entry_view import EntryView, subject_of
from bmcalc.gui.pages.formulary.find_line import FindLine
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.result.pill import Pill
from bmcalc.gui.window.file_names import today

if TYPE_CHECKING:
    from bmcalc.report.document import Report

LIST_WIDTH = 330
KINDS: dict[Kind, object] = {"regimen": _("Regimens"), "drug": _("Drugs")}


class FormularyPage(PageView):
    """The formulary in force. It computes nothing from the patient."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind: Kind = "regimen"
        self._state: State | None = None
        self._entries: dict[Kind, list[Listed]] = {}
        self.tabs: dict[Kind, QToolButton] = {}
        self.filters: dict[State, QToolButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(20), scaled(14), 0, 0)
        layout.setSpacing(scaled(10))
        layout.addLayout(self._top_row())
        self._told = Label(self)
        self._told.setObjectName("told_caution")
        self._told.setWordWrap(True)
        self._told.hide()
        layout.addWidget(self._told)
        layout.addWidget(Beside(
            self._detail(), self._listed(), LIST_WIDTH, self, leads=True, shares=True), 1)
        self.acts = Acts(self.list, self.view, self)
        self._connect_acts()
        self._offer()
        self.setFocusProxy(self.list)
        self.search.changed.connect(self._fill)
        self.search.left.connect(self.list.setFocus)
        self.list.search_asked.connect(self.search.take_focus)
        self.list.chosen.connect(self._show)

    def _connect_acts(self) -> None:
        acts = self.acts
        acts.told.connect(self.told)
        acts.saved.connect(self._saved)
        for button, act in (
            (self.add_regimen, acts.add_regimen), (self.add_drug, acts.add_drug),
            (self.change, acts.change), (self.copy, acts.copy), (self.brand, acts.add_name),
            (self.sign, acts.sign), (self.help, acts.show_help),
        ):
            button.clicked.connect(act)

    def _saved(self, told: object, kind: Kind, identifier: str) -> None:
        """Show what is in force now, and let every other page use it."""
        self.formulary_changed.emit()
        self.use_formulary()
        self.show_entry(kind, identifier)
        self.told.emit(told)

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, scaled(20), 0)
        row.setSpacing(scaled(6))
        group = QButtonGroup(self)
        for kind in KINDS:
            self.tabs[kind] = self._toggle(lambda _on=False, kind=kind: self.show_kind(kind))
            group.addButton(self.tabs[kind])
            row.addWidget(self.tabs[kind])
        self.tabs[self.kind].setChecked(True)
        row.addSpacing(scaled(10))
        for state in State:
            self.filters[state] = self._toggle(
                lambda on, state=state: self._filter(state if on else None))
            row.addWidget(self.filters[state])
        row.addStretch(1)
        self.search = FindLine(self)
        row.addWidget(self.search)
        return row

    def _toggle(self, act: Callable[..., object]) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setMinimumHeight(scaled(32))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        return button

    def _listed(self) -> QWidget:
        framed = QWidget(self)
        around = QVBoxLayout(framed)
        around.setContentsMargins(0, 0, 0, 0)
        card = Card(framed)
        card.title.hide()
        card.body.setContentsMargins(*(scaled(8),) * 4)
        around.addWidget(card)
        self.list = EntryList(card)
        card.body.addWidget(self.list, 1)
        add = Wrapping(scaled(6), scaled(6))
        self.add_regimen = self._button(_("Add a regimen…"), card)
        self.add_drug = self._button(_("Add a drug…"), card)
        add.put([self.add_regimen, self.add_drug])
        card.body.addLayout(add)
        return framed

    def _detail(self) -> QWidget:
        framed = QWidget(self)
        around = QVBoxLayout(framed)
        around.setContentsMargins(0, 0, scaled(20), 0)
        card = Card(framed)
        around.addWidget(card)
        self.name = card.title
        self.name.setObjectName("question")
        self.pill = Pill(card)
        card.top.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        row = Wrapping(scaled(6), scaled(6))
        self.change = self._button(_("Change…"), card)
        self.copy = self._button(_("Copy and change…"), card)
        self.brand = self._button(_("Add a name…"), card)
        self.sign = self._button(_("Sign…"), card)
        self.sheets = self._button(_("Signed sheets"), card)
        self.sheets.setMenu(QMenu(self.sheets))
        self.help = self._button(_("About the folder"), card)
        row.put([self.change, self.copy, self.brand, self.sign, self.sheets], [self.help])
        card.body.addLayout(row)
        self.view = EntryView(card)
        card.body.addWidget(self.view, 1)
        return framed

    @staticmethod
    def _button(words: object, parent: QWidget) -> QPushButton:
        button = QPushButton(parent)
        button.setObjectName("light")
        say(button, QPushButton.setText, words)
        return button

    # What is listed

    def enter(self) -> None:
        """List what is in force now."""
        self.use_formulary()

    def use_formulary(self) -> None:
        """List what is in force, with the states of today."""
        if in_force().is_awaited:
            return
        self._entries = {kind: listed(kind) for kind in KINDS}
        self._label()
        self._fill()

    def _label(self) -> None:
        for kind, title in KINDS.items():
            self.tabs[kind].setText(f"{title} {len(self._entries.get(kind, ()))}")
        counts = dict(counted(self._entries.get(self.kind, [])))
        for state, button in self.filters.items():
            button.setText(f"{state.label} {counts.get(state, 0)}")
            button.setVisible(state in counts and len(counts) > 1)
            button.setChecked(state is self._state)
        laid = in_force().laid
        for add in (self.add_regimen, self.add_drug):
            add.setEnabled(laid is None or not laid.is_closed)
        words = self.acts.about_folder()
        put(self._told, "" if words is None else str(words))

    def show_kind(self, kind: Kind) -> None:
        """List the drugs, or the regimens."""
        self.kind, self._state = kind, None
        self.tabs[kind].setChecked(True)
        self._label()
        self._fill()

    def _filter(self, state: State | None) -> None:
        self._state = state
        self._label()
        self._fill()

    def _fill(self) -> None:
        self.list.show_entries(self._entries.get(self.kind, []), self.search.query(), self._state)

    def show_entry(self, kind: Kind, identifier: str) -> None:
        """List all of a kind and open one of them, at once."""
        self.search.clear()
        self.show_kind(kind)
        self.list.choose(identifier)
        self.view.show_now()

    def strip_fields(self) -> Sequence[str]:
        """Return none: the formulary is about no patient."""
        return ()

    def open_subject(self, subject: str) -> None:
        """Open an entry, named like ``drug:carboplatin``."""
        kind, _colon, identifier = subject.partition(":")
        for known in KINDS:
            if known == kind:
                self.show_entry(known, identifier)

    def _show(self, _identifier: str) -> None:
        entry = self.list.current()
        put(self.name, "" if entry is None else f"{entry.name.both()} · {entry.id}")
        self.pill.setVisible(entry is not None)
        if entry is not None:
            self.pill.show_word(SEVERITIES[entry.state], str(entry.state.label))
        self._offer()
        self.view.show_entry(entry)
        self.acts_changed.emit()

    def _offer(self) -> None:
        """Offer what can be done with the chosen entry."""
        entry = self.list.current()
        subject = None if entry is None else subject_of(entry)
        # A sequence has no lines of its own: its phases are changed, each in its place.
        with_lines = isinstance(subject, Regimen) and not subject.is_sequence
        for button, offered in (
            (self.change, with_lines), (self.copy, with_lines),
            (self.brand, isinstance(subject, Drug)), (self.sign, subject is not None),
        ):
            button.setVisible(offered)
        reviews = [] if entry is None else self.acts.kept_reviews(entry)
        self.sheets.setVisible(bool(reviews))
        self.acts.fill_menu(self.sheets.menu(), reviews)

    # What every page can do

    def translate(self) -> None:
        """Read every text again."""
        self._label()
        self._fill()
        self._show("")

    def keys(self) -> list[tuple[str, object]]:
        """Return the keys that work on this page alone, with what they do."""
        return [
            ("/", _("in the list: search")),
            ("↑ ↓", _("another drug or regimen")),
            ("PgUp PgDn", _("scroll the entry")),
            ("Ctrl+Return", _("in a form: save")),
        ]

    def can_print(self) -> bool:
        """Say whether an entry is open whose sheet can be printed."""
        entry = self.list.current()
        return entry is not None and subject_of(entry) is not None

    def names(self) -> tuple[object, ...]:
        """Return what a file of this page is named by."""
        entry = self.list.current()
        return ("" if entry is None else entry.key, today())

    def report(self) -> Report | None:
        """Return the review sheet of the entry that is open."""
        from bmcalc.report.review_sheet import review_report

        if not self.can_print():
            return None
        if self.view.sheet is None:
            self.view.show_now()
        return None if self.view.sheet is None else review_report([self.view.sheet])

    def summary(self) -> str | None:
        """Return the review sheet as plain text."""
        from bmcalc.report.plain import to_plain_text

        report = self.report()
        return None if report is None else to_plain_text(report)
