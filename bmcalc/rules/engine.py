"""The one engine: facts in; the rules that are met, what follows, and what could not be asked.

Every label profile is asked. Where they differ all are shown, and the strictest leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Finding, Severity, Work
from bmcalc.rules.measure_form import Given
from bmcalc.rules.origin import ORIGIN_NAMES, Origin
from bmcalc.rules.outcome import Outcome, Resume, Unknown
from bmcalc.rules.rule import ALL_PROFILES, Profile, Rule, strictness
from bmcalc.rules.sentence import filled
from bmcalc.rules.strictest import Answered, Said, answered, what_they_say

LABEL_NAMES: dict[str, object] = {"us": _("US"), "eu": _("EU"), "cn": _("China")}
"""Whose label it is, for people."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The dose that the rules are asked about: of which drug and regimen, on which day.

    ``planned`` is the dose on its basis, ``lower`` the next lower dose level by label profile, None
    where it has none. ``first`` says whether it is the first dose, None where that is not known.
    ``profile`` is the label profile of the hospital, or of the page.
    """

    drug: str
    planned: Term | None = None
    lower: Mapping[Profile, Term | None] = field(default_factory=dict)
    regimen: str | None = None
    day: int | None = None
    first: bool | None = None
    profile: Profile = "cn"


@dataclass(frozen=True)
class MetRule:
    """One rule that is met, with what follows, and the label profiles in which it is.

    ``leaves`` is the dose that a reduction leaves, on the basis of the planned dose; ``text`` its
    sentence with the measures that were found.
    """

    rule: Rule
    outcome: Outcome
    profiles: tuple[Profile, ...]
    text: object
    leaves: Term | None = None

    @property
    def severity(self) -> Severity:
        """How much it weighs; a reduction weighs through the dose that it leaves."""
        if self.outcome is Outcome.LEVEL_DOWN and self.leaves is None:
            return Severity.STOP
        return self.outcome.severity

    @property
    def profile_names(self) -> object:
        """Whose it is, for people: the labels in which it stands, a convention, another source."""
        if self.rule.origin is not Origin.LABEL:
            return ORIGIN_NAMES[self.rule.origin]
        if len(self.profiles) == len(ALL_PROFILES):
            return _("every label")
        return Joined([LABEL_NAMES[profile] for profile in self.profiles])

    def on_page(self) -> Finding:
        """Return it as a finding of the drug's page, where a reduction is a caution."""
        severity = self.severity
        if self.outcome.reduces and severity is Severity.INFO:
            severity = Severity.CAUTION
        rule = self.rule
        return Finding(
            rule.told_as, severity, self.text, rule.field, rule.sources, rule.undecided
        )

    def quoted(self) -> Finding:
        """Return it as a finding of an order, with its labels and outcome."""
        rule = self.rule
        return Finding(
            rule.code, self.severity, _quoted(self), None, rule.sources, rule.undecided,
            explains=self.outcome is Outcome.NOTE and rule.explains,
        )


@dataclass(frozen=True)
class Judgement:
    """What the rules say before one dose: those met, the strictest first, and what is unchecked.

    ``unchecked`` are the measures that nobody entered, each with the rules that it leaves open.
    """

    met: tuple[MetRule, ...] = ()
    unchecked: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    @property
    def forbids(self) -> bool:
        """Whether a rule says that nothing is given today."""
        return any(one.severity is Severity.STOP for one in self.met)

    @property
    def strictest(self) -> MetRule | None:
        """The rule that leads; None where none is met."""
        return self.met[0] if self.met else None

    @property
    def outcome(self) -> Outcome:
        """What follows: the strictest outcome, a note where no rule is met."""
        return self.met[0].outcome if self.met else Outcome.NOTE

    @property
    def resume(self) -> Resume | None:
        """How a delayed drug goes on, by the strictest of the rules that delay it."""
        found = [one.rule.resume for one in self.met
                 if one.outcome is Outcome.DELAY and one.rule.resume is not None]
        return max(found, key=lambda one: one.rank, default=None)

    def instead(self) -> tuple[Term, MetRule] | None:
        """Return the dose that a source gives in place of the planned one, with its rule."""
        for one in self.met:
            if one.rule.gives is not None:
                return one.rule.gives, one
        return None

    def limit(self) -> tuple[Term, MetRule] | None:
        """Return the smallest dose that a reduction leaves, with its rule; None without one."""
        if not self.met:
            return None
        left = [
            (one.leaves, one) for one in self.met
            if one.leaves is not None and one.outcome is not Outcome.OPTION
        ]
        return min(left, key=lambda pair: pair[0].settled, default=None)


def judge(
    rules: Iterable[Rule],
    known: Mapping[str, Given],
    asked: Asked,
    profiles: Iterable[Profile] = ALL_PROFILES,
) -> Judgement:
    """Return what the rules say of one dose, over the given label profiles."""
    own: list[Answered] = []
    quoted: list[Rule] = []
    # A rule that is not met says nothing in any profile: what is left is gone through for each.
    for rule in rules:
        if not (rule.is_asked_always or _is_asked(rule, asked)):
            continue
        met = rule.met(known)
        if met is False:
            continue
        if not _is_quoted(rule, asked):
            own.append(answered(rule, met, known))
        elif met and rule.elsewhere != "silent":
            quoted.append(rule)
    where: dict[int, tuple[Rule, list[Profile]]] = {}
    unchecked: dict[str, dict[int, Rule]] = {}
    # Most profiles have the same rules: what these say is worked out once.
    said: dict[tuple[int, ...], Said] = {}
    for profile in profiles:
        here = [one for one in own if profile in one.rule.profiles]
        same = tuple(map(id, here))
        if same not in said:
            said[same] = what_they_say(here, asked.first)
            for measure, waiting in said[same].unanswered.items():
                unchecked.setdefault(measure, {}).update({id(rule): rule for rule in waiting})
        for rule in said[same].strictest:
            where.setdefault(id(rule), (rule, []))[1].append(profile)
    found = [_met(rule, tuple(labels), known, asked) for rule, labels in where.values()]
    for rule in quoted:
        outcome = Outcome(rule.elsewhere or "note")
        found.append(MetRule(rule, outcome, rule.profiles, _told(rule, known)))
    if len(found) > 1:
        found.sort(key=lambda one: (one.outcome.rank, *strictness(one.rule, asked.first)[1:]),
                   reverse=True)
    return Judgement(
        tuple(found), {measure: tuple(waiting.values()) for measure, waiting in unchecked.items()}
    )


def _is_asked(rule: Rule, asked: Asked) -> bool:
    """Say whether a rule is asked before this dose in the profiles in which it stands."""
    return rule.asked(
        profile=rule.profiles[0], regimen=asked.regimen, drug=asked.drug, day=asked.day,
        first_dose=asked.first,
    )


def _is_quoted(rule: Rule, asked: Asked) -> bool:
    """Say whether a rule only stands as another label's, as this hospital follows its own."""
    return rule.elsewhere is not None and asked.profile not in rule.profiles


def _met(
    rule: Rule, where: tuple[Profile, ...], known: Mapping[str, Given], asked: Asked
) -> MetRule:
    outcome = rule.outcome(asked.first)
    assert outcome is not None
    return MetRule(
        rule, outcome, where, _told(rule, known), _left_by(rule, outcome, where, asked)
    )


def _told(rule: Rule, known: Mapping[str, Given]) -> object:
    """Return the sentence of a rule, with digits that agree with its cut-offs."""
    return filled(rule.text, known, rule.cut_offs)


def _left_by(
    rule: Rule, outcome: Outcome, where: Iterable[Profile], asked: Asked
) -> Term | None:
    if asked.planned is None:
        return None
    if outcome in (Outcome.REDUCE, Outcome.OPTION):
        return rule.reduced(asked.planned)
    if outcome is not Outcome.LEVEL_DOWN:
        return None
    lower = [dose for profile in where if (dose := asked.lower.get(profile)) is not None]
    return min(lower, key=lambda dose: dose.settled) if lower else None


def tell_quoted(judgement: Judgement, work: Work) -> None:
    """Add a finding for each rule that is met, with its labels and outcome, the strictest first."""
    note_rules(judgement, work, on_page=False)
    for one in judgement.met:
        work.findings.append(one.quoted())


def tell_on_page(judgement: Judgement, work: Work) -> None:
    """Add a finding for each rule that is met, in its own words, the strictest first."""
    note_rules(judgement, work)
    work.findings.extend(one.on_page() for one in judgement.met)


def note_rules(judgement: Judgement, work: Work, *, on_page: bool = True) -> None:
    """Note in the work which rules decided: those met, and those that need a missing measure."""
    decided = [one.rule for one in judgement.met]
    for waiting in judgement.unchecked.values():
        for rule in waiting:
            if rule.unknown is Unknown.UNDECIDABLE or rule.unknown is Unknown.CAUTION:
                decided.append(rule)
    if decided:
        work.decided_by(
            *(rule.deciding(rule.told_as if on_page else rule.code) for rule in decided)
        )


def _quoted(one: MetRule) -> object:
    if one.outcome is Outcome.NOTE or one.rule.interval_band is not None:
        return one.text
    outcome: object = one.outcome.label
    if one.outcome is Outcome.LEVEL_DOWN and one.leaves is None:
        outcome = _("no lower dose level is known: stop, or ask a specialist")
    elif one.leaves is not None:
        outcome = _("{outcome}: {dose}", outcome=outcome, dose=show(one.leaves, 2, trim=True))
    return _("{rule} ({profiles}: {outcome})", rule=one.text, profiles=one.profile_names,
             outcome=outcome)


def demands(judgement: Judgement, kind: Unknown) -> tuple[str, ...]:
    """Return the unknown measures that some rule cannot do without, of one kind of demand."""
    found: list[str] = []
    for measure, rules in judgement.unchecked.items():
        for rule in rules:
            if rule.unknown is kind:
                found.append(measure)
                break
    return tuple(found)
