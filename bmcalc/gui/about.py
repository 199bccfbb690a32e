"""What Help tells: the versions with the whole hash, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.formulary.identity import formulary_identity
from bmcalc.gui.scroll_area import ScrollArea
from bmcalc.gui.theme import scaled
from bmcalc.version import __version__


def show_facts(title: object, pairs: Sequence[tuple[object, object]], parent: QWidget) -> QDialog:
    """Open a small dialog with pairs of words; the window stays usable behind it."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(str(title))
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(16))
    layout.setSpacing(scaled(16))
    heading = QLabel(str(title), dialog)
    heading.setObjectName("question")
    layout.addWidget(heading)
    area = ScrollArea(dialog)
    area.let_keys_scroll(title)
    inside = QWidget(area)
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, scaled(16), 0)
    grid.setHorizontalSpacing(scaled(20))
    grid.setVerticalSpacing(scaled(8))
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(pairs):
        left = QLabel(str(name), inside)
        left.setObjectName("muted")
        right = QLabel(str(text), inside)
        right.setWordWrap(True)
        right.setMinimumWidth(scaled(260))
        right.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(left, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(right, row, 1, Qt.AlignmentFlag.AlignTop)
    area.setWidget(inside)
    wanted = inside.sizeHint()
    area.setMinimumWidth(wanted.width())
    area.setMinimumHeight(min(wanted.height(), parent.height() - scaled(200)))
    layout.addWidget(area)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.close)
    layout.addWidget(buttons)
    dialog.open()
    return dialog


def show_about(parent: QWidget) -> QDialog:
    """Tell what this copy of the program is."""
    identity = formulary_identity()
    sha256 = identity.sha256
    return show_facts(_("About bmcalc"), [
        (_("Version"), __version__),
        (_("Formulary"), identity.version),
        (_("Hash"), f"{sha256[:32]}\n{sha256[32:]}"),
        (_("Purpose"), _("Doses and scores for breast cancer with bone metastasis, every step "
                         "shown. It supports a pharmacist's check and does not replace it.")),
        (_("Network"), _("none; everything stays on this computer")),
    ], parent)


def show_shortcuts(pages: Sequence[tuple[str, object]], parent: QWidget) -> QDialog:
    """Tell the keys."""
    return show_facts(_("Keyboard"), [
        ("Tab", _("next field")),
        ("↑ ↓ ← →", _("another option, another page in the list")),
        ("Del", _("take an answer back")),
        ("Ctrl+Shift+C", _("copy the page as text")),
        ("Ctrl+1", _("open casebook case 1")),
        ("Ctrl+Shift+N", _("clear patient")),
        ("Ctrl+Shift+Z", _("bring the previous patient back")),
        *pages,
    ], parent)
