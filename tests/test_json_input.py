"""JSON as anybody may write it: what cannot be used is refused in one line, and cheaply."""

import json
import resource as limits
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bmcalc import compute
from bmcalc.core.reading import is_short
from bmcalc.json_input import MOST_BYTES, LongNumber, UsageError, parsed_json, read_json

LONG = ["1e99999999999999999999999", "1e-999999999", "1e400", "-1E+16", "9" * 17, "9" * 100_000,
        "0." + "0" * 50 + "1", "0e-99999999", "1e-41"]


@pytest.mark.parametrize("written", LONG, ids=range(len(LONG)))
def test_a_long_number_is_kept_and_never_expanded(written):
    (found,) = parsed_json(f"[{written}]")
    assert isinstance(found, LongNumber)
    assert len(str(found)) <= 25
    assert written.startswith(str(found).rstrip("…"))


@pytest.mark.parametrize("written", ["0", "-1", "2.5", "1e3", "1E-7", "1e-30", "9" * 16, "160.10"])
def test_a_short_number_is_exact(written):
    (found,) = parsed_json(f"[{written}]")
    assert not isinstance(found, LongNumber)
    assert Decimal(found) == Decimal(written)


@given(st.decimals())
@settings(max_examples=300)
def test_every_short_number_is_written_out_in_few_digits(number):
    if is_short(number):
        assert len(f"{number:f}") < 60


@pytest.mark.parametrize("written", LONG, ids=range(len(LONG)))
@pytest.mark.parametrize(("calculator", "inputs", "field"), [
    ("body-size", '{"sex": "female", "height": "160 cm", "weight": %s}', "weight"),
    ("qtc", '{"qt": "400 ms", "heart_rate": "72 /min", "formula": %s}', "formula"),
    ("pain-ladder", '{"nrs": %s}', "nrs"),
    ("mirels", '{"pain": %s}', "pain"),
    ("order-check", '{"patient": {"age": %s}, "regimen": "thp", "cycle": 1, "day": 1}',
     "patient.age"),
    ("order-check", '{"regimen": "thp", "cycle": 1, "day": 1, "order": {"docetaxel": %s}}',
     "order.docetaxel"),
    ("order-check", '{"regimen": "thp", "cycle": 1, "day": 1, "policy": {"tolerance_agrees": %s}}',
     "policy.tolerance_agrees"),
    ("order-check", '{"regimen": "thp", "cycle": %s, "day": 1}', "cycle"),
])
def test_a_long_number_is_refused_at_its_field(written, calculator, inputs, field):
    answer = compute(calculator, parsed_json(inputs % written))
    assert answer["status"] == "refused"
    assert field in {one["field"] for one in answer["errors"]}
    code = next(one["code"] for one in answer["errors"] if one["field"] == field)
    assert code in {"E_TYPE", "E_ENUM", "E_RANGE"}


@pytest.mark.parametrize(("text", "says"), [
    ('{"\\ud800": "1"}', "half a character"),
    ('{"sex": ["\\udfff"]}', "half a character"),
    ('{"sex": "\\ud83d"}', "half a character"),
    ("[" * 60 + "]" * 60, "deep"),
    ("[" * 200_000, "deep"),
    ('{"a": ' * 60 + "1" + "}" * 60, "deep"),
    ('{"sex": NaN}', "NaN"),
    ('{"sex": -Infinity}', "Infinity"),
    ('{"' + "a" * 10_000 + '": 1, "' + "a" * 10_000 + '": 1}', "twice"),
    ('{"a\\nb": 1, "a\\nb": 1}', "twice"),
    ("", "not JSON"),
])
def test_what_cannot_be_used_is_one_short_line(text, says):
    with pytest.raises(UsageError) as caught:
        parsed_json(text)
    assert says in str(caught.value)
    assert len(str(caught.value)) < 200
    assert len(str(caught.value).splitlines()) == 1
    str(caught.value).encode()


def test_a_whole_character_in_two_escapes_is_read():
    assert parsed_json('{"reason": "\\ud83d\\ude00"}') == {"reason": "\U0001f600"}
    assert parsed_json("[" * 40 + "]" * 40)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00", b'{"sex": "\xed\xa0\x80"}'])
def test_what_is_no_text_is_refused(tmp_path, content):
    path = tmp_path / "case.json"
    path.write_bytes(content)
    with pytest.raises(UsageError):
        read_json(str(path))


def test_a_large_file_is_refused_before_it_is_read_whole(tmp_path):
    path = tmp_path / "case.json"
    path.write_bytes(b" " * (MOST_BYTES - 2) + b"{}")
    assert read_json(str(path)) == {}
    path.write_bytes(b" " * (MOST_BYTES - 1) + b"{}")
    with pytest.raises(UsageError, match="larger"):
        read_json(str(path))


@pytest.mark.parametrize("content", [
    '{"preparations":[{"form":"elemental","calcium":"500 mg","per_day":1e-999999999}]}',
    '{"preparations":[{"form":"elemental","calcium":"500 mg","per_day":1e-99999999}]}',
    '{"preparations":[{"form":"elemental","calcium":"500 mg","per_day":1e99999999}]}',
])
def test_an_exponent_fills_no_memory(content):
    def half_a_gigabyte():
        limits.setrlimit(limits.RLIMIT_AS, (1 << 29, 1 << 29))

    done = subprocess.run(
        [sys.executable, "-m", "bmcalc", "compute", "supplements"], input=content,
        capture_output=True, text=True, check=False, preexec_fn=half_a_gigabyte, timeout=60,
    )
    assert done.returncode == 2, done.stderr
    errors = json.loads(done.stdout)["errors"]
    assert [(one["code"], one["field"]) for one in errors] == [("E_TYPE", "preparations")]


def test_a_text_with_half_a_character_is_refused_from_python_too():
    answer = compute("bsa-dose", {"reduction_reason": "\ud800"})
    assert ("E_TYPE", "reduction_reason") in {(e["code"], e["field"]) for e in answer["errors"]}
