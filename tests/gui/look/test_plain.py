"""Nothing that is typed or opened is taken for markup, and nothing of it loads a file."""

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QTextBrowser,
    QWidget,
)

import bmcalc.gui
from bmcalc.core.ask import AskRows, AskText
from bmcalc.gui.look.plain import plain_tip, warn
from bmcalc.gui.look.sealed import SealedDocument
from bmcalc.gui.pages import all_pages
from bmcalc.gui.pages.order_check.intake import IntakeDialog
from bmcalc.gui.window.about import show_about
from bmcalc.gui.window.facts_dialog import show_facts
from bmcalc.gui.window.installer_dialog import show_installer
from bmcalc.gui.window.key_help import KeyGroup, show_help
from bmcalc.gui.window.selftest_dialog import SelfTestDialog
from bmcalc.gui.window.session import Typed
from bmcalc.verification.installer_check import check_installer
from tests.gui.conftest import settle

HOSTILE = "<img src='file:///etc/hostname' width=400><b>58 kg</b>"
OF_THE_PROGRAM = {"needed"}
"""The one label that is made of links: to the fields that are still needed."""


def marked_up(root):
    """Return what under a widget Qt would take for markup if somebody typed it."""
    found = []
    for label in [root, *root.findChildren(QWidget)]:
        if isinstance(label, QLabel) and label.textFormat() is not Qt.TextFormat.PlainText:
            if label.objectName() in OF_THE_PROGRAM:
                assert "<img" not in label.text()
            else:
                found.append(f"label {label.objectName()} “{label.text()[:40]}” takes markup")
        found += [f"tip of {label.objectName()}" for tip in tips_of(label) if not is_plain(tip)]
    return found


def tips_of(widget):
    yield widget.toolTip()
    if isinstance(widget, QListWidget):
        yield from (widget.item(row).toolTip() for row in range(widget.count()))


def is_plain(tip):
    """Say whether a tip is no markup, or markup whose every word is escaped."""
    if not GuiQt.mightBeRichText(tip):
        return True
    inside = tip.removeprefix("<qt>").removesuffix("</qt>").replace("<br>", "\n")
    return escape(unescape(inside)) == inside


def fill(window, page):
    """Type markup into every field of a page that takes words."""
    for name, ask in page.inputs.asks().items():
        if isinstance(ask, AskText):
            window.session.put(page.id, name, Typed(HOSTILE))
        elif isinstance(ask, AskRows):
            row = {column: Typed(HOSTILE) for column, one in ask.columns.items()
                   if isinstance(one, AskText)}
            if row:
                window.session.put(page.id, name, Typed([row]))
        else:
            window.session.put(page.id, name, Typed(HOSTILE))


def test_every_label_of_every_page_shows_its_words_as_they_are(window):
    from bmcalc.catalogue import calculator

    for page in all_pages():
        if not page.shown_by_default:
            window.switch_page(page.id, True)
    visited = 0
    for step in ("empty", "case", "hostile"):
        if step == "case":
            window.open_case(1)
        for page in window.pages():
            window.visit(page.id)
            if step == "hostile" and page.group not in ("workspace", "records"):
                fill(window, calculator(page.id))
            settle(window)
            assert marked_up(window) == [], (step, page.id)
            visited += 1
    assert visited > 60


def test_lesions_named_by_a_person_stay_words(window):
    window.visit("recist")
    rows = [{"organ": Typed(HOSTILE[:60]), "kind": Typed("lesion"), "baseline": Typed("50 mm"),
             "current": Typed("20 mm")}]
    window.session.put("recist", "lesions", Typed(rows))
    window.session.put("recist", "nadir", Typed("20 mm"))
    settle(window)
    assert marked_up(window) == []


@pytest.mark.parametrize("make", [
    lambda window, _path: show_about(window),
    lambda window, _path: show_help(HOSTILE, HOSTILE, [KeyGroup(HOSTILE, [("F1", HOSTILE)])],
                                    window),
    lambda window, _path: show_facts(HOSTILE, [(HOSTILE, HOSTILE)], window),
    lambda window, path: show_installer(check_installer(path), window),
    lambda window, _path: IntakeDialog(window.session, 1, window),
    lambda window, _path: SelfTestDialog(window),
], ids=["about", "help", "facts", "installer", "paste", "selftest"])
def test_every_dialog_shows_its_words_as_they_are(window, tmp_path, make):
    path = tmp_path / "<b>bmcalc<img src='x.png'>.deb"
    path.write_bytes(b"no installer")
    dialog = make(window, path)
    if isinstance(dialog, IntakeDialog):
        dialog.text.setPlainText(f"{HOSTILE}\ndocetaxel 120 mg {HOSTILE}\n<b>120 mg</b>")
    settle(window)
    assert isinstance(dialog, QDialog)
    assert dialog.findChildren(QLabel)
    assert marked_up(dialog) == []
    dialog.close()


def test_a_warning_shows_its_words_as_they_are(window):
    shown = []

    def look():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        shown.append((box.textFormat(), box.text()))
        box.close()

    QTimer.singleShot(0, look)
    warn(window, "Warning", HOSTILE)
    assert shown == [(Qt.TextFormat.PlainText, HOSTILE)]


@pytest.mark.parametrize("content", [
    {HOSTILE: 1}, {"regimen": HOSTILE}, {"patient": {HOSTILE: "1"}}, {"order": HOSTILE},
    {"calculator": HOSTILE, "inputs": {"weight": "1"}},
    {"calculator": "supplements", "inputs": {HOSTILE: 1}},
    {"patient": {"weight": HOSTILE}, "regimen": "thp", "cycle": 1, "day": 1},
    {"order": {HOSTILE: "1 mg"}, "regimen": "thp", "cycle": 1, "day": 1},
], ids=json.dumps)
def test_an_opened_file_with_markup_is_shown_as_words(window, tmp_path, content):
    path = tmp_path / "<i>order.bmcalc"
    path.write_text(json.dumps(content))
    window.open_file(path)
    settle(window)
    assert marked_up(window) == []


def test_a_field_name_with_markup_is_read_in_the_bottom_bar(window, tmp_path):
    path = tmp_path / "order.bmcalc"
    path.write_text(json.dumps({HOSTILE: 1}))
    window.open_file(path)
    assert any(HOSTILE in label.text() for label in window.bottom.findChildren(QLabel))
    assert marked_up(window.bottom) == []


@pytest.mark.parametrize("words", [
    HOSTILE, "1 < 2", "<b>", "&lt;b&gt;", "a\n<b>b", "5 mg/m² & more", "<qt>x</qt>", "",
])
def test_a_tip_is_read_as_it_was_written(words):
    tip = plain_tip(words)
    assert is_plain(tip)
    if GuiQt.mightBeRichText(tip):
        document = QTextDocument()
        document.setHtml(tip)
        assert document.toPlainText() == words
    else:
        assert tip == words


def reds(document):
    """Return whether a document, painted, shows the red picture that its text names."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    return any(image.pixelColor(x, y) == QColor("red") for x in range(60) for y in range(60))


@pytest.fixture
def red_picture(tmp_path):
    path = tmp_path / "red.png"
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    assert picture.save(str(path))
    return QUrl.fromLocalFile(str(path)).toString()


def test_paper_loads_no_picture(window, red_picture):
    open_to_all, sealed = QTextDocument(), SealedDocument()
    for document in (open_to_all, sealed):
        document.setHtml(f"<img src='{red_picture}'>")
    assert reds(open_to_all)
    assert not reds(sealed)


def test_the_report_of_the_self_test_loads_and_follows_nothing(window, red_picture, tmp_path):
    open_to_all, sealed = QTextBrowser(window), SelfTestDialog(window).report
    for browser in (open_to_all, sealed):
        browser.setHtml(f"<img src='{red_picture}'>")
        browser.show()
    settle(window)
    assert reds(open_to_all.document())
    assert not reds(sealed.document())
    assert not sealed.openLinks()
    assert not sealed.openExternalLinks()


HOMES = {"plain.py", "sealed.py"}
BY_HAND = {
    "a label": re.compile(r"\bQLabel\("),
    "a message box": re.compile(r"\bQMessageBox\.(warning|information|question|critical|about)\("),
    "a tip": re.compile(r"\.setToolTip\((?!plain_tip\()|QWidget\.setToolTip"),
    "a tip at a place": re.compile(r"\bQToolTip\.showText\((?![^\n]*plain_tip)"),
    "rich text": re.compile(r"\b(QTextDocument|QTextEdit)\("),
    "a style from words": re.compile(r"\bsetStyleSheet\(f"),
}


@pytest.mark.parametrize("kind", BY_HAND)
def test_no_widget_is_made_that_takes_markup(kind):
    folder = Path(bmcalc.gui.__file__).parent
    files = [path for path in sorted(folder.rglob("*.py")) if path.name not in HOMES]
    found = [
        f"{path.relative_to(folder)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BY_HAND[kind].search(line) and not line.startswith("class ")
    ]
    assert found == [], f"{kind}: see bmcalc/gui/look/plain.py"


def test_an_edit_field_is_no_rich_text(window):
    window.visit("order-check")
    settle(window)
    assert window.findChildren(QLineEdit)
    assert not window.findChildren(QTextBrowser)
