"""A rule in words: when it is met, what follows, before which doses it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.rules.condition import Condition
from bmcalc.rules.measure import MEASURES
from bmcalc.rules.measure_form import Given
from bmcalc.rules.origin import ORIGIN_NAMES, Origin
from bmcalc.rules.outcome import Occasion, Outcome, Resume, Unknown
from bmcalc.rules.rule import ALL_PROFILES, Profile, Rule
from bmcalc.rules.sentence import named, shown

PROFILE_NAMES: dict[str, object] = {"us": _("US"), "eu": _("EU"), "cn": _("China")}

_OCCASIONS: dict[Occasion, object] = {
    Occasion.FIRST_DOSE: _("before the first dose"),
    Occasion.LATER_DOSES: _("before later doses"),
    Occasion.EVERY_DOSE: _("before every dose"),
}

_RESUMES: dict[Resume, object] = {
    Resume.SAME_DOSE: _("then the same dose"),
    Resume.NEXT_LOWER: _("then the next lower dose level"),
    Resume.STOP_IF_CONFIRMED: _("stop for good if it is confirmed"),
}

_UNKNOWNS: dict[Unknown, object] = {
    Unknown.TELL: _("it is said to be unchecked"),
    Unknown.IGNORE: _("the rule is not met, and nothing is said"),
    Unknown.CAUTION: _("somebody is asked"),
    Unknown.UNDECIDABLE: _("nothing is decided"),
}

_ELSEWHERE: dict[str, object] = {
    "caution": Outcome.CAUTION.label, "note": Outcome.NOTE.label, "silent": _("nothing is said"),
}


def occasion_named(occasion: Occasion) -> object:
    """Return before which doses something is asked."""
    return _OCCASIONS[occasion]


def sentence_of(rule: Rule) -> object:
    """Return the sentence of a rule, with the names of its measures where their values stand."""
    return named(rule.text)


def conditions_of(rule: Rule) -> object:
    """Return when a rule is met."""
    every, some = _joined(rule.all_of, _(" and ")), _joined(rule.any_of, _(" or "))
    if rule.all_of and rule.any_of:
        return _("{every}, and one of these: {some}", every=every, some=some)
    return every if rule.all_of else some if rule.any_of else _("always")


def outcome_of(rule: Rule) -> object:
    """Return what follows from a rule."""
    parts = list(_outcomes(rule))
    parts += _limits(rule)
    if rule.until:
        parts.append(_("until {conditions}", conditions=_joined(rule.until, _(" and "))))
    if rule.resume is not None:
        parts.append(_RESUMES[rule.resume])
    if rule.undecided:
        parts.append(_("nothing is decided with it"))
    return Joined(parts, "; ")


def scope_of(rule: Rule) -> object:
    """Return before which doses a rule is asked."""
    parts: list[object] = [_OCCASIONS[rule.occasion]]
    if rule.first is None and rule.later is not None:
        parts = [_OCCASIONS[Occasion.LATER_DOSES]]
    elif rule.later is None and rule.first is not None:
        parts = [_OCCASIONS[Occasion.FIRST_DOSE]]
    if rule.days:
        parts.append(_("on day {days}", days=Joined(list(rule.days))))
    if rule.regimens:
        parts.append(_("in {regimens}", regimens=Joined(list(rule.regimens))))
    if rule.drugs:
        parts.append(_("of {drugs}", drugs=Joined(list(rule.drugs))))
    if rule.table is not None:
        parts.append(_("in the table “{table}”, of which the strictest row speaks",
                       table=rule.table))
    return Joined(parts, "; ")


def labels_of(rule: Rule) -> object:
    """Return in which labels a rule stands, or that none states it, and what it is elsewhere."""
    labels = labels_named(rule.profiles)
    if rule.origin is not Origin.LABEL:
        everywhere = len(rule.profiles) == len(ALL_PROFILES)
        labels = ORIGIN_NAMES[rule.origin] if everywhere else _(
            "{origin}; beside: {labels}", origin=ORIGIN_NAMES[rule.origin], labels=labels
        )
    if rule.elsewhere is None:
        return labels
    return _("{labels}; under another label: {outcome}", labels=labels,
             outcome=_ELSEWHERE[rule.elsewhere])


def labels_named(profiles: Iterable[Profile]) -> object:
    """Return the names of some labels."""
    named_ones = list(profiles)
    if len(named_ones) == len(ALL_PROFILES):
        return _("every label")
    return Joined([PROFILE_NAMES[profile] for profile in named_ones])


def unknown_of(rule: Rule) -> object:
    """Return what it means that a measure of the rule is not known."""
    return _UNKNOWNS[rule.unknown]


def value_of(measure: str, value: Given) -> object:
    """Return a measure with its value: ``neutrophils (ANC) 0.99 × 10⁹/L``."""
    return _("{measure} {value}", measure=MEASURES[measure].label, value=shown(measure, value))


def _joined(conditions: Iterable[Condition], between: object) -> object:
    return Joined(list(conditions), between)


def _outcomes(rule: Rule) -> Iterator[object]:
    if rule.then is not None:
        yield rule.then.label
    if rule.first is not None:
        yield _("at the first dose: {outcome}", outcome=rule.first.label)
    if rule.later is not None:
        yield _("at later doses: {outcome}", outcome=rule.later.label)


def _limits(rule: Rule) -> Iterator[object]:
    if rule.share is not None:
        yield _("{share} of the planned dose", share=_plain(rule.share))
    if rule.at_most is not None:
        yield _("at most {dose}", dose=_plain(rule.at_most))
    if rule.at_most_per_day is not None:
        yield _("at most {dose} a day", dose=_plain(rule.at_most_per_day))
    if Outcome.LEVEL_DOWN in rule.outcomes:
        yield _("by the dose levels of the drug")


def _plain(term: Term) -> str:
    return show(term, 4, trim=True)
