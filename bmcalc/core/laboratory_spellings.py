"""How laboratories, analysers and UCUM write the units of results: data, by the unit meant.

Only what can mean one thing is listed. UCUM writes ``10*9/L``, ``10*3/uL``, ``[IU]/L``, ``Cel`` and
``mL/min/{1.73_m2}``. Micro is also printed as ``mc``. A count of 10³ in a µL is one of 10⁹ in a L.

Source: The Unified Code for Units of Measure 2.1 (2017) and its table of common units; print-outs
of laboratories.
"""

from __future__ import annotations

from itertools import product
from typing import Final

_TIMES: Final = ("", "x", "×", "*")
_CELLS: Final = ("", "cells", "cell", "个")
_MICROLITRE: Final = ("/uL", "/µL", "/mcL", "/微升")
_CUBIC_MILLIMETRE: Final = ("/mm3", "/mm^3", "/cumm", "/cmm")
_SMALL: Final = (*_MICROLITRE, *_CUBIC_MILLIMETRE)


def _power(exponent: str) -> tuple[str, ...]:
    """Return how a power of ten is printed; an E after the ten stands for the exponent alone."""
    return (f"10^{exponent}", f"10*{exponent}", f"10E{exponent}", f"10({exponent})")


def _joined(*parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("".join(chosen) for chosen in product(*parts))


_PER_BODY: Final = (
    "/1.73m2", "/1.73m^2", "/1.73m²", "/{1.73_m2}", "/(1.73m2)", "/(1.73m^2)", ".1.73m2",
)

SPELLED: Final[dict[str, tuple[str, ...]]] = {
    "x10^9/L": (
        *_joined(_TIMES, _power("9"), _CELLS, ("/L", "/升")),
        *_joined(_TIMES, _power("3"), _CELLS, _SMALL),
        *_joined(_TIMES, _power("6"), _CELLS, ("/mL",)),
        *_joined(("K", "thou", "thousand", "Thousand"), _SMALL),
        "e9/L", "giga/L", "Giga/L",
    ),
    "/uL": _joined(_CELLS, _MICROLITRE),
    "/mm3": _joined(_CELLS, _CUBIC_MILLIMETRE),
    "umol/L": ("umol/L", "µmol/L", "mcmol/L", "micromol/L", "微摩尔/升", "微摩/升"),
    "mmol/L": ("mmol/L", "millimol/L", "毫摩尔/升", "毫摩/升"),
    "nmol/L": ("nmol/L", "纳摩尔/升"),
    "mg/dL": ("mg/dL", "mg/100mL", "毫克/分升"),
    "g/dL": ("g/dL", "gm/dL", "g/100mL", "克/分升"),
    "ng/mL": ("ng/mL", "纳克/毫升"),
    "pg/mL": ("pg/mL", "皮克/毫升"),
    "ug/L": ("ug/L", "µg/L", "mcg/L", "微克/升"),
    "U/L": ("U/L", "IU/L", "[IU]/L", "[iU]/L", "units/L", "单位/升", "国际单位/升"),
    "U/mL": ("U/mL", "IU/mL", "[IU]/mL", "[iU]/mL", "kU/L", "KU/L", "k[IU]/L", "单位/毫升"),
    "IU": ("IU", "[IU]", "[iU]", "国际单位"),
    "mL/min": ("mL/min", "毫升/分", "毫升/分钟"),
    "mL/min/1.73m^2": (
        *_joined(("mL/min",), _PER_BODY),
        "mL/(min.1.73m2)", "mL/(min·1.73m2)", "mL/(min*1.73m2)", "mL/(min×1.73m2)",
        "mL/(min·1.73m^2)", "mL/(min.1.73m^2)", "mL/(min*1.73m^2)", "mL/(min×1.73m^2)",
        "毫升/分/1.73m2", "毫升/分/1.73m^2", "毫升/分钟/1.73m2", "毫升/分钟/1.73m^2",
    ),
    "mmHg": ("mmHg", "mm Hg", "mm[Hg]", "毫米汞柱"),
    "g/24h": ("g/24h", "g/24.h", "g/(24.h)", "g/d", "g/day", "克/24小时", "克/天"),
    "ms": ("msec", "毫秒"),
    "degC": ("Cel",),
}
"""Each unit's spellings; written all in small letters or all in capitals they mean the same."""

IN_ONE_CASE: Final = frozenset({"ms", "degC"})
"""Units whose letters mean something else when they are capitals: mS is a conductance."""

LOOK_ALIKES: Final[dict[str, tuple[str, ...]]] = {
    "G/L": ("x10^9/L", "g/L"),
    "M/L": ("mmol/L", "x10^9/L"),
    "mM": ("mmol/L",), "uM": ("umol/L",), "µM": ("umol/L",), "nM": ("nmol/L",),
    "mg%": ("mg/dL",), "g%": ("g/dL",), "gm%": ("g/dL",),
    "x109/L": ("x10^9/L",), "×109/L": ("x10^9/L",), "109/L": ("x10^9/L",),
    "Mg/dL": ("mg/dL",), "Mmol/L": ("mmol/L",),
}
"""What looks like a unit and is none here, with what may have been meant.

Milliequivalents are not among them: for calcium and magnesium they count twice."""


def with_cases(key: str, spelling: str) -> tuple[str, ...]:
    """Return a spelling as it is, with a small litre, all small, and all in capitals.

    µ has no capital of its own: that of μ looks like an M, which is a thousand times more.
    """
    if key in IN_ONE_CASE:
        return (spelling,)
    small = (spelling, spelling.replace("L", "l"), spelling.lower())
    return small if "µ" in spelling else (*small, spelling.upper())
