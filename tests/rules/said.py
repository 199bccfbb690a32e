"""What rules say together of what is known, each of them asked once."""

from bmcalc.rules.strictest import answered, what_they_say


def strictest_rows(rules, known, first=None):
    """Return the rules that are met, the strictest first; of a table only the strictest row."""
    return _said(rules, known, first).strictest


def unanswered(rules, known, first=None):
    """Return the measures that stand in the way, each with the rules it leaves unchecked."""
    return _said(rules, known, first).unanswered


def _said(rules, known, first):
    return what_they_say([answered(rule, rule.met(known), known) for rule in rules], first)
