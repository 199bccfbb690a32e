"""One rule as data: under which condition a dose is given, reduced, delayed or not given.

A rule states what is wrong (``anc < 1.5 x10^9/L``) and what follows. Where several rules are met
the strictest decides. Of a table, such as a day-8 table, only the strictest met row is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Final, Literal, Self, TypeAlias

from pydantic import ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import core_schema

from bmcalc.core.arithmetic import least
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.work import DecidingRule
from bmcalc.rules.condition import Condition, Conditions, all_met, any_met
from bmcalc.rules.interval_band import IntervalBand
from bmcalc.rules.interval_measures import OF_THE_INTERVAL
from bmcalc.rules.measure_form import Given
from bmcalc.rules.origin import Origin
from bmcalc.rules.outcome import Occasion, Outcome, Resume, Unknown
from bmcalc.rules.quantities import Dose, Entry, Name, Percent, Refusal, share
from bmcalc.rules.read_as import OneOrMore
from bmcalc.rules.sentence import places_of

Profile: TypeAlias = Literal["us", "eu", "cn"]
ALL_PROFILES: tuple[Profile, ...] = ("us", "eu", "cn")
Profiles: TypeAlias = Annotated[
    tuple[Profile, ...], OneOrMore(lambda: core_schema.literal_schema(list(ALL_PROFILES)))
]
SourceIds: TypeAlias = Annotated[tuple[str, ...], OneOrMore(core_schema.str_schema)]
Day: TypeAlias = Annotated[int, Field(ge=1, le=366)]
Code: TypeAlias = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_-]*$")]

_WHOLE: Final = q("100 %")


class Rule(Entry):
    """One rule. It is met when all of ``all_of`` and, if given, one of ``any_of`` hold.

    ``then`` is what follows; where a first and a later dose differ, ``first`` and ``later`` stand
    in its place, and a rule with only one of them is not asked at the other doses. ``share`` and
    ``at_most`` say what a reduction leaves of the planned dose, the smaller of the two;
    ``at_most_per_day`` limits the sum of a day. ``until`` says when a delayed dose may be given,
    ``resume`` at which level. An empty ``days`` means every day on which the drug is given.

    ``unknown`` says what an absent measure means. ``undecided`` marks a rule that is met because
    something is missing: with it nothing is decided. ``elsewhere`` is what follows where the
    hospital's label profile is none of ``profiles``: without it such a rule is quoted with its
    own outcome. ``gives`` is a dose that the source gives in place of the planned one, which may
    be higher, ``every_other_day`` and ``once_a_day`` that it is taken so. ``page_code`` is the
    code on the page of the drug where that is shorter, ``field`` the question to which it belongs.
    ``act`` marks a note on every dose that somebody has to act on.
    ``interval_band`` is the band of the interval in which the schedule stands where it is met.
    """

    # Built once, not anew within each kind of entry that holds rules.
    model_config = ConfigDict(defer_build=False)

    code: Code
    page_code: Code | None = None
    then: Outcome | None = None
    first: Outcome | None = None
    later: Outcome | None = None
    elsewhere: Literal["caution", "note", "silent"] | None = None
    text: Name
    sources: SourceIds
    all_of: Conditions = ()
    any_of: Conditions = ()
    unknown: Unknown = Unknown.TELL
    undecided: bool = False
    occasion: Occasion = Occasion.EVERY_DOSE
    days: tuple[Day, ...] = ()
    profiles: Profiles = ALL_PROFILES
    regimens: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    table: str | None = None
    share: Percent | None = None
    at_most: Dose | None = None
    at_most_per_day: Dose | None = None
    gives: Dose | None = None
    every_other_day: bool = False
    once_a_day: bool = False
    until: Conditions = ()
    resume: Resume | None = None
    field: str | None = None
    act: bool = False
    interval_band: IntervalBand | None = None
    _owner: str = PrivateAttr("")
    _origin: Origin = PrivateAttr(default_factory=lambda: Origin.OTHER)

    def belong_to(self, owner: str) -> None:
        """Take the id of the drug or regimen whose rule it is; its file says so by its name."""
        self._owner = owner
        self.__dict__.pop("key", None)

    def rest_on(self, origin: Origin) -> None:
        """Take whose rule it is; the sources that it cites say so."""
        self._origin = origin
        self.__dict__.pop("origin", None)

    @cached_property
    def origin(self) -> Origin:
        """Whose rule it is."""
        return self._origin

    @cached_property
    def key(self) -> str:
        """The name under which it is signed: ``docetaxel/DOCETAXEL_ANC``."""
        return f"{self._owner}/{self.code}"

    def deciding(self, code: str) -> DecidingRule:
        """Return the rule as a result names it among those that decided, told under ``code``."""
        return DecidingRule(self.key, code, self.sources)

    @property
    def told_as(self) -> str:
        """The code of the finding on the page of the drug."""
        return self.page_code or self.code

    @property
    def explains(self) -> bool:
        """Whether it looks at no fact, so that its note stands beside every dose alike."""
        return not (self.act or self.all_of or self.any_of)

    @cached_property
    def gates(self) -> bool:
        """Whether something about the patient can hold or reduce the dose, or asks about it."""
        looks = bool(self.all_of or self.any_of) and self.interval_band is None
        return looks and any(one is not Outcome.NOTE for one in self.outcomes)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Everything that may follow, for first and later doses."""
        every = (self.then, self.first, self.later)
        return tuple(outcome for outcome in every if outcome is not None)

    @model_validator(mode="after")
    def _says_what_follows(self) -> Self:
        by_dose = self.first is not None or self.later is not None
        if by_dose == (self.then is not None):
            raise Refusal(_("A rule has “then”, or else “first” and “later”."))
        if by_dose and self.occasion is not Occasion.EVERY_DOSE:
            raise Refusal(_("A rule with “first” or “later” has no occasion."))
        return self

    @model_validator(mode="after")
    def _outcome_has_what_it_needs(self) -> Self:
        reduced = self.share or self.at_most or self.at_most_per_day
        outcomes = self.outcomes
        if Outcome.REDUCE in outcomes and reduced is None:
            raise Refusal(_("A reduction needs share, at_most or at_most_per_day."))
        if reduced is not None and not {Outcome.REDUCE, Outcome.OPTION} & set(outcomes):
            raise Refusal(_("Only a reduction or an option has a share or a limit."))
        if self.share is not None and self.share >= q("100 %"):
            raise Refusal(_("A reduction leaves less than 100 %."))
        if self.gives is not None and not {Outcome.CAUTION, Outcome.NOTE} >= set(outcomes):
            raise Refusal(_("Only a note or a caution gives another dose."))
        if (self.until or self.resume) and Outcome.DELAY not in outcomes:
            raise Refusal(_("Only a delay has until and resume."))
        return self

    @model_validator(mode="after")
    def _text_names_known_measures(self) -> Self:
        wrong = places_of(self.text)
        if wrong is not None:
            raise Refusal(wrong)
        return self

    @cached_property
    def is_asked_always(self) -> bool:
        """Whether it is asked before every dose of its drug, whatever the regimen and the day."""
        narrowed = self.regimens or self.drugs or self.days or self.then is None
        return not narrowed and self.occasion is Occasion.EVERY_DOSE

    def asked(
        self, *, profile: Profile, regimen: str | None = None, drug: str | None = None,
        day: int | None = None, first_dose: bool | None = None,
    ) -> bool:
        """Say whether the rule is asked for this dose at all."""
        return (
            profile in self.profiles
            and (not self.regimens or regimen in self.regimens)
            and (not self.drugs or drug in self.drugs)
            and (not self.days or day is None or day in self.days)
            and not (self.occasion is Occasion.FIRST_DOSE and first_dose is False)
            and not (self.occasion is Occasion.LATER_DOSES and first_dose is True)
            and self.outcome(first_dose) is not None
        )

    def outcome(self, first_dose: bool | None) -> Outcome | None:
        """Return what follows, for an unknown kind of dose the stricter; None: not asked there."""
        if self.then is not None:
            return self.then
        if first_dose is None:
            return max(self.outcomes, key=lambda one: one.rank)
        return self.first if first_dose else self.later

    def conditions(self) -> Iterator[Condition]:
        """Give every condition that the rule looks at."""
        yield from self.all_of
        yield from self.any_of

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The measures that the rule looks at, each once."""
        return tuple(dict.fromkeys(one.measure for one in self.conditions()))

    @cached_property
    def cut_offs(self) -> Mapping[str, tuple[Term, ...]]:
        """The quantities with which the rule compares a measure, by the measure."""
        found: dict[str, tuple[Term, ...]] = {}
        for one in self.conditions():
            if isinstance(one.limit, Term):
                found[one.measure] = (*found.get(one.measure, ()), one.limit)
        return found

    @property
    def about_interval(self) -> bool:
        """Whether it looks at the time since the last dose."""
        return self.interval_band is not None or not OF_THE_INTERVAL.isdisjoint(self.measures)

    def met(self, known: Mapping[str, Given]) -> bool | None:
        """Say whether the rule is met; None where that hangs on a measure nobody entered."""
        all_of, any_of = self.all_of, self.any_of
        every = all_met(all_of, known) if all_of else True
        if every is False:
            return False
        some = any_met(any_of, known) if any_of else True
        if some is False:
            return False
        if every is None or some is None:
            return False if self.unknown is Unknown.IGNORE else None
        return True

    def missing(self, known: Mapping[str, Given]) -> tuple[str, ...]:
        """Return the measures that nobody entered and on which it hangs whether the rule is met."""
        found: dict[str, None] = {}
        for one in self.all_of:
            if one.met(known) is None:
                found[one.measure] = None
        if not any_met(self.any_of, known):
            for one in self.any_of:
                if one.met(known) is None:
                    found[one.measure] = None
        return tuple(found)

    @cached_property
    def taken_away(self) -> Term:
        """How much the share takes from a dose, the larger the stricter."""
        return -(self.share or _WHOLE)

    def reduced(self, planned: Term) -> Term:
        """Return what the rule leaves of a planned dose; never more than was planned."""
        left = planned if self.share is None else planned * share(self.share)
        if self.at_most is not None:
            left = least(left, self.at_most)
        return left


def strictness(rule: Rule, first_dose: bool | None = None) -> tuple[int, int, Term]:
    """Return how strict a rule is: its outcome, a lower dose afterwards, how much is taken away."""
    outcome = rule.outcome(first_dose)
    return (
        -1 if outcome is None else outcome.rank,
        0 if rule.resume is None else rule.resume.rank,
        rule.taken_away,
    )
