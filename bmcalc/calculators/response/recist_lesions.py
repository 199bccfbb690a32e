"""RECIST 1.1, target lesions one by one: which may be targets, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

from bmcalc.core.ask import AskChoice, AskQuantity, AskRows, AskText, Span
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.rules.limits import Stated, StatedNumber, counted, limit

Lesion = dict[str, Any]

LEFT_ASSESSMENT = ("irradiated", "resected")

LOCAL_TREATMENT = AskChoice(
    label=_("Local treatment of a target lesion"),
    options={
        "none": _("none"),
        "before_progressed": _("before baseline, and it has grown since"),
        "before_not_progressed": _("before baseline, without growth since"),
        "irradiated": _("irradiated after baseline"),
        "resected": _("resected or cemented after baseline"),
    },
)
DIAMETER = AskQuantity(
    label=_("Diameter"), decimals=1,
    hint=_("longest diameter, for a lymph node the short axis; {size} when too small to measure",
           size=Stated("lesion_too_small")),
    spans=(Span("mm", hard=("0", "500")), Span("cm", hard=("0", "50"))),
)
LESIONS = AskRows(
    label=_("Target lesions one by one"),
    hint=_("instead of the sums: at most {most}, at most {in_one} in one organ",
           most=StatedNumber("targets_most"), in_one=StatedNumber("targets_most_in_an_organ")),
    columns={
        "organ": AskText(label=_("Organ"), required=True, longest=60),
        "kind": AskChoice(
            label=_("Kind"), required=True,
            options={"lesion": _("lesion"), "node": _("lymph node")},
        ),
        "baseline": DIAMETER.but(label=_("Baseline"), required=True),
        "current": DIAMETER.but(label=_("Now")),
        "local_treatment": LOCAL_TREATMENT.but(label=_("Local treatment")),
    },
)


def target_faults(lesions: Sequence[Lesion]) -> Iterator[object]:
    """Yield a sentence for each reason why these cannot be target lesions."""
    most, in_one = counted("targets_most"), counted("targets_most_in_an_organ")
    if len(lesions) > most:
        yield _("RECIST takes at most {most} target lesions.", most=most)
    for organ, count in Counter(lesion["organ"] for lesion in lesions).items():
        if count > in_one:
            yield _("RECIST takes at most {most} target lesions in one organ ({organ}).",
                    most=in_one, organ=organ)
    for lesion in lesions:
        node = lesion["kind"] == "node"
        smallest = limit("target_node_smallest") if node else limit("target_smallest")
        if lesion["baseline"] < smallest:
            yield _("{organ}: {size} at baseline is too small for a target ({smallest}).",
                    organ=lesion["organ"], size=lesion["baseline"], smallest=smallest)
        if lesion["local_treatment"] == "before_not_progressed":
            yield _("{organ}: a lesion treated locally before baseline is measurable only when it "
                    "has grown since.", organ=lesion["organ"])


def sum_of(lesions: Sequence[Lesion], when: str) -> Term:
    """Return the sum of the diameters ``baseline`` or ``current`` in mm, shown by organ."""
    diameters: list[Term] = [lesion[when].to("mm").named(lesion["organ"]) for lesion in lesions]
    return reduce(lambda total, diameter: total + diameter, diameters)


def treated(lesions: Sequence[Lesion]) -> bool:
    """Say whether a target lesion was irradiated or resected after baseline."""
    return any(lesion["local_treatment"] in LEFT_ASSESSMENT for lesion in lesions)


def unmeasured(lesions: Sequence[Lesion]) -> bool:
    """Say whether a target lesion was not measured now."""
    return any(lesion["current"] is None for lesion in lesions)


def only_normal_nodes(lesions: Sequence[Lesion]) -> bool:
    """Say whether all that is left are lymph nodes of normal size."""
    normal_below = limit("node_normal_below")
    return all(
        lesion["current"] < normal_below if lesion["kind"] == "node"
        else lesion["current"] == q("0 mm")
        for lesion in lesions
    )
