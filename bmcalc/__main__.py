"""``bmcalc`` and ``python -m bmcalc``: the window without arguments, the command line with them."""

from __future__ import annotations

import sys

COMMANDS = frozenset(
    {"list", "describe", "compute", "batch", "casebook", "formulary", "installer", "records",
     "selftest", "--help", "-h", "--version"}
)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line, or open the window; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if _first_word(given) in COMMANDS:
        from bmcalc.cli import run

        return run(given)
    from bmcalc.open_window import open_window

    return open_window(given)


def _first_word(given: list[str]) -> str:
    """Return the first argument that is not the language option."""
    words = iter(given)
    for word in words:
        if word == "--lang":
            next(words, "")
        elif not word.startswith("--lang="):
            return word
    return ""


if __name__ == "__main__":
    sys.exit(main())
