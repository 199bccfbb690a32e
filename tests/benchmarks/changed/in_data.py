"""The changes of a data file: its numbers, the comparisons of its conditions, what decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tests.benchmarks.changed.change import Change, Kind, stepped

IN_A_UNIT = re.compile(r"(?<=\*\*)\d+|\b1e9(?=\*)")
IN_DATA = re.compile(r"(?<![\w.^/])\d+(?:\.\d+)?(?![\w.^])")
CONDITION = re.compile(r"\"[a-z_0-9]+ (<=|>=|<|>|=|!=) ([^\"]+)\"")
LIST = re.compile(r"\s*(?:profiles|regimens|drugs|days|first_cycle_days) = \[([^\]]+)\]")
OUTCOME = re.compile(r"\s*(?:then|first|later|elsewhere|unknown) = \"([a-z_]+)\"")
FLAG = re.compile(r"\s*[a-z_]+ = (true|false)\b")

TEXTS: Final = re.compile(
    r"\s*(?:#|(?:name|text|below|version|sources?|code|page_code|id|table|date|reviewed|"
    r"reviewed_by|signed_by)\b[\w.]*\s*=)"
)
"""Lines of a data file that hold texts, names and versions."""

OTHER_CONDITION: Final = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "!=": "="}
OTHER_OUTCOME: Final = {
    "note": "caution", "caution": "note", "silent": "note", "option": "note",
    "repeat_test": "note", "finish_cycle": "note", "level_down": "caution", "delay": "caution",
    "omit": "caution", "do_not_give": "caution", "stop_for_good": "do_not_give",
    "no_label_dose": "caution", "undecidable": "tell", "ignore": "tell", "tell": "ignore",
}
"""What an outcome becomes: one that weighs otherwise."""


def changes_of_data(text: str, suffix: str) -> list[Change]:
    """Return every change of a data file, or of the table of units, the exempt ones too."""
    found: list[Change] = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        exempt = "text, name or version" if suffix != ".py" and TEXTS.match(line) else ""
        for kind, begin, end, new in _in_line(line, suffix):
            first = start + len(line[:begin].encode())
            old = line[begin:end]
            found.append(Change(kind, number, first, first + len(old.encode()), old, new, exempt))
        start += len(line.encode())
    return found


def _in_line(line: str, suffix: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in (IN_A_UNIT if suffix == ".py" else IN_DATA).finditer(line):
        whole = suffix == ".toml" and line[: match.start()].count('"') % 2 == 0
        for new in stepped(match.group(), whole=whole):
            yield Kind.NUMBER, *match.span(), new
    if suffix != ".toml" or TEXTS.match(line):
        return
    for match in CONDITION.finditer(line):
        comparison, limit = match.groups()
        other = ("!=" if limit.isalpha() else ">=") if comparison == "=" else (
            OTHER_CONDITION[comparison]
        )
        yield Kind.COMPARISON, *match.span(1), other
    for match in LIST.finditer(line):
        members = [one.strip() for one in match[1].split(",")]
        for turn in range(len(members) if len(members) > 1 else 0):
            kept = ", ".join(members[:turn] + members[turn + 1:])
            yield Kind.MEMBER, *match.span(1), kept
    if (outcome := OUTCOME.match(line)) and outcome[1] in OTHER_OUTCOME:
        yield Kind.OUTCOME, *outcome.span(1), OTHER_OUTCOME[outcome[1]]
    if flag := FLAG.match(line):
        yield Kind.OUTCOME, *flag.span(1), "false" if flag[1] == "true" else "true"
