"""The editor of a list of rows, such as the opioids of one day."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from bmcalc.core.ask import Ask, AskRows
from bmcalc.core.texts import _
from bmcalc.gui.form.editor import Editor
from bmcalc.gui.form.field_frame import FIELD_HEIGHT, Mark
from bmcalc.gui.look.plain import Label, set_tip
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say
from bmcalc.gui.window.session import NOTHING, Typed


class _Row:
    """The editors of one row, their captions where it is folded, and what removes it."""

    def __init__(
        self, cells: dict[str, Editor], captions: list[QLabel], remove: QToolButton
    ) -> None:
        self.cells = cells
        self.captions = captions
        self.remove = remove

    def entries(self) -> dict[str, Typed]:
        return {name: cell.entry() for name, cell in self.cells.items()}

    def widgets(self) -> list[QWidget]:
        return [*self.captions, *self.cells.values(), self.remove]


class RowsEdit(Editor):
    """A table of editors that grows by a button; an empty row is not a row.

    Where it is too narrow for its columns each row is folded, with a caption over every editor.
    """

    _is_due = False

    def __init__(
        self, ask: AskRows, editor_for: Callable[[Ask, object, QWidget], Editor], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self._editor_for = editor_for
        self._label = ""
        self._rows: list[_Row] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(8))
        self._grid.setVerticalSpacing(scaled(6))
        self._across = len(ask.columns)
        self._headings = [self._caption(one) for one in ask.columns.values()]
        self._add = QPushButton(self)
        self._add.setObjectName("light")
        self._add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        say(self._add, QPushButton.setText, _("Add a row"))
        self._add.clicked.connect(self._grow)
        self._grow(focus=False)

    def _caption(self, ask: Ask) -> QLabel:
        label = Label(self)
        label.setObjectName("caption")
        say(label, QLabel.setText, ask.label)
        return label

    def _grow(self, focus: bool = True) -> None:
        if len(self._rows) >= self._ask.longest:
            return
        cells = {}
        for name, ask in self._ask.columns.items():
            cell = cells[name] = self._editor_for(ask, None, self)
            cell.edited.connect(self.edited)
        captions = [self._caption(ask) for ask in self._ask.columns.values()]
        remove = QToolButton(self)
        remove.setObjectName("remove")
        remove.setText("×")
        remove.setFixedHeight(scaled(FIELD_HEIGHT))
        remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = _Row(cells, captions, remove)
        remove.clicked.connect(lambda: self._drop(row))
        self._rows.append(row)
        for shown in (*cells.values(), remove):
            shown.show()
        self._arrange()
        self._order(row)
        self.translate()
        if focus:
            next(iter(cells.values())).controls()[0].setFocus()

    # Where everything stands

    def minimumSizeHint(self) -> QSize:
        """Return the width of one editor: a row is folded before anything is cut."""
        return QSize(self._widest() + self._rows[0].remove.sizeHint().width() + scaled(8),
                     super().minimumSizeHint().height())

    def _widest(self) -> int:
        return max(cell.sizeHint().width() for cell in self._rows[0].cells.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rows, or lay them out in full."""
        super().resizeEvent(event)
        gap = scaled(8)
        room = event.size().width() - self._rows[0].remove.sizeHint().width() - gap
        whole = sum(cell.sizeHint().width() + gap for cell in self._rows[0].cells.values()) - gap
        columns = len(self._ask.columns)
        across = columns if whole <= room else max(
            1, min(columns - 1, (room + gap) // (self._widest() + gap)))
        if across != self._across:
            self._across = across
            self._is_due = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def event(self, event: QEvent) -> bool:
        """Lay the rows out in another fold once everything around has its size.

        To show a widget makes Qt lay out all that it stands in at once, which must not happen
        while just that is being laid out.
        """
        if self._is_due and event.type() is QEvent.Type.LayoutRequest:
            self._is_due = False
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        """Put every part into its place, so many editors across."""
        columns, across = len(self._ask.columns), self._across
        folded = across < columns
        parts = [*self._headings, self._add]
        parts += [widget for row in self._rows for widget in row.widgets()]
        for part in parts:
            self._grid.removeWidget(part)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for column, heading in enumerate(self._headings):
            heading.setVisible(not folded)
            if not folded:
                self._grid.addWidget(heading, 0, column)
        line = 1
        for row in self._rows:
            line = self._place(row, line, folded)
        self._grid.addWidget(self._add, line, 0, 1, across, Qt.AlignmentFlag.AlignLeft)
        self.updateGeometry()

    def _place(self, row: _Row, line: int, folded: bool) -> int:
        """Put a row into the grid from a line on; return the line after it."""
        for place, (caption, cell) in enumerate(
                zip(row.captions, row.cells.values(), strict=True)):
            down, column = divmod(place, self._across)
            caption.setVisible(folded)
            if folded:
                self._grid.addWidget(caption, line + 2 * down, column)
                self._grid.addWidget(cell, line + 2 * down + 1, column)
            else:
                self._grid.addWidget(cell, line, column)
        self._grid.addWidget(row.remove, line + 1 if folded else line, self._across)
        return line + (2 * -(-len(row.cells) // self._across) if folded else 1)

    def _order(self, row: _Row) -> None:
        """Let Tab go through the new row, then to the button that adds the next one."""
        controls = [control for cell in row.cells.values() for control in cell.controls()]
        controls += [row.remove, self._add]
        for before, after in pairwise(controls):
            QWidget.setTabOrder(before, after)

    def _drop(self, row: _Row) -> None:
        """Take a row away by moving the later ones up and hiding the last."""
        entries = [other.entries() for other in self._rows if other is not row]
        self.show_entry(Typed(entries))
        self.edited.emit()

    def entry(self) -> Typed:
        """Return the rows in which something was said."""
        rows = [row.entries() for row in self._rows]
        return Typed([row for row in rows if any(not cell.empty for cell in row.values())])

    def show_entry(self, entry: Typed) -> None:
        """Show the rows of an entry, or one empty row; a word stands in the first column."""
        typed = entry.typed
        if isinstance(typed, str):
            typed = [{next(iter(self._ask.columns)): Typed(typed)}]
        wanted = list(typed or [{}])
        while len(self._rows) < len(wanted):
            self._grow(focus=False)
        while len(self._rows) > len(wanted):
            for widget in self._rows.pop().widgets():
                self._grid.removeWidget(widget)
                widget.deleteLater()
        for row, cells in zip(self._rows, wanted, strict=True):
            for name, cell in row.cells.items():
                cell.show_entry(cells.get(name, NOTHING))

    def show_mark(self, mark: Mark, invented: bool) -> None:
        """Show the mark on every cell."""
        for row in self._rows:
            for cell in row.cells.values():
                cell.show_mark(mark, invented)

    def controls(self) -> list[QWidget]:
        """Return the controls of every row, then the button that adds one."""
        found: list[QWidget] = []
        for row in self._rows:
            for cell in row.cells.values():
                found += cell.controls()
            found.append(row.remove)
        return [*found, self._add]

    def name(self, label: str) -> None:
        """Name each cell after the field, its column and its row."""
        self._label = label
        for number, row in enumerate(self._rows, 1):
            for name, cell in row.cells.items():
                cell.name(str(_("{label}, row {number}: {column}", label=label, number=number,
                                column=self._ask.columns[name].label)))
            row.remove.setAccessibleName(
                str(_("{label}: remove row {number}", label=label, number=number))
            )
            set_tip(row.remove, str(_("Remove this row")))
        self._add.setAccessibleName(str(_("{label}: add a row", label=label)))

    def translate(self) -> None:
        """Read the texts of every cell again."""
        for row in self._rows:
            for cell in row.cells.values():
                cell.translate()
        self.name(self._label)
