"""Every message is found, translated, and keeps its places; no extractor could miss one."""

import ast
import re
import runpy
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "bmcalc"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PLACE = re.compile(r"\{(\w*)\}")


@pytest.fixture(scope="module")
def messages():
    tool = runpy.run_path(str(ROOT / "packaging" / "messages.py"))
    return {message.id for message in tool["extracted"]() if message.id}


@pytest.fixture(scope="module")
def chinese():
    with (ROOT / "resources/i18n/zh_CN/bmcalc.po").open("rb") as file:
        return {m.id: m.string for m in read_po(file, locale="zh_CN") if m.id}


def calls_of_the_mark(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_message_is_literal_and_outside_f_strings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(call)
        for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
        for call in calls_of_the_mark(node)
    }
    for call in calls_of_the_mark(tree):
        assert id(call) not in hidden, f"line {call.lineno}: a message inside an f-string"
        literal = call.args and isinstance(call.args[0], ast.Constant)
        assert literal, f"line {call.lineno}: a message that is no literal"
        places = set(PLACE.findall(call.args[0].value))
        named = {keyword.arg for keyword in call.keywords if keyword.arg}
        if not any(keyword.arg is None for keyword in call.keywords):
            assert places == named, f"line {call.lineno}: places {places} and names {named}"


def test_every_message_is_translated(messages, chinese):
    assert messages, "the extractor found nothing"
    missing = sorted(message for message in messages if not chinese.get(message))
    assert not missing


def test_no_translation_is_left_over(messages, chinese):
    assert not sorted(set(chinese) - messages)


def test_places_agree_between_the_languages(chinese):
    differing = {
        message for message, string in chinese.items()
        if set(PLACE.findall(message)) != set(PLACE.findall(string))
    }
    assert not differing
