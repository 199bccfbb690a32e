"""What a walk over a window finds that somebody could not read, reach or hear."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from bmcalc.gui.look.theme import scaled

LEAST_TEXT = 12
"""Pixels, the least size of any text at 100 %."""


def in_sight(window: QWidget) -> Iterator[QWidget]:
    """Yield every widget that is shown, whether it is scrolled into sight or not."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.width() > 0 and widget.height() > 0:
            yield widget


def named(widget: QWidget) -> str:
    """Return a few words by which a person finds a widget."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    above = widget.parentWidget()
    return f"{type(widget).__name__}[{widget.objectName()}] “{text[:40]}” in {type(above).__name__}"


def without_name(window: QWidget) -> list[str]:
    """Return what takes the keyboard and does not say what it is."""
    found = []
    for widget in in_sight(window):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget, QScrollBar) or widget.focusProxy() is not None:
            continue
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (widget.accessibleName() or words or _buddy_of(window, widget)):
            found.append(named(widget))
    return found


def _buddy_of(window: QWidget, widget: QWidget) -> str:
    return next((one.text() for one in window.findChildren(QLabel) if one.buddy() is widget), "")


def unit_boxes_on_the_way(window: QWidget) -> list[str]:
    """Return the boxes of units to which Tab comes."""
    return [
        named(box) for box in window.findChildren(QComboBox)
        if box.objectName() == "unit" and box.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def scrolling_sideways(window: QWidget) -> list[str]:
    """Return every area whose contents are wider than it is."""
    found = []
    for area in window.findChildren(QAbstractScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            found.append(f"{named(area)} by {area.horizontalScrollBar().maximum()}")
    return found


def cut_off(window: QWidget) -> list[str]:
    """Return the labels that have less room than their words need, and say so nowhere else."""
    found = []
    for label in in_sight(window):
        if not isinstance(label, QLabel) or not label.text() or label.toolTip():
            continue
        if type(label).paintEvent is not QLabel.paintEvent and type(label).__name__ != "Label":
            continue  # shortens its words by itself
        if label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 2:
                found.append(f"{named(label)}: {label.height()} of "
                             f"{label.heightForWidth(label.width())} high")
        elif label.sizeHint().width() > label.width() + 2:
            found.append(f"{named(label)}: {label.width()} of {label.sizeHint().width()} wide")
    return found


def buttons_cut_off(window: QWidget) -> list[str]:
    """Return the buttons whose words have not the room that they need."""
    return [
        f"{named(button)}: {button.width()} of {button.sizeHint().width()}"
        for button in in_sight(window)
        if isinstance(button, QAbstractButton) and button.text()
        and button.width() + 2 < button.minimumSizeHint().width()
    ]


def outside(window: QWidget) -> list[str]:
    """Return what lies beyond an edge of the window and in no area that scrolls there."""
    found = []
    for widget in in_sight(window):
        if widget.window() is not window or _scrolls(widget):
            continue
        box = QRect(widget.mapTo(window, QPoint()), widget.size())
        if box.right() > window.width() + 1 or box.left() < -1:
            found.append(f"{named(widget)} at {box.left()}–{box.right()} of {window.width()}")
    return found


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return False


def too_small(window: QWidget) -> list[str]:
    """Return the texts that are smaller than a caption may be."""
    least = scaled(LEAST_TEXT)
    return [
        f"{named(widget)}: {_pixels(widget.font())}" for widget in in_sight(window)
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton)
        and getattr(widget, "text", str)() and 0 < _pixels(widget.font()) < least
    ]


def _pixels(font: QFont) -> int:
    return font.pixelSize()


def lines_of_the_bar(window: QWidget) -> list[str]:
    """Return the buttons at the foot of the window that do not stand on the one line."""
    seen = [button for button in window.bottom.buttons() if button.isVisible()]
    heights = {button.mapTo(window, button.rect().center()).y() for button in seen}
    return [f"{len(heights)} lines of buttons"] if len(heights) > 1 else []
