"""The first screen of the second check: empty fields, and nothing that the first person entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask
from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.pages.records.blind_field import BlindField
from bmcalc.gui.pages.records.column_grid import ColumnGrid
from bmcalc.gui.pages.records.key_hints import KeyHints
from bmcalc.gui.pages.records.order_rows import OrderRows
from bmcalc.records.second_check.blind_form import ORDER, BlindForm
from bmcalc.records.second_check.entry import Entry, Fault, read_entry
from bmcalc.records.second_check.side import is_auc_asked

AUC: Final = "target_auc"
_WHO: Final = ("record_number", "birth", "regimen", "cycle", "day")
_SPANS: Final = {"regimen": 2, "gfr_kind": 2}
KEYS: Final = (
    ("Tab", _("next field; units are no stops")),
    ("Alt ↓", _("open a list, or the units of a number")),
    ("I  S", _("choose the route by its letter")),
    ("Esc", _("close without signing; it asks first")),
)


class BlindEntry(QWidget):
    """The fields under their headings. It is given the form alone and knows no first check."""

    edited = Signal()

    def __init__(self, form: BlindForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._wants_to_compare = False
        self.fields: dict[str, BlindField] = {}
        self.area = ScrollArea(self)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self.area)
        inside = QWidget(self.area)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(10))
        layout.setSpacing(scaled(10))
        who = {name: ask for name, ask in form.fields.items() if name in _WHO}
        body = {name: ask for name, ask in form.fields.items() if name not in _WHO}
        layout.addWidget(self._card(
            _("1  Who"), _("from the order sheet"), who, inside))
        layout.addWidget(self._card(
            _("2  Body and kidney"),
            _("from the scales and the laboratory report · what no source states stays empty"),
            body, inside))
        drugs = self._titled(
            _("3  Drugs"), _("as ordered, one a column · last dose from the administration sheet"),
            inside)
        self.rows = OrderRows(form.columns, drugs)
        drugs.body.addWidget(self.rows)
        layout.addWidget(drugs)
        layout.addWidget(KeyHints(KEYS, inside))
        layout.addStretch(1)
        self.area.setWidget(inside)
        self.fields[AUC].hide()
        self.rows.edited.connect(self._edited)
        self.rows.left.connect(self._left)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.judge)

    def _titled(self, title: object, source: object, parent: QWidget) -> Card:
        card = Card(parent, title)
        card.body.setContentsMargins(scaled(14), scaled(9), scaled(14), scaled(11))
        beside = Label(card)
        beside.setObjectName("muted")
        beside.setWordWrap(True)
        beside.setMinimumWidth(1)
        say(beside, QLabel.setText, source)
        card.top.setStretch(0, 0)
        card.title.setWordWrap(False)
        card.top.addWidget(beside, 1)
        return card

    def _card(
        self, title: object, source: object, asks: Mapping[str, Ask], parent: QWidget
    ) -> Card:
        card = self._titled(title, source, parent)
        grid = ColumnGrid(card)
        for name, ask in asks.items():
            field = self.fields[name] = BlindField(name, ask, grid)
            field.edited.connect(self._edited)
            field.left.connect(self._left)
            grid.add(field, _SPANS.get(name, 1))
        card.body.addWidget(grid)
        return card

    def tab_before(self, control: QWidget) -> None:
        """Say what Tab reaches after the last row."""
        self.rows.tab_before(control)

    # What was typed

    def raw(self) -> dict[str, Any]:
        """Return the entry as typed: what is empty or not asked is left out."""
        typed = {
            name: raw for name, field in self.fields.items()
            if not field.isHidden() and (raw := field.raw()) is not None
        }
        return {**typed, ORDER: self.rows.raw()}

    def put(self, raw: Mapping[str, Any]) -> None:
        """Show one's own earlier entry."""
        for name, field in self.fields.items():
            field.put(raw.get(name))
        self.rows.put(raw.get(ORDER) or [])
        self.judge()

    def is_empty(self) -> bool:
        """Say whether nothing was typed."""
        return self.raw() == {ORDER: []}

    def filled(self) -> tuple[int, int]:
        """Return how many fields are filled, and how many there are for what was entered."""
        told = [not field.is_empty() for field in self._expected()]
        told += self.rows.filled()
        return sum(told), len(told)

    def left_empty(self) -> list[object]:
        """Return the names of the fields outside the rows that were left empty."""
        return [field.ask.label for field in self._expected() if field.is_empty()]

    def _expected(self) -> Iterator[BlindField]:
        """Give the fields that are asked for: a creatinine or a GFR, whichever was entered."""
        instead: set[str] = set()
        if self.fields["gfr"].is_empty() and self.fields["gfr_kind"].is_empty():
            instead = {"gfr", "gfr_kind"}
        elif self.fields["creatinine"].is_empty() and self.fields["creatinine_on"].is_empty():
            instead = {"creatinine", "creatinine_on"}
        for name, field in self.fields.items():
            if not field.isHidden() and name not in instead:
                yield field

    def _edited(self) -> None:
        self.edited.emit()
        if self._wants_to_compare:
            self._later.start()

    def _left(self) -> None:
        self._later.start()

    # Judging

    def _every_field(self) -> Iterator[tuple[str, BlindField]]:
        yield from self.fields.items()
        yield from self.rows.fields()

    def judge(self) -> Entry:
        """Show what cannot be understood at its field, but where it is still being typed."""
        entry = read_entry(self.raw())
        self._ask_for_auc(is_auc_asked(entry.side))
        shown = {
            one.field: one.text for one in entry.faults
            if self._wants_to_compare or not one.is_missing
        }
        for path, field in self._every_field():
            if path in shown and field.has_focus() and not self._wants_to_compare:
                continue
            field.show_fault(shown.get(path, ""))
        return entry

    def _ask_for_auc(self, is_asked: bool) -> None:
        field = self.fields[AUC]
        if field.isHidden() == is_asked:
            field.setVisible(is_asked)
            grid = field.parentWidget()
            assert isinstance(grid, ColumnGrid)
            grid.arrange()
            self.edited.emit()

    def whole(self) -> Entry | None:
        """Return the entry where all of it is understood; else go to the first of its faults."""
        self._wants_to_compare = True
        entry = self.judge()
        if not entry.faults:
            return entry
        self.go_to(self._first_of(entry.faults))
        return None

    def _first_of(self, faults: tuple[Fault, ...]) -> str:
        named = {one.field for one in faults}
        return next((path for path, _field in self._every_field() if path in named), "")

    def go_to(self, path: str) -> None:
        """Put the keyboard into a field, by its path; without one into the first."""
        named = dict(self._every_field())
        field = named.get(path) or next(iter(named.values()))
        field.focus()
        self.area.ensureWidgetVisible(field, 0, scaled(30))

    def row_of_last_dose(self, drug: str, entry: Entry) -> str:
        """Return the path of the last dose of a drug among the rows; the empty row for none."""
        for place, stated in zip(entry.rows, entry.side.order, strict=True):
            if stated.drug == drug:
                return f"{ORDER}.{place}.last_on"
        return self.empty_row()

    def empty_row(self) -> str:
        """Return the path of the empty row below the others."""
        return f"{ORDER}.{len(self.rows.rows) - 1}.drug"
