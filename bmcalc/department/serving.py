"""Answering the window: a line of JSON in, a line out, until the pipe closes."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any, BinaryIO

from bmcalc.core.texts import LANGUAGES, SOURCE_LANGUAGE, in_language
from bmcalc.department.postgres_store import PostgresStore
from bmcalc.records.department.messages import draft_read, fault_sent, line, stored_sent
from bmcalc.records.faults import RecordsFault

Message = dict[str, Any]


def serve(store: PostgresStore, asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer every line until there is none; a line that cannot be answered says why."""
    for request in asked:
        answers.write(line(_answer(store, request)))
        answers.flush()


def refuse_all(fault: RecordsFault, asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer every line with the fault that keeps the server from being asked."""
    for request in asked:
        language = json.loads(request).get("lang")
        with in_language(language if language in LANGUAGES else SOURCE_LANGUAGE):
            answers.write(line(fault_sent(fault)))
        answers.flush()


def _answer(store: PostgresStore, request: bytes) -> Message:
    message = json.loads(request)
    language = message.get("lang")
    with in_language(language if language in LANGUAGES else SOURCE_LANGUAGE):
        try:
            return _ANSWERS[message["do"]](store, message)
        except RecordsFault as error:
            return fault_sent(error)


def _append(store: PostgresStore, message: Message) -> Message:
    receipt = store.append(draft_read(message["draft"]), message["after"])
    return {"event_id": receipt.event_id, "seq": receipt.seq, "hash": receipt.hash}


def _page(store: PostgresStore, message: Message) -> Message:
    return {"events": [stored_sent(one) for one in store.page(message["seq"])]}


def _put_secret(store: PostgresStore, message: Message) -> Message:
    store.put_secret(message["name"], b64decode(message["value"]))
    return {}


def _secret(store: PostgresStore, message: Message) -> Message:
    value = store.secret(message["name"])
    return {"value": None if value is None else b64encode(value).decode("ascii")}


def _erase_secret(store: PostgresStore, message: Message) -> Message:
    store.erase_secret(message["name"])
    return {}


_ANSWERS: dict[str, Callable[[PostgresStore, Message], Message]] = {
    "append": _append, "page": _page, "put_secret": _put_secret, "secret": _secret,
    "erase_secret": _erase_secret,
}
