"""The limits against which the values of a course are seen, each read where its rule stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import Joined, _
from bmcalc.formulary.drugs import Drug, drugs
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimens import regimens
from bmcalc.formulary.sequences import stage_of
from bmcalc.formulas.relative_change import relative_change
from bmcalc.records.courses.followed import ANC, CALCIUM, CREATININE, LVEF, WEIGHT, Series
from bmcalc.rules.limits import limits_of
from bmcalc.rules.outcome import Outcome
from bmcalc.rules.rule import Profile, Rule

_HOLDS = frozenset({Outcome.DELAY, Outcome.OMIT, Outcome.DO_NOT_GIVE})


@dataclass(frozen=True)
class ValueLimit:
    """One level: its value, what it says, and its sources. ``is_lower``: below it is outside."""

    value: Term
    words: object
    sources: tuple[str, ...]
    is_lower: bool


@dataclass(frozen=True)
class Seen:
    """A series with its limits, the usual band where one stands, and a sentence about both."""

    series: Series
    limits: tuple[ValueLimit, ...] = ()
    band: tuple[Term, Term] | None = None
    told: object = ""
    sources: tuple[str, ...] = ()


def seen_with_limits(series: Series, regimen: str, cycle: int, policy: Policy) -> Seen:
    """Return a series with the limits for the drugs of a cycle, by the policy in force."""
    found = list(_drugs(regimen, cycle))
    if series.name == WEIGHT:
        return _weight(series, policy)
    if series.name == CREATININE:
        return _creatinine(series, policy)
    if series.name == ANC:
        return Seen(series, _strictest(_held_below(ANC, found, regimen, policy.label_profile)))
    if series.name == CALCIUM:
        laboratory = policy.laboratory
        return Seen(series, band=(laboratory.calcium_lln, laboratory.calcium_uln),
                    told=_("band: limits of the laboratory, {low} to {high}",
                           low=laboratory.calcium_lln, high=laboratory.calcium_uln),
                    sources=policy.sources)
    assert series.name == LVEF
    return _heart(series, found, regimen, policy)


def _drugs(regimen: str, cycle: int) -> Iterator[Drug]:
    if regimen in regimens():
        lines = stage_of(regimens()[regimen], cycle).regimen.lines
        yield from (drugs()[name] for name in dict.fromkeys(line.drug for line in lines)
                    if name in drugs())


def _weight(series: Series, policy: Policy) -> Seen:
    """A dose is calculated anew from a change of weight against the last cycle that was given."""
    anew = policy.weight_change
    if len(series.points) < 2:
        return Seen(series, told=_("a dose is calculated anew from {limit}", limit=anew),
                    sources=policy.sources)
    first, latest = series.points[0], series.points[-1]
    before = [one for one in series.points[:-1] if one.is_behind]
    limits: tuple[ValueLimit, ...] = ()
    if before:
        base, words = before[-1], _("±{limit} of {cycle}", limit=anew, cycle=before[-1].place)
        share = anew.to("%").magnitude / 100
        limits = (ValueLimit(base.value * (1 - share), words, policy.sources, True),
                  ValueLimit(base.value * (1 + share), words, policy.sources, False))
    change = relative_change(first.value, latest.value)
    return Seen(series, limits, told=_(
        "{change} since {cycle}; anew from {limit} between cycles",
        change=signed(change), cycle=first.place, limit=anew), sources=policy.sources)


def signed(change: Term) -> str:
    """Return a change with its sign and one decimal."""
    words = show(change, 1)
    return f"+{words}" if change.magnitude > 0 and words.strip("0. %") else words


def _creatinine(series: Series, policy: Policy) -> Seen:
    asked = limits_of("limits.toml")["creatinine_change_confirmed"]
    told: object = _("may be {age} old; a change above {limit} is confirmed",
                     age=policy.creatinine_age, limit=asked.value)
    newest = series.points[-1].on if series.points else None
    if newest is not None:
        told = _("newest of {day}; {rule}", day=f"{newest:%m-%d}", rule=told)
    return Seen(series, told=told, sources=(*policy.sources, *asked.sources))


def _held_below(measure: str, found: Iterable[Drug], regimen: str,
                profile: Profile) -> Iterator[ValueLimit]:
    """Give the level below which each drug is not given, by its own rules and the regimen's."""
    own = regimens()[regimen].rules if regimen in regimens() else ()
    for drug in found:
        for rule in (*drug.rules, *own):
            level = _alone_below(rule, measure)
            if level is not None and _holds(rule, drug.id, regimen, profile):
                yield ValueLimit(level, _("{drug} ≥ {limit}", drug=drug.name,
                                          limit=show(level, trim=True).partition(" ")[0]),
                                 rule.sources, True)


def _holds(rule: Rule, drug: str, regimen: str, profile: Profile) -> bool:
    """Say whether a rule of these labels holds a dose back on day 1."""
    if not rule.asked(profile=profile, regimen=regimen, drug=drug, day=1):
        return False
    return not _HOLDS.isdisjoint(rule.outcomes)


def _alone_below(rule: Rule, measure: str) -> Term | None:
    """Return the level below which a rule is met by this measure alone; None where it is not."""
    if len(rule.all_of) > 1 or (rule.all_of and rule.any_of):
        return None
    found = [one.limit for one in (*rule.all_of, *rule.any_of)
             if one.measure == measure and one.comparison == "<" and isinstance(one.limit, Term)]
    return found[0] if len(found) == 1 else None


def _strictest(limits: Iterable[ValueLimit]) -> tuple[ValueLimit, ...]:
    """Return the highest level; of drugs with the same one the names stand together."""
    every = list(limits)
    if not every:
        return ()
    highest = max(every, key=lambda one: one.value.settled)
    same = [one for one in every if one.value == highest.value]
    words = Joined(list({str(one.words): one.words for one in same}.values()))
    sources = tuple(dict.fromkeys(source for one in same for source in one.sources))
    return (ValueLimit(highest.value, words, sources, True),)


def _heart(series: Series, found: Sequence[Drug], regimen: str, policy: Policy) -> Seen:
    lower = policy.laboratory.lvef_lln
    limits = [ValueLimit(lower, _("lower limit {limit}", limit=lower), policy.sources, True)]
    limits += _strictest(_held_below(LVEF, found, regimen, policy.label_profile))
    fall = _least_fall(found, regimen, policy.label_profile)
    if fall is not None and series.before is not None:
        points, sources = fall
        level = series.before - q(f"{points.magnitude} %")
        limits.append(ValueLimit(level, _("{points} points below {before}",
                                          points=int(points.magnitude), before=series.before),
                                 sources, True))
    return Seen(series, tuple(limits), told="" if series.before is None else _(
        "before treatment {value}", value=series.before), sources=policy.sources)


def _least_fall(found: Iterable[Drug], regimen: str,
                profile: Profile) -> tuple[Term, tuple[str, ...]] | None:
    """Return the least fall that holds one of the drugs whatever the value, with its sources."""
    falls = [
        (condition.limit, rule.sources) for drug in found for rule in drug.rules
        if _holds(rule, drug.id, regimen, profile) and len(list(rule.conditions())) == 1
        for condition in rule.conditions()
        if condition.measure == "lvef_fall" and condition.comparison in (">=", ">")
        and isinstance(condition.limit, Term)
    ]
    return min(falls, key=lambda one: one[0].settled, default=None)
