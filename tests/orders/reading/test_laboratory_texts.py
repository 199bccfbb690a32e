"""The print-outs of ``laboratory_texts.toml``: what is taken, and nothing besides."""

import tomllib
from pathlib import Path

import pytest

from bmcalc.core.problems import Rejected
from bmcalc.core.texts import in_language
from bmcalc.orders.reading.laboratory.print_out import read_laboratory
from bmcalc.orders.reading.plain_text import MOST_LINES
from tests.orders.reading.test_laboratory_vectors import amount

TEXTS = tomllib.loads(
    (Path(__file__).parent / "laboratory_texts.toml").read_text(encoding="utf-8")
)["texts"]


def read(entry):
    return read_laboratory(entry["text"], entry.get("sex", "female") or None)


@pytest.mark.parametrize("entry", TEXTS, ids=lambda entry: entry["text"][:40])
def test_what_stands_there_is_taken_and_nothing_besides(entry):
    found = read(entry)
    for one in found.results:
        if one.fact in entry.get("undated", ()):
            assert one.on is None
    taken = {
        (one.fact, *amount(one.value), one.on.isoformat() if one.on else "-")
        for one in found.results if one.fact not in entry.get("undated", ())
    }
    expected = set()
    for written in entry["takes"]:
        fact, number, unit, day, *limit = written.split()
        expected.add((fact, *amount(f"{number} {unit}"), day))
        if limit:
            upper = next(one.upper for one in found.results if one.fact == fact)
            assert amount(upper) == amount(f"{limit[0][1:]} {unit}")
    assert taken == expected
    assert {one.fact for one in found.results if one.upper is not None} >= {
        written.split()[0] for written in entry["takes"] if "<" in written}


@pytest.mark.parametrize("entry", TEXTS, ids=lambda entry: entry["text"][:40])
def test_what_is_not_used_is_shown_with_its_reason(entry):
    found = read(entry)
    assert {one.fact for one in found.not_used} >= set(entry.get("shows", ()))
    for language in ("en", "zh_CN"):
        with in_language(language):
            assert all(str(one.reason) for one in (*found.not_used, *found.offered))


@pytest.mark.parametrize("entry", TEXTS, ids=lambda entry: entry["text"][:40])
def test_every_line_is_shown(entry):
    found = read(entry)
    shown = {
        one.number for one in (
            *found.results, *found.not_used, *found.offered, *found.told, *found.unknown)
    }
    assert shown == {
        number for number, line in enumerate(entry["text"].splitlines(), 1) if line.strip()
    }


def test_a_text_that_is_too_long_is_refused_at_once():
    with pytest.raises(Rejected):
        read_laboratory("ALT 22 U/L\n" * (MOST_LINES + 1))


def test_an_empty_text_holds_nothing():
    found = read_laboratory("\n \n")
    assert found == type(found)()
