"""What caps a dose per m²: an area counted at most, a highest amount in mg; and what asks there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bmcalc.core.arithmetic import least
from bmcalc.core.finding_code import FindingCode
from bmcalc.core.term import Term, show
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import Work
from bmcalc.formulas.relative_change import reduced_by, relative_change

if TYPE_CHECKING:
    from bmcalc.formulary.ceiling_entry import Ceiling
    from bmcalc.formulary.drugs import Drug
    from bmcalc.rules.rule import Profile


class Capped(NamedTuple):
    """The area that is counted, the dose by it, and what no rounding may exceed; None: nothing."""

    area: Term
    dose: Term
    limit: Term | None


def reduced(dose: Term, reduction: Term | None) -> Term:
    """Return a dose less so many percent; itself where nothing reduces it."""
    if reduction is None or not reduction.magnitude:
        return dose
    return reduced_by(dose, reduction)


def capped_dose(
    drug: Drug, per_area: Term, area: Term, uncapped: Term, reduction: Term | None,
    site_cap: Term | None, profile: Profile, work: Work,
) -> Capped:
    """Show and return what the caps leave of a dose: the site's, the label's area, the label's mg.

    ``uncapped`` is the dose before any cap, after the reduction.
    """
    used, dose, limits = area, uncapped, []
    label = drug.largest_area
    caps = [cap for cap in (site_cap, None if label is None else label.area) if cap is not None]
    if caps:
        cap = min(caps, key=lambda one: one.settled)
        limits.append(reduced(per_area * cap, reduction))
        if area > cap:
            by_label = label is not None and cap == label.area
            source = label.sources[0] if by_label and label is not None else "bsa-cap-of-site"
            used, dose = _by_smaller_area(per_area, area, cap, reduction, source, work)
            _tell_area(drug, dose, uncapped, by_label, work)
    highest = _total(drug, "stop", per_area, profile)
    if highest is not None:
        limits.append(highest.above.to("mg"))
        if dose > highest.above:
            dose = _at_most(drug, dose, highest, work)
    limit = min(limits, key=lambda one: one.settled, default=None)
    asked = _total(drug, "caution", per_area, profile)
    if asked is not None and dose > asked.above:
        _ask_above(drug, dose, asked, None, work)
    return Capped(used, dose, None if limit is None else limit.named(_("maximum")))


def _by_smaller_area(
    per_area: Term, area: Term, cap: Term, reduction: Term | None, source: str, work: Work
) -> tuple[Term, Term]:
    used = work.step(
        _("Body surface area used, at most the cap"), least(area, cap), source, _("BSA used"),
    )
    dose = work.step(
        _("Dose with the cap"), reduced(per_area * used, reduction), source, _("dose"),
    )
    return used, dose


def _tell_area(drug: Drug, dose: Term, uncapped: Term, by_label: bool, work: Work) -> None:
    capped, whole = show(dose, 1, trim=True), show(uncapped, 1, trim=True)
    if by_label and drug.largest_area is not None:
        work.info(
            "AREA_OF_LABEL",
            _("The label of {drug} counts at most {area}: {capped} instead of {uncapped}.",
              drug=drug.name, area=drug.largest_area.area, capped=capped, uncapped=whole),
            *drug.largest_area.sources,
        )
        return
    work.caution(
        FindingCode.BSA_CAPPED,
        _("The cap on the area gives {capped} instead of {uncapped}, a difference of {percent}. "
          "ASCO advises the full dose by actual weight.",
          capped=capped, uncapped=whole, percent=show(relative_change(uncapped, dose), 1)),
        "griggs-2012", about="bsa_cap",
    )


def _at_most(drug: Drug, dose: Term, highest: Ceiling, work: Work) -> Term:
    found = work.step(
        _("Dose, at most the highest single dose"),
        least(dose, highest.above.to("mg")), highest.sources[0], _("dose"),
    )
    work.info(
        "TOTAL_OF_LABEL",
        _said(_("A single dose of {drug} is at most {highest}: {capped} instead of {uncapped}.",
                highest=highest.above, drug=drug.name, capped=show(found, 1, trim=True),
                uncapped=show(dose, 1, trim=True)), highest),
        *highest.sources,
    )
    return found


def gate_total(
    drug: Drug, planned: Term, computed: Term, ordered: Term, profile: Profile, about: str,
    work: Work,
) -> None:
    """Stop, or ask about, an order above the highest amount of one administration."""
    highest = _total(drug, "stop", planned, profile)
    if highest is not None and ordered > highest.above:
        work.stop(
            "ABOVE_HIGHEST_TOTAL",
            _said(_("The ordered {ordered} is above {highest}, the highest single dose of {drug}.",
                    ordered=ordered, highest=highest.above, drug=drug.name), highest),
            *highest.sources, about=about,
        )
        return
    asked = _total(drug, "caution", planned, profile)
    if asked is not None and ordered > asked.above and computed <= asked.above:
        _ask_above(drug, ordered, asked, about, work)


def gate_cycle(
    drug: Drug, planned: Term, a_cycle: Term, profile: Profile, about: str, work: Work
) -> None:
    """Stop, or ask about, a cycle's sum, on the drug's basis, above what a label allows."""
    from bmcalc.formulary.ceiling_entry import lowest_ceiling

    for then, tell in (("stop", work.stop), ("caution", work.caution)):
        ceiling = lowest_ceiling(drug.highest_per_cycle, then, planned, profile)
        if ceiling is not None and a_cycle > ceiling.above:
            tell(
                "ABOVE_HIGHEST_OF_CYCLE",
                _said(_("{dose} in one cycle is above {highest} of {drug}.",
                        dose=show(a_cycle, 2, trim=True), highest=ceiling.above, drug=drug.name),
                      ceiling),
                *ceiling.sources, about=about,
            )
            return


def _total(drug: Drug, then: str, planned: Term, profile: Profile) -> Ceiling | None:
    if not drug.highest_total:
        return None
    from bmcalc.formulary.ceiling_entry import lowest_ceiling

    return lowest_ceiling(drug.highest_total, then, planned, profile)


def _ask_above(drug: Drug, dose: Term, asked: Ceiling, about: str | None, work: Work) -> None:
    work.caution(
        "ABOVE_TOTAL_OF_OTHER_LABEL",
        _said(_("{dose} is above {highest} of {drug} in a single dose: ask.",
                dose=show(dose, 1, trim=True), highest=asked.above, drug=drug.name), asked),
        *asked.sources, about=about,
    )


def _said(text: object, ceiling: Ceiling) -> object:
    return text if ceiling.text is None else Joined([text, ceiling.text], " ")
