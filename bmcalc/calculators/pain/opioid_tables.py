"""Oral morphine equivalents by published tables, and the fentanyl label's table of patches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bmcalc.core.term import Term, measured_in, number
from bmcalc.core.texts import Joined, _
from bmcalc.core.work import refuse
from bmcalc.rules.limits import limit

if TYPE_CHECKING:
    from bmcalc.rules.tables.opioids import Opioids, OpioidTable

PATCH = "fentanyl_td"
METHADONE = "methadone_po"

DRUG_NAMES: dict[str, object] = {
    "morphine_po": _("morphine, oral"),
    "oxycodone_po": _("oxycodone, oral"),
    "hydromorphone_po": _("hydromorphone, oral"),
    "codeine_po": _("codeine, oral"),
    "tramadol_po": _("tramadol, oral"),
    "morphine_parenteral": _("morphine, parenteral"),
    "fentanyl_td": _("fentanyl patch"),
}
WEAK = ("codeine_po", "tramadol_po")


TABLE_NAMES: dict[str, object] = {
    "cdc_2022": _("CDC 2022"),
    "cdc_2016": _("CDC 2016"),
    "fpm_2020": _("Faculty of Pain Medicine 2020"),
    "eapc_2012": _("EAPC 2012"),
    "cn_2018_lo": _("China 2018, lower ratio"),
    "cn_2018_hi": _("China 2018, upper ratio"),
}


def opioid_data() -> Opioids:
    """Return the tables of opioids, read when the first dose is looked at."""
    from bmcalc.rules.tables.opioids import opioids

    return opioids()


def opioid_table(key: str) -> OpioidTable:
    """Return one published table of equivalents."""
    return opioid_data().tables[key]


def converting() -> tuple[str, ...]:
    """Return the tables that may convert; the CDC's are for weighing risk only."""
    return tuple(key for key, table in opioid_data().tables.items() if table.converts)


def covers(table: str, drugs: Iterable[str]) -> bool:
    """Say whether a table has a factor for each of these drugs."""
    return all(drug in opioid_table(table).factors for drug in drugs)


def oral_morphine(table: str, drug: str, dose: Term) -> Term:
    """Return a 24 h dose as mg of oral morphine; KeyError where the table has no factor."""
    factor = opioid_table(table).factors[drug]
    if drug == PATCH:
        return measured_in(number(dose, "ug/h") * factor, "mg")
    return dose.to("mg") * factor


def total_oral_morphine(table: str, doses: Iterable[tuple[str, Term]]) -> Term | None:
    """Return the sum as mg of oral morphine a day; None where a factor is missing."""
    total: Term | None = None
    for drug, dose in doses:
        if drug not in opioid_table(table).factors:
            return None
        part = oral_morphine(table, drug, dose)
        total = part if total is None else total + part
    return total


def label_patch(oral_morphine_per_day: Term) -> Term:
    """Return the first fentanyl patch in µg/h by the label's one-way table (USPI section 2).

    Below the dose of opioid tolerance: ``E_CONTRA``. From the end of the table on:
    ``E_SPECIALIST``. The table is never read backwards.
    """
    tolerant_from = limit("opioid_tolerance")
    if oral_morphine_per_day < tolerant_from:
        raise refuse(
            "E_CONTRA",
            _("A fentanyl patch is for patients on at least {least} of oral morphine a day; this "
              "is {dose}.", least=tolerant_from, dose=oral_morphine_per_day),
            "regimen",
        )
    for row in opioid_data().patches.rows:
        if oral_morphine_per_day < row.below:
            return row.patch
    raise refuse(
        "E_SPECIALIST",
        _("The label's patch table is not used for {dose} of oral morphine a day. Ask a pain or "
          "palliative specialist.", dose=oral_morphine_per_day),
        "regimen",
    )


def patch_rows() -> object:
    """Return the label's table as people read it."""
    rows: list[object] = []
    lowest = limit("opioid_tolerance")
    for row in opioid_data().patches.rows:
        rows.append(_("from {lowest} to below {below}: {patch}", lowest=lowest, below=row.below,
                      patch=row.patch))
        lowest = row.below
    return Joined(rows)
