"""How far an opioid is increased, and how large a rescue dose is."""

from __future__ import annotations

from bmcalc.calculators.pain.opioid_tables import opioid_data
from bmcalc.core.numbers import plain
from bmcalc.core.term import Term
from bmcalc.core.texts import _
from bmcalc.core.work import refuse


def titration_percent(nrs: int, with_care: bool = False) -> tuple[int, int]:
    """Return the lowest and highest increase of the 24 h dose in percent for a pain score.

    By the table of the Chinese cancer pain guideline (2018, from memory). ``with_care`` puts the
    careful increase in the place of a larger one.
    """
    titration = opioid_data().titration
    step = titration.step_for(nrs)
    capped = with_care and step.highest > titration.with_care.highest
    chosen = titration.with_care if capped else step
    return _percent(chosen.lowest), _percent(chosen.highest)


def _percent(share: Term) -> int:
    return int(share.to("%").magnitude)


def _part(share: Term) -> Term:
    """Return a share as a plain factor: 10 % is 0.1."""
    return Term(share.to("%").magnitude / 100)


class RescueShare:
    """The share of the 24 h total as a sentence shows it, looked up when it is read."""

    def __str__(self) -> str:
        rescue = opioid_data().rescue
        return str(_("{lowest} to {highest}", lowest=plain(rescue.lowest.magnitude),
                     highest=rescue.highest))


def rescue_range(total: Term) -> tuple[Term, Term]:
    """Return the smallest and the largest rescue dose of the opioid's 24 h total.

    Meant for an immediate-release strong opioid only (NCCN Adult Cancer Pain 2011). ``E_RANGE``
    where there is no total.
    """
    if total <= 0 * total:
        raise refuse("E_RANGE", _("A rescue dose needs a 24 h total above zero."))
    rescue = opioid_data().rescue
    return _part(rescue.lowest) * total, _part(rescue.highest) * total
