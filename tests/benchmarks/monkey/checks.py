"""Whether what is in sight is what the inputs come to: computed anew, and drawn anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from bmcalc.calculators import calculator
from bmcalc.core.ask import Ask, AskChoice, AskFlag
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import _
from bmcalc.gui.form.field_row import FieldRow
from bmcalc.gui.pages import page_of
from bmcalc.gui.pages.calculator_page import CalculatorPage
from bmcalc.gui.pages.course.page import CoursePage
from bmcalc.gui.pages.help.panel import HelpPanel
from bmcalc.gui.pages.order_check.entered import PAGE_ID, entered, kept_lines
from bmcalc.gui.pages.order_check.matter_row import MatterRow
from bmcalc.gui.pages.order_check.order_row import OrderRow
from bmcalc.gui.pages.order_check.outcome import OrderOutcome, look
from bmcalc.gui.pages.order_check.page import OrderCheckPage
from bmcalc.gui.pages.page import PageView
from bmcalc.gui.pages.record.page import RecordPage
from bmcalc.gui.result.evaluation import Evaluation, evaluate
from bmcalc.gui.result.live_values import (
    ABOUT_CREATININE,
    body_surface_area,
    creatinine_clearance,
)
from bmcalc.gui.window.patient_strip import ASKS as STRIP_ASKS
from bmcalc.gui.window.session import Typed, raw_of
from bmcalc.gui.window.window import Window
from bmcalc.orders.reading.order_entry import DOSE


def page_in_front(window: Window) -> str:
    """Return the id of the page that is shown."""
    return window._settings.page


def disagreements(window: Window) -> Iterator[str]:
    """Yield what in the window is not what its inputs come to; cheap enough for every key."""
    view = window.view()
    if view is None:
        yield "the page has failed"
        return
    yield from _fields_against_session(window, view)
    raw = window.session.raw("", {**STRIP_ASKS, **ABOUT_CREATININE})
    for shown, fresh in (
        (window.strip.bsa, body_surface_area(raw)),
        (window.strip.clearance, creatinine_clearance(raw)),
    ):
        if not shown.accessibleName().endswith(f": {fresh}"):
            yield f"the strip shows {shown.accessibleName()!r} for {fresh!r}"
    if isinstance(view, CalculatorPage):
        one = calculator(page_in_front(window))
        outcome = evaluate(one, window.session.raw(one.id, one.inputs.asks()))
        yield from _differ(one.id, _of_calculator(view._outcome), _of_calculator(outcome))
    elif isinstance(view, OrderCheckPage):
        checked = look(entered(window.session), kept_lines(window.session))
        yield from _differ(PAGE_ID, _of_order(view._outcome), _of_order(checked))
    if window.bottom.save_pdf.isEnabled() != view.can_print():
        yield "paper is offered without a result, or not offered with one"


def _differ(page: str, shown: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterator[str]:
    for name, value in fresh.items():
        if shown[name] != value:
            yield f"{page}: {name} is {str(shown[name])[:200]}, anew {str(value)[:200]}"


def _of_calculator(outcome: Evaluation | None) -> dict[str, Any]:
    if outcome is None:
        return {"status": None, "needs": None, "problems": None, "values": None, "findings": None}
    work = outcome.work
    return {
        "status": outcome.status, "needs": outcome.needs,
        "problems": [str(one.text) for one in outcome.problems],
        "values": None if work is None else {k: str(v) for k, v in work.values.items()},
        "findings": None if work is None else [str(one.text) for one in work.findings],
    }


def _of_order(outcome: OrderOutcome | None) -> dict[str, Any]:
    if outcome is None:
        return {"verdict": None, "problems": None, "missing": None, "lines": None}
    lines = () if outcome.check is None else outcome.check.lines
    return {
        "verdict": outcome.verdict, "missing": outcome.missing,
        "problems": [str(one.text) for one in outcome.problems],
        "lines": [
            (one.drug, outcome.verdict_of(one), str(one.computed), str(one.rounded),
             [str(finding.text) for finding in one.findings])
            for one in lines
        ],
    }


def told_wrongly(window: Window, saved: Path, name: str) -> Iterator[str]:
    """Yield what the bottom bar says of the last step, of this name, that is not so.

    What it says stays until the next thing that was done: a step that did nothing leaves it.
    """
    view, words = window.view(), window.bottom._words.text()
    copied = name == "copy" and words == str(_("Copied")) and window.bottom.copy.isEnabled()
    summary = view.summary() if view is not None and copied else None
    held = QGuiApplication.clipboard().text()
    if summary is not None and held != summary:
        yield (f"{page_in_front(window)}: the clipboard holds {held[:200]!r}, "
               f"the page {summary[:200]!r}")
    if words == str(_("Saved: {file}", file=saved)) and saved.stat().st_size < 100:
        yield f"said to be saved: {saved.name}, which is empty"


# What stands in the fields


def _fields_against_session(window: Window, view: PageView) -> Iterator[str]:
    page = page_in_front(window)
    rows: Iterable[Any] = (*window.strip.fields.values(), *view.findChildren(FieldRow))
    fields = [(row.field, row.ask, row) for row in rows]
    fields += [(f"order:{row.drug}", DOSE, row) for row in view.findChildren(OrderRow)]
    for name, ask, row in fields:
        if row.isVisibleTo(window):
            owner = "" if name in window.strip.fields else page
            shown, held = row.editor.entry(), window.session.entry(owner, name)
            if not _is_same(ask, shown, held):
                yield f"the field {name} shows {shown}, computed is {held}"


def _is_same(ask: Ask, shown: Typed, held: Typed) -> bool:
    """Say whether a field shows what is computed from; a list shows its default unasked."""
    if shown.empty and held.empty:
        return True
    if held.empty and isinstance(ask, AskChoice | AskFlag):
        return True
    return shown.off == held.off and _meaning(ask, shown) == _meaning(ask, held)


def _meaning(ask: Ask, entry: Typed) -> str:
    """Return what an entry is read as, or its text where it is not read."""
    raw = raw_of(entry, ask)
    try:
        return str(ask.read(raw))
    except Rejected:
        if isinstance(raw, list):
            return str([sorted(row.items()) if isinstance(row, dict) else row for row in raw])
        return str(raw).strip()


# What is drawn


def drawn_otherwise(window: Window) -> Iterator[str]:
    """Yield where the page reads otherwise than the same page made anew for the same inputs."""
    view = window.view()
    if isinstance(view, CoursePage | RecordPage):
        yield from _records_otherwise(window, view)
    if not isinstance(view, CalculatorPage | OrderCheckPage):
        return
    holder = QWidget()
    holder.resize(window.size())
    try:
        fresh = page_of(page_in_front(window)).build(window.session, lambda _name: None, holder)
        fresh.resize(view.size())
        fresh.use_formulary()
        if isinstance(view, OrderCheckPage) and isinstance(fresh, OrderCheckPage):
            fresh.details.why.header.setChecked(view.details.why.is_open())
            fresh._panes.choose(view._panes._tab)
        fresh.refresh()
        fresh.finish()
        if isinstance(view, OrderCheckPage) and isinstance(fresh, OrderCheckPage):
            assert view.side is not None and fresh.side is not None
            if view.side.table.selected in fresh.side.table.drugs():
                fresh.side.table._select(view.side.table.selected)
        fresh.grab()  # lays out what was never shown: rows are drawn by the room they have
        if isinstance(view, OrderCheckPage) and isinstance(fresh, OrderCheckPage):
            narrow = view._sides.is_narrow()
            view._sides.fit()
            if view._sides.is_narrow() != narrow:
                yield f"{page_in_front(window)}: was narrow {narrow}, though its width says not so"
            fresh._sides._stack(view._sides.is_narrow())  # what is not on screen measures otherwise
            fresh._panes._arrange()
        old, new = _texts(view), _texts(fresh, like=view)
        held = view.side.table.drugs() if isinstance(view, OrderCheckPage) and view.side else []
        again = fresh.side.table.drugs() if isinstance(fresh, OrderCheckPage) and fresh.side else []
        if old != new and held == again:
            gone = [text for text in old if text not in new][:3]
            come = [text for text in new if text not in old][:3]
            yield f"{page_in_front(window)}: drawn {gone}, anew {come}"
        if view.summary() != fresh.summary():
            yield f"{page_in_front(window)}: another text for the clipboard"
        if view.report() != fresh.report():
            yield f"{page_in_front(window)}: another report"
    finally:
        shiboken6.delete(holder)


def left_behind() -> Iterator[str]:
    """Yield each dialog that was closed and is still there; the help is kept for the next time."""
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog) and not one.isVisible() and not isinstance(one, HelpPanel):
            yield f"{type(one).__name__} was closed and is still there"


def _records_otherwise(window: Window, view: CoursePage | RecordPage) -> Iterator[str]:
    """Yield where a page of the records reads otherwise than the same page made anew."""
    holder = QWidget()
    try:
        fresh = page_of(page_in_front(window)).build(window.session, lambda _name: None, holder)
        if isinstance(view, CoursePage) and isinstance(fresh, CoursePage):
            fresh._wanted, fresh._number = view._wanted, view._number
        elif isinstance(view, RecordPage) and isinstance(fresh, RecordPage):
            fresh._check, fresh._asked_beside = view._check, view._asked_beside
        fresh.resize(view.size())
        fresh.enter()
        fresh.refresh()
        for name, old, new in (("texts", _texts(view), _texts(fresh)),
                               ("text for the clipboard", view.summary(), fresh.summary()),
                               ("report", view.report(), fresh.report())):
            if old != new:
                yield f"{page_in_front(window)}: {name} {str(old)[:300]}, anew {str(new)[:300]}"
    finally:
        shiboken6.delete(holder)


def _texts(view: PageView, like: PageView | None = None) -> list[str]:
    found = []
    left_out = _in_hand(view if like is None else like)
    spread = _line_in_hand(view if like is None else like)
    for part in view.results():
        if isinstance(view, OrderCheckPage) and view.side is not None and (
            (part is view.side.below and "fields" in left_out)
            or (part is view.details and "findings" in left_out)
        ):
            continue
        opened = {row._more for row in part.findChildren(MatterRow)}  # sources, opened by hand
        for label in part.findChildren(QLabel):
            row = label.parentWidget()
            if isinstance(row, OrderRow) and row.drug == spread:
                continue
            if label.isVisibleTo(view) and label.text() and label not in opened:
                struck = "struck " if label.font().strikeOut() else ""
                found.append(struck + label.text())
    return sorted(found)


def _line_in_hand(view: PageView) -> str:
    """Return the drug whose line is being typed: it takes the room of what stands beside it."""
    rows = view.findChildren(OrderRow) if isinstance(view, OrderCheckPage) else []
    return next((row.drug for row in rows for one in row.editor.controls() if one.hasFocus()), "")


def _in_hand(view: PageView) -> set[str]:
    """Name the parts of an order that stand as the hand left them, so that a new page differs.

    Fields that were opened or kept in place, whose contents are compared field by field; findings
    that are filtered; either of them behind a tab.
    """
    side = view.side if isinstance(view, OrderCheckPage) else None
    if side is None or not isinstance(view, OrderCheckPage):
        return set()
    narrow = view._sides.is_narrow()
    focused = QApplication.focusWidget()
    held = focused is not None and side.needed.isAncestorOf(focused)
    opened = any(one.isChecked() for one in side.buttons.values())
    found = {"fields"} if held or opened or narrow else set()
    return found | ({"findings"} if narrow or view.details.findings.is_filtered() else set())
