"""The exported JSON Schemas describe the files that ship."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bmcalc.formulary.schemas import formulary_schemas
from bmcalc.resource_files import resource

SCHEMAS = formulary_schemas()
FILES = [
    *(("drug", path) for path in sorted(resource("formulary").glob("*.toml"))),
    *(("regimen", path) for path in sorted(resource("regimens").glob("*.toml"))),
    *(("sources", path) for path in sorted(resource("sources").glob("*.toml"))),
    *((kind, path) for kind, folder in (("drug", "formulary"), ("regimen", "regimens"),
                                        ("sources", "sources"))
      for path in sorted(resource("templates", folder).glob("*.toml"))),
    ("reviews", resource("templates", "reviews.toml")),
    ("policy", resource("policy.toml")),
    ("lvef", resource("tables", "lvef.toml")),
]


def shape_errors(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    """Return what of a file's shape the schema does not allow: keys, types, patterns."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        tried = [shape_errors(value, one, root) for one in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{value!r} is not offered"]
    if schema.get("type") == "object":
        return _object_errors(value, schema, root)
    if schema.get("type") == "array":
        return _array_errors(value, schema, root)
    if schema.get("type") == "string":
        if schema.get("format") == "date":
            return []
        fits = isinstance(value, str) and re.search(schema.get("pattern", ""), value)
        return [] if fits else [f"{value!r} does not fit {schema.get('pattern')}"]
    return []


def _object_errors(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    if not isinstance(value, dict):
        return [f"{value!r} is no table"]
    parts = schema.get("properties", {})
    errors = [f"{name} is missing" for name in schema.get("required", []) if name not in value]
    for name, part in value.items():
        if name in parts:
            errors += shape_errors(part, parts[name], root)
        elif isinstance(schema.get("additionalProperties"), dict):
            errors += shape_errors(part, schema["additionalProperties"], root)
        else:
            errors.append(f"{name} is not known")
    return errors


def _array_errors(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> list[str]:
    if isinstance(value, str) and re.fullmatch(r"\d+-\d+", value):
        return []
    if not isinstance(value, list):
        return [f"{value!r} is no list"]
    return [error for one in value for error in shape_errors(one, schema["items"], root)]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=[path.stem for _kind, path in FILES])
def test_every_shipped_file_has_the_schemas_shape(kind: str, path: Path):
    with path.open("rb") as file:
        assert shape_errors(tomllib.load(file), SCHEMAS[kind], SCHEMAS[kind]) == []


def test_the_shape_check_sees_a_mistake():
    schema = SCHEMAS["drug"]
    errors = shape_errors({"name": {"en": "x"}, "colour": "red"}, schema, schema)
    assert "colour is not known" in errors
    assert "basis is missing" in errors


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_a_schema_is_plain_json_and_closed(kind):
    schema = SCHEMAS[kind]
    assert json.loads(json.dumps(schema)) == schema
    entry = schema["$defs"]["LvefLabel"] if kind == "lvef" else schema
    if kind == "sources":
        entry = schema["additionalProperties"]
    assert entry["additionalProperties"] is False
    assert "id" not in entry["properties"]
    assert schema["$schema"].endswith("2020-12/schema")


def test_a_condition_is_described_by_its_measures():
    condition = SCHEMAS["drug"]["$defs"]["Rule"]["properties"]["any_of"]["items"]
    assert re.match(condition["pattern"], "anc < 1.5 x10^9/L")
    assert not re.match(condition["pattern"], "neutrophils < 1.5 x10^9/L")
