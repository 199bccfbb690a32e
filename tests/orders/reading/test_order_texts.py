"""The order texts of ``order_texts.toml``: what stands there is read, and nothing besides."""

import tomllib
from pathlib import Path

import pytest

from tests.orders.reading.written import in_shorthand

TEXTS = tomllib.loads(
    (Path(__file__).parent / "order_texts.toml").read_text(encoding="utf-8")
)["texts"]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["order"].replace("\n", " / "))
def test_what_stands_there_is_read(text):
    read = in_shorthand(text["order"])
    assert len(read) == len(text["reads"]), read
    for one, right in zip(read, text["reads"], strict=True):
        assert one in right.split(" | "), read


def test_no_text_stands_there_twice():
    assert len({text["order"] for text in TEXTS}) == len(TEXTS)
