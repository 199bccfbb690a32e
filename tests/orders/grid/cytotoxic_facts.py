"""The doses of the cytotoxics: their pages ask no counts, so size, kidney and method are varied."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.orders.grid.pages import LATER, OFF, Facts, Page

SIZES = {
    "height": ("160 cm", "150 cm", "185 cm"), "weight": ("60 kg", "44.9 kg", "98.6 kg"),
    "sex": ("female", "male"),
}
ROUNDING = (
    None, "nearest_step 5 mg", "nearest_step 50 mg", "nearest_5_percent", "nearest_10_percent",
    "nhs_bands",
)
AREA = {
    **SIZES, "bsa_formula": ("mosteller", "dubois"),
    "bsa_cap": (None, "2.0 m^2", OFF), "rounding": ROUNDING,
    "reduction": (None, "20 %", "25 %"),
}
KIDNEY = {
    **SIZES, "age": (52, 80), "creatinine": ("68 umol/L", "180 umol/L", "400 umol/L", "40 umol/L"),
    "gfr": (
        None, "20 mL/min, measured", "20.01 mL/min, estimated", "30 mL/min, estimated",
        "30.01 mL/min, measured", "140 mL/min, measured", "140 mL/min, estimated",
    ),
    "equation": ("cockcroft_gault", "ckd_epi_2009", "wright_jaffe", "jelliffe_1973"),
    "weight_basis": ("nrg", "actual", "ideal", "adjusted"),
    "creatinine_floor": ("0.7 mg/dL", OFF, "0.8 mg/dL"),
    "gfr_cap": ("125 mL/min", OFF, "100 mL/min"), "rounding": ROUNDING,
    "reduction": (None, "20 %"),
}


def _rounded(inputs: dict[str, Any]) -> dict[str, Any]:
    kind, _space, step = (inputs.pop("rounding") or "none").partition(" ")
    return {**inputs, "rounding": kind, "rounding_step": step or None}


def _by_area(drug: str, planned: str) -> Any:
    def words(facts: Facts, _occasion: str) -> dict[str, Any]:
        reason = None if facts["reduction"] is None else "toxicity"
        return _rounded({
            "drug": drug, "dose_per_bsa": planned, "reduction_reason": reason, **facts,
        })

    return words


def _by_auc(planned: str) -> Any:
    def words(facts: Facts, _occasion: str) -> dict[str, Any]:
        inputs = _rounded(dict(facts))
        reduction, target = inputs.pop("reduction"), Decimal(planned.partition(" ")[0])
        if reduction is not None:
            target = target * (100 - Decimal(reduction.partition(" ")[0])) / 100
        if inputs["gfr"] is not None:
            inputs["gfr"], inputs["gfr_kind"] = inputs["gfr"].split(", ")
        if inputs.get("gfr_kind") == "measured":
            del inputs["gfr_cap"]
        return {**inputs, "target_auc": f"{target} mg*min/mL"}

    return words


PAGES = (
    *(
        Page(
            calculator="bsa-dose", drug=drug, planned=f"{dose} mg/m^2", facts=AREA,
            words=_by_area(drug, f"{dose} mg/m^2"), dose="dose_calculated", rounded="dose",
            route="iv", cycle_length=21, occasions=(LATER,),
        )
        for drug, doses in (
            ("docetaxel", (60, 75, 100)), ("paclitaxel", (80, 175)),
            ("nab_paclitaxel", (100, 260)), ("gemcitabine", (800, 1000, 1250)),
        )
        for dose in doses
    ),
    *(
        Page(
            calculator="carboplatin", drug="carboplatin", planned=f"{auc} mg*min/mL",
            facts=KIDNEY, words=_by_auc(f"{auc} mg*min/mL"), dose="dose_calculated",
            rounded="dose", route="iv", cycle_length=21, occasions=(LATER,),
        )
        for auc in (2, 5, 6)
    ),
)
