"""A hospital's folder that gives every drug with a page in a regimen of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.orders.grid.pages import PARTNERS, Page

_HEAD = """name = {{ en = "{id}", zh = "{id}" }}
sources = ["regimen-casebook"]
reviewed_by = ""

[[tracks]]
id = "all"
name = {{ en = "all", zh = "全部" }}
cycle_length = "{length} day"
"""
_LINE = """
[[lines]]
drug = "{drug}"
track = "all"
dose = "{dose}"
{loading}days = {days}
route = "{route}"
{times}sources = ["regimen-casebook"]
"""


def write_regimens(folder: Path, pages: Iterable[Page]) -> None:
    """Write one regimen a page into a hospital's folder."""
    (folder / "regimens").mkdir(parents=True, exist_ok=True)
    for page in pages:
        text = _HEAD.format(id=page.regimen, length=page.cycle_length)
        text += _line(page.drug, page.planned, page.loading, page.days, page.route)
        if page.partner is not None:
            dose, loading, *_in_mg = PARTNERS[page.partner]
            text += _line(page.partner, dose, loading, "[1]", "iv")
        (folder / "regimens" / f"{page.regimen}.toml").write_text(text, encoding="utf-8")


def _line(drug: str, dose: str, loading: str | None, days: str, route: str) -> str:
    return _LINE.format(
        drug=drug, dose=dose, days=days, route=route,
        loading=f'loading_dose = "{loading}"\n' if loading else "",
        times="times_per_day = 2\n" if drug == "abemaciclib" else "",
    )
