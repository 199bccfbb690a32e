"""The relative dose intensity: what was given of a plan, and how fast."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from bmcalc.core.term import Term, measured_in, number

SOURCE: Final = "hryniuk-1984"


def relative_dose_intensity(
    given: Sequence[Term], planned: Sequence[Term], took: Term, meant: Term
) -> Term:
    """Return 100 × (sum given ÷ sum planned) × (planned days ÷ days taken), in %.

    ``took`` and ``meant`` are times from the first dose to the end of the last cycle; neither they
    nor the planned sum may be zero.

    Source: Hryniuk W, Bush H. J Clin Oncol 1984;2:1281.

    >>> doses = [q("120 mg"), q("96 mg")]
    >>> plan = [q("120 mg"), q("120 mg")]
    >>> show(relative_dose_intensity(doses, plan, q("49 day"), q("42 day")), 1)
    '77.1 %'
    """
    share = sum((number(one, "mg") for one in given), start=Decimal(0)) / sum(
        (number(one, "mg") for one in planned), start=Decimal(0))
    return measured_in(Decimal(100) * share * (meant / took), "%")
