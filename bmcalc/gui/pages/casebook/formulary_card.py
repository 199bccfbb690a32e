"""What the formulary says of one drug, beside the casebook's line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import Drug, drugs
from bmcalc.gui.look.card import Card, Rows, put
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.look.wording import say

Line = tuple[object, object]


def formulary_lines(found: Drug) -> Iterator[Line]:
    """Yield what the formulary states of a drug's dose, and who signed it."""
    yield _("Kind"), found.group.label
    if found.loading_dose is not None:
        yield _("First dose"), found.loading_dose
    if found.usual_dose is not None:
        yield _("Usual dose"), found.usual_dose
    if found.highest_dose is not None:
        yield _("Highest dose"), found.highest_dose
    for table in found.dose_levels:
        levels: list[object] = [table.planned, *table.levels]
        levels.append(_("stop") if table.below is None else table.below)
        profiles = Joined([profile.upper() for profile in table.profiles], "/")
        yield _("Levels, {profiles}", profiles=profiles), Joined(levels, " → ")
    yield _("Rules"), str(len(found.rules))
    yield _("Signed by"), found.reviewed_by or _("nobody yet")


class _LineRow(QWidget):
    """One line: its name at the left, what it is at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, scaled(2), 0, scaled(2))
        layout.setSpacing(scaled(12))
        self._name, self._words = Label(self), Label(self)
        self._name.setObjectName("muted")
        self._name.setFixedWidth(scaled(104))
        self._name.setWordWrap(True)
        self._words.setWordWrap(True)
        layout.addWidget(self._name)
        layout.addWidget(self._words, 1)

    def show_line(self, name: str, words: str) -> None:
        """Show this line."""
        put(self._name, name)
        put(self._words, words)


class FormularyCard(Card):
    """The entry of one drug."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drug = ""
        self._rows: Rows[_LineRow] = Rows(self, _LineRow)
        self.body.addWidget(self._rows)
        self.hide()

    def show_drug(self, identifier: str) -> None:
        """Show this drug's entry; nothing where the line names no drug, or a missing one."""
        self._drug = identifier
        found = drugs().get(identifier)
        self.setVisible(found is not None)
        if found is None:
            return
        say(self.title, QLabel.setText, _("Formulary: {drug}", drug=found.name))
        lines = list(formulary_lines(found))
        for row, (name, words) in zip(self._rows.take(len(lines)), lines, strict=True):
            row.show_line(str(name), str(words))

    def translate(self) -> None:
        """Say everything again."""
        self.show_drug(self._drug)
