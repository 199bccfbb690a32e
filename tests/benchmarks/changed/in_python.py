"""The changes of a module: its numbers, its comparisons, and the members of its sets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, TypeAlias

from tests.benchmarks.changed.change import OTHER_COMPARISON, Change, Kind, stepped

NUMBER = r"-?\d+(?:\.\d+)?(?:[eE]\d+)?"
NUMBERS_ALONE = re.compile(rf"\s*{NUMBER}(?: \S+|(?:\s+{NUMBER})+)?\s*")
IN_A_STRING = re.compile(rf"(?<![^\s\"']){NUMBER}(?![^\s\"'])")
COMPARISON = re.compile(rb"<=|>=|==|!=|<|>")

EXEMPT_KEYWORDS: Final = {
    "decimals": "digits shown", "order": "place in the list", "longest": "longest text or list",
}
EXEMPT_CALLS: Final = {
    "_": "text to read", "show": "digits shown", "decimals_against": "digits shown",
    "Scale": "bands of the drawn score bar, in no answer", "Value": "how a value is shown",
    "Joined": "text to read",
}
"""Why the numbers written directly in a call are not changed: no clinical constant stands there.

A quantity inside, such as a cut-off in ``q("5 mm")``, is another call and is changed.
"""

Members: TypeAlias = ast.Set | ast.Tuple


@dataclass(frozen=True)
class Module:
    """The text of a module with the place, in bytes, at which each of its lines begins."""

    text: bytes
    tree: ast.Module
    starts: tuple[int, ...]

    def begin(self, node: ast.expr) -> int:
        """Return the place of the first byte of an expression."""
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr) -> int:
        """Return the place behind the last byte of an expression."""
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def written(self, start: int, end: int) -> str:
        """Return what stands at a place."""
        return self.text[start:end].decode()


def changes_of_module(text: bytes) -> list[Change]:
    """Return every change of a module in the order of its lines, the exempt ones too."""
    lengths = [len(line) for line in text.splitlines(keepends=True)]
    module = Module(text, ast.parse(text), tuple(accumulate(lengths, initial=0)))
    found = [*_numbers(module), *_comparisons(module), *_members(module), *_bearings(module)]
    return sorted(found, key=lambda one: (one.start, one.end))


def _numbers(module: Module) -> Iterator[Change]:
    """Yield whole numbers, and the numbers of strings that hold nothing else."""
    for node, exempt in _literals(module.tree, ""):
        begin = module.begin(node)
        written = module.written(begin, module.end(node))
        if isinstance(node.value, int):
            places = [(0, written)]
        else:
            places = [(one.start(), one.group()) for one in IN_A_STRING.finditer(written)]
        for offset, number in places:
            before = written[:offset]
            start = begin + len(before.encode())
            for new in stepped(number, whole=isinstance(node.value, int)):
                yield Change(Kind.NUMBER, node.lineno + before.count("\n"), start,
                             start + len(number), number, new, exempt)


def _literals(node: ast.AST, reason: str) -> Iterator[tuple[ast.Constant, str]]:
    """Yield every number below a node with the reason why it is exempt, empty where it is not."""
    if isinstance(node, ast.Constant):
        value = node.value
        number = isinstance(value, int) and not isinstance(value, bool)
        if number or (isinstance(value, str) and NUMBERS_ALONE.fullmatch(value)):
            yield node, reason
        return
    if isinstance(node, ast.Call):
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        reason = EXEMPT_CALLS.get(called, reason if reason == EXEMPT_CALLS["Scale"] else "")
    if isinstance(node, ast.keyword) and node.arg in EXEMPT_KEYWORDS:
        reason = EXEMPT_KEYWORDS[node.arg]
    for field, child in ast.iter_fields(node):
        for part in child if isinstance(child, list) else [child]:
            if isinstance(part, ast.AST):
                place = isinstance(node, ast.Subscript) and field == "slice"
                yield from _literals(part, "place in a list" if place else reason)


def _comparisons(module: Module) -> Iterator[Change]:
    """Yield every comparison, and the functions that stand for one."""
    names = {node.id for node in ast.walk(module.tree) if isinstance(node, ast.Name)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare):
            for left, right in pairwise([node.left, *node.comparators]):
                between = module.end(left)
                found = COMPARISON.search(module.text, between, module.begin(right))
                if found is not None:
                    old = found.group().decode()
                    yield _instead(module, found.start(), found.end(), OTHER_COMPARISON[old])
        elif isinstance(node, ast.Name) and OTHER_COMPARISON.get(node.id) in names:
            yield _instead(module, module.begin(node), module.end(node), OTHER_COMPARISON[node.id])


def _instead(module: Module, start: int, end: int, new: str) -> Change:
    line = module.text.count(b"\n", 0, start) + 1
    return Change(Kind.COMPARISON, line, start, end, module.written(start, end), new)


def _members(module: Module) -> Iterator[Change]:
    """Yield every member of a set taken out, of a tuple that is named or looked into, of flags."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Set):
            yield from _less_one(module, node)
        elif isinstance(node, ast.Compare):
            for operator, right in zip(node.ops, node.comparators, strict=True):
                if isinstance(operator, (ast.In, ast.NotIn)) and isinstance(right, ast.Tuple):
                    yield from _less_one(module, right)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)) and isinstance(node.value, ast.Tuple):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id.isupper() and _are_names(node.value):
                yield from _less_one(module, node.value)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) and (
            isinstance(node.left, ast.Attribute) and isinstance(node.right, ast.Attribute)
        ):
            for kept, lost in ((node.left, node.right), (node.right, node.left)):
                yield _without(module, node, lost, module.written(
                    module.begin(kept), module.end(kept)))


def _are_names(node: ast.Tuple) -> bool:
    return all(
        isinstance(one, ast.Attribute)
        or (isinstance(one, ast.Constant) and isinstance(one.value, str)
            and not NUMBERS_ALONE.fullmatch(one.value))
        for one in node.elts
    )


def _less_one(module: Module, node: Members) -> Iterator[Change]:
    """Yield a set or tuple of two or more members with each of them left out."""
    parts = [module.written(module.begin(one), module.end(one)) for one in node.elts]
    opening, closing = ("{", "}") if isinstance(node, ast.Set) else ("(", ",)")
    for turn, lost in enumerate(node.elts if len(parts) > 1 else ()):
        kept = ", ".join(part for place, part in enumerate(parts) if place != turn)
        yield _without(module, node, lost, f"{opening}{kept}{closing}")


def _without(module: Module, whole: ast.expr, lost: ast.expr, new: str) -> Change:
    old = module.written(module.begin(lost), module.end(lost))
    return Change(Kind.MEMBER, lost.lineno, module.begin(whole), module.end(whole), old, new)


def _bearings(module: Module) -> Iterator[Change]:
    """Yield every flag of a member of an enumeration taken away: ``"CODE", Bearing.SOMETHING``."""
    classes = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    flags = {
        one.name for one in classes
        if any(isinstance(base, ast.Name) and base.id == "Flag" for base in one.bases)
    }
    for one in (statement for node in classes for statement in node.body):
        if isinstance(one, ast.Assign) and isinstance(one.value, ast.Tuple):
            flag = one.value.elts[-1]
            if isinstance(flag, ast.Attribute) and isinstance(flag.value, ast.Name) and (
                flag.value.id in flags
            ):
                yield _without(module, flag, flag, f"{flag.value.id}(0)")
