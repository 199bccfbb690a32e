"""Doses of several anthracyclines added up: as shares of each drug's limit, and as equivalents.

A limit is a limit on the sum: exactly at the limit is still allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bmcalc.core.term import Term, q

WHOLE = q("100 %")


def _sum(parts: Iterable[Term]) -> Term | None:
    total: Term | None = None
    for part in parts:
        total = part if total is None else total + part
    return total


def share_of_limits(doses: Mapping[str, Term], limits: Mapping[str, Term]) -> Term:
    """Return the sum of each dose as a percentage of its own limit.

    Source: convention; each limit is the label's own, the sum of shares is no label's rule.

    >>> str(share_of_limits({"a": q("240 mg/m^2")}, {"a": q("480 mg/m^2")}))
    '50 %'
    """
    return _sum(WHOLE * dose / limits[drug] for drug, dose in doses.items()) or q("0 %")


def equivalent_dose(doses: Mapping[str, Term], factors: Mapping[str, Term]) -> Term:
    """Return the sum of the doses, each multiplied by its factor: mg/m² of doxorubicin.

    Source: factors of the set that is named, such as Lyon AR et al. 2022, Eur Heart J 43:4229.

    >>> received = {"epirubicin": q("360 mg/m^2"), "doxorubicin": q("60 mg/m^2")}
    >>> str(equivalent_dose(received, {"epirubicin": q("0.8 "), "doxorubicin": q("1 ")}))
    '348.0 mg/m²'
    """
    return _sum(dose * factors[drug] for drug, dose in doses.items()) or q("0 mg/m^2")


def dose_left(share: Term, limit: Term) -> Term:
    """Return what of one drug may follow until the shares come to 100 %; never less than 0.

    Source: convention, as :func:`share_of_limits`.

    >>> str(dose_left(q("60 %"), q("400 mg/m^2")))
    '160 mg/m²'
    """
    left = (WHOLE - share) * limit / WHOLE
    return left if left.magnitude > 0 else q("0 mg/m^2")


def dose_left_by_equivalent(received: Term, limit: Term, factor: Term) -> Term:
    """Return what of one drug may follow until the equivalents reach a limit; never less than 0.

    Source: convention, by the factors of :func:`equivalent_dose`.

    >>> str(dose_left_by_equivalent(q("320 mg/m^2"), q("400 mg/m^2"), q("0.8 ")))
    '100 mg/m²'
    """
    left = (limit - received) / factor
    return left if left.magnitude > 0 else q("0 mg/m^2")
