"""The dose that a label prints beside the body surface area, shown beside the calculated one."""

from __future__ import annotations

from bmcalc.calculators.chemotherapy.capecitabine_fields import CapecitabineInputs
from bmcalc.core.term import Term, q, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulas.relative_change import relative_change
from bmcalc.formulas.tablet_combination import tablets_of

_MOST_SMALL = 5
_ALWAYS = ("band_dose", "band_tablets_500", "band_tablets_150", "band_difference")


def give_band(
    given: CapecitabineInputs, drug: str, planned: Term, intended: Term, area: Term, dose: Term,
    work: Work,
) -> None:
    """Give the row of the label's table, its tablets, and how far it is off the dose.

    Null where the label has no table for this dose, or where the dose is reduced.
    """
    from bmcalc.rules.tables.oral_bands import band_table

    profile = "eu" if given.label_profile == "cn" else given.label_profile
    table = band_table(drug, planned, profile) if intended == planned else None
    row = None if table is None else table.band(area)
    if table is None or row is None:
        for name in _ALWAYS:
            work.give(name, None)
        return
    source = table.sources[0]
    band = work.step(_("Dose by the label's table"), row.dose.to("mg"), source, _("band"))
    off = work.step(
        _("Difference of that dose"), relative_change(dose, band), source, decimals=1
    )
    tablets = tablets_of(band, q("500 mg"), q("150 mg"), _MOST_SMALL)
    work.give("band_dose", band)
    work.give("band_tablets_500", None if tablets is None else tablets.large)
    work.give("band_tablets_150", None if tablets is None else tablets.small)
    work.give("band_difference", off)
    work.info(
        "BAND_FROM_MEMORY",
        _("The label's table gives {band} ({percent}): for comparison only, from memory.",
          band=show(band, 0), percent=show(off, 1)),
        *table.sources,
    )
    _ask_about(off, band, work, table.sources)


def _ask_about(off: Term, band: Term, work: Work, sources: tuple[str, ...]) -> None:
    """Ask where the table is far off: its last row has no upper end."""
    from bmcalc.rules.limits import contract_choice

    if abs(off.settled) > contract_choice("tolerance_stops").magnitude:
        work.caution(
            "BAND_FAR_OFF",
            _("The label's table is {percent} off the calculated dose: which is meant?",
              percent=show(off, 1)),
            *sources,
        )
