"""Whether a dose per m² can be this drug's: its label's highest, its usual dose, its lookalikes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Final

from bmcalc.core.finding_code import FindingCode
from bmcalc.core.problems import Problem
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.while_in_force import once_while_in_force
from bmcalc.formulas.relative_change import relative_change
from bmcalc.rules.limits import limit

if TYPE_CHECKING:
    from bmcalc.formulary.drugs import Drug

EXACTLY = Decimal(0)
"""Percent within which a typed dose counts as another drug's usual dose."""


class AreaDrugs(Mapping[str, "Drug"]):
    """The drugs of the formulary in force that are dosed per m², by id; one is read alone."""

    def __getitem__(self, identifier: str) -> Drug:
        from bmcalc.formulary.drugs import Basis, drugs

        found = drugs()[identifier]
        if found.basis is not Basis.AREA:
            raise KeyError(identifier)
        return found

    def __iter__(self) -> Iterator[str]:
        from bmcalc.formulary.drugs import Basis, drugs

        return (key for key, one in drugs().items() if one.basis is Basis.AREA)

    def __len__(self) -> int:
        return sum(1 for _one in self)


class AreaDrugNames(Mapping[str, object]):
    """What people read of each of them."""

    def __getitem__(self, identifier: str) -> object:
        return AREA_DRUGS[identifier].name

    def __iter__(self) -> Iterator[str]:
        return iter(AREA_DRUGS)

    def __len__(self) -> int:
        return len(AREA_DRUGS)


AREA_DRUGS: Final = AreaDrugs()


def lookalike(drug: Drug, per_area: Term, within: Decimal) -> Drug | None:
    """Return the other drug whose usual dose this is (within so many percent), or None.

    Only drugs that may be confused with this one are looked at: those of its own family, and those
    that the file of either names. None also where the dose is the drug's own usual or highest dose.
    """
    own = (drug.usual_dose, drug.highest_dose)
    if any(dose is not None and dose == per_area for dose in own):
        return None
    named = tuple(one.drug for one in drug.confusions)
    for other in _may_be_confused(drug.id, named):
        usual = other.usual_dose
        if usual is not None and abs(relative_change(usual, per_area).settled) <= within:
            return other
    return None


@once_while_in_force
def _may_be_confused(drug_id: str, named: tuple[str, ...]) -> tuple[Drug, ...]:
    """Return the drugs that may be confused with one, whose file names some of them."""
    from bmcalc.formulary.related_drugs import related_to

    family = related_to(drug_id)
    return tuple(
        other for other in AREA_DRUGS.values()
        if other.id != drug_id and (
            other.id in named or other.id in family
            or any(one.drug == drug_id for one in other.confusions)
        )
    )


def too_low(drug: Drug, per_area: Term) -> Iterable[Problem]:
    """Yield ``E_RANGE`` for a dose far below the drug's usual one."""
    usual, lowest = drug.usual_dose, limit("dose_per_area_lowest")
    if usual is not None and 100 * per_area < lowest.magnitude * usual:
        yield Problem(
            "E_RANGE",
            _("{dose} is less than {lowest} of the usual dose of {drug} ({usual}). Check the drug "
              "and the dose.", dose=per_area, lowest=lowest, drug=drug.name, usual=usual),
            ("dose_per_bsa",),
        )


def gate_typed_dose(drug: Drug, per_area: Term, work: Work) -> None:
    """Stop above the label's highest dose; ask about another drug's dose and about a low one."""
    other = lookalike(drug, per_area, EXACTLY)
    usual, confirmed = drug.usual_dose, limit("dose_per_area_confirmed")
    if _stopped_above_highest(drug, per_area, per_area, other, "dose_per_bsa", work):
        return
    if other is not None:
        _ask_for_drug(drug, per_area, other, "dose_per_bsa", work)
    if drug.highest_usual is not None and per_area > drug.highest_usual:
        work.caution(
            "ABOVE_HIGHEST_USUAL",
            _("{dose} is above the highest usual dose of {drug}, {highest}: confirm it.",
              dose=per_area, drug=drug.name, highest=drug.highest_usual),
            *drug.sources, about="dose_per_bsa",
        )
    if usual is not None and 100 * per_area < confirmed.magnitude * usual:
        work.caution(
            FindingCode.DOSE_LOW,
            _("{dose} is less than {confirmed} of the usual dose of {drug} ({usual}). Confirm it.",
              dose=per_area, confirmed=confirmed, drug=drug.name, usual=usual),
            "dose-per-area-limits", about="dose_per_bsa",
        )


def gate_disagreeing_order(drug: Drug, per_area: Term, area: Term, work: Work) -> None:
    """Stop an order above the label's highest dose; ask whether another drug was meant.

    The highest dose rounded up to a whole mg is still the label's.
    """
    other = lookalike(drug, per_area, limit("order_looks_like_another_drug").magnitude)
    highest = drug.highest_dose
    cut_offs = [] if highest is None else [highest]
    shown = show(per_area, decimals_against(per_area, cut_offs, 1), trim=True)
    whole = highest is not None and _within_a_whole_mg(per_area, highest, area)
    stopped = not whole and _stopped_above_highest(
        drug, per_area, shown, other, "ordered_dose", work
    )
    if other is not None and not stopped:
        _ask_for_drug(drug, shown, other, "ordered_dose", work)


def _within_a_whole_mg(per_area: Term, highest: Term, area: Term) -> bool:
    ordered, most = (per_area * area).to("mg").settled, (highest * area).to("mg").settled
    return ordered <= most.to_integral_value(rounding=ROUND_CEILING)


def _stopped_above_highest(
    drug: Drug, per_area: Term, shown: object, other: Drug | None, about: str, work: Work
) -> bool:
    highest = drug.highest_dose
    if highest is None or per_area <= highest:
        return False
    if other is None:
        text = _("{dose} is above the highest label dose of {drug}, {highest}.",
                 dose=shown, drug=drug.name, highest=highest)
    else:
        text = _("{dose} is above the highest label dose of {drug}, {highest}. It looks like "
                 "{other}: its usual dose is {usual}.",
                 dose=shown, drug=drug.name, highest=highest, other=other.name,
                 usual=other.usual_dose)
    work.stop("ABOVE_HIGHEST_DOSE", text, *drug.sources, about=about)
    return True


def _ask_for_drug(drug: Drug, shown: object, other: Drug, about: str, work: Work) -> None:
    known = [one.sources for one in drug.confusions if one.drug == other.id]
    work.caution(
        FindingCode.LOOKS_LIKE_ANOTHER_DRUG,
        _("{dose} is the usual dose of {other}, not of {drug}. Check the drug.",
          dose=shown, other=other.name, drug=drug.name),
        *(known[0] if known else ("dose-per-area-limits",)), about=about,
    )
