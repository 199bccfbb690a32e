"""F1: what is in front and every key that works there.

The keys of menus, buttons and pages are read from the window, so that none can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from bmcalc.core.texts import _
from bmcalc.gui.look.paint import rounded
from bmcalc.gui.look.plain import Label
from bmcalc.gui.look.scroll_area import ScrollArea
from bmcalc.gui.look.theme import colour, font, scaled
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.help_key import HELP_KEY

Keys: TypeAlias = Sequence[tuple[str, object]]

CAP_HEIGHT: Final = 22
CAP_PADDING: Final = 7
CAP_GAP: Final = 4
MOST_HEIGHT: Final = 560
TWO_COLUMNS: Final = 1000
"""Width of a screen on which two columns of keys fit beside each other."""

FIELD_KEYS: Final[Keys] = (
    ("Tab", _("next field")),
    ("Shift+Tab", _("previous field")),
    ("↑ ↓ ← →", _("another option of a choice, another page in the list")),
    ("Alt+↓", _("open a list, or the units of a number")),
    ("Del", _("take an answer back")),
    ("Space", _("press the button, choose the option")),
    ("PgUp PgDn", _("scroll what is read")),
    ("Ctrl+C", _("copy what is marked in a field")),
    ("Ctrl+V", _("paste into a field")),
    ("Ctrl+Z", _("undo what was typed into a field")),
    ("Esc", _("close a list or a dialog")),
)


class KeyGroup(NamedTuple):
    """Keys that work in one place."""

    heading: object
    keys: Keys


class KeyCaps(QWidget):
    """Keys drawn as caps; those that are pressed together have a plus between them."""

    def __init__(self, keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: list[str] = []
        for together in keys.split(" "):
            for name in together.split("+"):
                self._parts += [name or "+", "+"]
            self._parts[-1] = ""
        self._parts.pop()
        self.setAccessibleName(keys)
        self.setSizePolicy(Label(self).sizePolicy())

    def _placed(self) -> Iterator[tuple[str, float, float]]:
        metrics = QFontMetrics(font("small"))
        left = 0.0
        for index, part in enumerate(self._parts):
            width = float(metrics.horizontalAdvance(part))
            if not index % 2:
                width = max(width + 2 * scaled(CAP_PADDING), float(scaled(CAP_HEIGHT)))
            yield part, left, width
            left += width + scaled(CAP_GAP)

    def sizeHint(self) -> QSize:
        """Return the room for all caps."""
        _part, left, width = list(self._placed())[-1]
        return QSize(round(left + width) + 1, scaled(CAP_HEIGHT))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the caps."""
        painter = QPainter(self)
        painter.setFont(font("small"))
        top = (self.height() - scaled(CAP_HEIGHT)) / 2
        for index, (part, left, width) in enumerate(self._placed()):
            box = QRectF(left, top, width, scaled(CAP_HEIGHT))
            if not index % 2:
                rounded(painter, box, "quiet", "field_line", 1, 4)
            painter.setPen(colour("text" if not index % 2 else "muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, part)


def window_keys(window: QMainWindow) -> Keys:
    """Return every key of the menus and of the buttons, with what it does."""
    return [
        (sequence.toString(), action.text().replace("&", ""))
        for action in window.findChildren(QAction) if action.text()
        for sequence in action.shortcuts()
    ]


def show_help(
    title: object, words: object, groups: Iterable[KeyGroup], parent: QWidget,
    beside: KeyGroup | None = None,
) -> QDialog:
    """Open the help: what this is, the keys in their groups, and those of ``beside`` at right."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(str(_("Help and keys")))
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(scaled(24), scaled(18), scaled(24), scaled(16))
    layout.setSpacing(scaled(10))
    heading = _label(title, "question", dialog)
    layout.addWidget(heading)
    if str(words):
        summary = _label(words, "muted", dialog)
        summary.setWordWrap(True)
        layout.addWidget(summary)
    area = ScrollArea(dialog)
    area.let_keys_scroll(_("Help and keys"))
    inside = QWidget(area)
    across = QHBoxLayout(inside)
    across.setContentsMargins(scaled(8), scaled(4), scaled(16), scaled(8))
    across.setSpacing(scaled(28))
    room = parent.screen().availableSize()
    right = [] if beside is None else [beside]
    if room.width() >= scaled(TWO_COLUMNS):
        across.addLayout(_column(groups, inside))
        across.addLayout(_column(right, inside))
    else:
        across.addLayout(_column([*groups, *right], inside))
    area.setWidget(inside)
    wanted = inside.sizeHint()
    area.setMinimumSize(
        min(wanted.width() + scaled(12), room.width() - scaled(120)),
        min(wanted.height(), scaled(MOST_HEIGHT), room.height() - scaled(240)),
    )
    layout.addWidget(area, 1)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.close)
    layout.addWidget(buttons)
    dialog.open()
    return dialog


def _label(text: object, name: str, parent: QWidget) -> QLabel:
    label = Label(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(str(text))
    return label


def _column(groups: Iterable[KeyGroup], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(scaled(16))
    grid.setVerticalSpacing(scaled(6))
    grid.setColumnStretch(1, 1)
    line = 0
    for group in groups:
        if not group.keys:
            continue
        heading = _label(group.heading, "section", parent)
        heading.setContentsMargins(0, scaled(8) if line else 0, 0, 0)
        grid.addWidget(heading, line, 0, 1, 2)
        for keys, text in group.keys:
            line += 1
            grid.addWidget(KeyCaps(keys, parent), line, 0)
            grid.addWidget(_label(text, "", parent), line, 1)
        line += 1
    grid.setRowStretch(line, 1)
    return grid


def help_on(dialog: QDialog, title: object, words: object, keys: Keys) -> None:
    """Let F1 open the help of a dialog that is in front of the window."""
    shortcut = QShortcut(QKeySequence(HELP_KEY), dialog)
    groups = (KeyGroup(_("Here"), keys), KeyGroup(_("In every field"), FIELD_KEYS))
    shortcut.activated.connect(lambda: show_help(title, words, groups, dialog))


def help_of(page: Page, view: PageView | None, pages: Keys, window: QMainWindow) -> QDialog:
    """Open the help beside the window: the page in front, every key, the manual, every page."""
    from bmcalc.gui.pages import all_pages
    from bmcalc.gui.pages.help.panel import help_panel
    from bmcalc.gui.pages.help.topics import chapter_topics, front_topics, page_topics

    keys = [] if view is None else view.keys()
    groups = (
        (_("On this page"), keys), (_("In every field"), FIELD_KEYS),
        (_("In the whole window"), window_keys(window)), (_("Pages"), pages),
    )
    front = list(front_topics(page, keys, groups))
    panel = help_panel(window)
    panel.show_topics([*front, *chapter_topics(), *page_topics(all_pages())], front[0].id)
    return panel
