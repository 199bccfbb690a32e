"""Counts the keys and clicks for whole tasks in the real window, driven as a person would drive it.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.key_count [--trace] [task …]

Every press counts: digits and letters, Tab, arrows, a chord as one. Tab leads through
the fields above the order and the ordered doses, then the key to the next finding to what is still
missing. The page is in front and empty at the start of a task; all values are invented, and the
day of the check is today. Prints the presses, those of them that are characters of values, and
what the page says in the end.
"""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QToolButton, QWidget

from bmcalc.gui.look import theme
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.session import Typed
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window

PAGE: Final = "order-check"
SEARCH: Final = "Ctrl+K"
MOST: Final = 90
"""Presses after which a field counts as out of reach."""

MOST_IDLE: Final = 12
"""Presses of the key to the next finding without an answer, after which nothing more is asked."""

BODY: Final = {"sex": "female", "age": "52", "height": "160", "weight": "58", "creatinine": "68"}
FACTS: Final[dict[str, object]] = {
    "anc": "3.2", "platelets": "210", "haemoglobin": "120", "bilirubin": "10", "alt": "22",
    "ast": "24", "alp": "80", "bilirubin_uln": "21", "alt_uln": "40", "ast_uln": "35",
    "alp_uln": "135", "lvef_baseline": "62", "lvef_now": "62", "albumin": "41",
    "postmenopausal": True, "pregnancy": "no", "dialysis": False, "creatinine_steady": "yes",
    "hypersensitivity": "none", "polysorbate_allergy": False, "setting": "early",
    "chest_radiotherapy": False, "gfr": "", "neuropathy_grade": "0", "infection": False,
    "febrile_neutropenia": False, "worst_toxicity_grade": "0", "mucositis_grade": "0",
    "cumulative_anthracycline": "none", "diarrhoea_grade": "0", "fluid_retention_grade": "0",
    "skin_reaction_grade": "0", "heart_failure": False, "anc_lowest": "1.2",
    "platelets_lowest": "110", "hearing_loss": False,
}
FIRST: Final = {"trastuzumab_iv": "464", "pertuzumab": "840", "docetaxel": "120",
                "carboplatin": "515"}
SECOND: Final = {**FIRST, "trastuzumab_iv": "348", "pertuzumab": "420"}
DAY: Final = datetime.date.today()  # noqa: DTZ011
TODAY: Final = DAY.isoformat()
SAMPLED: Final = (DAY - datetime.timedelta(days=1)).isoformat()
LAST_ON: Final = (DAY - datetime.timedelta(days=21)).isoformat()
ECHO_ON: Final = (DAY - datetime.timedelta(days=40)).isoformat()
PASTED: Final = (
    f"采样 {SAMPLED}\n"
    "NEUT# 3.2 10^9/L 1.8-6.3\nPLT 210 10^9/L 125-350\nHGB 120 g/L 115-150\n"
    "ALT 22 U/L 7-40\nAST 24 U/L 13-35\nALP 80 U/L 50-135\nTBIL 10 umol/L 0-21\n"
    "肌酐 68 umol/L 41-81\n白蛋白 41 g/L 40-55\n\n"
    "注射用曲妥珠单抗 348mg 静滴 d1\n帕妥珠单抗 420mg 静滴 d1\n多西他赛 120mg 静滴 d1\n"
    "卡铂 515mg 静滴 d1\n"
)


class Hand:
    """Presses keys in a window and counts them; ``values`` are the characters of values."""

    def __init__(self, window: Window, trace: bool) -> None:
        self.window = window
        self.presses = 0
        self.values = 0
        self.clicks = 0
        self._trace = trace

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
            quiet: bool = False) -> None:
        """Press one key where the keyboard is."""
        self.presses += 1
        QTest.keyClick(self._front(), key, modifiers)
        settle()
        if self._trace and not quiet:
            print(f"  {QKeySequence(key).toString():8} -> {self.field()}")

    def _front(self) -> QWidget:
        """Return what a key goes to: in the dialog in front, if there is one."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            return dialog.focusWidget() or dialog
        return QApplication.focusWidget() or self.window

    def chord(self, keys: str) -> None:
        """Press the keys of a shortcut, as one press."""
        combination = QKeySequence(keys)[0]
        self.key(combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type the characters of a value."""
        self.presses += len(text)
        self.values += len(text)
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget(), letter)
            settle()
        if self._trace:
            print(f"  “{text}” -> {self.field()}")

    def click(self, widget: QWidget) -> None:
        """Click once."""
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        settle()

    # Where the keyboard is

    def field(self) -> str:
        """Return the name of the field with the keyboard, empty where it is in none."""
        return name_of(QApplication.focusWidget())

    def entry(self, name: str) -> Typed:
        """Return what the session holds of a field."""
        return self.window.session.entry(PAGE, name)

    # Answering

    def answer(self, name: str, value: object) -> None:
        """Answer the field with the keyboard."""
        if name == "today" and self._pressed_today():
            return
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit):
            if widget.text() and not widget.selectedText():
                self.chord("Ctrl+A")
            self.type(str(value))
            return
        if name == "regimen":
            self.type(str(value))
            self.key(Qt.Key.Key_Return)
            return
        self._choose(name, value)

    def _pressed_today(self) -> bool:
        """Say whether the button beside the field has put in the day of today."""
        self.key(Qt.Key.Key_Tab)
        if isinstance(QApplication.focusWidget(), QToolButton):
            self.key(Qt.Key.Key_Space)
            if self.entry("today").typed == TODAY:
                return True
        self.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        return False

    def _choose(self, name: str, value: object) -> None:
        """Choose an option by the arrows, or tick the one with the keyboard."""
        if name == "hypersensitivity":
            self.key(Qt.Key.Key_Space)
            return
        widget = QApplication.focusWidget()
        if isinstance(widget, QComboBox):
            for letter in label_of(widget, value)[:3]:
                QTest.keyClicks(widget, letter)
                self.presses += 1
                settle()
                if self.entry(name).typed == value:
                    return
            return
        self.key(Qt.Key.Key_Space)
        for _step in range(8):
            if self.entry(name).typed == value:
                return
            self.key(Qt.Key.Key_Right)


def name_of(widget: QWidget | None) -> str:
    """Return the name of the field in which a widget stands, as the session has it."""
    while widget is not None:
        field = getattr(widget, "field", None)
        if isinstance(field, str) and field:
            return field
        drug = getattr(widget, "drug", None)
        if isinstance(drug, str):
            return f"order:{drug}"
        if type(widget).__name__ == "TickList":
            return "hypersensitivity"
        widget = widget.parentWidget()
    return ""


def label_of(widget: QWidget, value: object) -> str:
    """Return what people read of an option of the choice in which a widget stands."""
    found: QWidget | None = widget
    while found is not None:
        ask = getattr(found, "ask", None)
        if ask is not None:
            return str(ask.options.get(value, value))
        found = found.parentWidget()
    return str(value)


def settle() -> None:
    """Let everything that follows from a press be done."""
    for _turn in range(8):
        QApplication.processEvents()


def next_key(window: Window) -> str:
    """Return the key to the next finding: F8, or what an older page has."""
    found = {one.key().toString() for one in window.view().findChildren(QShortcut)}
    return "F8" if "F8" in found else "Ctrl+G"


def verdict_of(window: Window) -> object:
    """Return the worst verdict that the page shows, None while nothing is checked."""
    outcome = getattr(window.view(), "_outcome", None)
    check = getattr(outcome, "check", None)
    return None if outcome is None or check is None else outcome.verdict


def is_done(window: Window) -> bool:
    """Say whether every line agrees."""
    verdict = verdict_of(window)
    return verdict is not None and str(getattr(verdict, "value", verdict)) == "agrees"


# The tasks

def fill(hand: Hand, answers: dict[str, object]) -> list[str]:
    """Answer fields in the order of Tab; return those that were out of reach."""
    left = {name: value for name, value in answers.items()
            if hand.entry(name).typed != value and value != ""}
    lost: list[str] = []
    while left:
        for _press in range(MOST):
            if hand.field() in left:
                break
            hand.key(Qt.Key.Key_Tab, quiet=True)
        else:
            lost += left
            break
        name = hand.field()
        hand.answer(name, left.pop(name))
    return lost


def follow(hand: Hand, book: dict[str, object]) -> list[str]:
    """Go from finding to finding and answer each field; return those that the book lacks."""
    lacking: list[str] = []
    key = next_key(hand.window)
    idle = 0
    while not is_done(hand.window) and idle < MOST_IDLE:
        hand.chord(key)
        name = hand.field()
        idle += 1
        value = answer_to(name, book)
        if value is None:
            lacking.append(name)
        elif value != "" and hand.entry(name).empty:
            hand.answer(name, value)
            idle = 0
    return list(dict.fromkeys(lacking))


def answer_to(name: str, book: dict[str, object]) -> object:
    """Return the answer to a field of the page; None where nobody has one."""
    if name.startswith("last:") and name.endswith(":on"):
        return LAST_ON
    if name.startswith("last:") and name.endswith(":dose"):
        return FIRST.get(name.split(":")[1])
    if name == "last_cycle:on":
        return LAST_ON
    if name == "last_cycle:weight":
        return "58"
    if name == "last_cycle:creatinine":
        return "68"
    if name.endswith(":on"):
        return SAMPLED
    return book.get(name)


def first_cycle(hand: Hand) -> list[str]:
    """Type cycle 1 of TCbHP with everything that is asked."""
    ordered = {f"order:{drug}": dose for drug, dose in FIRST.items()}
    lost = fill(hand, {**BODY, "regimen": "tcbhp", "cycle": "1", "day": "1", "today": TODAY})
    lost += fill(hand, dict(ordered))
    return lost + follow(hand, {**BODY, **FACTS, **ordered})


def second_cycle(hand: Hand) -> list[str]:
    """Type cycle 2 into what stands of cycle 1."""
    carry_over(hand.window)
    ordered = {f"order:{drug}": dose for drug, dose in SECOND.items()}
    lost = fill(hand, {"creatinine": "68", "cycle": "2", "today": TODAY})
    lost += fill(hand, dict(ordered))
    return lost + follow(hand, {**BODY, **FACTS, **ordered})


def second_cycle_pasted(hand: Hand) -> list[str]:
    """Paste the order and the laboratory values of cycle 2 from the clipboard."""
    carry_over(hand.window)
    lost = fill(hand, {"cycle": "2", "today": TODAY})
    QApplication.clipboard().setText(PASTED)

    def accept() -> None:
        hand.chord("Ctrl+Return")
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(200, accept)
    hand.chord("Ctrl+Shift+V")
    hand.window.activateWindow()  # without a window system nothing does it when a dialog closes
    settle()
    return lost + follow(hand, {**BODY, **FACTS})


def carry_over(window: Window) -> None:
    """Let stand what stands after a restart: the patient, the regimen and the last doses."""
    entries: dict[str, object] = {
        "sex": "female", "age": "52", "height": "160", "weight": "58", "regimen": "tcbhp",
        "day": "1", "lvef_baseline": "62", "lvef_now": "62", "lvef_now:on": ECHO_ON,
        "lvef_baseline:on": ECHO_ON, "hypersensitivity": ["none"], "setting": "early",
        "postmenopausal": True,
        **{f"last:{drug}:on": LAST_ON for drug in FIRST},
        **{f"last:{drug}:dose": dose for drug, dose in FIRST.items()},
        "last_cycle:on": LAST_ON, "last_cycle:weight": "58", "last_cycle:creatinine": "68",
    }
    units = {"height": "cm", "weight": "kg", "lvef_baseline": "%", "lvef_now": "%",
             "last_cycle:weight": "kg", "last_cycle:creatinine": "umol/L",
             **{f"last:{drug}:dose": "mg" for drug in FIRST}}
    for name, value in entries.items():
        window.session.put(PAGE, name, Typed(value, units.get(name, "")))
    window.reload(PAGE)
    settle()


def one_number(
    page: str, letters: str, answers: dict[str, object]
) -> Callable[[Hand], list[str]]:
    """Return the task of getting one number: the search finds the page, or it is in front."""
    def task(hand: Hand) -> list[str]:
        if has_key(hand.window, SEARCH):
            hand.chord(SEARCH)
            hand.type(letters)
            hand.values -= len(letters)
            hand.key(Qt.Key.Key_Return)
        else:
            hand.window.visit(page)
            settle()
        lost = fill(hand, answers)
        return lost if hand.window.view().can_print() else [*lost, "no result"]
    return task


def has_key(window: Window, keys: str) -> bool:
    """Say whether a shortcut of the window has these keys."""
    wanted = QKeySequence(keys)
    return any(one.key() == wanted for one in window.findChildren(QShortcut)) or any(
        wanted in one.shortcuts() for one in window.findChildren(QAction))


TASKS: Final[dict[str, Callable[[Hand], list[str]]]] = {
    "cycle 1, typed": first_cycle,
    "cycle 2, typed": second_cycle,
    "cycle 2, pasted": second_cycle_pasted,
    "carboplatin alone": one_number("carboplatin", "carb", {
        "sex": "female", "age": "52", "weight": "58", "height": "160", "creatinine": "68",
        "target_auc": "5"}),
    "Mirels alone": one_number("mirels", "mirels", {
        "site": "peritrochanteric", "lesion": "lytic", "size": "1_3_to_2_3", "pain": "moderate"}),
    "denosumab alone": one_number("denosumab", "denos", {
        "albumin": "41", "first_dose": True, "calcium_total": "2.30", "calcium_age_days": "1",
        "crcl": "76"}),
}


def run(name: str, trace: bool) -> Iterator[str]:
    """Give the line of one task."""
    with tempfile.TemporaryDirectory() as place:
        window = Window(Settings(Path(place) / "keys.ini"))
        window.complete()
        window.use_formulary()
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        if name.startswith("cycle"):
            window.visit(PAGE)
        settle()
        hand = Hand(window, trace)
        lacking = TASKS[name](hand)
        end = verdict_of(window) if window.view() is not None else None
        shown = "agrees" if is_done(window) else end or "—"
        if end is None and window.view() is not None and window.view().can_print():
            shown = "a result"
        yield (f"{name:20} {hand.presses:8} {hand.values:8} {hand.clicks:7}   "
               f"{shown}")
        if lacking:
            yield f"{'':20} without an answer or out of reach: {', '.join(map(str, lacking))}"
        window.close()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", nargs="*", choices=[*TASKS, []], default=[])
    parser.add_argument("--trace", action="store_true", help="print where each press leads")
    asked = parser.parse_args()
    if len(asked.task) != 1:
        print(f"{'':20} {'presses':>8} {'values':>8} {'clicks':>7}", flush=True)
        for name in asked.task or TASKS:  # each with a keyboard of its own
            subprocess.run([sys.executable, "-m", "tests.benchmarks.key_count", name],
                           check=False, stderr=subprocess.DEVNULL)
        return
    app = make_application()
    use_language("en")
    theme.apply(app, "light", 100)
    for line in run(asked.task[0], asked.trace):
        print(line, flush=True)


if __name__ == "__main__":
    main()
