"""Counts the keys and clicks for whole tasks in the real window, driven as a person would drive it.

Run: QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.key_count [--trace] [task …]

Each task starts with the program. Tab leads through the fields above the order and the ordered
doses, the key to the next finding to what is still missing; in a calculator Enter leads on. For
cycle 2 the first cycle stands in records of its own; the person looks the patient up by number
and asks for the next cycle. All values are invented, and the day of the check is today. Prints the
presses, how many of them put in values, how many do not, and what the page says in the end.
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
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog

from bmcalc.gui.look import theme
from bmcalc.gui.window.app import make_application
from bmcalc.gui.window.language import use_language
from bmcalc.gui.window.settings import Settings
from bmcalc.gui.window.window import Window
from tests.benchmarks.hand import TODAY, Hand, settle

PAGE: Final = "order-check"
MOST: Final = 90
"""Presses after which a field counts as out of reach."""

MOST_IDLE: Final = 12
"""Presses of the key to the next finding without an answer, after which nothing more is asked."""

AGE: Final = 52
BODY: Final[dict[str, object]] = {
    "sex": "female", "age": str(AGE), "height": "160", "weight": "58", "creatinine": "68"}
FACTS: Final[dict[str, object]] = {
    "anc": "3.2", "platelets": "210", "haemoglobin": "120", "bilirubin": "10", "alt": "22",
    "ast": "24", "alp": "80", "bilirubin_uln": "21", "alt_uln": "40", "ast_uln": "35",
    "alp_uln": "135", "lvef_baseline": "62", "lvef_now": "62", "albumin": "41",
    "menopause": "postmenopausal", "pregnancy": "no", "dialysis": False,
    "creatinine_steady": "yes", "hypersensitivity": "none", "polysorbate_allergy": False,
    "setting": "early", "chest_radiotherapy": False, "gfr": "", "neuropathy_grade": "0",
    "infection": False, "febrile_neutropenia": False, "worst_toxicity_grade": "0",
    "mucositis_grade": "0", "diarrhoea_grade": "0", "fluid_retention_grade": "0",
    "skin_reaction_grade": "0", "heart_failure": False, "anc_lowest": "1.2",
    "platelets_lowest": "110", "hearing_loss": False,
}
FIRST: Final = {"trastuzumab_iv": "464", "pertuzumab": "840", "docetaxel": "120",
                "carboplatin": "515"}
SECOND: Final = {**FIRST, "trastuzumab_iv": "348", "pertuzumab": "420"}
DAY: Final = datetime.date.fromisoformat(TODAY)
SAMPLED: Final = (DAY - datetime.timedelta(days=1)).isoformat()
LAST: Final = DAY - datetime.timedelta(days=21)
RECORDED: Final = ("anc", "platelets", "bilirubin", "alt", "ast", "alp", "bilirubin_uln",
                   "alt_uln", "ast_uln", "alp_uln", "lvef_baseline", "lvef_now", "pregnancy")
"""What is asked for cycle 1, and so stands in the records."""

PASTED: Final = (
    f"采样 {SAMPLED}\n"
    "NEUT# 3.2 10^9/L 1.8-6.3\nPLT 210 10^9/L 125-350\nHGB 120 g/L 115-150\n"
    "ALT 22 U/L 7-40\nAST 24 U/L 13-35\nALP 80 U/L 50-135\nTBIL 10 umol/L 0-21\n"
    "肌酐 68 umol/L 41-81\n白蛋白 41 g/L 40-55\n\n"
    "注射用曲妥珠单抗 348mg 静滴 d1\n帕妥珠单抗 420mg 静滴 d1\n多西他赛 120mg 静滴 d1\n"
    "卡铂 515mg 静滴 d1\n"
)


def verdict_of(window: Window) -> object:
    """Return the worst verdict that the page shows, None while nothing is checked."""
    outcome = getattr(window.view(), "_outcome", None)
    check = getattr(outcome, "check", None)
    return None if outcome is None or check is None else outcome.verdict


def is_done(window: Window) -> bool:
    """Say whether every line agrees."""
    verdict = verdict_of(window)
    return verdict is not None and str(getattr(verdict, "value", verdict)) == "agrees"


def next_key(window: Window) -> str:
    """Return the key to the next finding."""
    view = window.view()
    found = [] if view is None else [one.key().toString() for one in view.findChildren(QShortcut)]
    return "F8" if "F8" in found else "Ctrl+G"


# Answering

def fill(hand: Hand, answers: dict[str, object], key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """Answer fields in the order of a key; return those that were out of reach."""
    left = {name: value for name, value in answers.items()
            if hand.entry(name).typed != value and value != ""}
    while left:
        for _press in range(MOST):
            if hand.field() in left:
                break
            hand.key(key, quiet=True)
        else:
            return list(left)
        name = hand.field()
        hand.answer(name, left.pop(name))
    return []


def follow(hand: Hand, book: dict[str, object]) -> list[str]:
    """Go from finding to finding and answer each field; return those that the book lacks."""
    lacking: list[str] = []
    key = next_key(hand.window)
    idle = 0
    while not is_done(hand.window) and idle < MOST_IDLE:
        hand.chord(key)
        name = hand.field()
        idle += 1
        value = SAMPLED if name.endswith(":on") else book.get(name)
        if value is None:
            lacking.append(name)
        elif value != "" and hand.entry(name).empty:
            hand.answer(name, value)
            idle = 0
    return list(dict.fromkeys(lacking))


# The tasks

def first_cycle(hand: Hand) -> list[str]:
    """Type cycle 1 of TCbHP with everything that is asked."""
    ordered: dict[str, object] = {f"order:{drug}": dose for drug, dose in FIRST.items()}
    lost = fill(hand, {**BODY, "regimen": "tcbhp", "cycle": "1", "day": "1", "today": TODAY})
    lost += fill(hand, dict(ordered))
    return lost + follow(hand, {**BODY, **FACTS, **ordered})


def open_patient(hand: Hand) -> None:
    """Look the patient up by number, and ask for the next cycle of the course."""
    from tests.benchmarks.recorded_cycle import NUMBER

    hand.chord("Ctrl+K")
    hand.type(NUMBER)
    hand.key(Qt.Key.Key_Return)
    hand.chord("Ctrl+N")


def second_cycle(hand: Hand) -> list[str]:
    """Type cycle 2, which begins from what the records know of cycle 1."""
    open_patient(hand)
    ordered: dict[str, object] = {f"order:{drug}": dose for drug, dose in SECOND.items()}
    lost = fill(hand, {"weight": "58", "creatinine": "68", "today": TODAY})
    lost += fill(hand, dict(ordered))
    return lost + follow(hand, {**BODY, **FACTS, **ordered})


def second_cycle_pasted(hand: Hand) -> list[str]:
    """Paste the order and the laboratory values of cycle 2 from the clipboard."""
    open_patient(hand)
    lost = fill(hand, {"weight": "58", "today": TODAY})
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


def one_number(letters: str, answers: dict[str, object]) -> Callable[[Hand], list[str]]:
    """Return the task of getting one number, from the search to the result.

    ``answers`` are what Enter leads to, one after the other, in the order in which it does.
    """
    def task(hand: Hand) -> list[str]:
        hand.chord("Ctrl+K")
        hand.type(letters)
        hand.values -= len(letters)
        hand.key(Qt.Key.Key_Return)
        lost = fill(hand, answers, Qt.Key.Key_Return)
        view = hand.window.view()
        return lost if view is not None and view.can_print() else [*lost, "no result"]
    return task


TASKS: Final[dict[str, Callable[[Hand], list[str]]]] = {
    "cycle 1, typed": first_cycle,
    "cycle 2, typed": second_cycle,
    "cycle 2, pasted": second_cycle_pasted,
    "carboplatin alone": one_number("carb", {**BODY, "target_auc": "5"}),
    "Mirels alone": one_number("mirels", {
        "site": "peritrochanteric", "lesion": "lytic", "size": "1_3_to_2_3", "pain": "moderate"}),
    "denosumab alone": one_number("denos", {
        "first_dose": True, "calcium_total": "2.30", "albumin": "41", "crcl": "76",
        "vitamin_d": "400", "dental_exam": "done", "pregnancy": "no"}),
}


def made_window(place: Path) -> Window:
    """Return the window of a first start, ready for the keyboard."""
    window = Window(Settings(place / "keys.ini"))
    window.complete()
    window.use_formulary()
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    settle()
    return window


def run(name: str, trace: bool) -> Iterator[str]:
    """Give the line of one task."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["BMCALC_RECORDS"] = str(Path(place) / "records")
        if name.startswith("cycle 2"):
            from tests.benchmarks.recorded_cycle import record_first_cycle

            answers = {**BODY, **{fact: FACTS[fact] for fact in RECORDED}}
            record_first_cycle(Path(place) / "records", answers, FIRST, LAST, AGE)
        window = made_window(Path(place))
        hand = Hand(window, trace)
        lacking = TASKS[name](hand)
        view, end = window.view(), verdict_of(window)
        shown = "agrees" if is_done(window) else end or "—"
        if end is None and view is not None and view.can_print():
            shown = "a result"
        yield (f"{name:20} {hand.presses:8} {hand.values:8} {hand.presses - hand.values:8} "
               f"{hand.clicks:7}   {shown}")
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
        print(f"{'':20} {'presses':>8} {'values':>8} {'beside':>8} {'clicks':>7}", flush=True)
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
