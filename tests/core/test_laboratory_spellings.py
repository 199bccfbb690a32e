"""Units as laboratories, analysers and UCUM write them: each means one thing everywhere."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from bmcalc import compute
from bmcalc.catalogue import all_calculators
from bmcalc.core.ask import AskQuantity
from bmcalc.core.laboratory_spellings import LOOK_ALIKES
from bmcalc.core.problems import Rejected
from bmcalc.core.reading import read_quantity
from bmcalc.core.unit_labels import SPELLINGS, spellings_of
from bmcalc.core.units import may_go_on, read_unit, unit
from bmcalc.formulary.policy import Policy
from bmcalc.rules.data_files import read_file
from bmcalc.rules.entered import all_entered

AS_PRINTED = {
    "x10^9/L": (
        "10^9/L 10^9/l 10*9/L 10*9/l x10^9/L X10^9/L x10^9/l ×10^9/L ×10^9/l ×10⁹/L 10⁹/L x10⁹/l "
        "*10^9/L x10*9/L x10E9/L X10E9/L x10e9/l 10E9/L 10(9)/L x10(9)/L e9/L E9/L "
        "10^9个/L ×10^9个/L 10⁹个/L ×10⁹个/升 10^9cells/L 10*9cells/L "
        "K/uL K/UL k/ul K/µL k/µl K/μL K/mm3 K/mm³ K/mcL K/cumm thou/uL THOU/UL Thousand/uL "
        "10*3/uL 10^3/uL 10*3/UL x10^3/uL X10^3/UL x10E3/uL x10E3/µL 10³/µL ×10³/µL 10³/μL "
        "10*3/mm3 10^3/mm³ x10^3/cumm 10*6/mL 10^6/ml giga/L １０＾９／Ｌ ×１０＾９／Ｌ"
    ),
    "/uL": "/uL /ul /UL /µL /μL /µl /mcL cells/uL cells/µL CELLS/UL 个/µL 个/μl ／ｕＬ",
    "/mm3": "/mm3 /mm³ /mm^3 /MM3 /cumm /cmm cells/mm3 cells/mm³ cells/cumm 个/mm³",
    "umol/L": (
        "umol/L umol/l UMOL/L µmol/L μmol/L µmol/l μmol/l mcmol/L MCMOL/L mcmol/l micromol/L "
        "微摩尔/升 ｕｍｏｌ／Ｌ μｍｏｌ／Ｌ"
    ),
    "mmol/L": "mmol/L mmol/l MMOL/L 毫摩尔/升 ｍｍｏｌ／Ｌ",
    "nmol/L": "nmol/L nmol/l NMOL/L",
    "mg/dL": "mg/dL mg/dl MG/DL mg/100mL mg/100ml ｍｇ／ｄＬ",
    "g/dL": "g/dL g/dl G/DL gm/dL gm/dl GM/DL g/100mL 克/分升",
    "g/L": "g/L g/l 克/升 ｇ／Ｌ",
    "ng/mL": "ng/mL ng/ml NG/ML",
    "U/L": "U/L U/l u/l u/L IU/L IU/l iu/l [IU]/L [iU]/L 单位/升 Ｕ／Ｌ",
    "U/mL": "U/mL U/ml u/ml U/ML IU/mL kU/L KU/L ku/l",
    "IU": "IU iu [IU] [iU] 国际单位",
    "mL/min": "mL/min ml/min ML/MIN 毫升/分钟 ｍｌ／ｍｉｎ",
    "mL/min/1.73m^2": (
        "mL/min/1.73m^2 mL/min/1.73m2 mL/min/1.73m² ml/min/1.73m2 ml/min/1.73m² ml/min/1.73㎡ "
        "ML/MIN/1.73M2 mL/min/{1.73_m2} mL/min/1.73㎡ ml/(min·1.73m²) mL/(min·1.73m2)"
    ),
    "mmHg": "mmHg MMHG mmhg mm[Hg] 毫米汞柱",
    "g/24h": "g/24h g/24.h g/(24.h) g/d 克/24小时",
    "ms": "ms msec 毫秒",
    "degC": "°C ℃ Cel",
    "%": "% ％",
    "xULN": "xULN ×ULN 倍ULN",
}
"""Each unit, and how print-outs write it."""

REFUSED = (
    "G/L", "g/l/min", "M/L", "m/l", "mM", "uM", "µM", "nM", "mEq/L", "meq/L", "mval/L", "mg%", "g%",
    "Mg/dL", "Mmol/L", "Umol/L", "\N{GREEK CAPITAL LETTER MU}MOL/L", "x109/L", "×109/L", "109/L",
    "10^9", "x10^9", "/L", "/l", "10^3/L", "10*3/L", "10^6/uL", "10*6/uL", "10^12/L", "10*9/mL",
    "M/uL", "K/L", "K/mL", "k", "K", "x10^3", "billion/L", "mg/L", "mol/L", "pmol/L", "MS", "mS",
    "mL/min/m2", "mL/min/1.73", "ml/h/1.73m2", "万/µL", "10^4/uL", "U", "IU/dL", "m/dL", "10^-9/L",
    "10^9/1", "10^8/L", "10^10/L", "10^9/dL", "Gpt/L", "G", "M", "MM", "S", "H",
)
"""What looks like one of them and is not, or may be more than one."""


def spelled():
    return [(key, name) for key, names in AS_PRINTED.items() for name in names.split()]


def quantity_fields():
    """Give every question for a quantity: of each page, and each measure that people enter."""
    for calculator in all_calculators():
        for name, ask in calculator.inputs.asks().items():
            if isinstance(ask, AskQuantity):
                yield f"{calculator.id}.{name}", ask
    for name, entered in all_entered().items():
        if isinstance(entered.ask, AskQuantity):
            yield name, entered.ask


@pytest.mark.parametrize(("key", "name"), spelled())
def test_a_printed_unit_is_read_with_and_without_a_space(key, name):
    assert read_quantity(f"3 {name}") == (Decimal(3), unit(key))
    assert read_quantity(f"3.24 {name}") == (Decimal("3.24"), unit(key))
    if not name[0].isdigit() and not "０" <= name[0] <= "９":
        assert read_quantity(f"3{name}") == (Decimal(3), unit(key))


@pytest.mark.parametrize("name", REFUSED)
def test_a_look_alike_is_no_unit(name):
    assert read_unit(name) is None
    with pytest.raises(Rejected):
        read_quantity(f"3 {name}")


@pytest.mark.parametrize(("name", "meant"), LOOK_ALIKES.items())
def test_a_look_alike_is_told_what_may_have_been_meant(name, meant):
    with pytest.raises(Rejected) as caught:
        read_quantity(f"3 {name}")
    assert caught.value.code == "E_UNIT"
    assert all(unit(key).label in str(caught.value.text) for key in meant)
    for key in meant:
        assert read_unit(name) is not unit(key)


def test_no_spelling_means_two_units():
    meanings = defaultdict(set)
    for key in SPELLINGS:
        if key != "m^2/standard_body":
            for name in spellings_of(key):
                meanings[read_unit(name).key].add(key)
    assert all(keys == {key} for key, keys in meanings.items())


def test_every_field_reads_every_spelling_of_its_units_alike():
    fields = list(quantity_fields())
    tried = 0
    for place, ask in fields:
        for span in ask.spans:
            number = next(end for end in (*reversed(span.hard), "1") if end is not None)
            meant = ask.read(f"{number} {span.key}")
            for name in (*spellings_of(span.key), *AS_PRINTED.get(span.key, "").split()):
                read = ask.read(f"{number} {name}")
                assert (read.magnitude, read.unit) == (meant.magnitude, meant.unit), (place, name)
                tried += 1
    assert len(fields) > 200
    assert tried > 20_000


@pytest.mark.parametrize(("name", "printed", "canonical"), [
    ("anc", "0.8 K/uL", "0.8 x10^9/L"),
    ("anc", "0.8 10*9/L", "0.8 x10^9/L"),
    ("anc", "800 cells/µL", "800 /uL"),
    ("anc", "0.8 ×10^9个/L", "0.8 x10^9/L"),
    ("bilirubin", "1.9 MG/DL", "1.9 mg/dL"),
    ("bilirubin", "32 mcmol/l", "32 umol/L"),
    ("creatinine", "0.9 mg/dl", "0.9 mg/dL"),
])
def test_a_dated_result_of_an_order_is_read_as_its_contract_spelling(name, printed, canonical):
    def answer(value):
        return compute("order-check", {
            "patient": {"sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg",
                        "bilirubin_uln": "17 umol/l"},
            "regimen": "thp", "cycle": 3, "day": 1, "today": "2024-03-11",
            "labs": {name: {"value": value, "on": "2024-03-10"}},
            "order": {"docetaxel": "120 mg"},
        })

    ours, contract = answer(printed), answer(canonical)
    assert ours["status"] != "refused"
    assert ours["inputs"]["labs"] == contract["inputs"]["labs"]
    assert ours["values"] == contract["values"]


@pytest.mark.parametrize("printed", ["17 UMOL/L", "17 μmol/l", "17 mcmol/L"])
def test_an_upper_limit_beside_its_value_is_read_alike(printed):
    answer = compute("ctcae", {"bilirubin": "30 umol/l", "bilirubin_uln": printed})
    assert answer["values"]["bilirubin_v5"] == 2


def test_a_hospital_s_policy_may_be_written_so():
    shipped = read_file("policy.toml")
    policy = Policy.model_validate({
        **shipped, "creatinine_floor": "0.7 MG/DL", "gfr_cap": "125 ml/min",
        "nsaid_platelets": "100 10*9/L",
        "laboratory": {**shipped["laboratory"], "bilirubin_uln": "21 µmol/l",
                       "alt_uln": "40 IU/l"},
    })
    assert (policy.creatinine_floor.unit.key, policy.gfr_cap.unit.key) == ("mg/dL", "mL/min")
    assert policy.nsaid_platelets.unit.key == "x10^9/L"
    assert policy.laboratory.bilirubin_uln.unit.key == "umol/L"
    assert policy.laboratory.alt_uln.unit.key == "U/L"


@pytest.mark.parametrize(("begun", "key", "more"), [
    ("K/u", "x10^9/L", True), ("10*", "x10^9/L", True), ("MG/D", "mg/dL", True),
    ("K/uL", "x10^9/L", False), ("MG/DL", "mg/dL", False), ("mg/dl", "mg/dL", False),
])
def test_a_window_waits_while_a_spelling_may_go_on(begun, key, more):
    assert may_go_on(begun, unit(key)) is more
