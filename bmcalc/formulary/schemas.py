"""JSON Schemas of the data files, made from the models that read them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from bmcalc.formulary.drug_entry import Drug
from bmcalc.formulary.lvef_entry import LVEF, LvefTable
from bmcalc.formulary.policy import Policy
from bmcalc.formulary.regimen_entry import Regimen

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
    """Return the JSON Schemas of a drug's, a regimen's and a policy's TOML file, by kind."""
    return {
        "drug": _schema(Drug, "bmcalc drug file"),
        "regimen": _schema(Regimen, "bmcalc regimen file"),
        "policy": _schema(Policy, "bmcalc policy file"),
        LVEF: _schema(LvefTable, "bmcalc table of the ejection fraction"),
    }
