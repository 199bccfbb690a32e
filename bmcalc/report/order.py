"""A checked order as a report: the table, why, and what was found, ready for two signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bmcalc.calculators.her2.her2_fields import HP_RELOAD_POLICY
from bmcalc.core.ask.in_words import shown_input
from bmcalc.core.problems import Problem
from bmcalc.core.term import show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Severity
from bmcalc.formulary.drugs import drug
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.related_drugs import name_of
from bmcalc.orders.check_order import OrderCheck
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered_words import fields_in_words
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.orders.schedule.treatment_schedule import TreatmentSchedule
from bmcalc.orders.situation import Situation
from bmcalc.orders.supply.supply_of_dose import Making
from bmcalc.orders.supportive_care.of_the_day import Suggestion
from bmcalc.orders.unread_dose import text_of_problem
from bmcalc.orders.verdicts import Verdict
from bmcalc.report.calculation import (
    SEVERITY_WORDS,
    footer,
    marks,
    notices,
    sources_and_memory,
    steps_table,
)
from bmcalc.report.document import Block, Facts, Notice, Paragraph, Report, Section, Table
from bmcalc.report.judged_order import JudgedOrder
from bmcalc.report.making import vials_of
from bmcalc.report.preparable import SIGNS
from bmcalc.rules.engine import LABEL_NAMES

REFUSED = _("Not read")


def order_report(order: JudgedOrder) -> Report:
    """Return the whole working of an order in the language of the moment."""
    check, verdict, told = order.check, order.whole(), order.told()
    situation = check.situation
    cited = check.sources()
    sections = [
        Section(str(_("Verdict")), (
            Paragraph(f"{SIGNS[verdict]} {verdict.label}", large=True),
        )),
        Section(str(_("Order")), (Facts(tuple(_order(check, order.record))),)),
        Section(str(_("Doses")), (_doses(check.lines, told),)),
        Section(str(_("Findings")), (*_unread(order.problems), *notices(check.findings, cited))),
        Section(str(_("Patient and laboratory")), (Facts(tuple(_patient(situation))),)),
        *(_working(line, cited) for line in check.lines),
        Section(str(_("Schedule")), tuple(_schedule(check.schedule))),
        Section(str(_("Suggested by the sources, no part of the verdict")),
                tuple(supportive(check.care, cited))),
        Section(str(_("What holds for every line")), tuple(notices(check.foot, cited))),
        Section(str(_("Sources")), tuple(sources_and_memory(cited, check.rules))),
    ]
    return Report(
        title=str(_("Order check")),
        subtitle=str(situation.stage.name),
        sections=tuple(section for section in sections if _says_something(section)),
        footer=footer(),
        signatures=(str(_("Checked by")), str(_("Second check by"))),
    )


def _says_something(section: Section) -> bool:
    return any(not isinstance(block, Facts) or block.pairs for block in section.blocks)


def _order(check: OrderCheck, record: str) -> Iterator[tuple[str, str]]:
    situation, policy = check.situation, check.policy
    if record:
        yield str(_("Record")), record
    stage = situation.stage
    yield str(_("Regimen")), str(stage.name)
    yield str(_("Cycle and day")), str(_("cycle {cycle}, day {day}", cycle=stage.overall,
                                         day=situation.day))
    if stage.sequence is not None:
        yield str(_("Phase of the sequence")), str(stage.of_phase)
    if situation.today is not None:
        yield str(_("Day of this check")), situation.today.isoformat()
    if situation.bone_agent is not None:
        yield str(_("Bone agent")), str(drug(situation.bone_agent).name)
    for name, last in situation.last.items():
        dose = "" if last.dose is None else f" · {last.dose}"
        yield (str(_("Last dose of {drug}", drug=drug(name).name)),
               f"{last.on.isoformat()}{dose}")
    for name, reduction in situation.reductions.items():
        yield (str(_("Reduction of {drug}", drug=drug(name).name)),
               f"{reduction.percent} · {reduction.reason}")
    for name, plan in situation.plans.items():
        yield (str(_("Set for this patient: {drug}", drug=drug(name).name)),
               str(Joined([plan.text, plan.reason], " · ")))
    yield str(_("Policy")), str(_(
        "{policy} {version} · {label} · SHA-256 {hash}", policy=policy.name,
        version=policy.version, label=LABEL_NAMES[policy.label_profile],
        hash=formulary().policy_sha256,
    ))


def _patient(situation: Situation) -> Iterator[tuple[str, str]]:
    asks = patient_asks()
    for name, value in situation.facts.values.items():
        if value is None:
            continue
        ask = asks[name]
        if isinstance(value, tuple):
            shown = str(Joined([name_of(one) for one in value])) or str(_("none"))
        else:
            shown = shown_input(ask, value)
        on = situation.facts.dates.get(name)
        if on is not None:
            shown = f"{shown} · {on.isoformat()}"
        elif name in LABORATORY:
            shown = str(_("{value} · undated", value=shown))
        yield str(ask.label), shown


def _doses(lines: Sequence[OrderLine], told: Mapping[str, Verdict]) -> Table:
    heads = (
        _("Drug"), _("Computed"), _("Rounded"), _("Preparation"), _("Ordered"), _("Deviation"),
        _("Verdict"),
    )
    rows = tuple(
        ("\n".join(_named(line)),
         "" if line.computed is None else show(line.computed, 1, trim=True),
         "" if line.rounded is None else show(line.rounded, 1, trim=True),
         "\n".join(_preparation(line, line.making_under(told[line.drug]))),
         "" if line.ordered is None else str(line.ordered),
         line.deviation_text,
         f"{SIGNS[told[line.drug]]} {told[line.drug].label}")
        for line in lines
    )
    struck = frozenset(
        (row, column) for row, line in enumerate(lines) for column in (1, 2)
        if line.is_struck(told[line.drug])
    )
    return Table(tuple(str(head) for head in heads), rows, right=frozenset({1, 2, 4, 5}),
                 widths=(30, 12, 12, 16, 10, 9, 11), struck=struck)


def _named(line: OrderLine) -> Iterator[str]:
    """Give the drug, how it is planned, and what the order says besides its dose."""
    yield str(line.name)
    yield str(line.plan if line.due is None else _("Planned: {fields}", fields=line.plan))
    words = [] if line.order is None else list(fields_in_words(line.order))
    if words:
        yield str(_("Ordered: {fields}", fields=Joined(words, " · ")))


def _preparation(line: OrderLine, making: Making) -> Iterator[str]:
    """Give the vials or tablets and the bag, a line each."""
    made = list(vials_of(line, making))
    yield from made
    if made and not line.supply.is_swallowed and line.supply.bag is not None:
        yield str(_("bag {volume}", volume=line.supply.bag.volume))


def _unread(problems: Iterable[Problem]) -> Iterator[Notice]:
    for problem in problems:
        yield Notice(Severity.STOP, str(REFUSED), str(text_of_problem(problem)))


def _working(line: OrderLine, cited: Sequence[str]) -> Section:
    blocks: list[Block] = []
    if line.steps:
        blocks.append(steps_table(line.steps, cited))
    blocks.extend(notices(line.working, cited))
    for rule, dose in line.alternatives:
        text = _("Alternative by {rule}: {dose}", rule=HP_RELOAD_POLICY.options.get(rule, rule),
                 dose=show(dose, 1, trim=True))
        blocks.append(Notice(Severity.INFO, str(SEVERITY_WORDS[Severity.INFO]), str(text)))
    return Section(str(_("Working: {drug}", drug=line.name)), tuple(blocks))


def supportive(care: Sequence[Suggestion], cited: Sequence[str]) -> Iterator[Block]:
    """Give the table of what sources suggest beside the doses, with the marks of the sources."""
    rows = tuple(
        (str(one.kind.label), str(one.reason), f"{one.text} {marks(cited, one.sources)}")
        for one in care
    )
    if rows:
        heads = (str(_("What for")), str(_("Because of")), str(_("Suggestion and source")))
        yield Table(heads, rows, widths=(18, 26, 56))


def _schedule(schedule: TreatmentSchedule) -> Iterator[Block]:
    rows = tuple(
        (str(drug(track.due.drug).name), str(track.state.label),
         str(Joined([on.isoformat() for on in schedule.dates_of(track.due.drug)])))
        for track in schedule.tracks
    )
    rows += tuple(
        (str(one.stage.regimen.name), str(_("later phase")),
         str(Joined(list(dict.fromkeys(dose.on.isoformat() for dose in one.doses)))))
        for one in schedule.ahead
    )
    if rows:
        heads = (str(_("Drug")), str(_("Today")), str(_("Dates ahead")))
        yield Table(heads, rows, widths=(28, 18, 54))
    if schedule.doses:
        text = _("About the dates: {assumptions}.", assumptions=schedule.assumptions)
        yield Notice(Severity.INFO, str(SEVERITY_WORDS[Severity.INFO]), str(text))
