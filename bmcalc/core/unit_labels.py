"""How each unit is written: the contract's spelling, what people see, and what they may type."""

from typing import NamedTuple


class Spelling(NamedTuple):
    """One unit: the expression pint reads, the label people read, other accepted spellings."""

    expression: str
    label: str
    aliases: tuple[str, ...] = ()


SPELLINGS: dict[str, Spelling] = {
    "": Spelling("", ""),
    "m": Spelling("meter", "m", ("米",)),
    "cm": Spelling("centimeter", "cm", ("厘米", "CM", "公分")),
    "mm": Spelling("millimeter", "mm", ("毫米",)),
    "m^2": Spelling("meter**2", "m²", ("m2", "m²", "㎡", "平方米")),
    "m^2/standard_body": Spelling("meter**2/standard_body", "m²"),
    "kg": Spelling("kilogram", "kg", ("KG", "Kg", "公斤", "千克")),
    "g": Spelling("gram", "g", ("克",)),
    "mg": Spelling("milligram", "mg", ("MG", "毫克")),
    "ug": Spelling("microgram", "µg", ("µg", "mcg", "微克")),
    "kg/m^2": Spelling("kilogram/meter**2", "kg/m²", ("kg/m2", "kg/m²")),
    "year": Spelling("year", "y", ("y", "years", "岁")),
    "day": Spelling("day", "d", ("d", "days", "天", "日")),
    "week": Spelling("week", "wk", ("weeks", "wk", "周")),
    "h": Spelling("hour", "h", ("hour", "hours", "小时")),
    "min": Spelling("minute", "min", ("minutes", "分钟")),
    "s": Spelling("second", "s", ("秒",)),
    "ms": Spelling("millisecond", "ms"),
    "mL": Spelling("milliliter", "mL", ("ml", "ML", "毫升")),
    "L": Spelling("liter", "L", ("l", "升")),
    "mL/min": Spelling("milliliter/minute", "mL/min"),
    "mL/h": Spelling("milliliter/hour", "mL/h", ("ml/h",)),
    "mL/min/1.73m^2": Spelling("milliliter/minute/standard_body", "mL/min/1.73 m²"),
    "mg/m^2": Spelling("milligram/meter**2", "mg/m²", ("mg/m2", "mg/m²")),
    "mg/kg": Spelling("milligram/kilogram", "mg/kg"),
    "g/kg": Spelling("gram/kilogram", "g/kg"),
    "mg/mL": Spelling("milligram/milliliter", "mg/mL", ("mg/ml",)),
    "mg*min/mL": Spelling(
        "milligram*minute/milliliter", "mg·min/mL",
        ("mg·min/mL", "mg min/mL", "mg*min/ml", "mg·min/ml", "mg×min/mL"),
    ),
    "umol/L": Spelling("micromole/liter", "µmol/L"),
    "mmol/L": Spelling("millimole/liter", "mmol/L"),
    "nmol/L": Spelling("nanomole/liter", "nmol/L"),
    "mg/dL": Spelling("milligram/deciliter", "mg/dL"),
    "g/dL": Spelling("gram/deciliter", "g/dL"),
    "g/L": Spelling("gram/liter", "g/L", ("g/l", "克/升")),
    "ng/mL": Spelling("nanogram/milliliter", "ng/mL"),
    "ug/L": Spelling("microgram/liter", "µg/L"),
    "mmol/g": Spelling("millimole/gram", "(mmol/L)/(g/L)"),
    "mg/g": Spelling("milligram/gram", "(mg/dL)/(g/dL)"),
    "umol/mg": Spelling("micromole/milligram", "µmol/mg"),
    "umol*dL/L/mg": Spelling("micromole*deciliter/liter/milligram", "(µmol/L)/(mg/dL)"),
    "mmol*dL/L/mg": Spelling("millimole*deciliter/liter/milligram", "(mmol/L)/(mg/dL)"),
    "mg*L/dL/mmol": Spelling("milligram*liter/deciliter/millimole", "(mg/dL)/(mmol/L)"),
    "g/mol": Spelling("gram/mole", "g/mol"),
    "pg/mL": Spelling("picogram/milliliter", "pg/mL"),
    "U/L": Spelling("enzyme_unit/liter", "U/L", ("u/L", "U/l")),
    "U/mL": Spelling("enzyme_unit/milliliter", "U/mL", ("U/ml",)),
    "x10^9/L": Spelling("1e9*cell/liter", "×10⁹/L"),
    "/uL": Spelling("cell/microliter", "/µL"),
    "/mm3": Spelling("cell/millimeter**3", "/mm³"),
    "IU": Spelling("international_unit", "IU"),
    "IU/ug": Spelling("international_unit/microgram", "IU/µg"),
    "%": Spelling("percent", "%"),
    "mmHg": Spelling("millimeter_of_mercury", "mmHg", ("mm Hg", "MMHG", "毫米汞柱")),
    "g/24h": Spelling(
        "gram/day", "g/24 h", ("g/24 h", "g/d", "g/day", "克/24小时", "g/24小时", "克/天"),
    ),
    "percentage_point": Spelling("percentage_point", "pp", ("pp", "个百分点")),
    "/min": Spelling("beat/minute", "/min", ("bpm", "次/分")),
    "Gy": Spelling("gray", "Gy", ("戈瑞",)),
    "kcal": Spelling("kilocalorie", "kcal", ("千卡",)),
    "kcal/kg": Spelling("kilocalorie/kilogram", "kcal/kg"),
    "ug/h": Spelling("microgram/hour", "µg/h", ("µg/h", "mcg/h")),
    "degC": Spelling("celsius", "°C", ("℃", "C", "摄氏度")),
    "xULN": Spelling("upper_limit", "× ULN", ("x ULN", "X ULN", "*ULN", "倍ULN", "倍正常上限")),
}


def spellings_of(key: str) -> tuple[str, ...]:
    """Return every way to write a unit, the contract's first; "" for no unit has none."""
    from bmcalc.core.laboratory_spellings import SPELLED, with_cases  # for what is typed alone

    spelling = SPELLINGS[key]
    listed = (key, spelling.label, *spelling.aliases)
    of_laboratories = (
        case for name in SPELLED.get(key, ()) for case in with_cases(key, name)
    )
    return tuple(dict.fromkeys(name for name in (*listed, *of_laboratories) if name))


PART_LABELS: dict[str, str] = {
    "meter": "m", "centimeter": "cm", "millimeter": "mm", "kilogram": "kg", "gram": "g",
    "milligram": "mg", "microgram": "µg", "nanogram": "ng", "picogram": "pg", "milliliter": "mL",
    "liter": "L", "deciliter": "dL", "microliter": "µL", "minute": "min", "hour": "h",
    "second": "s", "millisecond": "ms", "day": "d", "week": "wk", "year": "y", "mole": "mol",
    "millimole": "mmol", "micromole": "µmol", "nanomole": "nmol", "percent": "%",
    "percentage_point": "pp", "international_unit": "IU", "enzyme_unit": "U", "cell": "cells",
    "beat": "beats", "gray": "Gy", "kilocalorie": "kcal", "standard_body": "1.73 m²",
    "point": "", "upper_limit": "ULN", "celsius": "°C", "millimeter_of_mercury": "mmHg",
}
"""Labels of the parts of a unit that only arises between two steps, such as mg·kg."""
