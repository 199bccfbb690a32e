"""The spinal instability score (SINS): a total, or a range where the report leaves items open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.scores.point_scores import Item, rule_of, sum_of, total_of
from bmcalc.calculators.scores.sins_fields import (
    ALIGNMENT,
    BILSKY,
    COLLAPSE,
    COLLAPSE_PERCENT,
    LESION,
    LEVEL,
    LEVEL_RULE,
    NEUROLOGICAL_DEFICIT,
    OVER_HALF_INVOLVED,
    PAIN,
    POSTEROLATERAL,
    AskOpenFinding,
)
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term, q
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Value, Work
from bmcalc.rules.limits import Stated, limit
from bmcalc.rules.tables.score_bands import score_bands

BANDS = score_bands()["sins"]
CATEGORIES = BANDS.names
REFER_FROM = BANDS.begin("indeterminate")
COMPRESSION = ("2", "3")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SinsInputs(Inputs):
    """The six items of one lesion, and what decides before any score."""

    level: Annotated[str | None, LEVEL] = None
    pain: Annotated[str | None, PAIN] = None
    lesion: Annotated[str | None, LESION] = None
    alignment: Annotated[str | None, ALIGNMENT] = None
    collapse: Annotated[str | None, COLLAPSE] = None
    posterolateral: Annotated[str | None, POSTEROLATERAL] = None
    collapse_percent: Annotated[Term | None, COLLAPSE_PERCENT] = None
    over_half_involved: Annotated[bool | None, OVER_HALF_INVOLVED] = None
    bilsky: Annotated[str | None, BILSKY] = None
    neurological_deficit: Annotated[bool | None, NEUROLOGICAL_DEFICIT] = None

    def needs(self) -> Iterable[str]:
        """Name the six items; a percentage stands in for the class of collapse."""
        yield from super().needs()
        if self.collapse_percent is None:
            yield "collapse"
        elif self.collapse_percent == q("0 %"):
            yield "over_half_involved"

    def conflicts(self) -> Iterable[Problem]:
        """Yield a collapse that the published classes leave out, or that contradicts its class."""
        percent = self.collapse_percent
        if percent is None:
            return
        if percent == limit("collapse_border"):
            yield Problem(
                "E_AMBIG",
                _("The published classes are below and above {border}. Pick the class yourself.",
                  border=Stated("collapse_border")),
                ("collapse_percent",),
            )
        elif self.collapse is not None:
            found = collapse_class(percent, bool(self.over_half_involved))
            if found not in COLLAPSE.possible(self.collapse):
                yield Problem(
                    "E_LOGIC",
                    _("A collapse of {percent} is not the class picked.", percent=percent),
                    ("collapse", "collapse_percent", "over_half_involved"),
                )


def collapse_class(percent: Term, over_half_involved: bool) -> str:
    """Return the class of a vertebral collapse; the border itself is refused before."""
    if percent == q("0 %"):
        return "none_gt50_involved" if over_half_involved else "none"
    return "gt50" if percent > limit("collapse_border") else "lt50"


def _open_items(given: SinsInputs) -> list[tuple[AskOpenFinding, tuple[str, ...]]]:
    collapse = given.collapse
    if given.collapse_percent is not None:
        collapse = collapse_class(given.collapse_percent, bool(given.over_half_involved))
    answers = ((PAIN, given.pain), (LESION, given.lesion), (ALIGNMENT, given.alignment),
               (COLLAPSE, collapse), (POSTEROLATERAL, given.posterolateral))
    return [(ask, ask.possible(str(answer))) for ask, answer in answers]


def sins(given: SinsInputs, work: Work) -> None:
    """Write the total or its range, the category, and whether a surgeon is asked."""
    level = str(given.level)
    percent = given.collapse_percent
    if percent is not None:
        work.decide(
            _("Class of collapse"),
            _("none, below {border}, above {border}", border=Stated("collapse_border")), percent,
            COLLAPSE.options[collapse_class(percent, bool(given.over_half_involved))],
            "sins-collapse-50",
        )
    items = _open_items(given)
    first = Item(LEVEL.label, LEVEL_RULE, LEVEL.options[level], LEVEL.points[level])
    if all(len(possible) == 1 for _ask, possible in items):
        exact = [
            Item(ask.label, rule_of(ask), ask.options[key], ask.points[key])
            for ask, (key,) in items
        ]
        low = high = total_of(work, _("SINS total"), [first, *exact], "sins-2010")
    else:
        low, high = _range(first, items, work)
    work.give("total", low if low == high else None)
    work.give("total_low", low)
    work.give("total_high", high)
    work.give("category", BANDS.of(low) if BANDS.of(low) == BANDS.of(high) else None)
    work.give("category_low", BANDS.of(low))
    work.give("category_high", BANDS.of(high))
    _show_category(low, high, work)
    overridden = _override(given, work)
    refer: bool | None = True
    if not overridden and low < REFER_FROM:
        refer = None if high >= REFER_FROM else False
    work.give("refer", refer)
    _advise(low, high, work)


def _range(
    first: Item, items: list[tuple[AskOpenFinding, tuple[str, ...]]], work: Work
) -> tuple[int, int]:
    work.decide(first.label, first.rule, first.found, str(first.points), "sins-2010")
    lowest, highest = [first], [first]
    for ask, possible in items:
        found = ask.found(possible)
        points = [ask.points[key] for key in possible]
        least, most = min(points), max(points)
        work.decide(
            ask.label, rule_of(ask), found,
            str(least) if least == most else _("{low} to {high}", low=least, high=most),
            "sins-2010",
        )
        lowest.append(Item(ask.label, rule_of(ask), found, least))
        highest.append(Item(ask.label, rule_of(ask), found, most))
    return (
        sum_of(work, _("Lowest total"), lowest, "sins-range"),
        sum_of(work, _("Highest total"), highest, "sins-range"),
    )


def _show_category(low: int, high: int, work: Work) -> None:
    names = dict.fromkeys((BANDS.of(low), BANDS.of(high)))
    work.decide(
        _("Category"), BANDS.rule,
        str(low) if low == high else _("{low} to {high}", low=low, high=high),
        Joined([CATEGORIES[name] for name in names], _(" to ")), "sins-2010",
    )


def _override(given: SinsInputs, work: Work) -> bool:
    if given.bilsky == "1c":
        work.caution(
            "BILSKY_1C",
            _("Grade 1c: whether surgery comes before radiotherapy is debated. Ask a surgeon."),
            "bilsky-2010", about="bilsky",
        )
    compressed = given.bilsky in COMPRESSION
    if compressed:
        work.stop(
            "CORD_COMPRESSION",
            _("The spinal cord is compressed (grade {grade}): this decides, whatever the score. "
              "Urgent surgical and radiotherapy opinion.", grade=given.bilsky),
            "bilsky-2010", "sins-override", about="bilsky",
        )
    if given.neurological_deficit:
        work.stop(
            "NEUROLOGICAL_DEFICIT",
            _("A neurological deficit decides, whatever the score. Urgent surgical opinion."),
            "sins-override", about="neurological_deficit",
        )
    return compressed or bool(given.neurological_deficit)


def _advise(low: int, high: int, work: Work) -> None:
    if BANDS.of(low) == "unstable":
        work.caution(
            "SINS_UNSTABLE", _("The spine counts as unstable. Ask a spine surgeon."), "sins-2010"
        )
    elif low >= REFER_FROM:
        work.caution(
            "SINS_REFER",
            _("From {points} points a spine surgeon is asked.", points=REFER_FROM), "sins-2010",
        )
    elif high >= REFER_FROM:
        work.caution(
            "SINS_UNDECIDED",
            _("The total lies between {low} and {high}, so instability is neither shown nor ruled "
              "out. Complete the open items from the images.", low=low, high=high),
            "sins-range",
        )
    work.info(
        "SINS_MEANING",
        _("The score predicts instability, not survival and not compression of the cord. Raters "
          "agree least on the lesion type."),
        "sins-reliability",
    )


CALCULATOR = Calculator(
    id="sins",
    title=_("SINS"),
    summary=_("Instability of a spinal metastasis, as a total or as a range"),
    group="scores",
    order=120,
    inputs=SinsInputs,
    values=(
        Value(
            name="total", label=_("Total score"), kind="integer",
            scale=BANDS.scale,
        ),
        Value(name="total_low", label=_("Lowest total"), kind="integer"),
        Value(name="total_high", label=_("Highest total"), kind="integer"),
        Value(name="category", label=_("Category"), options=CATEGORIES),
        Value(name="category_low", label=_("Lowest category"), options=CATEGORIES),
        Value(name="category_high", label=_("Highest category"), options=CATEGORIES),
        Value(name="refer", label=_("Ask a spine surgeon"), kind="boolean"),
    ),
    formula=sins,
    headline="total",
    picture="sins-spine",
)
