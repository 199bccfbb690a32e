"""The pages of the window.

A folder here with a ``PAGE`` is a page, and so is every calculator; nothing registers them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from bmcalc.calculators import all_calculators, calculator
from bmcalc.core.texts import _
from bmcalc.gui.pages.page import Page, PageView
from bmcalc.gui.window.session import Session

if TYPE_CHECKING:
    from bmcalc.core.calculator import Calculator

GROUPS: dict[str, object] = {
    "order": "",
    "records": _("Day's work"),
    "dosing": _("Dosing"),
    "bone": _("Bone and calcium"),
    "endocrine": _("Endocrine and targeted"),
    "scores": _("Scores"),
    "response": _("Response"),
    "workspace": _("Workspace"),
}


FIRST_CALCULATOR = "body-size"


def _page_of_calculator(found: Calculator[Any]) -> Page:
    def build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
        from bmcalc.gui.pages.calculator_page import CalculatorPage

        return CalculatorPage(found, session, go_to, parent)

    return Page(found.id, found.title, found.group, found.order, build, found.shown_by_default,
                "", found.summary)


@cache
def _own_pages() -> tuple[Page, ...]:
    names = sorted(one.name for one in pkgutil.iter_modules(__path__) if one.ispkg)
    modules = [import_module(f"{__name__}.{name}") for name in names]
    found = (getattr(module, "PAGE", None) for module in modules)
    return tuple(page for page in found if isinstance(page, Page))


def page_of(identifier: str) -> Page:
    """Return one page without loading the others; raise KeyError where there is none."""
    for page in _own_pages():
        if page.id == identifier:
            return page
    return _page_of_calculator(calculator(identifier))


_KEYS = MappingProxyType({
    "order-check": "F2", "body-size": "F3", "renal-function": "F4", "carboplatin": "F5",
    "bsa-dose": "F6", "her2-dose": "F7", "lvef-check": "F8", "tdxd-adjustment": "F9",
    "corrected-calcium": "F10", "denosumab": "F11", "zoledronic-acid": "F12",
    "bone-agent-choice": "Ctrl+2", "supplements": "Ctrl+3", "radiotherapy-eqd2": "Ctrl+4",
    "fulvestrant-schedule": "Ctrl+5", "endocrine-dose": "Ctrl+6", "cdk46-adjustment": "Ctrl+7",
    "mirels": "Ctrl+8", "sins": "Ctrl+9",
})
"""The key of each page that has one; F1 is help. A hand knows them: a new page takes none away."""


def keys_of(pages: Iterable[Page]) -> dict[str, str]:
    """Return the key of each page: its own, else the one that is kept for it, else none."""
    return {page.id: page.shortcut or _KEYS.get(page.id, "") for page in pages}


def first_page() -> str:
    """Return the id of the page that a first start shows."""
    return next((page.id for page in _own_pages() if page.group == "order"), FIRST_CALCULATOR)


@cache
def all_pages() -> tuple[Page, ...]:
    """Return every page in the order of the groups and of its place in the group."""
    pages = [_page_of_calculator(found) for found in all_calculators()]
    groups = list(GROUPS)
    return tuple(sorted(
        [*_own_pages(), *pages],
        key=lambda page: (
            groups.index(page.group) if page.group in groups else len(groups), page.order
        ),
    ))
