"""The HER2 products: doses, intervals and strengths, as data."""

from __future__ import annotations

from dataclasses import dataclass

from bmcalc.core.term import Term, q
from bmcalc.core.texts import _

TRASTUZUMAB_IV = "trastuzumab_iv"
TRASTUZUMAB_SC = "trastuzumab_sc"
PERTUZUMAB = "pertuzumab"
PHESGO = "phesgo"
DERUXTECAN = "trastuzumab_deruxtecan"

EVERY_3_WEEKS, EVERY_WEEK = "21 day", "7 day"

PRODUCT_NAMES: dict[str, object] = {
    TRASTUZUMAB_IV: _("Trastuzumab IV"),
    TRASTUZUMAB_SC: _("Trastuzumab SC"),
    PERTUZUMAB: _("Pertuzumab"),
    PHESGO: _("Pertuzumab with trastuzumab SC (Phesgo)"),
    DERUXTECAN: _("Trastuzumab deruxtecan"),
}


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """How one product is dosed on one interval.

    Doses are in mg/kg or in mg. ``loading`` is None for a product that is never loaded.
    ``load_again_after`` is the longest interval in days that maintenance still covers;
    ``early_caution`` the first day that is early without being a stop. Strengths in mg/mL.
    """

    loading: Term | None
    maintenance: Term
    interval: int
    load_again_after: int | None
    early_caution: int | None
    loading_strength: Term
    maintenance_strength: Term
    source: str
    loading_way: object
    maintenance_way: object

    @property
    def by_weight(self) -> bool:
        """Whether the dose depends on the weight."""
        return self.maintenance.unit.key == "mg/kg"


_SALINE_ONLY = _("dilute in 0.9 % sodium chloride, never in glucose, never as a push")

SCHEDULES: dict[tuple[str, str], Schedule] = {
    (TRASTUZUMAB_IV, EVERY_3_WEEKS): Schedule(
        loading=q("8 mg/kg"), maintenance=q("6 mg/kg"), interval=21, load_again_after=28,
        early_caution=18, loading_strength=q("21 mg/mL"), maintenance_strength=q("21 mg/mL"),
        source="label-trastuzumab-us",
        loading_way=_("IV over 90 minutes; {fluid}", fluid=_SALINE_ONLY),
        maintenance_way=_("IV over 30 to 90 minutes; {fluid}", fluid=_SALINE_ONLY),
    ),
    (TRASTUZUMAB_IV, EVERY_WEEK): Schedule(
        loading=q("4 mg/kg"), maintenance=q("2 mg/kg"), interval=7, load_again_after=14,
        early_caution=6, loading_strength=q("21 mg/mL"), maintenance_strength=q("21 mg/mL"),
        source="label-trastuzumab-us",
        loading_way=_("IV over 90 minutes; {fluid}", fluid=_SALINE_ONLY),
        maintenance_way=_("IV over 30 minutes; {fluid}", fluid=_SALINE_ONLY),
    ),
    (TRASTUZUMAB_SC, EVERY_3_WEEKS): Schedule(
        loading=None, maintenance=q("600 mg"), interval=21, load_again_after=None,
        early_caution=None, loading_strength=q("120 mg/mL"), maintenance_strength=q("120 mg/mL"),
        source="label-trastuzumab-sc-us",
        loading_way=_("SC into the thigh over 2 to 5 minutes"),
        maintenance_way=_("SC into the thigh over 2 to 5 minutes"),
    ),
    (PERTUZUMAB, EVERY_3_WEEKS): Schedule(
        loading=q("840 mg"), maintenance=q("420 mg"), interval=21, load_again_after=41,
        early_caution=None, loading_strength=q("30 mg/mL"), maintenance_strength=q("30 mg/mL"),
        source="label-pertuzumab-us",
        loading_way=_("IV over 60 minutes, then observe for 60 minutes; {fluid}",
                      fluid=_SALINE_ONLY),
        maintenance_way=_("IV over 30 to 60 minutes, then observe for 30 to 60 minutes; {fluid}",
                          fluid=_SALINE_ONLY),
    ),
    (PHESGO, EVERY_3_WEEKS): Schedule(
        loading=q("1200 mg"), maintenance=q("600 mg"), interval=21, load_again_after=41,
        early_caution=None, loading_strength=q("80 mg/mL"), maintenance_strength=q("60 mg/mL"),
        source="label-phesgo",
        loading_way=_("SC into the thigh over 8 minutes, 15 mL"),
        maintenance_way=_("SC into the thigh over 5 minutes, 10 mL"),
    ),
    (DERUXTECAN, EVERY_3_WEEKS): Schedule(
        loading=None, maintenance=q("5.4 mg/kg"), interval=21, load_again_after=None,
        early_caution=None, loading_strength=q("20 mg/mL"), maintenance_strength=q("20 mg/mL"),
        source="label-tdxd-us",
        loading_way=_("IV over 90 minutes; glucose 5 % only, never sodium chloride"),
        maintenance_way=_("IV over 90 minutes the first time, later 30 if tolerated; glucose 5 % "
                          "only, never sodium chloride"),
    ),
}

DERUXTECAN_LEVELS = (q("5.4 mg/kg"), q("4.4 mg/kg"), q("3.2 mg/kg"))
"""The dose levels 0, 1 and 2; below them the drug is stopped, and it is never raised again."""

PHESGO_TRASTUZUMAB = q("600 mg")
"""Trastuzumab in every dose of Phesgo, first or later."""

CONFLICT_DAYS = range(29, 42)
"""Days at which trastuzumab's own label loads again and the table of Perjeta does not."""

UNVERIFIED_IN_CHINA: dict[str, object] = {
    TRASTUZUMAB_IV: _("trastuzumab: missed doses"),
    TRASTUZUMAB_SC: _("trastuzumab SC"),
    PERTUZUMAB: _("pertuzumab: missed doses"),
    PHESGO: _("Phesgo"),
    DERUXTECAN: _("trastuzumab deruxtecan: dose levels"),
}
