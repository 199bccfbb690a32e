"""JSON Schemas of the data files, made from the models that read them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.lvef_entry import LVEF, LvefTable
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.reviews import RULES, Review
from bmcalc.formulary.signed_entries import ENTRIES, FORMER, EntryReview
from bmcalc.formulary.sources import Mark

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = {"$schema": DRAFT, **model.model_json_schema(), "title": title}
    # The id is the name of the file, so no file writes it.
    if "properties" in schema:
        schema["properties"].pop("id", None)
        schema["required"] = [name for name in schema["required"] if name != "id"]
    essential = schema.get("$defs", {}).get("Essential")
    if essential is not None:
        schema["$defs"]["Essential"] = {"anyOf": [essential, _naming_a_shared(essential)]}
    return schema


def _naming_a_shared(essential: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an entry that names a shared one and replaces parts of it."""
    return {
        **essential, "required": ["shared"],
        "properties": {**essential["properties"], "shared": {"type": "string", "minLength": 1}},
    }


def formulary_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schemas of the TOML files of a hospital's folder, by kind."""
    return {
        "drug": _schema(Drug, "bmcalc drug file"),
        "regimen": _schema(Regimen, "bmcalc regimen file"),
        "policy": _schema(Policy, "bmcalc policy file"),
        "sources": _sources(),
        "reviews": _reviews(),
        LVEF: _schema(LvefTable, "bmcalc table of the ejection fraction"),
    }


def _sources() -> dict[str, Any]:
    """Return the schema of a file of sources: each is a table of its own under its id."""
    text = {"type": "string", "minLength": 1}
    both = {
        "type": "object", "properties": {"en": text, "zh": text}, "required": ["en", "zh"],
        "additionalProperties": False,
    }
    one = {
        "type": "object",
        "properties": {
            "citation": {"anyOf": [text, both]}, "mark": {"enum": [mark.value for mark in Mark]},
            "label": {"type": "boolean"},
        },
        "required": ["citation", "mark"], "additionalProperties": False,
    }
    return {"$schema": DRAFT, "title": "bmcalc file of sources", "type": "object",
            "additionalProperties": one}


def _reviews() -> dict[str, Any]:
    """Return the schema of the file of signatures."""
    of_rules, of_entries = Review.model_json_schema(), EntryReview.model_json_schema()
    lists = {RULES: of_rules, ENTRIES: of_entries, FORMER: of_entries}
    return {
        "$schema": DRAFT, "title": "bmcalc file of signatures", "type": "object",
        "properties": {name: {"type": "array", "items": one} for name, one in lists.items()},
        "additionalProperties": False,
    }
