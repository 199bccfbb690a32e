"""Beside the comparison: what the differences do to the doses, and what the signature means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bmcalc.core.term import show
from bmcalc.core.texts import _
from bmcalc.gui.look.card import Card
from bmcalc.gui.look.flowing import Flowing
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.pages.records.compared_row import label
from bmcalc.records.second_check.second_check import Compared


def aside(compared: Compared, parent: QWidget) -> QWidget:
    """Return the cards, one below the other."""
    made = Flowing(parent)
    down = QVBoxLayout(made)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(scaled(12))
    if compared.moved:
        down.addWidget(_moved(compared, made))
    down.addWidget(_signature(compared, made))
    down.addStretch(1)
    return made


def _title(compared: Compared) -> object:
    """Name what moves the doses, where it is one entry alone."""
    entered = [row for row in compared.differences if row.field]
    if len(entered) == 1:
        return _("What this changes: {label}", label=entered[0].label)
    return _("What the differences change")


def _moved(compared: Compared, parent: QWidget) -> Card:
    card = Card(parent, _title(compared))
    grid = QGridLayout()
    grid.setHorizontalSpacing(scaled(8))
    grid.setVerticalSpacing(scaled(2))
    grid.setColumnStretch(0, 1)
    for place, one in enumerate(compared.moved):
        grid.addWidget(label(card, "", one.name), 2 * place, 0, 1, 2)
        grid.addWidget(label(card, "muted", _(
            "{first} → {second}", first=show(one.first, 1, trim=True),
            second=show(one.second, 1, trim=True))), 2 * place + 1, 0)
        off = label(card, "value", one.percent)
        off.setWordWrap(False)
        off.setMinimumWidth(0)
        grid.addWidget(off, 2 * place + 1, 1, Qt.AlignmentFlag.AlignRight)
    card.body.addLayout(grid)
    card.body.addWidget(label(card, "muted", _(
        "Computed doses: with the first entry, with yours, and how far apart they are.")))
    return card


def _signature(compared: Compared, parent: QWidget) -> Card:
    card = Card(parent, _("Your signature"))
    card.body.addWidget(label(card, "", _(
        "It will mean: “I entered these values myself from the source, and they agree.”")))
    card.body.addWidget(label(card, "muted", _(
        "It opens when nothing differs and every fact was found; the passphrase is asked then. "
        "Who checked first cannot sign.") if compared.differences else _(
        "Next the facts are ticked that carry over; then the passphrase is asked. Who checked "
        "first cannot sign.")))
    return card
