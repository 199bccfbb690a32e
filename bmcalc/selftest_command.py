"""``bmcalc selftest``: run the self-test, say the verdict, write the report."""

from __future__ import annotations

import json
from pathlib import Path

from bmcalc.json_input import UsageError
from bmcalc.report.html import to_html
from bmcalc.verification.selftest import SelfTest, run_selftest
from bmcalc.verification.selftest_report import selftest_report

ENDINGS = (".html", ".pdf", ".json")


def selftest(report: Path | None) -> SelfTest:
    """Run the self-test and write its report; the file's ending says in which form.

    Raises :class:`UsageError` for another ending or a place that cannot be written.
    """
    from bmcalc.gui.look.fonts import fonts_in_use, without_window

    if report is not None and report.suffix.lower() not in ENDINGS:
        raise UsageError(f"the report must end in {', '.join(ENDINGS)}")
    application = without_window()
    test = run_selftest(fonts_in_use())
    if report is not None:
        try:
            _write(test, report)
        except OSError as error:
            raise UsageError(f"cannot write {report}: {error.strerror or error}") from None
    del application
    return test


def _write(test: SelfTest, report: Path) -> None:
    ending = report.suffix.lower()
    if ending == ".json":
        text = json.dumps(test.as_json(), ensure_ascii=False, indent=2) + "\n"
        report.write_text(text, encoding="utf-8")
    elif ending == ".html":
        report.write_text(to_html(selftest_report(test)), encoding="utf-8")
    else:
        from bmcalc.gui.window.paper import write_pdf

        write_pdf(selftest_report(test), report)
