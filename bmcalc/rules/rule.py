"""Rules as data: under which condition a dose is given, reduced, delayed or not given.

A rule states what is wrong (``anc < 1.5 x10^9/L``) and what follows. Where several rules are met
the strictest decides. In a table, such as a day-8 table, only the strictest row that is met speaks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from bmcalc.core.term import Term, least, q
from bmcalc.core.texts import _
from bmcalc.rules.condition import Conditions, Given, all_met, any_met
from bmcalc.rules.quantities import Dose, Entry, Name, Percent, Refusal, share

Profile: TypeAlias = Literal["us", "eu", "cn"]
ALL_PROFILES: tuple[Profile, ...] = ("us", "eu", "cn")
SourceIds: TypeAlias = Annotated[tuple[str, ...], Field(min_length=1)]
Day: TypeAlias = Annotated[int, Field(ge=1, le=366)]
Code: TypeAlias = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]


class Outcome(StrEnum):
    """What follows from a rule, from the mildest to the strictest."""

    NOTE = "note"
    CAUTION = "caution"
    OPTION = "option"
    REDUCE = "reduce"
    LEVEL_DOWN = "level_down"
    NO_LABEL_DOSE = "no_label_dose"
    DELAY = "delay"
    OMIT = "omit"
    DO_NOT_GIVE = "do_not_give"
    STOP_FOR_GOOD = "stop_for_good"

    @property
    def rank(self) -> int:
        """How strict: higher is stricter."""
        return list(Outcome).index(self)

    @property
    def gives_no_dose(self) -> bool:
        """Say whether nothing is given today."""
        return self.rank >= Outcome.NO_LABEL_DOSE.rank

    @property
    def label(self) -> object:
        """What people read."""
        return {
            Outcome.NOTE: _("note"),
            Outcome.CAUTION: _("give with caution"),
            Outcome.OPTION: _("an option of this source"),
            Outcome.REDUCE: _("give a reduced dose"),
            Outcome.LEVEL_DOWN: _("give the next lower dose level"),
            Outcome.NO_LABEL_DOSE: _("the label has no dose: a specialist decides"),
            Outcome.DELAY: _("delay until recovered"),
            Outcome.OMIT: _("leave out this dose"),
            Outcome.DO_NOT_GIVE: _("do not give"),
            Outcome.STOP_FOR_GOOD: _("stop for good"),
        }[self]


class Occasion(StrEnum):
    """Before which doses a rule is asked."""

    FIRST_DOSE = "first_dose"
    LATER_DOSES = "later_doses"
    EVERY_DOSE = "every_dose"


class Rule(Entry):
    """One rule. It is met when all of ``all_of`` and, if given, one of ``any_of`` hold.

    ``share`` and ``at_most`` say what a reduction leaves of the planned dose, the smaller of the
    two; ``at_most_per_day`` limits the sum of a day. ``until`` says when a delayed dose may be
    given, ``resume`` at which level. An empty ``days`` means every day on which the drug is given.
    """

    code: Code
    then: Outcome
    text: Name
    sources: SourceIds
    all_of: Conditions = ()
    any_of: Conditions = ()
    occasion: Occasion = Occasion.EVERY_DOSE
    days: tuple[Day, ...] = ()
    profiles: Annotated[tuple[Profile, ...], Field(min_length=1)] = ALL_PROFILES
    regimens: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    table: str | None = None
    share: Percent | None = None
    at_most: Dose | None = None
    at_most_per_day: Dose | None = None
    until: Conditions = ()
    resume: Literal["same_dose", "next_lower"] | None = None

    @model_validator(mode="after")
    def _outcome_has_what_it_needs(self) -> Self:
        reduced = self.share or self.at_most or self.at_most_per_day
        if self.then is Outcome.REDUCE and reduced is None:
            raise Refusal(_("A reduction needs share, at_most or at_most_per_day."))
        if reduced is not None and self.then not in (Outcome.REDUCE, Outcome.OPTION):
            raise Refusal(_("Only a reduction or an option has a share or a limit."))
        if self.share is not None and self.share >= q("100 %"):
            raise Refusal(_("A reduction leaves less than 100 %."))
        if (self.until or self.resume) and self.then is not Outcome.DELAY:
            raise Refusal(_("Only a delay has until and resume."))
        return self

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
        )

    def met(self, known: Mapping[str, Given]) -> bool | None:
        """Say whether the rule is met; None where that hangs on a measure nobody entered."""
        every = all_met(self.all_of, known)
        some = any_met(self.any_of, known) if self.any_of else True
        if every is False or some is False:
            return False
        return None if every is None or some is None else True

    def missing(self, known: Mapping[str, Given]) -> tuple[str, ...]:
        """Return the measures that the rule looks at and nobody entered."""
        looked_at = dict.fromkeys(one.measure for one in (*self.all_of, *self.any_of))
        return tuple(measure for measure in looked_at if known.get(measure) is None)

    def reduced(self, planned: Term) -> Term:
        """Return what the rule leaves of a planned dose; never more than was planned."""
        left = planned if self.share is None else planned * share(self.share)
        if self.at_most is not None:
            left = least(left, self.at_most)
        return left


def speaking(rules: Iterable[Rule], known: Mapping[str, Given]) -> list[Rule]:
    """Return the rules that are met, the strictest first; of a table only the strictest row.

    Of two that are equally strict the one that the file names first comes first.
    """
    met = sorted((rule for rule in rules if rule.met(known)), key=strictness, reverse=True)
    tables: set[str] = set()
    spoken = []
    for rule in met:
        if rule.table is not None:
            if rule.table in tables:
                continue
            tables.add(rule.table)
        spoken.append(rule)
    return spoken


def unanswered(rules: Iterable[Rule], known: Mapping[str, Given]) -> dict[str, list[Rule]]:
    """Return the measures that stand in the way, each with the rules it leaves unchecked.

    A row of a table is answered where a stricter row is already met.
    """
    asked = list(rules)
    settled: dict[str, Rule] = {}
    for rule in speaking(asked, known):
        if rule.table is not None:
            settled[rule.table] = rule
    waiting: dict[str, list[Rule]] = {}
    for rule in asked:
        above = settled.get(rule.table or "")
        if rule.met(known) is not None or (above and strictness(above) >= strictness(rule)):
            continue
        for measure in rule.missing(known):
            waiting.setdefault(measure, []).append(rule)
    return waiting


def strictness(rule: Rule) -> tuple[int, bool, Term]:
    """Return how strict a rule is: its outcome, a lower dose afterwards, how much is taken away."""
    return rule.then.rank, rule.resume == "next_lower", -(rule.share or q("100 %"))
