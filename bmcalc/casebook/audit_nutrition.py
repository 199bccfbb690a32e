"""Audit: the protein that the casebook aims at and the supplement that it gives."""

from __future__ import annotations

from collections.abc import Iterator

from bmcalc.casebook.audit_entry import AuditEntry, AuditVerdict, Gravity, computed
from bmcalc.casebook.loading import case
from bmcalc.core.term import q, show
from bmcalc.core.texts import _

PROTEIN_OF_A_PORTION = q("9 g")
"""About what 250 mL of 安素 hold at standard dilution."""

EXAMPLE_WEIGHT = q("60 kg")


def protein_target() -> Iterator[AuditEntry]:
    """Yield the protein target, which lies in the range of ESPEN."""
    line = case(1).prescription("protein")
    assert line.dose is not None
    refused = computed("nutrition")
    example = computed("nutrition", weight=EXAMPLE_WEIGHT)
    yield AuditEntry(
        id="PROTEIN", case=1, pages=(line.page,),
        statement=_("Protein of at least {target} of body weight a day.", target=line.dose),
        verdict=AuditVerdict.AGREES, severity=Gravity.NONE,
        proof=_("ESPEN gives more than 1 and up to 1.5 g/kg. No weight is printed, so no amount "
                "can be checked ({codes}).", codes=refused.codes[0]),
        computations=(refused, example),
    )


def supplement() -> Iterator[AuditEntry]:
    """Yield what the supplement adds to the target, for an example weight."""
    target = case(1).prescription("protein")
    portion = case(1).prescription("oral_supplement")
    assert target.dose is not None and portion.times_per_day is not None
    needed = target.dose * EXAMPLE_WEIGHT
    added = PROTEIN_OF_A_PORTION * portion.times_per_day
    share = 100 * added / needed
    yield AuditEntry(
        id="SUPPLEMENT", case=1, pages=(portion.page,),
        statement=_("安素 {volume} {times} times a day.", volume=portion.dose,
                    times=portion.times_per_day),
        verdict=AuditVerdict.NOT_DECIDABLE, severity=Gravity.LOW,
        proof=_("That is about {added} of protein. At {weight}, an example, the target is "
                "{needed}: it covers {share} %.", added=added, weight=EXAMPLE_WEIGHT,
                needed=show(needed, 0), share=show(share, 0)),
        cites=("casebook-supplement-protein",),
    )


CHECKS = (protein_target, supplement)
