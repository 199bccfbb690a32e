"""The list of a month's queries on paper; whose orders they were about stands on none."""

from __future__ import annotations

from bmcalc.core.texts import Joined, _
from bmcalc.formulary.short_name import called
from bmcalc.gui.pages.queries.query_rows import Queries, QueryRow, by_error
from bmcalc.records.checks.queries import ERROR_NAMES, QueryError
from bmcalc.report.calculation import footer
from bmcalc.report.document import Paragraph, Report, Section, Table


def query_report(queries: Queries) -> Report:
    """Return the queries that are open and those of the month, in the language of the moment."""
    counts = Joined([_("{name} {count}", name=ERROR_NAMES[QueryError(kind)], count=count)
                     for kind, count in by_error(queries.closed).items()]) \
        if queries.closed else "–"
    heads = tuple(map(str, (_("Asked on"), _("To whom"), _("Order"), _("What is asked"),
                            _("Answer"), _("What came of it"), _("Kind of error"))))

    def table(rows: tuple[QueryRow, ...]) -> Table:
        return Table(heads, tuple(_line(row) for row in rows), widths=(9, 11, 13, 24, 19, 11, 13))

    return Report(
        str(_("Queries of {month}", month=queries.month)),
        str(_("asked in the month: {count}", count=queries.of_month)),
        (Section(str(_("Kind of error")), (Paragraph(str(counts)),)),
         Section(str(_("Unanswered")),
                 (table(queries.open),) if queries.open else (Paragraph("–"),)),
         Section(str(_("Closed")),
                 (table(queries.closed),) if queries.closed else (Paragraph("–"),))),
        footer(),
    )


def _line(row: QueryRow) -> tuple[str, ...]:
    query, asked = row.asked.query, row.asked
    return (query.opened.at.local().strftime("%m-%d"), query.to,
            f"{called(asked.regimen)} C{asked.cycle} D{asked.day}", row.text, row.answer,
            str(row.outcome), str(row.error))
