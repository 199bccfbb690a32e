"""The shape of the program: no circle of imports, no crowded folder, no long file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bmcalc

ROOT = Path(bmcalc.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
MOST_LINES = 320


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Give every import, also under a condition and inside a function."""
    for inner in ast.walk(node):
        if isinstance(inner, (ast.Import, ast.ImportFrom)):
            yield inner


def imported(tree: ast.Module, files: frozenset[str]) -> set[str]:
    """Return which of the files a module imports, late and for its annotations alone included."""
    named: set[str] = set()
    for statement in imports(tree):
        if isinstance(statement, ast.Import):
            named.update(alias.name for alias in statement.names)
        else:
            assert statement.level == 0, "imports are absolute"
            for alias in statement.names:
                inside = f"{statement.module}.{alias.name}"
                named.add(inside if inside in files else str(statement.module))
    return named & files


def circles(graph: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return what is left when every module without imports, or without importers, is taken out."""
    left = graph
    while True:
        reached = set().union(*left.values())
        kept = {name for name, targets in left.items() if targets and name in reached}
        if len(kept) == len(left):
            return left
        left = {name: left[name] & kept for name in kept}


def test_no_files_import_each_other_in_a_circle_not_even_for_their_annotations():
    files = frozenset(map(name_of, FILES))
    graph = {
        name_of(path): imported(ast.parse(path.read_text(encoding="utf-8")), files)
        for path in FILES
    }
    assert sum(map(len, graph.values())) > len(FILES), "the imports were found"
    assert circles(graph) == {}


def test_a_circle_would_be_noticed():
    tree = ast.parse("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import b")
    assert imported(tree, frozenset({"a", "a.b"})) == {"a.b"}
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == {"b": {"c"}, "c": {"b"}}
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == {}


@pytest.mark.parametrize("folder", ["calculators", "gui"])
def test_nothing_lies_flat(folder):
    assert [path.name for path in (ROOT / folder).glob("*.py")] == ["__init__.py"]


def test_no_file_is_long():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
