"""Tables of oral morphine equivalents, and the fentanyl label's table of patches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bmcalc.core.term import Term, measured_in, number, q
from bmcalc.core.texts import _
from bmcalc.core.work import refuse

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


@dataclass(frozen=True)
class OpioidTable:
    """One published table: mg of oral morphine per mg, for a patch per µg/h.

    ``from_memory``: nobody has checked the factors in the source yet. ``apart`` names the source
    of single factors that are from memory in a table that is otherwise checked.
    """

    name: object
    source: str
    factors: Mapping[str, Term]
    converts: bool = True
    from_memory: bool = False
    apart: Mapping[str, str] = field(default_factory=dict)

    def source_of(self, drug: str) -> str:
        """Return the source of a drug's factor."""
        return self.apart.get(drug, self.source)

    def unchecked(self, drugs: Iterable[str]) -> bool:
        """Say whether a factor that these drugs need is only from memory."""
        return self.from_memory or any(drug in self.apart for drug in drugs)


def _factors(**factors: str) -> dict[str, Term]:
    return {"morphine_po": q("1"), **{drug: q(factor) for drug, factor in factors.items()}}


_CHINESE_CODEINE = {"codeine_po": q("1") / q("6.5")}

TABLES: dict[str, OpioidTable] = {
    "cdc_2022": OpioidTable(
        _("CDC 2022"), "cdc-2022",
        _factors(codeine_po="0.15", tramadol_po="0.2", oxycodone_po="1.5", hydromorphone_po="5",
                 fentanyl_td="2.4"),
        converts=False,
    ),
    "cdc_2016": OpioidTable(
        _("CDC 2016"), "cdc-2016",
        _factors(codeine_po="0.15", tramadol_po="0.1", oxycodone_po="1.5", hydromorphone_po="4",
                 fentanyl_td="2.4"),
        converts=False,
    ),
    "fpm_2020": OpioidTable(
        _("Faculty of Pain Medicine 2020"), "fpm-2020",
        _factors(codeine_po="0.1", tramadol_po="0.1", oxycodone_po="1.5", hydromorphone_po="5",
                 fentanyl_td="2.4", morphine_parenteral="2"),
        apart={"morphine_parenteral": "fpm-2020-parenteral"},
    ),
    "eapc_2012": OpioidTable(
        _("EAPC 2012"), "eapc-2012-ratios",
        _factors(oxycodone_po="1.5", hydromorphone_po="5", fentanyl_td="2.4",
                 morphine_parenteral="3"),
        from_memory=True,
    ),
    "cn_2018_lo": OpioidTable(
        _("China 2018, lower ratio"), "nhc-china-2018-ratios",
        _factors(oxycodone_po="1.5", fentanyl_td="2", morphine_parenteral="3") | _CHINESE_CODEINE,
        from_memory=True,
    ),
    "cn_2018_hi": OpioidTable(
        _("China 2018, upper ratio"), "nhc-china-2018-ratios",
        _factors(oxycodone_po="2", fentanyl_td="2", morphine_parenteral="3") | _CHINESE_CODEINE,
        from_memory=True,
    ),
}
CONVERTING = tuple(key for key, table in TABLES.items() if table.converts)
"""The tables that may convert; the CDC's are for weighing risk only."""

_LABEL_PATCHES = ((135, "25 ug/h"), (225, "50 ug/h"), (315, "75 ug/h"), (405, "100 ug/h"))


def covers(table: str, drugs: Iterable[str]) -> bool:
    """Say whether a table has a factor for each of these drugs."""
    return all(drug in TABLES[table].factors for drug in drugs)


def oral_morphine(table: str, drug: str, dose: Term) -> Term:
    """Return a 24 h dose as mg of oral morphine; KeyError where the table has no factor."""
    factor = TABLES[table].factors[drug]
    if drug == PATCH:
        return measured_in(number(dose, "ug/h") * factor, "mg")
    return dose.to("mg") * factor


def total_oral_morphine(table: str, doses: Iterable[tuple[str, Term]]) -> Term | None:
    """Return the sum as mg of oral morphine a day; None where a factor is missing."""
    total: Term | None = None
    for drug, dose in doses:
        if drug not in TABLES[table].factors:
            return None
        part = oral_morphine(table, drug, dose)
        total = part if total is None else total + part
    return total


def label_patch(oral_morphine_per_day: Term) -> Term:
    """Return the first fentanyl patch in µg/h by the label's one-way table (USPI section 2).

    Below 60 mg a day the patient is not opioid tolerant: ``E_CONTRA``. From 405 mg:
    ``E_SPECIALIST``. The table is never read backwards.
    """
    milligrams = number(oral_morphine_per_day, "mg")
    if milligrams < Decimal(60):
        raise refuse(
            "E_CONTRA",
            _("A fentanyl patch is for patients on at least 60 mg of oral morphine a day; this is "
              "{dose}.", dose=oral_morphine_per_day),
            "regimen",
        )
    for limit, patch in _LABEL_PATCHES:
        if milligrams < limit:
            return q(patch)
    raise refuse(
        "E_SPECIALIST",
        _("The label's patch table is not used for {dose} of oral morphine a day. Ask a pain or "
          "palliative specialist.", dose=oral_morphine_per_day),
        "regimen",
    )
