"""RECIST 1.1, the questions: which answers belong together and which contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.response.recist_lesions import (
    LEFT_ASSESSMENT,
    LESIONS,
    LOCAL_TREATMENT,
    Lesion,
    sum_of,
    target_faults,
    treated,
    unmeasured,
)
from bmcalc.calculators.response.recist_overall import NON_TARGET_NAMES, OVERALL_NAMES, TARGET_NAMES
from bmcalc.calculators.response.recist_target import met_partial_response
from bmcalc.core.ask import AskChoice, AskFlag, AskQuantity, Span
from bmcalc.core.calculator import Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.rules.limits import Stated, StatedNumber, counted, limit

TARGETS = _("Target lesions")
OTHERS = _("Other lesions")

SUM_OF_DIAMETERS = AskQuantity(
    label=_("Sum of diameters"), section=TARGETS, decimals=1,
    spans=(
        Span("mm", hard=("0", "1500"), usual=(None, "500")),
        Span("cm", hard=("0", "150"), usual=(None, "50")),
    ),
)
BASELINE = AskQuantity(
    label=_("Sum of diameters at baseline"), symbol=_("baseline"), section=TARGETS, decimals=1,
    spans=(
        Span("mm", hard=("0", "1500"), usual=(None, "500"), above=True),
        Span("cm", hard=("0", "150"), usual=(None, "50"), above=True),
    ),
)
NADIR = SUM_OF_DIAMETERS.but(
    label=_("Smallest sum on study"), symbol=_("smallest sum"),
    hint=_("the baseline counts too; at the first assessment it is the baseline"),
)
CURRENT = SUM_OF_DIAMETERS.but(label=_("Sum of diameters now"), symbol=_("now"))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RecistInputs(Inputs):
    """Target disease in one of four forms, then non-target disease and new lesions."""

    bone_only: Annotated[bool | None, AskFlag(
        label=_("Bone-only disease"), section=TARGETS,
        hint=_("no soft-tissue part of at least {size} anywhere",
               size=Stated("soft_tissue_part_smallest")),
    )] = None
    baseline: Annotated[Term | None, BASELINE] = None
    nadir: Annotated[Term | None, NADIR] = None
    current: Annotated[Term | None, CURRENT] = None
    nodes_only_residual_lt10: Annotated[bool | None, AskFlag(
        label=_("Only lymph nodes below {size} remain", size=Stated("node_normal_below")),
        section=TARGETS,
    )] = None
    prior_confirmed_pr: Annotated[bool | None, AskFlag(
        label=_("Partial response confirmed earlier"), section=TARGETS,
    )] = None
    local_treatment: Annotated[str | None, LOCAL_TREATMENT.but(section=TARGETS)] = None
    lesions: Annotated[list[Lesion] | None, LESIONS.but(section=TARGETS)] = None
    target: Annotated[str | None, AskChoice(
        label=_("Response of the target lesions, if already assessed"), section=TARGETS,
        options=TARGET_NAMES,
    )] = None
    non_target: Annotated[str | None, AskChoice(
        label=_("Non-target lesions"), section=OTHERS, options=NON_TARGET_NAMES, noted=True,
    )] = None
    new_lesion: Annotated[bool | None, AskFlag(
        label=_("New lesions"), section=OTHERS, noted=True,
        hint=_("also a lesion that is back after complete response"),
    )] = None
    markers_normal: Annotated[bool | None, AskFlag(
        label=_("Tumour markers normal"), section=OTHERS,
        hint=_("needed for a complete response of non-target lesions"),
    )] = None
    recorded_response: Annotated[str | None, AskChoice(
        label=_("Response in the record"), section=OTHERS, options=OVERALL_NAMES,
        hint=_("to be compared"),
    )] = None

    @property
    def without_target(self) -> bool:
        """Whether there was no target lesion at baseline."""
        return bool(self.bone_only) or self.target == "na"

    @property
    def target_treated(self) -> bool:
        """Whether a target lesion was irradiated or resected after baseline."""
        return self.local_treatment in LEFT_ASSESSMENT or treated(self.lesions or ())

    @property
    def target_unmeasured(self) -> bool:
        """Whether a target lesion of the list was not measured now."""
        return unmeasured(self.lesions or ())

    def needs(self) -> Iterable[str]:
        """Require what the chosen form of the target disease needs."""
        if self.without_target:
            return ("non_target",)
        if self.target is not None or self.target_treated or self.target_unmeasured:
            return ()
        if self.unread & {"bone_only", "local_treatment", "lesions", "target"}:
            return ()
        return ("nadir",) if self.lesions else ("baseline", "nadir", "current")

    def notes(self) -> Iterable[str]:
        """Report also local treatment with sums, and markers with a complete response."""
        yield from super().notes()
        if self.current is not None:
            yield "local_treatment"
        if self.non_target == "cr":
            yield "markers_normal"

    def conflicts(self) -> Iterable[Problem]:
        """Refuse two forms of target disease at once, and sums that cannot be."""
        yield from self._two_forms()
        yield from self._impossible_targets()
        yield from self._impossible_sums()
        if self.without_target and self.non_target == "na":
            yield Problem(
                "E_MISSING",
                _("A response needs target or non-target disease, and neither was entered."),
                ("target", "non_target"),
            )
        if self.non_target == "cr" and self.markers_normal is False:
            yield Problem(
                "E_LOGIC",
                _("Non-target lesions are in complete response only when tumour markers are "
                  "normal; otherwise they are non-CR/non-PD."),
                ("non_target", "markers_normal"),
            )

    def _two_forms(self) -> Iterator[Problem]:
        sums = [name for name in ("baseline", "current") if getattr(self, name) is not None]
        measured = [*sums, *(["lesions"] if self.lesions else [])]
        if self.bone_only and (measured or self.target not in (None, "na")):
            yield Problem(
                "E_LOGIC",
                _("Bone-only disease has no target lesions. A bone lesion with a soft-tissue part "
                  "of at least {size} is not bone-only.",
                  size=Stated("soft_tissue_part_smallest")),
                ("bone_only", *(measured or ["target"])),
            )
        elif self.target is not None and measured:
            yield Problem(
                "E_LOGIC", _("Enter either the response of the target lesions or their size."),
                ("target", *measured),
            )
        if self.lesions and sums:
            yield Problem(
                "E_LOGIC", _("Enter either the sums or the lesions one by one."),
                ("lesions", *sums),
            )
        for name in ("nodes_only_residual_lt10", "local_treatment"):
            if self.lesions and getattr(self, name) not in (None, False, "none"):
                yield Problem(
                    "E_LOGIC", _("With lesions one by one, this is stated for each lesion."),
                    ("lesions", name),
                )

    def _impossible_targets(self) -> Iterator[Problem]:
        for fault in target_faults(self.lesions or ()):
            yield Problem("E_LOGIC", fault, ("lesions",))
        if self.local_treatment == "before_not_progressed":
            yield Problem(
                "E_LOGIC",
                _("A lesion treated locally before baseline is measurable only when it has grown "
                  "since. Leave it out of the sums."),
                ("local_treatment",),
            )
        most = counted("targets_most") * limit("node_normal_below")
        if self.nodes_only_residual_lt10 and self.current is not None and self.current >= most:
            yield Problem(
                "E_LOGIC",
                _("{most} lymph nodes below {size} cannot add up to {current}.",
                  most=StatedNumber("targets_most"), size=Stated("node_normal_below"),
                  current=self.current),
                ("nodes_only_residual_lt10", "current"),
            )

    def _impossible_sums(self) -> Iterator[Problem]:
        baseline = sum_of(self.lesions, "baseline") if self.lesions else self.baseline
        if baseline is None or self.nadir is None:
            return
        if not baseline.magnitude:
            return  # refused as too small for a target; there is no share of nothing
        if self.nadir > baseline:
            yield Problem(
                "E_LOGIC",
                _("The smallest sum ({nadir}) includes the baseline ({baseline}) and cannot be "
                  "larger.", nadir=self.nadir, baseline=baseline),
                ("nadir", "lesions" if self.lesions else "baseline"),
            )
        elif self.prior_confirmed_pr and not met_partial_response(baseline, self.nadir):
            yield Problem(
                "E_LOGIC",
                _("No partial response was met: the smallest sum is not {share} below the "
                  "baseline.", share=Stated("partial_response_fall")),
                ("nadir", "prior_confirmed_pr"),
            )
