"""The order check on one page: may it be prepared, the doses, what was found, who signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.in_force import formulary_identity
from bmcalc.formulary.sequences import Stage
from bmcalc.orders.check_order import OrderCheck
from bmcalc.report.document import Block, Measures, Paragraph, Remark, Report, Section
from bmcalc.report.giving_order import in_giving_order
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.order import order_report
from bmcalc.report.preparable import against_all, headline, is_confirmed
from bmcalc.report.recorded import Recorded, Signed
from bmcalc.report.slip_doses import doses_table
from bmcalc.report.slip_facts import checked_before, measures, who
from bmcalc.report.slip_remarks import remarks
from bmcalc.report.slip_weeks import weeks_ahead
from bmcalc.version import __version__

NOT_RECORDED: Final = _("not recorded")


@dataclass(frozen=True)
class SignatureBox:
    """Where one person signs: what for, and who it is; everything is left to write if unknown."""

    caption: str
    signed: Signed | None = None


@dataclass(frozen=True)
class Slip(Report):
    """A report that is laid out on one page.

    ``number`` is the record number, ``who`` the second identifier and what else is known of the
    patient; ``record`` are the lines beside the code, ``seal`` what the code holds, empty where
    nothing is recorded. ``appendix`` is the whole working, on pages of its own after the slip.
    """

    number: str = ""
    who: str = ""
    boxes: tuple[SignatureBox, ...] = ()
    record: tuple[str, ...] = ()
    seal: str = ""
    appendix: Report | None = None

    @property
    def stop_count(self) -> int:
        """How many remarks are never left out: the stops, which stand first."""
        return sum(one.severity is Severity.STOP for one in self._remarks())

    @property
    def remark_count(self) -> int:
        """How many remarks there are."""
        return len(self._remarks())

    def _remarks(self) -> list[Remark]:
        return [one for section in self.sections for one in section.blocks
                if isinstance(one, Remark)]

    def with_remarks(self, most: int) -> Slip:
        """Return the slip with the first remarks alone, and how many more there are."""
        left = self.remark_count - most
        if left <= 0:
            return self
        kept = set(map(id, self._remarks()[:most]))
        more = Paragraph(str(_("{count} more findings: see the appendix", count=left)))

        def shortened(section: Section) -> Section:
            if not any(isinstance(one, Remark) for one in section.blocks):
                return section
            return replace(section, blocks=(
                *(one for one in section.blocks
                  if not isinstance(one, Remark) or id(one) in kept), more))

        return replace(self, sections=tuple(map(shortened, self.sections)))


def slip_report(order: JudgedOrder, *, with_working: bool = False) -> Slip:
    """Return the slip of an order in the language of the moment.

    ``with_working`` puts the whole working behind it.
    """
    told, check, recorded = order.told(), order.check, order.recorded
    situation = check.situation
    lines = in_giving_order(check.lines)
    found = tuple(remarks(check, order.problems, recorded))
    before = checked_before(situation)
    nothing = against_all(order) is not None
    confirmed = frozenset(line.drug for line in lines if not nothing
                          and is_confirmed(line, told[line.drug], recorded))
    weeks = weeks_ahead(check)
    sections: list[tuple[object, tuple[Block, ...]]] = [
        ("", (headline(order),)),
        ("", (Measures(measures(check)),)),
        (_("Doses and preparation, in the order that regimen and sources name"),
         (doses_table(lines, told, confirmed),)),
        (_("Stops and what to confirm"), found),
        (_("Checked before treatment"), (Paragraph(before),) if before else ()),
        (_("Dates ahead, by weeks from Monday"), () if weeks is None else (weeks,)),
    ]
    return Slip(
        title=str(_("Order check of the treatment")),
        subtitle=_subtitle(check),
        sections=tuple(Section(str(heading), blocks)
                       for heading, blocks in sections if blocks),
        footer=_footer(check),
        number=order.record, who=who(situation, recorded), boxes=_boxes(recorded),
        record=tuple(_record(recorded)), seal="" if recorded is None else recorded.seal,
        appendix=order_report(order) if with_working else None,
    )


def _subtitle(check: OrderCheck) -> str:
    situation = check.situation
    parts: list[object] = [situation.stage.name, place_of(situation.stage, situation.day)]
    if situation.stage.sequence is not None:
        parts.append(situation.stage.of_phase)
    if situation.today is not None:
        parts.append(_("treatment day {day}", day=situation.today.isoformat()))
    return str(Joined(parts, " · "))


def place_of(stage: Stage, day: int) -> object:
    """Return cycle and day with the number of planned cycles, as far as one is planned."""
    if stage.sequence is not None:
        cycles = [phase.cycles for phase in stage.sequence.phases]
        planned = sum(one for one in cycles if one is not None) if all(cycles) else None
    else:
        planned = stage.regimen.cycles
    if planned is None:
        return _("C{cycle} D{day}", cycle=stage.overall, day=day)
    return _("C{cycle} D{day}, {cycles} cycles planned", cycle=stage.overall, day=day,
             cycles=planned)


def _footer(check: OrderCheck) -> str:
    identity = formulary_identity()
    return str(_(
        "formulary {formulary} ({hash}) · policy {policy} {version} · bmcalc {program} · working "
        "on the screen or in the PDF appendix",
        formulary=identity.version, hash=identity.sha256[:12], policy=check.policy.name,
        version=check.policy.version, program=__version__,
    ))


def _boxes(recorded: Recorded | None) -> tuple[SignatureBox, ...]:
    first = None if recorded is None else recorded.first
    second = None if recorded is None else recorded.second
    return (SignatureBox(str(_("First check")), first),
            SignatureBox(str(_("Second check")), second))


def _record(recorded: Recorded | None) -> Iterator[str]:
    """Give the lines beside the code: which record, which version, and the seal in groups."""
    if recorded is None or not recorded.seal:
        yield str(NOT_RECORDED)
        return
    if recorded.check:
        yield str(_("check {check}", check=recorded.check))
    yield str(_("version {version}", version=recorded.version))
    yield from seal_in_short(recorded.seal)


def seal_in_short(seal: str) -> tuple[str, ...]:
    """Return the number of the newest event and the first sixteen digits of its hash, in fours.

    Empty for what is no line of a seal.
    """
    parts = seal.split()
    if len(parts) != 4:
        return ()
    _chain, number, digest, _time = parts
    fours = [digest[at:at + 4] for at in (0, 4, 8, 12)]
    return str(_("seal {number}", number=number)), " ".join(fours[:2]), " ".join(fours[2:])
