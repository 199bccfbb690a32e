"""What a row of the table says: its doses, its vials, its verdict and the reason in a few words."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Bilingual, Joined, Text, _
from bmcalc.formulary.drugs import Drug
from bmcalc.formulary.policy import Policy
from bmcalc.gui.pages.order_check.deviation_bar import Deviation, deviation_of
from bmcalc.gui.result.shown_values import NONE
from bmcalc.gui.result.sort import Sort, sort_of_verdict
from bmcalc.gui.result.sort_of_finding import sort_of_finding
from bmcalc.orders.order_line import OrderLine
from bmcalc.orders.reading.ordered_ask import ROUTE_NAMES
from bmcalc.orders.reading.ordered_words import fields_in_words
from bmcalc.orders.schedule.due_lines import Due
from bmcalc.orders.supply.supply_of_dose import Making
from bmcalc.orders.verdicts import Verdict

_REASONS: Final[dict[str, object]] = {
    FindingCode.NO_ORDER: _("no dose entered"),
    FindingCode.MISSING: _("a value is missing"),
    FindingCode.MISSING_DRUG: _("not ordered"),
    FindingCode.LINE_UNREAD: _("not understood"),
    FindingCode.WHICH_DRUG: _("which drug?"),
    FindingCode.ORDERED_TWICE: _("ordered twice"),
    FindingCode.ORDERED_TO_STOP: _("ordered to stop"),
    FindingCode.PARTNER_UNKNOWN: _("partner unclear"),
    FindingCode.FREQUENCY_DIFFERS: _("frequency"),
    FindingCode.INTERVAL_DIFFERS: _("interval"),
    FindingCode.DAYS_DIFFER: _("days"),
    FindingCode.INFUSION_DIFFERS: _("infusion time"),
    FindingCode.DILUENT_DIFFERS: _("diluent"),
    FindingCode.CONCENTRATION: _("concentration"),
    FindingCode.NO_WHOLE_TABLETS: _("no whole tablets"),
    FindingCode.BASIS_DIFFERS: _("dose per m² or kg"),
    FindingCode.CYCLE_DIFFERS: _("cycle"),
    FindingCode.PHASE_DIFFERS: _("loading or maintenance"),
    FindingCode.NOT_A_PLAN: _("when needed"),
    FindingCode.TO_CONFIRM: _("confirm"),
    FindingCode.EXTRA_DRUG: _("not of this regimen"),
    FindingCode.UNKNOWN_DRUG: _("not in the formulary"),
    FindingCode.SWAPPED: _("another drug meant?"),
    FindingCode.WRONG_ROUTE: _("wrong route"),
    FindingCode.WRONG_DAY: _("wrong day"),
    FindingCode.ORDER_ABOVE_CAP: _("above the cap"),
    FindingCode.ABOVE_NEVER_EXCEEDED: _("above the highest dose"),
    FindingCode.LAST_DOSE_UNKNOWN: _("last dose unknown"),
    FindingCode.INTERVAL_UNKNOWN: _("interval unknown"),
    FindingCode.DUE_UNKNOWN: _("last dose unknown"),
    FindingCode.DECIMAL_POINT: _("decimal point?"),
    FindingCode.NOT_REDUCED: _("not reduced"),
    FindingCode.NO_GATES: _("no rules known"),
    FindingCode.NO_ESSENTIAL: _("no facts named"),
    FindingCode.RELATED_GIVEN: _("related drug before"),
    FindingCode.RELOAD_CONFLICT: _("labels differ"),
    FindingCode.PERTUZUMAB_ALONE: _("without trastuzumab"),
    FindingCode.DOSE_JUMPED: _("unlike the last dose"),
    FindingCode.DOSE_RAISED: _("raised again"),
    FindingCode.GIVEN_TODAY: _("given today"),
    FindingCode.TOO_EARLY: _("too early"),
    FindingCode.EARLY: _("early"),
    FindingCode.BEYOND_PLANNED_CYCLES: _("beyond the planned cycles"),
    FindingCode.PREGNANCY_UNKNOWN: _("pregnancy unknown"),
    FindingCode.MOUTH_NOT_EXAMINED: _("mouth not examined"),
}
_OF_FACTS: Final[dict[str, object]] = {
    FindingCode.FACT_MISSING: _("facts missing"), FindingCode.FACT_OLD: _("age of a result"),
}
"""Told where nothing of the order itself is to be told."""

_SHORT: Final[dict[object, object]] = {
    ROUTE_NAMES["iv"]: _("IV"), ROUTE_NAMES["sc"]: _("SC"), ROUTE_NAMES["im"]: _("IM"),
}
"""Routes as hospitals write them; the others have no short name that everybody reads alike."""

_BRACKETS: Final = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$")
_STRENGTH: Final = re.compile(r"[0-9][0-9.]* ?[a-z]+$", re.IGNORECASE)
_MANY: Final = re.compile(r"(?:[0-9]+,){6,}")
MINUS: Final = "\u2212"
_UNIT: Final = re.compile(r"(?<=[0-9]) (?=[a-z])", re.IGNORECASE)


class RowWords(NamedTuple):
    """The words of one row. ``sort`` is None for a drug that nobody expects today.

    ``other_name`` is the drug's name in the other language. ``mark`` says how sure it is that the
    dose is made; ``struck`` that nothing of it may be. ``sorts`` are those of all that was found
    about the line.
    """

    name: str
    other_name: str = ""
    plan: str = ""
    computed: str = ""
    rounded: str = ""
    vials: str = ""
    below_vials: str = ""
    mark: str = ""
    struck: bool = False
    said: str = ""
    deviation: str = ""
    bar: Deviation | None = None
    sort: Sort | None = None
    verdict: str = ""
    reason: str = ""
    sorts: frozenset[Sort] = frozenset()

    @property
    def both_names(self) -> str:
        """The drug in both languages."""
        return f"{self.name} · {self.other_name}" if self.other_name else self.name

    def aloud(self, whole: str) -> str:
        """Return the row for those who hear it; ``whole`` is plan and order in whole words."""
        said = _("{drug}: computed {computed}, rounded {rounded}, deviation {deviation}, {verdict}",
                 drug=self.name, computed=self.computed or NONE, rounded=self.rounded or NONE,
                 deviation=self.deviation or NONE, verdict=self.verdict)
        ready = _("{vials} ({mark})", vials=self.vials, mark=self.mark) if self.mark else self.vials
        struck = _("struck out") if self.struck else ""
        parts = said, self.reason, whole, struck, ready, self.below_vials
        return ". ".join(str(one) for one in parts if str(one))


def row_words(line: OrderLine, verdict: Verdict, policy: Policy) -> RowWords:
    """Return the words of a line that was checked by a policy."""
    making = line.making_under(verdict)
    made = OrderLine(line.drug, line.name) if making is Making.NONE else line
    idle = line.order is None and line.due is not None and line.due.due is Due.NOT_TODAY
    sort = None if idle else sort_of_verdict(verdict)
    struck = line.is_struck(verdict) and not idle
    return RowWords(
        name=str(line.name),
        other_name=_other_name(line.name),
        plan=_together(_brief(line.plan)),
        computed=dose_text(line.computed),
        rounded=dose_text(line.rounded),
        vials=_vials(made),
        below_vials=_below_vials(made) or (_no_vials(line, sort) if struck else ""),
        mark="" if made.vials is None else str(making.mark),
        struck=struck,
        said=_said(line),
        deviation=line.deviation_text.replace("-", MINUS),
        bar=deviation_of(line.deviation, policy),
        sort=sort,
        verdict=str(_("not due today") if sort is None else sort.word),
        reason="" if idle else str(_reason(line, policy)),
        sorts=_sorts(line, sort),
    )


def no_words(drug: Drug) -> RowWords:
    """Return the words of a drug of which nothing is known while its dose is being typed."""
    return RowWords(str(drug.name), _other_name(drug.name), verdict=str(_("no dose")))


def _other_name(name: object) -> str:
    """Return the name in the language that is not in force; nothing where it has only one.

    What the name in force says as well, its strength or in brackets its route, is left out.
    """
    if not isinstance(name, Bilingual):
        return ""
    own = str(name)
    other = next((one for one in (name.english, name.chinese) if one != own), "")
    if _BRACKETS.search(own):
        other = _BRACKETS.sub("", other)
    strength = _STRENGTH.search(own)
    return other.removesuffix(strength.group()).strip() if strength else other


def _brief(plan: object) -> object:
    """Return a plan with short routes, each beside the infusion time."""
    if not isinstance(plan, Joined):
        return plan
    parts: list[object] = []
    for part in plan.parts:
        if isinstance(part, Term) and parts and parts[-1] in _SHORT.values():
            parts[-1] = Joined([parts[-1], part], " ")
        else:
            parts.append(_SHORT.get(part, part) if isinstance(part, Text) else part)
    return Joined(parts, " · ")


def _sorts(line: OrderLine, sort: Sort | None) -> frozenset[Sort]:
    """Return the sorts under which a line is looked for: its own, and those of its findings."""
    if sort is None:
        return frozenset()
    found = {sort_of_finding(one) for one in line.findings} - {None, Sort.AGREES}
    return frozenset({sort, *(one for one in found if one is not None)})


def _no_vials(line: OrderLine, sort: Sort | None) -> str:
    if line.order is None:
        return ""
    return str(_("no vials while stopped") if sort is Sort.STOP else _("no vials while undecided"))


def dose_text(dose: Term | None) -> str:
    """Return a dose as the contract shows it, with one decimal at most."""
    return "" if dose is None else show(dose, 1, trim=True)


def _together(text: object) -> str:
    """Return a text whose dots never begin a line, and whose units never leave their number.

    A long list of days may go on in the next line.
    """
    joined = str(text).replace(" · ", "\u00a0· ").replace(" × ", "\u00a0×\u00a0")
    broken = _MANY.sub(lambda days: days.group().replace(",", ",\u200b"), joined)
    return _UNIT.sub("\u00a0", broken)


def _vials(line: OrderLine) -> str:
    if line.vials is None:
        return ""
    return " + ".join(str(pick).replace(" ", "\u00a0") for pick in line.vials.picks)


def _below_vials(line: OrderLine) -> str:
    plan = line.vials
    if plan is None:
        return ""
    parts: list[object] = []
    run = line.supply.run
    if line.supply.is_swallowed:
        if run is not None and run.doses > 1:
            parts.append(_("{days} days: {pieces}", days=run.days, pieces=plan.times(run.doses)))
        return _together(Joined(parts, " · "))
    if line.volume is not None:
        parts.append(show(line.volume, 1))
    if plan.multi_dose:
        parts.append(_("multi-dose"))
    else:
        left = plan.waste.settled
        parts.append(_("waste {dose}", dose=show(plan.waste, 1, trim=True)) if left else
                     _("no waste"))
    return _together(Joined(parts, " · "))


def _said(line: OrderLine) -> str:
    """Return in short what the order says besides the dose, as it was understood."""
    words = [] if line.order is None else list(fields_in_words(line.order))
    short = [_SHORT.get(one, one) if isinstance(one, Text) else one for one in words]
    return _together(Joined(short, " · "))


def in_whole_words(line: OrderLine) -> str:
    """Return what is planned and what the order says, in whole words."""
    words = [] if line.order is None else list(fields_in_words(line.order))
    planned = line.plan if line.due is None else _("Planned: {fields}", fields=line.plan)
    ordered = _("Ordered: {fields}", fields=Joined(words, " · ")) if words else ""
    return ". ".join(str(one) for one in (planned, ordered) if str(one))


def _reason(line: OrderLine, policy: Policy) -> object:
    beyond: dict[str, Term] = {
        FindingCode.ORDER_STOP: policy.tolerance_stops,
        FindingCode.ORDER_QUERY: policy.tolerance_agrees,
    }
    if line.awaits_order:
        return _REASONS[FindingCode.NO_ORDER]
    if FindingCode.NOT_REDUCED in [one.code for one in line.reasons]:
        return _REASONS[FindingCode.NOT_REDUCED]
    for finding in line.reasons:
        if finding.code in beyond:
            return _("beyond ±{percent}", percent=show(beyond[finding.code], 1, trim=True))
        if finding.code in _REASONS:
            return _REASONS[finding.code]
        if finding.code.startswith("CA-"):
            return _("calcium")
        if any(one.rule.code == finding.code for one in line.rules_met):
            return _("a rule is met")
    return next((_OF_FACTS[one.code] for one in line.reasons if one.code in _OF_FACTS), "")
