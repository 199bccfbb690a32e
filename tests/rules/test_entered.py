"""What people enter: every measure once, the same range on every page and in the order check."""

import subprocess
import sys
from decimal import Decimal

import pytest

from bmcalc.catalogue import all_calculators, calculator
from bmcalc.core.ask import (
    AskChoice,
    AskDate,
    AskEither,
    AskFlag,
    AskHistory,
    AskInteger,
    AskQuantity,
)
from bmcalc.core.problems import Rejected
from bmcalc.core.texts import Bilingual
from bmcalc.core.units import unit
from bmcalc.formulary.identity import shipped_files
from bmcalc.formulary.sources import sources
from bmcalc.orders.reading.patient_facts import LABORATORY, patient_asks
from bmcalc.resource_files import resource
from bmcalc.rules import folder_on_demand
from bmcalc.rules.entered import AREAS, FOLDER, all_entered, quantity, question
from bmcalc.rules.measure import MEASURES

ENTERED = all_entered()
NARROWER = {"cdk46-adjustment.cycle_day"}
"""A page about courses of 28 days, where the order check takes the day of any regimen."""
CALLED_OTHERWISE = {
    "cdk46-adjustment.arrhythmia": "ventricular_arrhythmia",
    "cdk46-adjustment.ecgs_above_500": "qtcf_above_500_ecgs",
}


def test_every_file_is_read_and_decides_the_identity_of_the_formulary():
    files = sorted(resource(FOLDER).glob("*.toml"))
    assert {path.stem for path in files} == set(AREAS)
    assert set(files) <= set(shipped_files())


@pytest.mark.parametrize("name", sorted(ENTERED))
def test_every_question_has_its_words_and_its_limits(name):
    ask = ENTERED[name].ask
    assert isinstance(ask.label, Bilingual)
    for text in (ask.label, ask.symbol, ask.hint):
        assert text is None or (text.english and text.chinese)
    assert ask.label.english[0].isupper() or ask.label.english[0].isdigit()
    if isinstance(ask, AskQuantity):
        assert ask.limits_source in sources()
        for span in ask.spans:
            assert unit(span.key).key == span.key
            low, high = map(Decimal, span.hard)
            assert low < high
            for end in span.usual:
                assert end is None or low < Decimal(end) < high
            for end in span.slip or ():
                assert end is None or low < Decimal(end) < high
    elif isinstance(ask, AskInteger):
        assert ask.limits_source in sources()
        assert ask.low < ask.high
        assert all(end is None or ask.low < end < ask.high for end in ask.usual)
    elif isinstance(ask, AskChoice):
        assert len(ask.options) > 1
        assert ask.style in ("list", "segments")
    elif isinstance(ask, AskEither):
        assert len(ask.options) > 1
        assert unit(ask.span.key).key == ask.span.key
        written = [one for every in ask.spellings.values() for one in every]
        assert len(written) == len(set(written))
    elif isinstance(ask, AskHistory):
        assert set(ask.words) < set(ask.drugs.options)
    else:
        assert isinstance(ask, (AskFlag, AskDate))


@pytest.mark.parametrize("name", sorted(ENTERED))
def test_rules_see_what_was_asked(name):
    ask, measure = ENTERED[name].ask, ENTERED[name].measure
    if measure is None:
        assert name not in MEASURES or MEASURES[name] is not None
        return
    assert MEASURES[name] is measure
    if isinstance(ask, AskQuantity):
        assert measure.unit == ask.spans[0].key
    elif isinstance(ask, AskChoice):
        assert measure.options.keys() == ask.options.keys()
    elif isinstance(ask, AskEither):
        assert measure.options.keys() == {*ask.options, "measured"}
    elif isinstance(ask, AskFlag):
        assert measure.options.keys() == {"yes", "no"}
    else:
        assert isinstance(ask, AskInteger)
        assert not measure.options


def asked_on_pages():
    for page in all_calculators():
        for field, ask in page.inputs.asks().items():
            place = f"{page.id}.{field}"
            name = CALLED_OTHERWISE.get(place, field)
            if name in ENTERED and type(ask) is type(ENTERED[name].ask):
                yield pytest.param(place, name, ask, id=place)


@pytest.mark.parametrize(("place", "name", "ask"), list(asked_on_pages()))
def test_a_measure_has_one_range_on_every_page(place, name, ask):
    asked = ENTERED[name].ask
    if isinstance(ask, AskQuantity):
        assert set(ask.spans) <= set(asked.spans)
    elif isinstance(ask, AskInteger) and place not in NARROWER:
        assert (ask.low, ask.high, ask.usual) == (asked.low, asked.high, asked.usual)


def test_the_order_check_asks_as_the_measures_say():
    asks = patient_asks()
    for name in asks.keys() & ENTERED.keys() - {"hypersensitivity"}:
        assert asks[name].schema() == ENTERED[name].ask.schema()
    for name, ask in LABORATORY.items():
        assert ask is ENTERED[name].ask


def test_days_asked_as_a_whole_number_have_the_same_range():
    asked = calculator("tdxd-adjustment").inputs.asks()["ild_resolved_after"]
    assert (str(asked.low), str(asked.high)) == quantity("ild_days").spans[0].hard


@pytest.mark.parametrize(("name", "inside", "outside"), [
    ("temperature", "30 degC", "29.9 degC"), ("temperature", "43 degC", "43.1 degC"),
    ("hours_since_gcsf", "8760 h", "8761 h"), ("neutropenia_days", "120 day", "121 day"),
    ("ild_days", "730 day", "731 day"), ("anc_lowest", "100 x10^9/L", "101 x10^9/L"),
    ("platelets_lowest", "0 x10^9/L", "3001 x10^9/L"), ("neuropathy_grade", 5, 6),
    ("ild_grade", 5, 6), ("diarrhoea_grade", 4, 5), ("qtcf_above_500_ecgs", 20, 21),
    ("alp_uln", "40 U/L", "39 U/L"), ("alp_uln", "400 U/L", "401 U/L"),
    ("alt_uln", "15 U/L", "14 U/L"), ("ast_uln", "100 U/L", "101 U/L"),
    ("bilirubin_uln", "35 umol/L", "36 umol/L"), ("potassium", "1.5 mmol/L", "1.4 mmol/L"),
    ("cycle", 300, 301), ("day", 366, 367),
])
def test_what_cannot_be_is_refused(name, inside, outside):
    ask = question(name)
    assert ask.read(inside) is not None
    with pytest.raises(Rejected) as refused:
        ask.read(outside)
    assert refused.value.code in ("E_RANGE", "E_UNIT")


def test_a_unit_that_must_be_converted_first_is_refused_with_the_reason():
    with pytest.raises(Rejected) as refused:
        quantity("gfr").read("80 mL/min/1.73m^2")
    assert refused.value.code == "E_UNIT"
    assert str(refused.value.text).startswith("This GFR is per 1.73 m². De-index it first")


def test_only_what_is_entered_can_be_asked():
    with pytest.raises(LookupError, match="no file of measures has a measure 'lvef_fall'"):
        question("lvef_fall")
    with pytest.raises(TypeError, match="dialysis is not a quantity"):
        quantity("dialysis")


NAMED = {"question": {"en": "Fever", "zh": "发热"}}


@pytest.mark.parametrize(("entry", "reason"), [
    ({"yes_no": True}, "needs a question"),
    ("fever", "needs a question"),
    (NAMED, "needs exactly one of: spans, whole, choices, words, yes_no, date"),
    ({**NAMED, "yes_no": True, "date": True}, "needs exactly one of"),
    ({**NAMED, "yes_no": True, "unit": "kg"}, "has unknown keys: unit"),
    ({"question": {"en": "Fever"}, "yes_no": True}, "needs exactly: en, zh"),
    ({**NAMED, "choices": {}}, "choices is empty"),
    ({**NAMED, "label": NAMED["question"], "choices": {"a": NAMED["question"]},
      "in_rules": {"b": NAMED["question"]}}, "names other choices"),
    ({**NAMED, "spans": [{"unit": "kg"}]}, "needs unit and hard"),
    ({**NAMED, "spans": ["kg"]}, "needs unit and hard"),
    ({**NAMED, "spans": [{"unit": "kg", "hard": ["1"]}]}, "needs two ends"),
    ({**NAMED, "spans": [{"unit": "kg", "hard": [1, 2]}]}, "needs two ends"),
    ({**NAMED, "whole": [1, 5], "usual": "2"}, "needs two ends"),
])
def test_an_unusable_entry_is_refused(monkeypatch, entry, reason):
    monkeypatch.setattr(
        folder_on_demand, "read_file",
        lambda _folder, name: {"fever": entry} if name == "blood.toml" else {},
    )
    with pytest.raises(ValueError, match=reason):
        all_entered.__wrapped__()["fever"]


def test_a_key_stands_in_one_file(monkeypatch):
    monkeypatch.setattr(folder_on_demand, "read_file", lambda *_parts: {"anc": NAMED})
    with pytest.raises(ValueError, match=r"measures/kidney.toml: 'anc' stands twice"):
        dict(all_entered.__wrapped__())


PROBE = """
import sys
import bmcalc.rules.folder_on_demand as folder
read = []
one = folder.read_file
folder.read_file = lambda *parts: read.append(parts[-1]) or one(*parts)
from bmcalc.calculators import calculator
calculator("carboplatin")
print(*read, "pydantic" in sys.modules)
"""


def test_the_page_of_carboplatin_reads_only_what_it_asks_for():
    done = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60, check=True
    )
    *read, pydantic = done.stdout.split()
    assert (sorted(read), pydantic) == (["body.toml", "kidney.toml"], "False")
