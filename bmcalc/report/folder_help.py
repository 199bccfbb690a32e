"""What the hospital's folder is, what it holds and how it is changed: one page, for everyone."""

from __future__ import annotations

from bmcalc.core.texts import _
from bmcalc.report.calculation import footer
from bmcalc.report.document import Facts, Paragraph, Report, Section


def folder_help() -> Report:
    """Return the page in the language of the moment."""
    return Report(
        title=str(_("The hospital's own folder")),
        subtitle=str(_("What lies over the formulary that ships, and who signed it")),
        sections=(_what(), _holds(), _by_the_page(), _by_hand(), _signing(), _faults()),
        footer=footer(),
    )


def _what() -> Section:
    return _said(
        _("What it is"),
        _("The program ships with drugs, regimens, sources and a policy. What a hospital decides "
          "for itself stands in a folder of its own, which no update touches. It is read at every "
          "start and lies over what ships, entry by entry."),
        _("It stands where BMCALC_SITE names it, else in /etc/bmcalc, on Windows in "
          "%PROGRAMDATA%\\bmcalc."),
    )


def _holds() -> Section:
    return Section(str(_("What it holds")), (_facts(
        ("regimens/tc.toml", _("a regimen: its cycles, its drugs, doses and days")),
        ("formulary/docetaxel.toml", _("a drug: only what differs from the shipped file, or a "
                                       "whole new one")),
        ("sources/own-tc.toml", _("where something stands: citation and how sure it is")),
        ("tables/lvef.toml", _("rules on the ejection fraction, by label")),
        ("policy.toml", _("how the hospital computes and rounds, and what it tolerates")),
        ("reviews.toml", _("who signed what, when, and the hash of what was read")),
        ("sheets/", _("the sheets that were signed, to be printed again")),
        ("formulary.toml", _("the version by which the hospital calls its formulary")),
    ),))


def _by_the_page() -> Section:
    return _said(
        _("With the page “Formulary”"),
        _("Copy and change a regimen, add one from drugs, add a drug or a name. What is typed is "
          "checked at once by what also reads the files, and each fault stands at its field. "
          "Nothing is written that the check objects to."),
        _("What changed cites the source that is named in the form: it is never laid at the door "
          "of a label that says something else."),
        _("Where the folder takes no files, an empty one is chosen; its files are then in force in "
          "that window alone, until the administrator lays them into the hospital's folder."),
    )


def _by_hand() -> Section:
    return Section(str(_("By hand, for administrators")), (_facts(
        ("bmcalc formulary templates F", _("writes templates with comments into an empty folder")),
        ("bmcalc formulary schemas F", _("writes JSON Schemas, with which an editor helps")),
        ("bmcalc formulary check F", _("says what is wrong, and what stands there in vain")),
        ("bmcalc formulary sheet tcbhp --pdf F", _("writes the sheet that is signed")),
    ), Paragraph(str(_(
        "An entry that the hospital names replaces the shipped one whole; rules and facts that "
        "must be there are replaced one by one, by their code. A rule takes none away, except "
        "those that without_rules names. Names under more_names are added to the shipped ones."
    )))))


def _signing() -> Section:
    return _said(
        _("Signing"),
        _("A signature stands for a whole sheet: the entry and every rule on it, with name, "
          "registration, day and hash. Any change voids it, and the entry says so. A rule that "
          "rests on memory is confirmed by its name."),
        _("What nobody signed says so everywhere. A cytotoxic without gates is told in every "
          "answer."),
    )


def _faults() -> Section:
    return _said(
        _("Faults"),
        _("With a fault in the folder no order is checked, and a banner says what is wrong. A file "
          "that was not read at all may have been meant for any drug: then no dose is taken from "
          "the shipped files either."),
    )


def _said(heading: object, *words: object) -> Section:
    return Section(str(heading), tuple(Paragraph(str(one)) for one in words))


def _facts(*pairs: tuple[str, object]) -> Facts:
    return Facts(tuple((name, str(words)) for name, words in pairs))
