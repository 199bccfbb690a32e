"""Titles of papers by which the search finds them, before the pages that make them are loaded."""

from __future__ import annotations

from typing import Final

from bmcalc.core.texts import _

COURSE_SHEET: Final = _("Course sheet")
SHEET_OF_THE_DAY: Final = _("Sheet of the day")
QUERIES_OF_THE_MONTH: Final = _("Queries of the month")
