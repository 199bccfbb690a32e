"""A small dialog with pairs of words, such as what this copy is or what an installer holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.result.finding_list import FindingRow, Told


def show_facts(
    title: object, pairs: Sequence[tuple[object, object]], parent: QWidget,
    told: Told | None = None,
) -> QDialog:
    """Open a small dialog with pairs of words; the window stays usable behind it.

    ``told`` stands above them where there is a verdict.
    """
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(str(title))
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(16))
    layout.setSpacing(scaled(16))
    heading = Label(str(title), dialog)
    heading.setObjectName("question")
    layout.addWidget(heading)
    if told is not None:
        verdict = FindingRow(dialog)
        verdict.show_told(told)
        layout.addWidget(verdict)
    area = ScrollArea(dialog)
    area.let_keys_scroll(title)
    inside = QWidget(area)
    grid = QGridLayout(inside)
    grid.setContentsMargins(scaled(12), scaled(10), scaled(16), scaled(10))
    grid.setHorizontalSpacing(scaled(20))
    grid.setVerticalSpacing(scaled(8))
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(pairs):
        left = Label(str(name), inside)
        left.setObjectName("muted")
        right = Label(str(text), inside)
        right.setWordWrap(True)
        right.setMinimumWidth(scaled(260))
        right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(right, row, 1, Qt.AlignmentFlag.AlignTop)
    area.setWidget(inside)
    wanted = inside.sizeHint()
    area.setMinimumWidth(wanted.width())
    room = parent.screen().availableSize().height() - scaled(320)
    area.setMinimumHeight(min(wanted.height(), room))
    layout.addWidget(area)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.setObjectName("buttons")
    buttons.rejected.connect(dialog.close)
    layout.addWidget(buttons)
    dialog.open()
    return dialog
