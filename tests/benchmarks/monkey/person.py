"""One thing after another that a person could do in the window, drawn by chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
)

from bmcalc.gui.form.search_box import SearchBox
from bmcalc.gui.look.theme import SCHEMES
from bmcalc.gui.window.settings import TEXT_SIZES
from bmcalc.gui.window.window import Window
from tests.benchmarks.monkey.answers import Answers
from tests.benchmarks.monkey.controls import (
    Step,
    commit,
    field_of,
    is_harmless,
    key_in,
    visible,
)
from tests.benchmarks.monkey.going import Going
from tests.benchmarks.monkey.material import Material

SIZES = ((1360, 860), (1024, 700), (640, 420), (1600, 1000))
TAB_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
OTHER_KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_5,
)


class Person:
    """Acts on the window. Each step is told to ``step``, which does it and looks at the window."""

    def __init__(
        self, window: Window, material: Material, chance: Random, folder: Path, step: Step,
        subjects: Mapping[str, Sequence[str]],
    ) -> None:
        self._window, self._material = window, material
        self._chance, self._folder, self._step = chance, folder, step
        self.saved = Path()
        self._answers = Answers(window, material, chance, step)
        self.answer_now = self._answers.answer_now
        going = Going(window, subjects, chance, step)
        self._acts: dict[str, tuple[int, Callable[[], None]]] = {
            "type": (30, self._type), "input method": (4, self._input_method),
            "empty a field": (4, self._empty), "press a button": (14, self._press),
            "choose from a list": (10, self._choose), "key": (8, self._key), "tab": (6, self._tab),
            "search": (3, self._search), "paste an order": (4, self._paste),
            "visit a page": (10, self._visit), "language": (1, self._language),
            "scheme": (1, self._scheme), "text size": (1, self._text_size),
            "size of the window": (1, self._resize), "clear": (1, self._clear),
            "undo": (2, self._undo), "open a file": (4, self._open_file), "copy": (3, self._copy),
            "save a PDF": (1, self._save), "save a calendar": (1, self._calendar),
            "record number": (2, self._record),
            "printed case": (2, self._printed_case), "help": (1, self._help),
            "end": (1, self._end), "click": (3, self._click),
            "search everything": (4, going.search), "thread": (5, going.thread),
            "subject": (6, going.subject), "page key": (6, going.key),
            "letter": (3, going.letter), "filter": (2, going.chip),
        }

    def act(self) -> None:
        """Do one thing; a dialog that is open is dealt with first."""
        dialog = self._answers.dialog()
        if dialog is not None:
            self._answers.answer(dialog)
            return
        names = list(self._acts)
        weights = [weight for weight, _act in self._acts.values()]
        self._acts[self._chance.choices(names, weights)[0]][1]()

    # Controls

    def _line(self) -> QLineEdit | None:
        lines = [one for one in visible(QLineEdit, self._window) if not one.isReadOnly()]
        if not lines:
            return None
        line = self._chance.choice(lines)
        line.setFocus(Qt.FocusReason.MouseFocusReason)
        return line

    def _type(self) -> None:
        line = self._line()
        if line is None:
            return
        name = field_of(line)
        self._step(f"mark {name}", line.selectAll)
        for letter in self._material.value(name):
            self._step(f"key into {name}", lambda one=letter: key_in(line, one))
        if self._chance.random() < 0.5:
            self._step(f"leave {name}", lambda: QTest.keyClick(line, Qt.Key.Key_Tab))

    def _input_method(self) -> None:
        line = self._line()
        if line is None:
            return
        line.selectAll()
        self._step("input method", lambda: commit(line, self._material.chinese()))

    def _empty(self) -> None:
        line = self._line()
        if line is not None:
            line.selectAll()
            self._step("empty a field", lambda: QTest.keyClick(line, Qt.Key.Key_Delete))

    def _press(self) -> None:
        buttons = [one for one in visible(QAbstractButton, self._window) if is_harmless(one)]
        button = self._chance.choice(buttons)
        words = button.text() or button.accessibleName() or type(button).__name__
        self._step(f"press “{words[:40]}”", button.click)

    def _choose(self) -> None:
        boxes = [one for one in visible(QComboBox, self._window) if one.count()]
        if not boxes:
            return
        box, before = self._chance.choice(boxes), 0
        if self._chance.random() < 0.3:
            box = next((one for one in boxes if isinstance(one, SearchBox)), box)
        before = self._chance.randrange(box.count())

        def choose() -> None:
            box.setCurrentIndex(before)
            box.activated.emit(before)

        self._step(f"choose in {field_of(box)}", choose)

    def _key(self) -> None:
        focused = QApplication.focusWidget() or self._window
        if focused.window() is not self._window:
            focused = self._window
        key = self._chance.choice(OTHER_KEYS)
        if isinstance(focused, QAbstractButton) and not is_harmless(focused):
            return
        self._step(f"key {key.name}", lambda: QTest.keyClick(focused, key))

    def _tab(self) -> None:
        for _time in range(self._chance.randrange(1, 6)):
            focused = QApplication.focusWidget() or self._window
            key = self._chance.choice(TAB_KEYS)
            self._step("tab", lambda focused=focused, key=key: QTest.keyClick(focused, key))

    def _click(self) -> None:
        """Click on a line of a list, or anywhere on the page."""
        lists = [one for one in visible(QListView, self._window) if one.model().rowCount()]
        if lists and self._chance.random() < 0.6:
            view = self._chance.choice(lists)
            index = view.model().index(self._chance.randrange(view.model().rowCount()), 0)
            self._step("click in a list", lambda: view.setCurrentIndex(index))
            return
        part = self._window.childAt(
            self._chance.randrange(self._window.width()),
            self._chance.randrange(self._window.height()),
        )
        if part is not None and not isinstance(part, QAbstractButton | QComboBox):
            self._step("click", lambda: QTest.mouseClick(part, Qt.MouseButton.LeftButton))

    def _search(self) -> None:
        boxes = visible(SearchBox, self._window)
        if not boxes:
            return
        box = self._chance.choice(boxes)
        box.setFocus()
        for letter in self._material.query():
            popup = box.popup
            line = popup.line if popup is not None and popup.isVisible() else box
            self._step("search", lambda line=line, one=letter: key_in(line, one))
        if box.popup is not None and box.popup.isVisible():
            key = self._chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down))
            self._step("search", lambda: QTest.keyClick(box.popup.line, key))
            self._step("search", box.hidePopup)

    # The order and its pages

    def _paste(self) -> None:
        if self._chance.random() < 0.3:
            line = self._line()
            if line is not None:
                QGuiApplication.clipboard().setText(self._material.order())
                line.selectAll()
                self._step("paste into a field", line.paste)
            return
        self._step("visit a page", lambda: self._window.visit("order-check"))
        side = getattr(self._window.view(), "side", None)
        if side is not None:
            self._step("paste an order", side.paste)

    def _visit(self) -> None:
        pages = [page.id for page in self._window.pages()]
        page = "order-check" if self._chance.random() < 0.35 else self._chance.choice(pages)
        self._step(f"visit {page}", lambda: self._window.visit(page))

    def _printed_case(self) -> None:
        number = self._chance.choice((1, 2, 5, 6, 11, 21, 22))
        if self._chance.random() < 0.5:
            self._step("open a case", lambda: self._window.ask_to_open_case(number))
        else:
            page = self._chance.choice([page.id for page in self._window.pages()])
            invented = self._chance.random() < 0.5
            self._step("open a case on a page", lambda: self._window.ask_to_open_case_on(
                number, page, invented))

    def _open_file(self) -> None:
        path = self._material.file()
        self._step("open a file", lambda: self._window.patient.before_another(
            lambda: self._window.open_file(path)))

    # The patient

    def _record(self) -> None:
        line = self._window.strip.fields["record_id"].editor.controls()[0]
        line.setFocus()
        line.selectAll()
        for letter in str(self._chance.randrange(1000)):
            self._step("key into record_id", lambda one=letter: QTest.keyClicks(line, one))
        self._step("leave record_id", lambda: QTest.keyClick(line, Qt.Key.Key_Tab))

    def _clear(self) -> None:
        self._step("clear", self._window.ask_to_clear)

    def _undo(self) -> None:
        if self._window.session.can_restore():
            self._step("undo", self._window.restore_patient)

    def _end(self) -> None:
        """Close the window; where nothing is unsaved it closes, and is opened again."""
        self._step("close the window", self._window.close)
        if not self._window.isVisible():
            self._step("open the window", self._window.show)

    # The look, the paper

    def _language(self) -> None:
        language = self._chance.choice(("en", "zh_CN"))
        self._step("language", lambda: self._window.use_language(language))

    def _scheme(self) -> None:
        scheme = self._chance.choice(list(SCHEMES))
        self._step("scheme", lambda: self._window.use_theme(scheme))

    def _text_size(self) -> None:
        percent = self._chance.choice(TEXT_SIZES)
        self._step("text size", lambda: self._window.use_text_size(percent))

    def _resize(self) -> None:
        size = self._chance.choice(SIZES)
        self._step("size of the window", lambda: self._window.resize(*size))

    def _copy(self) -> None:
        self._step("copy", self._window.bottom.copy.click)

    def _save(self) -> None:
        self._step("save a PDF", self._window.bottom.save_pdf.click)

    def _calendar(self) -> None:
        drawer = getattr(getattr(self._window.view(), "side", None), "drawers", {}).get("schedule")
        if drawer is not None and drawer.export.isVisibleTo(self._window):
            self._step("save a calendar", drawer.export.click)

    def _help(self) -> None:
        self._step("help", self._window.show_help)

    def chosen_path(self, offered: str) -> str:
        """Return where a file is saved: there, in a folder that does not exist, or nowhere."""
        place = self._chance.choices(
            (str(self._folder / Path(offered).name), str(self._folder / "none" / "a.pdf"), ""),
            (8, 1, 1),
        )[0]
        self.saved = Path(place)
        return place
