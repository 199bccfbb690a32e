"""Take the messages out of the code into the .po files, keeping the translations there are.

Babel's own extractor finds every ``_("…")``; a test finds what an extractor would miss.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"


def extracted() -> Catalog:
    """Return every message of the package with the files that use it."""
    template = Catalog(project="bmcalc", charset="utf-8")
    for file, _line, message, comments, context in extract_from_dir(
        ROOT / "bmcalc", [("**.py", "python")], keywords={"_": None}
    ):
        where = [(f"bmcalc/{file}", 0)]
        template.add(message, None, where, auto_comments=comments, context=context)
    return template


def update(po: Path) -> int:
    """Bring one .po file up to date; return how many messages still lack a translation."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.name)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with po.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
    return sum(1 for message in catalogue if message.id and not message.string)


if __name__ == "__main__":
    for path in sorted(I18N.glob("*/bmcalc.po")):
        print(f"{path.parent.name}: {update(path)} without a translation")
