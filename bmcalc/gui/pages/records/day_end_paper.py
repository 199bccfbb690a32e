"""The sheet that ends a day, on paper with its seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bmcalc.core.texts import _
from bmcalc.records.ledger.seal import seal_line
from bmcalc.records.people.known import Roster
from bmcalc.records.seals.day_end import DayEnd
from bmcalc.records.seals.day_sheet import ACT_NAMES
from bmcalc.report.calculation import footer
from bmcalc.report.document import Block, Facts, Paragraph, SealedReport, Section, Table

_SHORT = 8


def day_end_report(end: DayEnd, roster: Roster) -> SealedReport:
    """Return what a day came to, with the names of those who worked and the seal over it."""
    none = str(_("none"))
    acts = tuple((str(name), str(end.acts[kind])) for kind, name in ACT_NAMES.items()
                 if end.acts.get(kind))
    states = tuple((str(state.label), str(count)) for state, count in end.states.items())
    verdicts = tuple((str(one.label), str(count)) for one, count in end.verdicts.items())

    def facts(pairs: tuple[tuple[str, str], ...]) -> tuple[Block, ...]:
        return (Facts(pairs),) if pairs else (Paragraph(none),)

    return SealedReport(
        title=str(_("Day's end {day}", day=end.day.isoformat())),
        subtitle=str(_("Unfinished: {count}", count=len(end.unfinished))),
        sections=(
            Section(str(_("Done on this day")), facts(acts)),
            Section(str(_("Checks of the day by state")), facts(states)),
            Section(str(_("Checks of the day by verdict")), facts(verdicts)),
            Section(str(_("Unfinished")), _table(
                (_("Check"), _("Due"), _("Cycle and day"), _("State"), _("Verdict")),
                _unfinished(end), (20, 18, 16, 23, 23))),
            Section(str(_("Open queries")), _table(
                (_("Query"), _("Check"), _("Open since")), _queries(end), (30, 30, 40))),
            Section(str(_("Worked")), _table(
                (_("Printed name"), _("Registration number")), _people(end, roster), (60, 40))),
        ),
        footer=footer(), signatures=(str(_("Day closed by")), str(_("Seen by"))),
        seal=seal_line(end.seal),
    )


def _table(
    heads: tuple[object, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]
) -> tuple[Block, ...]:
    filled = tuple(rows)
    if not filled:
        return (Paragraph(str(_("none"))),)
    return (Table(tuple(map(str, heads)), filled, widths=widths),)


def _unfinished(end: DayEnd) -> Iterator[tuple[str, ...]]:
    for one in end.unfinished:
        yield (one.check[:_SHORT], str(_("no day")) if one.due is None else one.due.isoformat(),
               str(_("C{cycle} D{day}", cycle=one.cycle, day=one.day)), str(one.state.label),
               str(one.verdict.label))


def _queries(end: DayEnd) -> Iterator[tuple[str, ...]]:
    for one in end.open_queries:
        opened = f"{one.opened[:10]} {one.opened[11:16]} UTC"
        yield one.query[:_SHORT], one.check[:_SHORT], opened


def _people(end: DayEnd, roster: Roster) -> Iterator[tuple[str, ...]]:
    for identifier in end.worked:
        person = roster.find(identifier)
        if person is not None:
            yield person.printed_name, person.registration
