"""The borders of CTCAE grades as data, and the grade that a border gives a value.

A value on a border belongs to the milder grade.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Self, TypeAlias

from pydantic import Field, PlainSerializer, PlainValidator, model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import Joined, _
from bmcalc.rules.quantities import Entry, Refusal, read_positive, written
from bmcalc.rules.tables.reading import Factor, read_table

LOWER_LIMIT = "lln"
"""What stands in the file for the laboratory's own lower limit."""


def _read_border(text: object) -> Term:
    return read_positive(text)


def _read_end(text: object) -> Term | None:
    return None if text in (None, LOWER_LIMIT) else read_positive(text)


def _write_end(end: Term | None) -> str:
    return LOWER_LIMIT if end is None else written(end)


_End: TypeAlias = Annotated[Term | None, PlainValidator(_read_end), PlainSerializer(_write_end)]
_Border: TypeAlias = Annotated[Term, PlainValidator(_read_border), PlainSerializer(written)]
_Three: TypeAlias = tuple[_Border, _Border, _Border]
_Names: TypeAlias = Annotated[tuple[str, ...], Field(min_length=1)]


class Below(Entry):
    """A low count: grade 1, 2 … begin below these; None stands for the laboratory's limit."""

    measures: _Names
    versions: _Names
    below: Annotated[tuple[_End, ...], Field(min_length=1)]

    def grade(self, value: Term, lower_limit: Term | None) -> int:
        """Return the grade, 0 for none; without a lower limit its border is not looked at."""
        ends = [lower_limit if end is None else end for end in self.below]
        return max(
            (grade for grade, end in enumerate(ends, 1) if end is not None and value < end),
            default=0,
        )

    def decides_without_limit(self, value: Term) -> bool:
        """Say whether the grade is known without the laboratory's lower limit."""
        if None not in self.below:
            return True
        return any(end is not None and value < end for end in self.below)

    def rule(self) -> object:
        """Return the borders as people read them."""
        ends = [_("the lower limit") if end is None else end for end in self.below]
        return _("grades 1 to {last} begin below {borders}", last=len(ends),
                 borders=Joined(list(ends)))


class Above(Entry):
    """Grade ``first``, ``first`` + 1 … begin above these multiples of a limit or a baseline.

    ``from_first``: the first multiple itself already has the first grade.
    """

    multiples: Annotated[tuple[Factor, ...], Field(min_length=1)]
    from_first: bool = False
    first: int = 1

    def grade(self, value: Term, of: Term) -> int:
        """Return the grade of a value, 0 for none."""
        found = 0
        for grade, multiple in enumerate(self.multiples, self.first):
            border = multiple * of
            reached = value >= border if self.from_first and grade == self.first else value > border
            if reached:
                found = grade
        return found

    def rule(self, of: object) -> object:
        """Return the borders as people read them."""
        last = self.first + len(self.multiples) - 1
        if self.from_first:
            return _("grade 1 from {lowest} × {of}, grades 2 to {last} above {multiples} × {of}",
                     lowest=self.multiples[0], of=of, last=last,
                     multiples=Joined(list(self.multiples[1:])))
        return _("grades {first} to {last} begin above {multiples} × {of}", first=self.first,
                 last=last, multiples=Joined(list(self.multiples)), of=of)


class LiverRule(Entry):
    """Multiples of the upper limit, or of the baseline where that was above the upper limit.

    Above ``highest_baseline`` × the upper limit the version leaves grade 3 undefined.
    """

    measures: _Names
    versions: _Names
    of_limit: Above
    of_baseline: Above
    highest_baseline: Factor | None = None

    def which(self, upper_limit: Term, baseline: Term | None) -> tuple[Above, Term]:
        """Return the rule that applies and the value whose multiples it takes."""
        if baseline is not None and baseline > upper_limit:
            return self.of_baseline, baseline
        return self.of_limit, upper_limit


class CreatinineRule(Entry):
    """Multiples of the upper limit, and of the baseline."""

    of_limit: Above
    of_baseline: Above


class QtcRule(Entry):
    """The QTc from which grade 1, 2 and 3 begin, and the rise above which it is grade 3."""

    begins: Annotated[_Three, Field(alias="from")]
    rise: _Border


class CutOffs(Entry):
    """Where grade 2, 3 and 4 begin: strictly below ``below``, strictly above ``above``."""

    below: _Three
    above: _Three

    @model_validator(mode="after")
    def _worse_is_further(self) -> Self:
        falling = self.below[0] > self.below[1] > self.below[2]
        if not falling or not self.above[0] < self.above[1] < self.above[2]:
            raise Refusal(_("A worse grade begins further from the normal range."))
        return self


class CalciumRule(Entry):
    """The borders of total calcium in both units as printed, and of ionised calcium."""

    source: str
    total_mmol_per_l: CutOffs
    total_mg_per_dl: CutOffs
    ionised_mmol_per_l: CutOffs


class Ctcae(Entry):
    """The whole table; ``versions`` names the source of each version."""

    versions: dict[str, str]
    counts: tuple[Below, ...]
    liver: tuple[LiverRule, ...]
    creatinine: CreatinineRule
    qtc: QtcRule
    calcium: CalciumRule

    @model_validator(mode="after")
    def _each_version_stands_once(self) -> Self:
        for rules in (self.counts, self.liver):
            _by_measure(rules, self.versions)
        return self


def _by_measure(rules: tuple[Any, ...], versions: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return the rules by measure and version; raises Refusal where one stands twice or lacks."""
    found: dict[str, dict[str, Any]] = {}
    for rule in rules:
        for measure in rule.measures:
            for version in rule.versions:
                if version in found.setdefault(measure, {}):
                    raise Refusal(_("“{id}” stands twice.", id=f"{measure}, {version}"))
                found[measure][version] = rule
    for measure, by_version in found.items():
        if by_version.keys() != versions.keys():
            raise Refusal(_("“{id}” is not given in every version.", id=measure))
    return found


@cache
def ctcae() -> Ctcae:
    """Return the table of ``resources/tables/ctcae.toml``."""
    return read_table("ctcae", Ctcae)


@cache
def counts() -> dict[str, dict[str, Below]]:
    """Return the rules of low counts by measure and version."""
    return _by_measure(ctcae().counts, ctcae().versions)


@cache
def liver() -> dict[str, dict[str, LiverRule]]:
    """Return the rules of high liver values by measure and version."""
    return _by_measure(ctcae().liver, ctcae().versions)
