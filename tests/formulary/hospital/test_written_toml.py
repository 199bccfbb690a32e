"""What is written as TOML reads back as the same entries."""

import datetime
import tomllib

import pytest

from bmcalc.formulary.hospital.written_toml import written_toml
from bmcalc.resource_files import resource


@pytest.mark.parametrize(
    "path", [one for kind in ("formulary", "regimens", "sources")
             for one in sorted(resource(kind).glob("*.toml"))], ids=lambda path: path.stem,
)
def test_every_shipped_file_reads_back_as_it_is(path):
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    assert tomllib.loads(written_toml(entries, "A head\nof two lines")) == entries


@pytest.mark.parametrize("text", [
    'a "quoted" word', "a \\ backslash", "two\nlines", "a tab\t", "\x7f\x01", "表柔比星 [mg]", "",
    "#", "'''", '"""',
])
def test_a_text_reads_back_whatever_it_holds(text):
    entries = {"plain": text, "name": {"en": text, "zh": text}, "rows": [{"texts": [text]}]}
    assert tomllib.loads(written_toml(entries)) == entries


def test_every_kind_of_value_reads_back():
    entries = {"yes": True, "number": 3, "day": datetime.date(2026, 11, 28), "days": [1, 8],
               "table": {"a key of words": 1}, "none_left": []}
    assert tomllib.loads(written_toml({**entries, "absent": None})) == entries
    with pytest.raises(TypeError):
        written_toml({"set": {1}})
