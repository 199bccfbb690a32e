"""Texts on widgets: said once, and said again in the new language after a switch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from bmcalc.core.texts import set_language

Setter = Callable[[Any, str], object]

_said: WeakKeyDictionary[QObject, dict[Setter, object]] = WeakKeyDictionary()


def say(target: QObject, setter: Setter, text: object) -> None:
    """Set a text on a widget or action, for example ``say(label, QLabel.setText, _("Sex"))``.

    A label that reads so already is left alone: Qt would lay out all that is around it.
    """
    _said.setdefault(target, {})[setter] = text
    words = str(text)
    if not (isinstance(target, QLabel) and setter is QLabel.setText and target.text() == words):
        setter(target, words)


def said_on(target: QObject, setter: Setter) -> object | None:
    """Return the text that was said on a target, to be read in any language; None for none."""
    return _said.get(target, {}).get(setter)


def speak(language: str) -> None:
    """Let every text read in ``language``, also those already said.

    Falls back to the source language where the catalogue was never built.
    """
    set_language(language)
    for target, texts in list(_said.items()):
        if isValid(target):
            for setter, text in texts.items():
                setter(target, str(text))
