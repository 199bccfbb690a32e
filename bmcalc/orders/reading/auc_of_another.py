"""An AUC beside a drug that has none: carboplatin may be meant, which is another drug."""

from __future__ import annotations

from collections.abc import Sequence

from bmcalc.formulary.drug_entry import Basis, Drug
from bmcalc.orders.reading.tokens import Kind, Token


def is_auc_of_another(tokens: Sequence[Token], drug: Drug) -> bool:
    """Say whether an AUC stands on the line of a drug that is not dosed by one."""
    return drug.basis is not Basis.AUC and any(
        one.kind is Kind.BASIS and one.value.unit.key == "mg*min/mL" for one in tokens
    )
