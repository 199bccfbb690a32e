"""The site policy: what a hospital decided for itself, one TOML file, signed by name.

The file that ships carries the safer choice wherever the literature leaves one. ``compute`` uses
the contract's defaults and never an installed policy, unless its input carries one.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.formulary.preparation import Market
from bmcalc.rules.limits import limit
from bmcalc.rules.quantities import (
    Amount,
    Area,
    Bilirubin,
    Calcium,
    CellCount,
    Clearance,
    Creatinine,
    Days,
    Dose,
    Entry,
    Enzyme,
    Name,
    Percent,
    Refusal,
)
from bmcalc.rules.rule import Profile, SourceIds

BsaFormula: TypeAlias = Literal[
    "mosteller", "dubois", "haycock", "gehan_george", "boyd", "fujimoto", "takahira", "schlich",
    "livingston_lee", "stevenson_xu", "hu_general", "zhao_sex",
]
GfrEquation: TypeAlias = Literal[
    "cockcroft_gault", "cockcroft_gault_si", "ckd_epi_2009", "ckd_epi_2021", "mdrd4_175",
    "jelliffe_1973", "wright_jaffe", "martin_1998", "camgfr_v1",
]
WeightBasis: TypeAlias = Literal["actual", "ideal", "adjusted", "nrg"]
Rounding: TypeAlias = Literal[
    "none", "nearest_step", "nearest_5_percent", "nearest_10_percent", "nhs_bands"
]


def _off(value: Any) -> Any:
    """Return what a file switched off, as ``"off"``, as None."""
    return None if value == "off" else value


_OFF = BeforeValidator(_off)


class Laboratory(Entry):
    """The limits of the hospital's own laboratory; one not given is asked with the result."""

    calcium_lln: Calcium
    calcium_uln: Calcium
    calcium_ionised_lln: Calcium
    calcium_ionised_uln: Calcium
    lvef_lln: Percent
    bilirubin_uln: Bilirubin | None = None
    alt_uln: Enzyme | None = None
    ast_uln: Enzyme | None = None
    alp_uln: Enzyme | None = None

    @cached_property
    def liver_limits(self) -> Mapping[str, Term | None]:
        """The upper limits of the liver values, by the names that an order gives them."""
        return {
            "bilirubin_uln": self.bilirubin_uln, "alt_uln": self.alt_uln,
            "ast_uln": self.ast_uln, "alp_uln": self.alp_uln,
        }

    @model_validator(mode="after")
    def _lower_is_below_upper(self) -> Self:
        if (
            self.calcium_lln >= self.calcium_uln
            or self.calcium_ionised_lln >= self.calcium_ionised_uln
        ):
            raise Refusal(_("The lower limit of calcium is not below the upper one."))
        return self


class Policy(Entry):
    """One hospital's policy. What a hospital leaves out keeps the shipped choice.

    ``creatinine_age`` is how old a creatinine may be, ``vial_limit`` how many vials a plan may
    open, ``weight_change`` from which change of weight a dose is calculated anew. ``stock`` names
    the strengths that the pharmacy holds, by drug; a drug that it leaves out is not limited.
    ``ask_premedication`` asks about a pasted order without a premedication that a label requires.
    ``one_person_release`` lets one person alone release a check; the record then says so.
    """

    name: Name
    version: str
    label_profile: Profile
    market: Market
    bsa_formula: BsaFormula
    bsa_cap: Annotated[Area | None, _OFF] = None
    gfr_equation: GfrEquation
    weight_basis: WeightBasis
    creatinine_floor: Annotated[Creatinine | None, _OFF] = None
    gfr_cap: Annotated[Clearance | None, _OFF] = None
    creatinine_age: Days
    rounding: Rounding
    rounding_step: Annotated[Amount | None, _OFF] = None
    tolerance_agrees: Percent
    tolerance_stops: Percent
    weight_change: Percent
    vial_limit: Annotated[int, Field(ge=1, le=50)]
    stock: dict[str, tuple[Amount, ...]] = Field(default_factory=dict)
    ask_premedication: bool = False
    one_person_release: bool = False
    hp_reload_policy: Literal["ask", "trastuzumab_label", "perjeta_table"]
    nsaid_platelets: CellCount
    opioid_conversion_limit: Dose
    laboratory: Laboratory
    sources: SourceIds
    signed_by: str = ""
    signed_on: datetime.date | None = None

    @model_validator(mode="after")
    def _choices_fit_together(self) -> Self:
        if (self.rounding == "nearest_step") != (self.rounding_step is not None):
            raise Refusal(_("rounding_step is given with nearest_step, and only then."))
        if self.tolerance_agrees > self.tolerance_stops:
            raise Refusal(_("tolerance_agrees is above tolerance_stops."))
        most, fewest = limit("policy_tolerance_highest"), limit("policy_platelets_lowest")
        if self.tolerance_stops > most:
            raise Refusal(_("An order more than {most} off is never let through.", most=most))
        if self.nsaid_platelets < fewest:
            raise Refusal(
                _("An NSAID below {limit} platelets is not offered.", limit=fewest)
            )
        if bool(self.signed_by) != (self.signed_on is not None):
            raise Refusal(_("A signature has a name and a date."))
        return self

    def in_stock(self, drug: str) -> tuple[Term, ...] | None:
        """Return the strengths of a drug that the pharmacy holds; None where it did not say."""
        return self.stock.get(drug)
