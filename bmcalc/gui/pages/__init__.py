"""The pages of the window.

A folder here with a ``PAGE`` is a page, and so is every calculator; nothing registers them.
"""

from __future__ import annotations

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
ORDER = "order-check"


def _page_of_calculator(found: Calculator[Any]) -> Page:
    def build(session: Session, go_to: Callable[[str], None], parent: QWidget) -> PageView:
        from bmcalc.gui.pages.calculator_page import CalculatorPage

        return CalculatorPage(found, session, go_to, parent)

    return Page(found.id, found.title, found.group, found.order, build, found.shown_by_default,
                "", found.summary, is_calculator=True)


@cache
def _own_pages() -> tuple[Page, ...]:
    import pkgutil  # the first paint shows one page, which is found by its name

    names = sorted(one.name for one in pkgutil.iter_modules(__path__) if one.ispkg)
    modules = [import_module(f"{__name__}.{name}") for name in names]
    found = (getattr(module, "PAGE", None) for module in modules)
    return tuple(page for page in found if isinstance(page, Page))


def page_of(identifier: str) -> Page:
    """Return one page without loading the others; raise KeyError where there is none."""
    return _own_page(identifier) or _page_of_calculator(calculator(identifier))


def _own_page(identifier: str) -> Page | None:
    """Return the page of the folder that is named like it, None where there is none."""
    name = identifier.replace("-", "_")
    if not name.isidentifier():
        return None
    try:
        page = getattr(import_module(f"{__name__}.{name}"), "PAGE", None)
    except ModuleNotFoundError:
        return None
    return page if isinstance(page, Page) and page.id == identifier else None


_KEYS = MappingProxyType({ORDER: "Ctrl+0", "today": "F2", "course": "F3"})
"""The key of each page that has one; F1 is help."""

def keys_of(pages: Iterable[Page], favourites: Iterable[str] = ()) -> dict[str, str]:
    """Return the key of each page: its own, else the one that is kept for it, else none.

    The favourite calculators have the keys from Ctrl+1 on, in their order.
    """
    chosen = {name: f"Ctrl+{place}" for place, name in enumerate(favourites, 1)}
    return {page.id: page.shortcut or _KEYS.get(page.id, "") or chosen.get(page.id, "")
            for page in pages}


def first_page() -> str:
    """Return the id of the page that a first start shows."""
    if _own_page(ORDER) is not None:
        return ORDER
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
