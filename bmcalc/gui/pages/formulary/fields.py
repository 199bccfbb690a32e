"""A field of a form with its name above it and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from bmcalc.core.ask import Ask, AskChoice, AskQuantity, AskRows, AskText
from bmcalc.core.ask.span import Span
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.hospital.fault import Fault
from bmcalc.gui.form.ask_editors import editor_for
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.form.rows_edit import RowsEdit
from bmcalc.gui.look.card import put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import NOTHING, Typed

NO_LIMIT = (None, None)


def text_ask(label: object, longest: int = 200) -> AskText:
    """Return the question for a few words."""
    return AskText(label=label, longest=longest)


def choice_ask(label: object, options: Mapping[str, object], style: str = "list") -> AskChoice:
    """Return the question for one of some keys."""
    return AskChoice(label=label, options=options, style=style)


def quantity_ask(label: object, units: Sequence[str]) -> AskQuantity:
    """Return the question for a number with one of these units, judged elsewhere."""
    return AskQuantity(label=label, spans=tuple(Span(one, NO_LIMIT) for one in units))


class NamedField(QWidget):
    """A field whose faults stand below it; ``key`` is its place, as a fault names it."""

    edited = Signal()

    def __init__(
        self, key: str, ask: Ask, parent: QWidget, needed: bool = True, default: object = None
    ) -> None:
        super().__init__(parent)
        self.key, self.ask = key, ask
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(3))
        self._label = Label(self)
        self._label.setObjectName("caption")
        words = ask.label if needed else _("{label} (optional)", label=ask.label)
        say(self._label, QLabel.setText, words)
        layout.addWidget(self._label)
        self.editor = self._made(ask, default)
        self.editor.edited.connect(self.edited)
        layout.addWidget(self.editor)
        self._fault = Label(self)
        self._fault.setObjectName("fault")
        self._fault.setWordWrap(True)
        self._fault.hide()
        layout.addWidget(self._fault)
        self.editor.name(str(ask.label))
        self._label.setBuddy(self.editor.controls()[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _made(self, ask: Ask, default: object) -> Editor:
        return editor_for(ask, default, self)

    def text(self) -> str:
        """Return what was typed or chosen; empty where nothing was."""
        typed = self.editor.entry().typed
        return "" if typed is None else str(typed)

    def unit(self) -> str:
        """Return the unit beside the number."""
        return self.editor.entry().unit

    def put(self, text: str, unit: str = "") -> None:
        """Put a text or a key into the field, with its unit."""
        self.editor.show_entry(Typed(text, unit) if text or unit else NOTHING)

    def show_faults(self, faults: Sequence[Fault]) -> bool:
        """Show those of some faults that are this field's; say whether there was one."""
        own = [one for one in faults if self.owns(one)]
        self.editor.show_mark(Mark.INVALID if own else Mark.NONE, False)
        words = self.words_of(own)
        put(self._fault, words)
        self.editor.describe(words)
        return bool(own)

    def owns(self, fault: Fault) -> bool:
        """Say whether a fault is about this field."""
        return fault.field == self.key

    def words_of(self, faults: Sequence[Fault]) -> str:
        """Return what is said below the field."""
        return str(Joined(list(dict.fromkeys(str(one.text) for one in faults)), "\n"))

    def focus(self) -> None:
        """Put the keyboard into the field."""
        self.editor.controls()[0].setFocus()


class _FaultRows(RowsEdit):
    """Rows whose cells are marked one by one."""

    def __init__(self, ask: AskRows, wide: Mapping[str, int], parent: QWidget) -> None:
        super().__init__(ask, editor_for, parent)
        for column, name in enumerate(ask.columns):
            self._grid.setColumnStretch(column, wide.get(name, 1))

    def filled(self) -> list[dict[str, Editor]]:
        """Return the cells of every row in which something was said."""
        return [row.cells for row in self._rows
                if any(not cell.empty for cell in row.entries().values())]

    def every(self) -> list[dict[str, Editor]]:
        """Return the cells of every row."""
        return [row.cells for row in self._rows]

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Leave the marks to the cells."""


class RowsField(NamedField):
    """A table of fields that grows by a button; a fault names the row and the column."""

    editor: _FaultRows

    def __init__(
        self, key: str, ask: AskRows, parent: QWidget, wide: Mapping[str, int] | None = None
    ) -> None:
        self._wide = wide or {}
        self._columns = ask.columns
        super().__init__(key, ask, parent)

    def _made(self, ask: Ask, default: object) -> Editor:
        assert isinstance(ask, AskRows)
        return _FaultRows(ask, self._wide, self)

    def rows(self) -> list[dict[str, Typed]]:
        """Return the rows in which something was said."""
        return list(self.editor.entry().typed or [])

    def put_rows(self, rows: Sequence[Mapping[str, Typed]]) -> None:
        """Show these rows."""
        self.editor.show_entry(Typed([dict(one) for one in rows]))

    def owns(self, fault: Fault) -> bool:
        """Say whether a fault is about a row or the whole table."""
        return fault.field == self.key or fault.field.startswith((f"{self.key}[", f"{self.key}."))

    def show_faults(self, faults: Sequence[Fault]) -> bool:
        """Mark the cells that are wrong, and say below which ones."""
        own = [one for one in faults if self.owns(one)]
        wrong = {one.field for one in own}
        for cells in self.editor.every():
            for cell in cells.values():
                cell.show_mark(Mark.NONE, False)
                cell.describe("")
        for index, cells in enumerate(self.editor.filled()):
            for name, cell in cells.items():
                place = f"{self.key}[{index}].{name}"
                if place in wrong:
                    cell.show_mark(Mark.INVALID, False)
                    cell.describe("; ".join(str(one.text) for one in own if one.field == place))
        put(self._fault, self.words_of(own))
        return bool(own)

    def words_of(self, faults: Sequence[Fault]) -> str:
        """Return a line for each fault, with its row and column."""
        return "\n".join(dict.fromkeys(str(self._said(one)) for one in faults))

    def _said(self, fault: Fault) -> object:
        place = fault.field.removeprefix(self.key)
        if not place.startswith("["):
            return fault.text
        row, _bracket, column = place[1:].partition("]")
        name = column.removeprefix(".")
        if name not in self._columns:
            return _("Row {row}: {fault}", row=int(row) + 1, fault=fault.text)
        return _("Row {row}, {column}: {fault}", row=int(row) + 1,
                 column=self._columns[name].label, fault=fault.text)
