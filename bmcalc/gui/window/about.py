"""What Help tells: what this copy of the program is, down to its hashes, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.formulary.in_force import formulary_identity
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import scaled
from bmcalc.gui.result.finding_list import FindingRow, Told
from bmcalc.gui.window.settings import Settings
from bmcalc.site_folder import site_folder
from bmcalc.verification.build import build_facts
from bmcalc.verification.manifest import in_two_lines, manifest_hash
from bmcalc.version import __version__


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
    heading = QLabel(str(title), dialog)
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
    room = parent.screen().availableSize().height() - scaled(320)
    area.setMinimumHeight(min(wanted.height(), room))
    layout.addWidget(area)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.setObjectName("buttons")
    buttons.rejected.connect(dialog.close)
    layout.addWidget(buttons)
    dialog.open()
    return dialog


def show_about(parent: QWidget) -> QDialog:
    """Tell what this copy of the program is, and offer to check an installer."""
    identity = formulary_identity()
    build = build_facts()
    unknown = _("not known: source checkout")
    files = manifest_hash()
    dialog = show_facts(_("About bmcalc"), [
        (_("Version"), __version__),
        (_("Commit"), build.get("commit") or unknown),
        (_("Built on"), build.get("system") or unknown),
        (_("Formulary"), identity.version),
        (_("SHA-256 of the formulary"), in_two_lines(identity.sha256)),
        (_("SHA-256 of the list of files"), in_two_lines(files) if files else unknown),
        (_("Hospital's folder"), site_folder() or _("none")),
        (_("Records"), _records()),
        (_("Purpose"), _("Doses and scores for breast cancer with bone metastasis, every step "
                         "shown. It supports a pharmacist's check and does not replace it.")),
        (_("Network"), _("none; everything stays on this computer")),
    ], parent)
    check = QPushButton(str(_("Check an installer…")), dialog)
    check.clicked.connect(lambda: _check_installer(dialog))
    buttons = dialog.findChild(QDialogButtonBox, "buttons")
    assert isinstance(buttons, QDialogButtonBox)
    buttons.addButton(check, QDialogButtonBox.ButtonRole.ActionRole)
    return dialog


def _records() -> object:
    address = Settings().database
    if address:
        return _("This version keeps none; the address set for them is {address}.", address=address)
    return _("This version keeps none.")


def _check_installer(dialog: QDialog) -> None:
    from bmcalc.gui.window.installer_dialog import choose_installer

    choose_installer(dialog)


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
