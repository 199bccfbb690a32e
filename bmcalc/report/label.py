"""A label for each bag and syringe of an order: only for what is confirmed, and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import drug, drugs
from bmcalc.formulary.handling_entry import TissueDamage
from bmcalc.formulary.short_name import short_name
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.supply.running import whole_volume
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.calculation import footer
from bmcalc.report.document import Block, Facts, Paragraph, Report, Section
from bmcalc.report.giving_order import in_giving_order
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.making import (
    diluents_of,
    final_concentration,
    given_in_words,
    handling_of,
    is_idle,
    is_undiluted,
    names_of,
    shown,
)
from bmcalc.report.preparable import against_all, is_confirmed
from bmcalc.report.recorded import Recorded
from bmcalc.report.slip import NOT_RECORDED, seal_in_short
from bmcalc.report.slip_facts import who

BLANK: Final = "__________"
"""A line to fill by hand: what nobody told is never guessed."""

_CONTAINERS: Final = frozenset({"vial", "bag", "syringe"})


@dataclass(frozen=True)
class Label:
    """One label: who, what, how much, how it is made, given and handled, and who made it.

    ``warnings`` are the words of its black band, ``handling`` the formulary's on making ready.
    ``code`` is what its code holds, empty where nothing is recorded.
    """

    number: str
    who: str
    place: str
    name: str
    other_name: str
    dose: str
    rows: tuple[tuple[str, str], ...]
    warnings: str
    handling: str
    treatment: str
    made_by: str
    checked_by: str
    record: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True)
class Labels(Report):
    """The labels of an order, each on a page of 100 × 60 mm, or eight on a sheet of A4."""

    labels: tuple[Label, ...] = ()
    on_sheets: bool = False


def label_reports(order: JudgedOrder, *, on_sheets: bool = False) -> Labels | None:
    """Return the labels of every confirmed bag and syringe; None where there is none to print.

    A line is confirmed where its order agrees and, from the records, is released. An order of
    which something was not read, or whose record number is not there, has no label; neither has
    one that is stopped or undecided as a whole and that nobody released over it by name.
    :func:`why_no_label` says why.
    """
    told, check, recorded = order.told(), order.check, order.recorded
    if _against_all(order) is not None:
        return None
    lines = _filled(check)
    labels: list[Label] = []
    pieces = [(line, piece) for line in lines for piece in _pieces(line)]
    for place, (line, piece) in enumerate(pieces, 1):
        if is_confirmed(line, told[line.drug], recorded):
            labels.append(_label(order, line, piece, (place, len(pieces))))
    if not labels:
        return None
    missing: tuple[Section, ...] = ()
    without = why_no_label(order)
    if without:
        missing = (Section(str(_("Without a label")), tuple(
            Paragraph(f"{name}: {reason}") for name, reason in without)),)
    return Labels(
        title=str(_("Bag labels")),
        subtitle=_treatment(check),
        sections=(*map(_section, labels), *missing),
        footer=footer(), labels=tuple(labels), on_sheets=on_sheets,
    )


def why_no_label(order: JudgedOrder) -> tuple[tuple[str, str], ...]:
    """Return each drug that has no label, with the reason."""
    told = order.told()
    against = _against_all(order)
    found = []
    for line in in_giving_order(order.check.lines):
        reason = against or _why_not(line, told[line.drug], order.recorded)
        if reason is not None and not is_idle(line):
            found.append((str(line.name), str(reason)))
    return tuple(found)


def _against_all(order: JudgedOrder) -> object | None:
    """Return why nothing of the order has a label; None where single lines may have one."""
    if not order.record.strip():
        return _("there is no record number")
    return against_all(order)


def _why_not(line: OrderLine, verdict: Verdict, recorded: Recorded | None) -> object | None:
    if line.supply.is_swallowed:
        return _("by mouth")
    if not is_confirmed(line, verdict, recorded):
        worse = max(verdict, line.verdict, key=lambda one: one.rank)
        return worse.label if worse is not Verdict.AGREES else _("not ordered")
    return None if _pieces(line) else _("no bag or syringe is planned")


def _filled(check: OrderCheck) -> list[OrderLine]:
    """Return the lines that come in a bag or a syringe, confirmed or not, as they are given."""
    return [line for line in in_giving_order(check.lines)
            if not is_idle(line) and not line.supply.is_swallowed]


class _Piece(NamedTuple):
    """One bag or syringe: the dose in it, and its volume where it comes ready."""

    dose: Term | None
    ready: Term | None = None


def _pieces(line: OrderLine) -> list[_Piece]:
    """Return each bag or syringe: every ready syringe, else the whole dose in one.

    Of a line without a plan, as while it is asked about, one is counted.
    """
    plan = line.vials
    whole = _Piece(line.supply.dose)
    if plan is None:
        return [whole]
    forms = {pick.presentation.form for pick in plan.picks}
    if not forms <= _CONTAINERS:
        return []
    if forms == {"syringe"} and not plan.waste.settled:
        return [_Piece(pick.presentation.strength, pick.presentation.volume)
                for pick in plan.picks for _one in range(pick.count)]
    return [whole]


def _label(
    order: JudgedOrder, line: OrderLine, piece: _Piece, place: tuple[int, int]
) -> Label:
    check, recorded = order.check, order.recorded
    first, other = names_of(line)
    known = drugs().get(line.drug)
    return Label(
        number=order.record, who=_second_identifier(check, recorded),
        place=str(_("No. {place} of {count}", place=place[0], count=place[1])),
        name=first, other_name=other, dose=shown(piece.dose, None) or BLANK,
        rows=tuple(_rows(line, piece)),
        warnings="" if known is None else str(Joined(_warnings(line.drug), " · ")),
        handling=handling_of(line), treatment=_treatment(check),
        made_by=str(_("Made by {name}", name=BLANK)),
        checked_by=str(_("Checked by {name}", name=_checker(recorded))),
        record=tuple(_record(recorded)), code="" if recorded is None else recorded.seal,
    )


def _second_identifier(check: OrderCheck, recorded: Recorded | None) -> str:
    """Return the month of birth with what else is known; a line to write on where it is not."""
    known = who(check.situation, recorded)
    if recorded is not None and recorded.born:
        return known
    return str(Joined([part for part in (_("born {month}", month=BLANK), known) if str(part)],
                      " · "))


def _rows(line: OrderLine, piece: _Piece) -> Iterator[tuple[str, str]]:
    supply = line.supply
    if piece.ready is not None:
        yield str(_("Whole dose")), shown(supply.dose, None)
        yield str(_("Drug volume")), shown(piece.ready, 2)
    else:
        drawn = None if supply.vials is None else supply.vials.concentration
        volume = shown(supply.volume, 2) or BLANK
        yield str(_("Drug volume")), volume if drawn is None else f"{volume} ({drawn})"
        yield str(_("Diluent")), _diluent(line)
        whole = shown(whole_volume(supply), 2) or BLANK
        final = final_concentration(line) if whole != BLANK else ""
        yield str(_("Whole volume")), " · ".join(part for part in (whole, final) if part)
    yield str(_("Route, time, rate")), given_in_words(line) or BLANK
    yield str(_("Made at")), BLANK * 2
    yield str(_("Use before")), BLANK * 2


def _diluent(line: OrderLine) -> str:
    """Return the one diluent that the order names or the text allows, with the bag."""
    if is_undiluted(line):
        return str(_("not diluted"))
    fluids = diluents_of(line)
    fluid = fluids[0] if len(fluids) == 1 else BLANK
    bag = BLANK if line.supply.bag is None else shown(line.supply.bag.volume, None)
    return f"{fluid} {bag}" if fluid != BLANK or bag != BLANK else BLANK


def _warnings(identifier: str) -> list[object]:
    """Return what kind of drug it is, and what it does outside the vein where that is known."""
    known = drug(identifier)
    found: list[object] = [known.group.label]
    if known.group is Group.CYTOTOXIC:
        found = [_("Cytotoxic drug")]
    harm = known.extravasation
    if harm is not None and harm.damage is not TissueDamage.NEUTRAL:
        found.append(harm.damage.label)
    if any(kept.from_light for kept in known.keeping):
        found.append(_("protect from light"))
    return found


def _treatment(check: OrderCheck) -> str:
    """Return the short name of the regimen with cycle, day and date of the treatment."""
    situation = check.situation
    short = short_name(str(situation.stage.name))
    parts: list[object] = [
        short, _("C{cycle} D{day}", cycle=situation.stage.overall, day=situation.day)]
    if situation.today is not None:
        parts.append(situation.today.isoformat())
    return str(Joined(parts, " · "))


def _checker(recorded: Recorded | None) -> str:
    second = None if recorded is None else recorded.second
    return BLANK if second is None else f"{second.name} {BLANK}"


def _record(recorded: Recorded | None) -> Iterator[str]:
    if recorded is None or not recorded.seal:
        yield str(NOT_RECORDED)
        return
    number, *digits = seal_in_short(recorded.seal) or ("",)
    yield str(Joined([part for part in (recorded.check, number) if part], " · "))
    yield " ".join(digits)


def _section(label: Label) -> Section:
    """Return a label as plain facts, for the clipboard and for those who hear it."""
    head: Block = Facts((
        (str(_("Record")), " · ".join(part for part in (label.number, label.who) if part)),
        (str(_("Dose")), label.dose), *label.rows,
        (str(_("How to handle")),
         " · ".join(part for part in (label.warnings, label.handling) if part)),
    ))
    return Section(f"{label.place}: {label.name} {label.other_name}".strip(), (head,))


def on_sheets(labels: Labels) -> Labels:
    """Return the same labels, eight on a sheet of A4."""
    return replace(labels, on_sheets=True)
