"""The QT interval corrected for the heart rate, by Fridericia and by Bazett."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from bmcalc.core.arithmetic import power, sqrt
from bmcalc.core.numbers import half_up
from bmcalc.core.term import Term, measured_in, number
from bmcalc.core.texts import _

ONE_THIRD = (Term(Decimal(1)) / 3).named("(1/3)")


def rr_interval(heart_rate: Term) -> Term:
    """Return the time between two beats in seconds: 60 ÷ beats per minute.

    Source: definition.

    >>> show(rr_interval(q("75 /min")), 2)
    '0.80 s'
    """
    return measured_in(60 / number(heart_rate, "/min"), "s")


def fridericia(qt: Term, rr: Term) -> Term:
    """Return QT ÷ RR^(1/3) in ms, RR in seconds.

    Source: Fridericia LS, Acta Med Scand 1920;53:469-486 (citation from memory).

    >>> show(fridericia(q("400 ms"), rr_interval(q("72 /min"))), 1)
    '425.1 ms'
    """
    return qt.to("ms") / power(number(rr, "s"), ONE_THIRD)


def bazett(qt: Term, rr: Term) -> Term:
    """Return QT ÷ RR^(1/2) in ms, RR in seconds.

    Source: Bazett HC, Heart 1920;7:353-370 (citation from memory).

    >>> show(bazett(q("400 ms"), rr_interval(q("72 /min"))), 1)
    '438.2 ms'
    """
    return qt.to("ms") / sqrt(number(rr, "s"))


class QtFormula(NamedTuple):
    """One correction: its name, the formula of QT and RR, its source."""

    name: object
    corrected: Callable[[Term, Term], Term]
    source: str


QT_FORMULAS: dict[str, QtFormula] = {
    "fridericia": QtFormula(_("Fridericia"), fridericia, "fridericia-1920"),
    "bazett": QtFormula(_("Bazett"), bazett, "bazett-1920"),
}


def whole_milliseconds(qtc: Term) -> int:
    """Return a QTc in whole milliseconds, half-up.

    Source: convention; grades and rules on QTc are written for whole milliseconds.

    >>> whole_milliseconds(q("449.5 ms"))
    450
    """
    return int(half_up(number(qtc, "ms").settled, 0))
