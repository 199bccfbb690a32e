"""What a review sheet says of a drug's schedules and course: cycle, doses, bands, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.course_entry import Course
from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.schedule_entry import Schedule, whole_days
from bmcalc.report.document import Facts, Section
from bmcalc.rules.interval_band import IntervalBand

Numbers = Callable[[Iterable[str]], str]
"""How sources are named on a sheet: by their numbers."""

Pairs = Iterator[tuple[object, object]]


def interval_sources(drug: Drug) -> Iterator[str]:
    """Give every source that the schedules and the course of a drug cite."""
    for schedule in drug.schedules:
        yield from (*schedule.sources, *schedule.interval_sources, *schedule.early_sources)
        if schedule.conflict is not None:
            yield from schedule.conflict.loading_sources
            yield from schedule.conflict.maintenance_sources
        if schedule.changed_from is not None:
            yield from schedule.changed_from.sources
    if drug.course is not None:
        yield from drug.course.sources


def interval_sections(drug: Drug, numbers: Numbers) -> Iterator[Section]:
    """Give a section for each schedule of a drug, then one for its course."""
    for schedule in drug.schedules:
        heading = _("Schedule: every {cycle}", cycle=_plain(schedule.cycle))
        yield Section(str(heading), (_facts(_of_schedule(schedule, numbers)),))
    if drug.course is not None:
        yield Section(str(_("Course")), (_facts(_of_course(drug.course, numbers)),))


def _of_schedule(schedule: Schedule, numbers: Numbers) -> Pairs:
    if schedule.loading is not None:
        yield _("Loading dose"), _plain(schedule.loading)
        if schedule.loading_text is not None:
            yield _("How the loading dose is given"), schedule.loading_text
    yield _("Maintenance dose"), _plain(schedule.maintenance)
    yield _("How it is given"), schedule.maintenance_text
    too_early = schedule.early_from or schedule.cycle
    early = numbers(schedule.early_sources)
    yield IntervalBand.TOO_EARLY.label, _(
        "before day {day}: do not give {sources}", day=whole_days(too_early), sources=early
    )
    if schedule.early_from is not None:
        yield IntervalBand.EARLY.label, _(
            "from day {day} on: give with caution {sources}",
            day=whole_days(schedule.early_from), sources=early,
        )
    again = numbers(schedule.interval_sources)
    if schedule.load_again_after is None:
        yield IntervalBand.LATE.label, _(
            "after day {day}: give it now, never loaded again {sources}", day=schedule.interval,
            sources=again,
        )
    else:
        yield IntervalBand.LATE.label, _(
            "day {first} to {last}: give it now {sources}", first=schedule.interval + 1,
            last=schedule.longest, sources=again,
        )
        yield IntervalBand.RELOAD.label, _(
            "after day {day} {sources}", day=schedule.longest, sources=again
        )
    if schedule.conflict is not None:
        conflict = schedule.conflict
        yield IntervalBand.CONFLICT.label, _(
            "day {first} to {last} beside {drug}: loaded again by {loading}, not by {maintenance}",
            first=conflict.days[0], last=conflict.days[-1], drug=conflict.beside,
            loading=numbers(conflict.loading_sources),
            maintenance=numbers(conflict.maintenance_sources),
        )
    if schedule.changed_from is not None:
        change = schedule.changed_from
        yield _("Changed from {products}", products=change.name), _(
            "the days count from the last dose of {drug} {sources}", drug=change.counts,
            sources=numbers(change.sources),
        )
    if schedule.unclear_after:
        yield _("Not decided here after"), Joined(list(schedule.unclear_after))
    yield _("Sources"), numbers(schedule.sources)


def _of_course(course: Course, numbers: Numbers) -> Pairs:
    yield _("Given alone by the regimen"), Joined(
        list(dict.fromkeys((course.regimen, *course.regimen_of.values()))))
    if course.interval is not None:
        yield _("Interval"), _plain(course.interval)
    yield _("Due from"), _("day {day} after the last dose", day=whole_days(course.due_from))
    if course.starts_again_after is not None:
        yield _("Judged as a first dose"), _(
            "more than {days} days after the last dose", days=whole_days(course.starts_again_after)
        )
    yield _("Sources"), numbers(course.sources)


def _facts(pairs: Pairs) -> Facts:
    return Facts(tuple((str(name), str(value)) for name, value in pairs))


def _plain(term: Term) -> str:
    return show(term, 4, trim=True)
