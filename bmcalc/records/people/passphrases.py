"""Passphrases: one spelling on every keyboard, and which are refused."""

from __future__ import annotations

import unicodedata

from bmcalc.core.texts import _
from bmcalc.records.faults import RecordsFault
from bmcalc.records.people.roles import shortest_passphrase

_SHORTEST_NAME = 2
"""A name or number of one character is no hint to a passphrase that contains it."""


def same_on_every_keyboard(passphrase: str) -> str:
    """Return a passphrase composed (Unicode NFC), as one keyboard writes é and another e and ´."""
    return unicodedata.normalize("NFC", passphrase)


def secret_bytes(passphrase: str) -> bytes:
    """Return what a key is derived from."""
    return same_on_every_keyboard(passphrase).encode("utf-8", "surrogatepass")


def refuse_weak(passphrase: str, printed_name: str, registration: str) -> None:
    """Raise :class:`RecordsFault` for a passphrase that is too short or gives itself away."""
    written = same_on_every_keyboard(passphrase)
    least = shortest_passphrase()
    if len(written) < least:
        raise RecordsFault(_("A passphrase has {least} characters or more.", least=least))
    told = bare(written)
    if len(set(told)) <= 1:
        raise RecordsFault(_("A passphrase of one character over and over is soon guessed."))
    for known in (bare(printed_name), bare(registration)):
        if len(known) >= _SHORTEST_NAME and known in told:
            raise RecordsFault(_("A passphrase contains neither the name nor the registration "
                                 "number of its person."))


def bare(text: str) -> str:
    """Return a text as it is compared: without blanks, in one case and width, with one dash.

    What is not seen, such as a soft hyphen or a joiner, makes no other text.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in plain
                   if not sign.isspace() and unicodedata.category(sign) != "Cf")
