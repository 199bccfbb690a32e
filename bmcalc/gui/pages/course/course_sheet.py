"""The course on paper: every dose, the values and the anthracyclines, as the page shows them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from bmcalc.core.texts import _
from bmcalc.gui.pages.course.course_words import (
    amount,
    anthracycline_words,
    drug_name,
    intensity_words,
    percent,
    state_word,
    value_words,
)
from bmcalc.gui.pages.course.reading import CourseRead, cycles_words, person_words
from bmcalc.records.courses.overview import CourseOverview
from bmcalc.report.document import Facts, Paragraph, Report, Section, Table
from bmcalc.version import __version__


def course_sheet(read: CourseRead, day: datetime.date) -> Report:
    """Return the sheet of a course."""
    overview = read.overview
    heads = (_("Drug"), _("Cycle"), _("Day"), _("State"), _("Planned"), _("Dose"), _("of the plan"))
    doses = Table(tuple(map(str, heads)), tuple(_doses(overview)), frozenset({4, 5, 6}),
                  (24, 10, 14, 18, 12, 12, 10))
    intensity = Facts(tuple((drug_name(drug), intensity_words(overview, drug))
                            for drug in overview.drugs))
    values = Facts(tuple((str(one.series.label), value_words(one))
                         for one in overview.values if one.series.points))
    sections = [
        Section(str(_("Doses over the cycles")), (doses,)),
        Section(str(_("Relative dose intensity, from given doses")), (intensity,)),
    ]
    if values.pairs:
        sections.append(Section(str(_("Values over the cycles")), (values,)))
    lines = tuple(Paragraph(one) for one in anthracycline_words(overview))
    if lines:
        sections.append(Section(str(_("Anthracyclines in sum")), lines))
    return Report(
        str(_("Course {words}", words=read.courses[overview.course.id])),
        f"{overview.who.number} · {person_words(overview, day)} · {cycles_words(overview)}",
        tuple(sections), f"bmcalc {__version__} · {day.isoformat()}",
    )


def _doses(overview: CourseOverview) -> Iterator[tuple[str, ...]]:
    for drug in overview.drugs:
        for one in overview.of_drug(drug):
            if not one.is_planned:
                yield (drug_name(drug), f"C{one.cycle} D{one.day}",
                       "" if one.on is None else one.on.isoformat(), str(state_word(one)),
                       amount(one.planned), amount(one.shown), percent(one))
