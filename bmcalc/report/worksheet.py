"""The worksheet of a preparation: in which order, what is opened, drawn and filled, and who did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.preparation import Dissolving, Presentation
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.supply.supply_of_dose import Making
from bmcalc.orders.supply.vials import Pick
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.calculation import footer, notices, sources_table
from bmcalc.report.document import Block, Facts, Paragraph, Report, Section, Table
from bmcalc.report.giving_order import in_giving_order, sentences_of_order
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.label import BLANK
from bmcalc.report.making import (
    NOTHING,
    diluent_in_words,
    final_concentration,
    given_in_words,
    handling_of,
    is_idle,
    names_of,
    shown,
)
from bmcalc.report.order import supportive
from bmcalc.report.preparable import headline
from bmcalc.report.slip import place_of
from bmcalc.report.slip_doses import TICK
from bmcalc.report.slip_facts import who


def worksheet_report(order: JudgedOrder) -> Report:
    """Return the worksheet; a drug that is not made stands there without vials, and says so."""
    told, check = order.told(), order.check
    lines = [line for line in in_giving_order(check.lines) if not is_idle(line)]
    box = headline(order)
    cited = list(dict.fromkeys(_cited(check, lines)))
    sections = (
        Section(str(_("Order")), (Facts(tuple(_of_whom(order))),)),
        Section(str(_("Verdict")), (
            Paragraph(f"{box.sign} {box.words}", large=True), Paragraph(box.said))),
        Section(str(_("Order of administration")), tuple(_order(lines))),
        Section(str(_("Suggested by the sources, no part of the verdict")),
                tuple(supportive(check.care, cited))),
        *(_drug(number, line, told[line.drug], check, cited)
          for number, line in enumerate(lines, 1)),
        Section(str(_("Sources")), (sources_table(cited),) if cited else ()),
    )
    return Report(
        title=str(_("Preparation worksheet")), subtitle=str(check.situation.stage.name),
        sections=tuple(section for section in sections if section.blocks), footer=footer(),
        signatures=(str(_("Prepared by")), str(_("Checked by"))),
    )


def _cited(check: OrderCheck, lines: Sequence[OrderLine]) -> Iterator[str]:
    """Give the sources of what stands on the sheet."""
    for one in check.care:
        yield from one.sources
    for line in lines:
        for finding in line.supply_work.findings:
            yield from finding.sources


def _of_whom(order: JudgedOrder) -> Iterator[tuple[str, str]]:
    situation = order.check.situation
    yield str(_("Record")), order.record or BLANK
    known = who(situation, order.recorded)
    if known:
        yield str(_("Patient")), known
    yield str(_("Cycle and day")), str(place_of(situation.stage, situation.day))
    if situation.today is not None:
        yield str(_("Day of treatment")), situation.today.isoformat()


def _order(lines: Sequence[OrderLine]) -> Iterator[Block]:
    for number, line in enumerate(lines, 1):
        yield Paragraph(f"{number}. {line.name}")
    sentences = sentences_of_order(lines)
    if sentences:
        yield Paragraph(str(Joined(list(sentences), " ")))
    elif len(lines) > 1:
        yield Paragraph(str(_("No source names an order: they stand as the regimen lists them.")))


def _drug(
    number: int, line: OrderLine, verdict: Verdict, check: OrderCheck, cited: Sequence[str]
) -> Section:
    first, other = names_of(line)
    heading = f"{number}. {first} {other}".strip()
    undecided = verdict.rank >= Verdict.UNDECIDABLE.rank
    making = Making.NONE if undecided else line.making_under(verdict)
    if making is Making.NONE:
        text = _("Not prepared: {verdict}.", verdict=verdict.label)
        return Section(heading, (Paragraph(str(text)),))
    blocks: list[Block] = [Facts(tuple(_facts(line, making)))]
    if line.vials is not None:
        blocks.append(_vials(line.vials.picks, line, check.policy.market))
    blocks += notices((one for one in line.supply_work.findings
                       if one.severity is not Severity.INFO), cited)
    return Section(heading, tuple(blocks))


def _facts(line: OrderLine, making: Making) -> Iterator[tuple[str, str]]:
    supply = line.supply
    mark = f" [{making.mark}]" if making.mark else ""
    yield str(_("Dose")), f"{shown(supply.dose, None) or NOTHING}{mark}"
    if supply.volume is not None:
        yield str(_("Volume to draw")), shown(supply.volume, 2)
    diluent = diluent_in_words(line, making)
    if diluent:
        yield str(_("Diluent and bag")), diluent
    final = final_concentration(line)
    if supply.bag is not None and final:
        way = _("added to the full bag") if supply.bag.added_fits else _(
            "as much fluid withdrawn before")
        yield str(_("Final concentration")), f"{final} ({way})"
    given = given_in_words(line)
    if given:
        yield str(_("Route, time, rate")), given
    handling = handling_of(line)
    if handling:
        yield str(_("How to handle")), handling
    yield str(_("Prepared, checked")), f"{TICK} {BLANK}   {TICK} {BLANK}"


def _vials(picks: Sequence[Pick], line: OrderLine, market: str) -> Table:
    """Return a row for every strength, with the volume that each vial holds ready to draw."""
    heads = (_("Vials"), _("Volume in each"), _("Dissolve each with"), _("Lot"), _("Expiry"))
    rows = tuple(
        (str(pick), shown(pick.presentation.volume, 2) or NOTHING,
         _dissolved(pick.presentation, line, market), BLANK, BLANK)
        for pick in picks
    )
    return Table(tuple(map(str, heads)), rows, widths=(22, 16, 28, 17, 17))


def _dissolved(vial: Presentation, line: OrderLine, market: str) -> str:
    """Return with what a powder of this strength is dissolved; a line to fill where none says."""
    if not vial.powder:
        return NOTHING
    how = line.supply.preparation
    found: Dissolving | None = None if how is None else next(
        (one for one in how.dissolving
         if one.strength == vial.strength and one.market in (None, market)), None)
    return BLANK if found is None else f"{found.solvent.label} {found.volume}"
