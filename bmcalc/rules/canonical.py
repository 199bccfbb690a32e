"""The one form of a rule that a signature stands for, whatever its file looks like."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from bmcalc.rules.rule import Rule


def canonical_form(rule: Rule) -> bytes:
    """Return the rule as JSON in UTF-8 with sorted keys and no spaces.

    What stands at its default is left out, so that a new kind of entry voids no signature. The
    order of a file and the spacing of its text do not matter; a changed number, sentence, source
    or condition does.
    """
    entries = rule.model_dump(mode="json", exclude_defaults=True)
    written = json.dumps(entries, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return written.encode()


def rule_sha256(rows: Iterable[Rule]) -> str:
    """Return the SHA-256 of a rule's canonical form; rows of one code each stand on a line."""
    return hashlib.sha256(b"\n".join(map(canonical_form, rows))).hexdigest()
