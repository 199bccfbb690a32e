"""``bmcalc selftest``: run the self-test, say the verdict, write the report."""

from __future__ import annotations

import json
from pathlib import Path

from bmcalc.core.texts import _
from bmcalc.json_input import UsageError
from bmcalc.report.html import to_html
from bmcalc.saved_file import save_text, why_not_saved
from bmcalc.verification.selftest import SelfTest, run_selftest
from bmcalc.verification.selftest_report import selftest_report

ENDINGS = (".html", ".pdf", ".json")


def selftest(report: Path | None) -> tuple[SelfTest, object]:
    """Run the self-test and save its report; the file's ending says in which form.

    Returns the test, and why its report was not saved; nothing where it was. Raises
    :class:`UsageError` for another ending.
    """
    from bmcalc.gui.look.fonts import fonts_in_use, without_window

    if report is not None and report.suffix.lower() not in ENDINGS:
        raise UsageError(f"the report must end in {', '.join(ENDINGS)}")
    application = without_window()
    test = run_selftest(fonts_in_use())
    unsaved: object = ""
    if report is not None:
        try:
            _write(test, report)
        except OSError as error:
            unsaved = _("{file} could not be written: {reason}", file=report,
                        reason=why_not_saved(error))
    del application
    return test, unsaved


def _write(test: SelfTest, report: Path) -> None:
    ending = report.suffix.lower()
    if ending == ".json":
        text = json.dumps(test.as_json(), ensure_ascii=False, indent=2) + "\n"
        save_text(report, text)
    elif ending == ".html":
        save_text(report, to_html(selftest_report(test)))
    else:
        from bmcalc.gui.window.paper import write_pdf

        write_pdf(selftest_report(test), report)
