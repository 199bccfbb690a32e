"""A ward with one course in its records, as the pages of the records show it."""

from tests.gui.pages.course.conftest import place, thp

__all__ = ["place", "thp"]
