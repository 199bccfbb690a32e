"""``bmcalc formulary``: check a hospital's folder, print what a pharmacist signs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bmcalc.catalogue import all_calculators
from bmcalc.core.texts import LANGUAGES, _, in_language
from bmcalc.formulary.file_problems import FileProblem
from bmcalc.formulary.hospital.own_folder import save_files, why_not_chosen
from bmcalc.formulary.hospital.templates import templates
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.review_sheet import review_sheets
from bmcalc.formulary.shipped import shipped_formulary
from bmcalc.formulary.unasked import Askers, unasked
from bmcalc.json_input import UsageError
from bmcalc.orders.reading.patient_facts import patient_asks
from bmcalc.report.document import Report
from bmcalc.report.folder_help import folder_help
from bmcalc.report.plain import to_plain_text
from bmcalc.report.review_sheet import review_report
from bmcalc.saved_file import why_not_saved

_LAID_DOWN = ("today", "lvef_lln", "bilirubin_uln", "alt_uln", "ast_uln", "alp_uln")
"""What the order or the policy gives with every patient."""


def checked_folder(folder: Path) -> tuple[tuple[FileProblem, ...], list[FileProblem]]:
    """Return what is wrong with a hospital's folder, and what it says in vain.

    A warning that the shipped formulary gives already is not the hospital's.
    """
    laid = load_formulary(folder)
    asking = askers()
    shipped = set(unasked(shipped_formulary(), asking))
    return laid.problems, [one for one in unasked(laid, asking) if one not in shipped]


def askers() -> Askers:
    """Return what is asked of a patient anywhere, and the drugs whose page asks their rules."""
    facts = {*patient_asks(), *_LAID_DOWN}
    drugs: set[str] = set()
    for calculator in all_calculators():
        facts.update(calculator.inputs.asks())
        drugs.update(calculator.rules_of)
    return Askers(facts, drugs)


def sheet_report(identifier: str) -> Report:
    """Return the review sheet of a drug or regimen; raise :class:`UsageError` for an unknown id."""
    sheets = review_sheets(identifier)
    if not sheets:
        raise UsageError(str(_("There is no drug or regimen “{id}”.", id=identifier)))
    return review_report(sheets)


def write_sheet(report: Report, path: Path) -> None:
    """Write a sheet as a PDF; raise :class:`UsageError` for a place that cannot be written."""
    from bmcalc.gui.look.fonts import without_window
    from bmcalc.gui.window.paper import write_pdf

    application = without_window()
    try:
        write_pdf(report, path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {why_not_saved(error)}") from None
    del application


def write_templates(folder: Path) -> list[str]:
    """Write the templates, and what the folder is, into an empty folder; return their names.

    Raises :class:`UsageError` where there is something in it, or where nothing can be written.
    """
    pages = []
    for language in LANGUAGES:
        with in_language(language):
            pages.append(to_plain_text(folder_help()))
    files = {"README.txt": "\n".join(pages).encode(), **templates()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reason = why_not_chosen(folder)
        if reason is not None:
            raise UsageError(str(reason))
        save_files(folder, files)
    except OSError as error:
        raise UsageError(f"cannot write into {folder}: {why_not_saved(error)}") from None
    return list(files)


def lines_of(problems: Iterable[FileProblem], warnings: Iterable[FileProblem]) -> list[str]:
    """Return problems and warnings as lines, each warning called one."""
    return [
        *map(str, problems), *(str(_("warning: {warning}", warning=one)) for one in warnings)
    ]
