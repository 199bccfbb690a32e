"""Asking the rules before one dose, with a few measures known."""

from decimal import Decimal

from bmcalc.core.term import Term, q, show
from bmcalc.core.units import unit
from bmcalc.formulary.regimens import regimen
from bmcalc.orders.gates import Dose, ask_rules
from bmcalc.rules.known import Known
from bmcalc.rules.rule import ALL_PROFILES

UNITS = {
    "anc": "x10^9/L", "platelets": "x10^9/L", "bilirubin_xuln": "xULN", "ast_xuln": "xULN",
    "transaminase_xuln": "xULN", "alp_xuln": "xULN", "lvef_now": "%", "lvef_baseline": "%",
    "lvef_fall": "percentage_point", "qtcf": "ms", "qtcf_rise": "ms", "crcl": "mL/min",
    "days_since_surgery": "day", "days_to_surgery": "day", "cycle": "",
}


def asked(regimen_id, drug_id, *, planned=None, day=1, first=False, level=0,
          profiles=ALL_PROFILES, **known):
    found = regimen(regimen_id)
    line = next(one for one in found.lines if one.drug == drug_id)
    facts = {
        name: Term(Decimal(value), unit(UNITS[name])) if name in UNITS else value
        for name, value in known.items()
    }
    dose = Dose(regimen=found, line=line, planned=line.dose if planned is None else q(planned),
                level=level, day=day, first=first)
    return ask_rules(dose, Known({}, facts), profiles)


def left(gates):
    """What the strictest rule leaves: None for nothing today, ``full`` without a reduction."""
    if gates.forbids:
        return None
    found = gates.limit()
    return "full" if found is None else show(found[0], 2, trim=True)


def outcomes(gates):
    return {one.outcome for one in gates.met}
