"""The widgets of bmcalc's first paint without bmcalc: the floor under the start of the window.

It wears the same style sheet and holds as many labels, fields, boxes, buttons and layouts as the
frame of the order page with the navigation, the patient strip and the bottom bar around it.
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
UNITS = {"Height": ("cm", "m"), "Weight": ("kg", "g"), "Creatinine": ("µmol/L", "mg/dL"),
         "Albumin": ("g/L", "g/dL")}
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
    star = named(QLabel("*", made), "star")
    star.hide()
    heading.addWidget(star)
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
        if name in UNITS:
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
    """Return the left side."""
    side = named(QFrame(parent), "navigation")
    side.setFixedWidth(212)
    down = QVBoxLayout(side)
    pages = QListWidget(side)
    pages.setObjectName("pages")
    pages.addItem("Order check")
    language = QToolButton(side)
    language.setText("English")
    menu = QMenu(language)
    for name in ("English", "中文"):
        menu.addAction(name)
    language.setMenu(menu)
    down.addWidget(named(QLabel("bmcalc", side), "brand"))
    down.addWidget(named(QLabel("breast cancer bone metastasis", side), "subtitle"))
    down.addWidget(pages, 1)
    for words in ("", "Offline"):
        down.addWidget(named(QLabel(words, side), "footer"))
    down.addWidget(named(language, "language"))
    return side


def strip(parent: QWidget) -> QWidget:
    """Return the patient's fields with two values beside them."""
    whole = named(QFrame(parent), "strip")
    row = QWidget()
    line = QHBoxLayout(row)
    for name in FIELDS:
        line.addWidget(field(name, row))
    line.addStretch(1)
    for name in ("BSA", "CrCl"):
        line.addWidget(QLabel(f"{name}\n—", row))
    down = QVBoxLayout(whole)
    down.addWidget(scrolled(row, whole))
    down.addWidget(named(QLabel(whole), "strip_note"))
    return whole


def page(parent: QWidget) -> QWidget:
    """Return the frame of the order page: a card of fields over a card with a sentence."""
    both = QWidget(parent)
    across = QHBoxLayout(both)
    content = QWidget()
    down = QVBoxLayout(content)
    top, below = named(QFrame(content), "card"), named(QFrame(content), "card")
    fields = QHBoxLayout()
    for name in ("Regimen", "Cycle", "Day", "Day of this check"):
        fields.addWidget(field(name, top))
    QVBoxLayout(top).addLayout(fields)
    QVBoxLayout(below).addWidget(named(QLabel("Reading the formulary", below), "muted"))
    down.addWidget(top)
    down.addWidget(below, 1)
    across.addWidget(scrolled(content, both), 1)
    across.addWidget(scrolled(QWidget(), both))
    return both


def bottom(parent: QWidget) -> QWidget:
    """Return the bottom bar."""
    bar = named(QFrame(parent), "bottom")
    line = QHBoxLayout(bar)
    line.addWidget(named(QLabel("The result follows every change", bar), "muted"), 1)
    for name in ("Copy", "Print", "Save as PDF"):
        line.addWidget(QPushButton(name, bar))
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
    for title in ("File", "View", "Help"):
        window.menuBar().addMenu(title)
    middle = QWidget(window)
    across, down = QHBoxLayout(middle), QVBoxLayout()
    stack = QStackedWidget(middle)
    parts = [window.menuBar(), navigation(middle), strip(middle), page(stack), bottom(middle)]
    for part in parts:
        part.setStyleSheet(sheet)
    stack.addWidget(parts[3])
    across.addWidget(parts[1])
    for part in (parts[2], stack, parts[4]):
        down.addWidget(part)
    across.addLayout(down, 1)
    window.setCentralWidget(middle)
    window.resize(1360, 860)
    window.show()
    QTimer.singleShot(0, application.quit)
    application.exec()


main()
