"""The widgets of bmcalc's first paint without bmcalc: the floor under the start of the window.

It wears the same style sheet and holds as many labels, fields, boxes, buttons and layouts as the
frame of the order page with the thread, the patient strip and the bottom bar around it, also those
that are still hidden: the stars and notes of the fields, albumin, the bone agent, the banner.
"""

import sys
from pathlib import Path
from string import Template

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

STYLES = Path(__file__).parent.parent.parent / "resources" / "styles" / "window.qss"
FIELDS = ("Record", "Sex", "Age", "Height", "Weight", "Creatinine", "Albumin")
OF_THE_PAGE = ("Regimen", "Cycle", "Day", "Day of this check")
HIDDEN = "Albumin"
UNITS = {"Height": ("cm", "m"), "Creatinine": ("µmol/L", "mg/dL"), "Albumin": ("g/L", "g/dL")}
FAMILIES = ["Inter", "Noto Sans", "Segoe UI", "WenQuanYi Micro Hei", "Noto Sans CJK SC"]


class Places(dict[str, str]):
    """A colour for whatever the style sheet names, a size where the name says so."""

    def __missing__(self, name: str) -> str:
        return "13px" if name.endswith("_size") else "sans" if name == "fixed" else "#335577"


def named(widget: QWidget, name: str) -> QWidget:
    """Return a widget with a name for the style sheet."""
    widget.setObjectName(name)
    return widget


def field(name: str, parent: QWidget) -> QWidget:
    """Return a caption over a field in its frame, with its unit box where it has one."""
    made = QWidget(parent)
    down = QVBoxLayout(made)
    heading = QHBoxLayout()
    heading.addWidget(named(QLabel(name, made), "caption"))
    below = [named(QLabel(made), "hint")] if name in OF_THE_PAGE else []
    beside = [named(QLabel("*", made), "star"), named(QLabel(made), "tag")]
    for label in (*beside, *below):
        label.hide()
        heading.addWidget(label)
    heading.addStretch(1)
    down.addLayout(heading)
    editor, box = QWidget(made), QFrame(made)
    around, inside = QHBoxLayout(editor), QHBoxLayout(box)
    around.addWidget(box)
    if name in ("Sex", "Regimen"):
        choice = QComboBox(box)
        choice.addItems(["", "female", "male"])
        inside.addWidget(choice)
    else:
        line = named(QLineEdit(box), "bare")
        line.setFrame(False)
        inside.addWidget(line, 1)
        if name == "Weight":
            inside.addWidget(named(QLabel("kg", box), "unit"))
        elif name in UNITS:
            unit = QComboBox(box)
            unit.addItems(UNITS[name])
            inside.addWidget(unit)
    down.addWidget(editor)
    return made


def scrolled(content: QWidget, parent: QWidget) -> QScrollArea:
    """Return a scroll area around a widget."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    return area


def navigation(parent: QWidget) -> QWidget:
    """Return the left side: its head, the search, the rows, and the foot."""
    side = named(QFrame(parent), "navigation")
    side.setFixedWidth(214)
    thread = QWidget(side)
    QHBoxLayout(side).addWidget(thread)
    down = QVBoxLayout(thread)
    pages = QListWidget(thread)
    pages.setObjectName("pages")
    pages.addItem("Order check")
    language = QToolButton(thread)
    language.setText("English")
    menu = QMenu(language)
    for name in ("English", "中文"):
        menu.addAction(name)
    language.setMenu(menu)
    QMenu(side)
    head, foot = QHBoxLayout(), QHBoxLayout()
    head.addWidget(named(QLabel("bmcalc", thread), "brand"), 1)
    head.addWidget(QToolButton(thread))
    foot.addWidget(named(QLabel("Offline", thread), "footer"), 1)
    foot.addWidget(named(language, "language"))
    down.addLayout(head)
    down.addWidget(QPushButton("Patient, drug, tool", thread))
    down.addWidget(pages, 1)
    down.addWidget(named(QLabel(thread), "footer"))
    down.addLayout(foot)
    return side


def strip(parent: QWidget) -> QWidget:
    """Return the patient's fields and those of the page, with two values beside them."""
    whole = named(QFrame(parent), "strip")
    line = QHBoxLayout()
    line.setSpacing(4)
    for name in (*FIELDS, *OF_THE_PAGE):
        made = field(name, whole)
        made.setFixedWidth(92)
        made.setHidden(name == HIDDEN)
        line.addWidget(made)
    today = QToolButton(whole)
    today.setText("Today")
    line.addWidget(today)
    line.addStretch(1)
    for shown, words in enumerate(("BSA · CrCl", "BSA\n—", "CrCl\n—", "BSA — CrCl —")):
        value = QLabel(words, whole)
        value.setHidden(shown > 0)
        line.addWidget(value)
    identity, note = QWidget(whole), named(QLabel(whole), "strip_note")
    under = QVBoxLayout(identity)
    for name in ("identity", "muted"):
        under.addWidget(named(QLabel(identity), name))
    for part in (identity, note):
        part.hide()
    down = QVBoxLayout(whole)
    down.addLayout(line)
    down.addWidget(note)
    return whole


def banner(parent: QWidget) -> QWidget:
    """Return the banner of a fault, which no fault shows."""
    made = named(QFrame(parent), "banner")
    across = QHBoxLayout(made)
    across.addWidget(QLabel(made))
    across.addWidget(named(QPushButton("All faults…", made), "light"))
    made.hide()
    return made


def page(parent: QWidget) -> QWidget:
    """Return the frame of the order page: room for the verdict over a card with a sentence."""
    both = QWidget(parent)
    whole, across = QVBoxLayout(both), QHBoxLayout()
    band = QWidget(both)
    band.setFixedHeight(46)
    content, beside = QWidget(), QWidget()
    down = QVBoxLayout(content)
    below = named(QFrame(content), "card")
    inside = QVBoxLayout(below)
    title = named(QLabel(below), "title")
    title.hide()
    inside.addWidget(title)
    inside.addWidget(named(QLabel("Reading the formulary", below), "muted"), 1)
    down.addWidget(below, 1)
    QVBoxLayout(beside).addWidget(QWidget(beside))
    across.addWidget(scrolled(content, both), 1)
    across.addWidget(scrolled(beside, both))
    whole.addWidget(band)
    whole.addLayout(across, 1)
    return both


def bottom(parent: QWidget) -> QWidget:
    """Return the bottom bar."""
    bar = named(QFrame(parent), "bottom")
    line = QHBoxLayout(bar)
    line.addWidget(named(QLabel("The result follows every change", bar), "muted"), 1)
    for name in ("Print", "More"):
        button = QPushButton(name, bar)
        line.addWidget(button)
    menu = QMenu(button)
    for name in ("Copy the page as text", "Save as PDF"):
        menu.addAction(name)
    button.setMenu(menu)
    return bar


def main() -> None:
    """Show the widgets once."""
    application = QApplication(sys.argv)
    application.setStyle("Fusion")
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(14)
    application.setFont(font)
    sheet = Template(STYLES.read_text(encoding="utf-8")).substitute(Places())
    window = QMainWindow()
    middle = QWidget(window)
    across, down = QHBoxLayout(middle), QVBoxLayout()
    stack = QStackedWidget(middle)
    side, above, shown, below = navigation(middle), strip(middle), page(stack), bottom(middle)
    for part in (side, above, shown, below):
        part.setStyleSheet(sheet)
    stack.addWidget(shown)
    across.addWidget(side)
    for part in (banner(middle), above, stack, below):
        down.addWidget(part)
    across.addLayout(down, 1)
    window.setCentralWidget(middle)
    window.resize(1360, 860)
    window.show()
    QTimer.singleShot(0, application.quit)
    application.exec()


main()
