"""The Mirels score for an impending fracture of a long bone, with cortical involvement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from bmcalc.calculators.scores.cortical_involvement import cortical_reasons, size_class
from bmcalc.calculators.scores.mirels_fields import (
    AXIAL_INVOLVEMENT,
    BONE,
    BONE_WIDTH,
    CIRCUMFERENTIAL,
    FRACTURE_PRESENT,
    LESION,
    LESION_WIDTH,
    PAIN,
    SITE,
    SIZE,
)
from bmcalc.calculators.scores.point_scores import picked, total_of
from bmcalc.core.calculator import Calculator, Inputs
from bmcalc.core.problems import Problem
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Value, Work
from bmcalc.rules.limits import Stated
from bmcalc.rules.tables.score_bands import score_bands

BANDS = score_bands()["mirels"]
OBSERVED_1989: dict[str, object] = {
    "0/≤6 row": _("none in the row of 6 or less (from memory)"),
    "5 (1/19)": _("5 %, 1 of 19 (from memory)"),
    "33 (4/12)": _("33 %, 4 of 12 (from memory)"),
    "57 (4/7)": _("57 %, 4 of 7 (from memory)"),
    "100 (18/18, 10–12 row)": _("100 %, 18 of 18 in the row of 10 to 12 (from memory)"),
}
QUOTED_PERCENT = {7: q("4 %"), 8: q("15 %"), 9: q("33 %")}
"""The probability usually quoted; for 6 or less and for 10 to 12 none is shown."""

CORTICAL_RISK: dict[str, object] = {"low": _("low"), "high": _("high")}
CORTICAL_REASONS: dict[str, object] = {
    "AXIAL>30mm": _("more than {limit} of cortex along the axis", limit=Stated("cortex_axial")),
    "CIRC>50%": _("more than {limit} of the circumference", limit=Stated("cortex_circumferential")),
}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MirelsInputs(Inputs):
    """The four items of the score, where it applies, and measures that sharpen it."""

    site: Annotated[str | None, SITE] = None
    lesion: Annotated[str | None, LESION] = None
    size: Annotated[str | None, SIZE] = None
    pain: Annotated[str | None, PAIN] = None
    fracture_present: Annotated[bool | None, FRACTURE_PRESENT] = None
    bone: Annotated[str, BONE] = "long_bone"
    lesion_width: Annotated[Term | None, LESION_WIDTH] = None
    bone_width: Annotated[Term | None, BONE_WIDTH] = None
    axial_involvement: Annotated[Term | None, AXIAL_INVOLVEMENT] = None
    circumferential: Annotated[Term | None, CIRCUMFERENTIAL] = None

    def needs(self) -> Iterable[str]:
        """Name the four items; two widths stand in for the size class."""
        yield from ("site", "lesion", "pain")
        if self.lesion_width is None and self.bone_width is None:
            yield "size"
        else:
            yield from ("lesion_width", "bone_width")
        if self.circumferential is not None:
            yield "axial_involvement"

    def conflicts(self) -> Iterable[Problem]:
        """Yield where the score does not apply, and measures that cannot be."""
        if self.fracture_present:
            yield Problem(
                "E_NA_FRACTURE",
                _("The bone is already broken. Mirels predicts an impending fracture only: "
                  "assess the fracture itself with a surgeon."),
                ("fracture_present",),
            )
        if self.bone != "long_bone":
            yield Problem(
                "E_NA_SITE",
                _("Mirels was made for long bones of the limbs only. For the spine use SINS."),
                ("bone",),
            )
        yield from self._width_conflicts()

    def _width_conflicts(self) -> Iterable[Problem]:
        lesion, bone = self.lesion_width, self.bone_width
        if lesion is None or bone is None:
            return
        if lesion > bone:
            yield Problem(
                "E_RANGE",
                _("A lesion of {lesion} cannot be wider than a bone of {bone}.",
                  lesion=lesion, bone=bone),
                ("lesion_width", "bone_width"),
            )
        elif self.size is not None and self.size != size_class(lesion, bone):
            yield Problem(
                "E_LOGIC",
                _("The size class picked is not the one that {lesion} of {bone} gives ({found}).",
                  lesion=lesion, bone=bone, found=SIZE.options[size_class(lesion, bone)]),
                ("size", "lesion_width", "bone_width"),
            )


def observed_1989(total: int) -> str:
    """Return the key of what was counted in the 1989 series (row sizes from memory)."""
    rows = {7: "5 (1/19)", 8: "33 (4/12)", 9: "57 (4/7)"}
    return rows.get(total, "0/≤6 row" if total < 7 else "100 (18/18, 10–12 row)")


def mirels(given: MirelsInputs, work: Work) -> None:
    """Write the total, its band, what is quoted and what was counted, and cortical risk."""
    site, lesion, pain = given.site, given.lesion, given.pain
    assert site is not None and lesion is not None and pain is not None
    size = _size(given, work)
    items = [picked(SITE, site), picked(LESION, lesion), picked(SIZE, size), picked(PAIN, pain)]
    total = total_of(work, _("Mirels total"), items, "mirels-1989")
    work.give("total", total)
    _read_total(total, work)
    _explain(total, work)
    _limits_of_the_score(given, total, work)
    _cortical(given, work)


def _read_total(total: int, work: Work) -> None:
    found, counted, quoted = BANDS.of(total), observed_1989(total), QUOTED_PERCENT.get(total)
    work.decide(
        _("Risk band"), BANDS.rule, str(total), BANDS.names[found], *BANDS.sources,
    )
    work.decide(
        _("Risk usually quoted"), _("7: 4 %, 8: 15 %, 9: 33 %, no figure for other totals"),
        str(total), _("none shown") if quoted is None else show(quoted, 0), "mirels-1989-advice",
    )
    work.decide(
        _("Counted in 1989"), _("the row of the total in the table of 1989"), str(total),
        OBSERVED_1989[counted], "mirels-1989-counts",
    )
    work.give("band", found)
    work.give("quoted_percent", quoted)
    work.give("observed_1989", counted)


def _size(given: MirelsInputs, work: Work) -> str:
    if given.lesion_width is None or given.bone_width is None:
        assert given.size is not None
        return given.size
    share = work.step(
        _("Share of the bone's diameter"),
        q("100 %") * given.lesion_width / given.bone_width, "mirels-size-class", decimals=1,
    )
    found = size_class(given.lesion_width, given.bone_width)
    work.decide(
        _("Size class"), _("less than 1/3, 1/3 to 2/3, more than 2/3 of the diameter"),
        show(share, 1), SIZE.options[found], "mirels-size-class",
    )
    return found


def _explain(total: int, work: Work) -> None:
    """Say what the total is usually taken to mean; a high score forbids nothing, so no stop."""
    found = BANDS.of(total)
    if found == "low":
        work.info(
            "MIRELS_LOW",
            _("A total of {total} is usually irradiated or observed.", total=total),
            "mirels-1989", "mirels-1989-advice",
        )
    elif found == "borderline":
        work.caution(
            "MIRELS_BORDERLINE",
            _("A total of {total} is read in two ways: the 1989 abstract advises prophylactic "
              "fixation, later summaries leave it to clinical judgement. Ask a surgeon.",
              total=total),
            "mirels-1989", "mirels-1989-advice",
        )
    else:
        work.caution(
            "MIRELS_HIGH",
            _("A total of {total} is usually fixed before radiotherapy: a risk of fracture of more "
              "than 33 % is quoted. Ask a surgeon.", total=total),
            "mirels-1989", "mirels-1989-advice",
        )
    work.info(
        "MIRELS_SERIES",
        _("The quoted percentages and the counts come from one series of 1989: 78 lesions, all "
          "irradiated, none fixed, no modern bone agents. The counts are from memory."),
        "mirels-1989", "mirels-1989-counts",
    )


def _limits_of_the_score(given: MirelsInputs, total: int, work: Work) -> None:
    if given.fracture_present is None:
        work.caution(
            "FRACTURE_NOT_STATED",
            _("Whether the bone is already broken was not said. If it is, the score does not "
              "apply."),
            "mirels-scope", about="fracture_present",
        )
    if given.site == "upper_limb":
        work.caution(
            "MIRELS_UPPER_LIMB",
            _("In the humerus a total of {total} or more found only 14.5 % of the fractures.",
              total=BANDS.begin("high")),
            "evans-2008", about="site",
        )
    work.info(
        "MIRELS_ACCURACY",
        _("In the femur: sensitivity 91 %, specificity 35 %. The Dutch guideline advises against "
          "the score and for axial cortical involvement. Site was no independent predictor."),
        "damron-2003", "nvmbs-fracture-risk", "jawad-2010",
    )


def _cortical(given: MirelsInputs, work: Work) -> None:
    axial, circumferential = given.axial_involvement, given.circumferential
    work.give("aci_risk", None)
    work.give("aci_reasons", [])
    if axial is None:
        return
    reasons = cortical_reasons(axial, circumferential)
    risk = "high" if reasons else "low"
    work.decide(
        _("Cortical involvement"),
        _("high where more than {axial} along the axis or more than {around} of the "
          "circumference", axial=Stated("cortex_axial"), around=Stated("cortex_circumferential")),
        Joined([part for part in (axial, circumferential) if part is not None]),
        CORTICAL_RISK[risk], "van-der-linden-2004",
    )
    work.give("aci_risk", risk)
    work.give("aci_reasons", list(reasons))
    if reasons:
        work.caution(
            "CORTICAL_RISK_HIGH",
            _("Cortical involvement predicts a fracture: {reasons}. Ask a surgeon.",
              reasons=Joined([CORTICAL_REASONS[reason] for reason in reasons])),
            "van-der-linden-2004", about="axial_involvement",
        )
    if given.site == "upper_limb":
        work.caution(
            "CORTICAL_FEMUR_ONLY",
            _("Cortical involvement was studied in the femur, not in the upper limb."),
            "van-der-linden-2004", about="axial_involvement",
        )


CALCULATOR = Calculator(
    id="mirels",
    title=_("Mirels score"),
    summary=_("Risk of an impending fracture of a long bone, with cortical involvement"),
    group="scores",
    order=110,
    inputs=MirelsInputs,
    values=(
        Value(
            name="total", label=_("Total score"), kind="integer",
            scale=BANDS.scale,
        ),
        Value(name="band", label=_("Risk band"), options=BANDS.names),
        Value(name="quoted_percent", label=_("Risk usually quoted"), unit="%", decimals=0),
        Value(name="observed_1989", label=_("Counted in 1989"), options=OBSERVED_1989),
        Value(name="aci_risk", label=_("Risk by cortical involvement"), options=CORTICAL_RISK),
        Value(name="aci_reasons", label=_("Reasons"), options=CORTICAL_REASONS, kind="array"),
    ),
    formula=mirels,
    headline="total",
    picture="mirels-bone",
)
