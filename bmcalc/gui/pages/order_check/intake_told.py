"""The rows of the intake as they are told: heading, sentence, small line, weight."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.drugs import drug
from bmcalc.gui.pages.order_check.intake_rows import Row, patient_rows, result_rows, wrong_patient
from bmcalc.gui.result.finding_list import Told
from bmcalc.gui.window.session import Session
from bmcalc.orders.reading.intake.parts import Intake
from bmcalc.orders.reading.ordered import OrderedLine, PastedOrder
from bmcalc.orders.reading.ordered_words import in_words


class Section(NamedTuple):
    """Some of what was understood, under one heading."""

    title: object
    told: tuple[Told, ...]


def sections_of(
    intake: Intake, session: Session, shared_day: datetime.date | None
) -> list[Section]:
    """Return everything that a text came to: what stops it first, what is left out last."""
    results = result_rows(intake, session, shared_day)
    patient = patient_rows(intake.patient, session)
    order = sorted(told_of_order(intake.pasted), key=lambda pair: (-pair[1].severity, pair[0]))
    found = [
        Section(_("Another patient?"), tuple(
            Told(Severity.STOP, str(one), str(_("Nothing is taken over.")))
            for one in wrong_patient(intake.patient, session))),
        Section(_("Order"), tuple(told for _number, told in order)),
        Section(_("Both an order and a result"), tuple(
            Told(Severity.CAUTION, _line(intake, number),
                 str(_("no result is taken from this line"))) for number in intake.doubtful)),
        Section(_("Laboratory values"), tuple(map(_told_row, results))),
        Section(_("Patient"), tuple(map(_told_row, patient))),
        Section(_("Results that are not used"), tuple(
            Told(Severity.CAUTION, one.text, str(one.reason))
            for one in intake.laboratory.not_used if one.fact is not None)),
        Section(_("Other results"), tuple(
            Told(Severity.INFO, one.text, str(one.reason))
            for one in intake.laboratory.not_used if one.fact is None)),
        Section(_("Not understood"), tuple(
            Told(Severity.CAUTION, one.text, str(_("no result was read from this line")))
            for one in intake.laboratory.unknown
            if one.number not in intake.patient.lines)),
        Section(_("Titles and days"), tuple(
            Told(Severity.INFO, one.text, "") for one in intake.laboratory.told)),
    ]
    return [one for one in found if one.told]


def _line(intake: Intake, number: int) -> str:
    return intake.order_text.splitlines()[number - 1].strip()


def _told_row(row: Row) -> Told:
    severity = Severity.INFO if row.entries and not row.replaces else Severity.CAUTION
    return Told(severity, str(row.title), str(row.below))


def told_of_order(pasted: PastedOrder) -> Iterator[tuple[int, Told]]:
    """Give every line with its number: what was read of it, or why nothing was."""
    for line in pasted.lines:
        yield line.number, _understood(line)
    for strange in pasted.not_understood:
        yield strange.number, Told(Severity.CAUTION, strange.text, str(strange.told))
    for stopped in pasted.discontinued:
        name = drug(stopped.drug).name
        yield stopped.number, Told(
            Severity.CAUTION, str(_("{drug}: ordered to stop", drug=name)), stopped.text
        )
    for other in pasted.others:
        yield other.number, Told(
            Severity.STOP, str(_("{drug}: not a drug of the formulary", drug=other.name)),
            other.text,
        )
    for beside in pasted.beside:
        yield beside.number, Told(
            Severity.INFO, str(_("{drug}: read, not checked", drug=beside.name)), beside.text
        )
    for title in pasted.told:
        what = _("Orders nothing") if title.said is None else _(
            "Orders nothing; compared with this check")
        yield title.number, Told(Severity.INFO, str(what), title.text)


def _understood(line: OrderedLine) -> Told:
    """Return one understood line; a doubt makes it something to look at."""
    ordered = line.ordered
    read = Joined([drug(line.drug).name, in_words(ordered)], " · ")
    below: list[object] = [line.text, *ordered.doubts, *ordered.notes]
    severity = Severity.CAUTION if ordered.doubts else Severity.INFO
    return Told(severity, str(read), str(Joined(below, " · ")))
