"""Response by RECIST 1.1: target lesions from sums or one by one, and the overall response."""

from __future__ import annotations

from bmcalc.calculators.response.recist_inputs import RecistInputs
from bmcalc.calculators.response.recist_lesions import only_normal_nodes, sum_of
from bmcalc.calculators.response.recist_overall import (
    NON_TARGET_NAMES,
    OVERALL_NAMES,
    TARGET_NAMES,
    overall_response,
)
from bmcalc.calculators.response.recist_target import (
    RECIST,
    SumChange,
    change_of_partial_response,
    has_grown,
    met_partial_response,
    sum_change,
    target_response,
)
from bmcalc.core.calculator import Calculator, NotFor
from bmcalc.core.rounding import decimals_against
from bmcalc.core.term import Term, q
from bmcalc.core.texts import _
from bmcalc.core.work import Value, Work
from bmcalc.formulas.relative_change import SOURCE as RELATIVE_CHANGE
from bmcalc.rules.limits import Stated, StatedNumber, limit

BONE = "recist-1.1-bone"
TREATED = "recist-treated-lesions"
TARGET_RESPONSE = _("Target lesions")
NOT_GIVEN = _("not given")


def recist(given: RecistInputs, work: Work) -> None:
    """Write the response of the target lesions and, where all is known, the overall response."""
    target = _target(given, work)
    work.give("target_response", target)
    overall = overall_response(target, given.non_target, given.new_lesion)
    work.give("overall_response", overall)
    _explain_bone_only(given, work)
    if overall is None:
        work.info(
            "OVERALL_UNKNOWN",
            _("The overall response also needs the non-target lesions and whether there are new "
              "lesions."),
            RECIST,
        )
        return
    new = {True: _("yes"), False: _("no"), None: NOT_GIVEN}[given.new_lesion]
    work.decide(
        _("Overall response"),
        _("RECIST 1.1, table of target, non-target and new lesions"),
        _("target: {target}; non-target: {non_target}; new lesions: {new}",
          target=TARGET_NAMES[target],
          non_target=NON_TARGET_NAMES.get(given.non_target or "", NOT_GIVEN), new=new),
        OVERALL_NAMES[overall], RECIST,
    )
    _judge_overall(given, overall, work)


def _target(given: RecistInputs, work: Work) -> str:
    if given.without_target:
        work.decide(
            TARGET_RESPONSE,
            _("bone is measurable only by a soft-tissue part of at least {size}",
              size=Stated("soft_tissue_part_smallest"))
            if given.bone_only else _("no measurable lesion was chosen at baseline"),
            _("bone-only disease") if given.bone_only else _("as entered"),
            TARGET_NAMES["na"], BONE if given.bone_only else RECIST,
        )
        return "na"
    if given.target is not None:
        work.decide(TARGET_RESPONSE, _("entered, not computed"), _("as entered"),
                    TARGET_NAMES[given.target], RECIST)
        return given.target
    if given.target_treated or given.target_unmeasured:
        return _not_evaluable(given, work)
    return _from_sums(given, work)


def _not_evaluable(given: RecistInputs, work: Work) -> str:
    if given.target_treated:
        text = _("A target lesion was irradiated or resected after baseline. It leaves the "
                 "assessment, so the target lesions are not evaluable.")
        work.caution("TARGET_TREATED", text, TREATED)
    else:
        text = _("A target lesion was not measured now, so the target lesions are not evaluable.")
        work.caution("TARGET_UNMEASURED", text, RECIST, about="lesions")
    work.decide(TARGET_RESPONSE, text, _("as entered"), TARGET_NAMES["ne"],
                TREATED if given.target_treated else RECIST)
    return "ne"


def _sums(given: RecistInputs, work: Work) -> tuple[Term, Term]:
    """Return the sum at baseline and the sum now, shown as steps where they were added up."""
    if given.lesions:
        baseline = work.step(_("Sum at baseline"), sum_of(given.lesions, "baseline"), RECIST,
                             _("sum at baseline"), decimals=1)
        current = work.step(_("Sum now"), sum_of(given.lesions, "current"), RECIST,
                            _("sum now"), decimals=1)
    else:
        assert given.baseline is not None and given.current is not None
        baseline, current = given.baseline.to("mm"), given.current.to("mm")
    work.give("sum_baseline", baseline)
    work.give("sum_current", current)
    return baseline, current


def _from_sums(given: RecistInputs, work: Work) -> str:
    baseline, current = _sums(given, work)
    assert given.nadir is not None
    nadir = given.nadir.to("mm")
    change = sum_change(baseline, nadir, current)
    _show_changes(change, nadir, work)
    nodes = bool(given.nodes_only_residual_lt10)
    if given.lesions:
        nodes = only_normal_nodes(given.lesions)
    found = target_response(current, change, nodes, bool(given.prior_confirmed_pr))
    work.decide(
        TARGET_RESPONSE,
        _("PR: −{fall} from the baseline; PD: +{growth} and +{size} from the smallest sum",
          fall=Stated("partial_response_fall"), growth=Stated("progression_growth"),
          size=Stated("progression_growth_absolute")),
        found.why, TARGET_NAMES[found.key], found.source,
    )
    _explain_target(given, found.key, change, met_partial_response(baseline, nadir), work)
    return found.key


def _show_changes(change: SumChange, nadir: Term, work: Work) -> None:
    decimals = decimals_against(change.from_baseline, [change_of_partial_response()], 1)
    work.step(_("Change from the baseline"), change.from_baseline, RELATIVE_CHANGE,
              decimals=decimals)
    work.give("change_from_baseline", change.from_baseline, decimals)
    if change.from_nadir is None:
        work.give("change_from_nadir", None)
        work.info(
            "NADIR_ZERO",
            _("The smallest sum was 0 mm, so no percentage of it exists."), RECIST, about="nadir",
        )
    else:
        decimals = decimals_against(change.from_nadir, [limit("progression_growth")], 1)
        work.step(_("Change from the smallest sum ({nadir})", nadir=nadir), change.from_nadir,
                  RELATIVE_CHANGE, decimals=decimals)
        work.give("change_from_nadir", change.from_nadir, decimals)
    decimals = decimals_against(change.growth, [limit("progression_growth_absolute")], 1)
    work.step(_("Difference from the smallest sum"), change.growth, RECIST, decimals=decimals)
    work.give("growth_from_nadir", change.growth, decimals)


def _explain_target(
    given: RecistInputs, response: str, change: SumChange, nadir_met_pr: bool, work: Work
) -> None:
    if response == "pd" and change.from_baseline < q("0 %"):
        work.info(
            "PD_BELOW_BASELINE",
            _("Progression is measured from the smallest sum, although the sum is still below the "
              "baseline."),
            RECIST,
        )
    if response in ("sd", "pr") and has_grown(change):
        work.info(
            "GROWTH_BELOW_5_MM",
            _("The sum grew by at least {share}, but by less than {size}, so this is not "
              "progression.", share=Stated("progression_growth"),
              size=Stated("progression_growth_absolute")),
            RECIST,
        )
    if response == "sd" and nadir_met_pr and given.prior_confirmed_pr is None:
        work.info(
            "PRIOR_PR_UNKNOWN",
            _("Whether a partial response was confirmed earlier was not given. If it was, the "
              "response stays PR."),
            "recist-confirmed-pr", about="prior_confirmed_pr",
        )


def _explain_bone_only(given: RecistInputs, work: Work) -> None:
    if not given.bone_only:
        return
    work.info(
        "BONE_ONLY",
        _("Without target lesions only CR, non-CR/non-PD and PD exist; PR and SD do not. "
          "Hamaoka's bone criteria describe partial response by imaging."),
        RECIST, "hamaoka-2004", about="bone_only",
    )
    if given.new_lesion:
        work.caution(
            "FLARE",
            _("New uptake on a bone scan alone can be flare in the first months. Confirm it by CT "
              "or MRI before calling it progression."),
            "bone-scan-flare", about="new_lesion",
        )


def _judge_overall(given: RecistInputs, overall: str, work: Work) -> None:
    if overall in ("cr", "pr"):
        work.info(
            "CONFIRM_RESPONSE",
            _("Where response is the main endpoint of a trial without randomisation, CR and PR "
              "need a second assessment at least {weeks} weeks later.",
              weeks=StatedNumber("response_confirmed_after")),
            "recist-confirmation",
        )
    if given.recorded_response is not None and given.recorded_response != overall:
        work.caution(
            "RECORD_DIFFERS",
            _("The record says {recorded}; RECIST 1.1 gives {overall}.",
              recorded=OVERALL_NAMES[given.recorded_response], overall=OVERALL_NAMES[overall]),
            RECIST, about="recorded_response",
        )


CALCULATOR = Calculator(
    id="recist",
    title=_("RECIST response"),
    summary=_("Target lesions from baseline and smallest sum, and the overall response"),
    group="response",
    order=410,
    not_for=NotFor(
        _("Not for blastic bone lesions, which are not measurable, and not to follow a "
          "target lesion that was operated on or irradiated as if it were untouched."),
        "recist-1.1-bone", "recist-treated-lesions",
    ),
    inputs=RecistInputs,
    values=(
        Value(name="overall_response", label=_("Overall response"), options=OVERALL_NAMES),
        Value(name="target_response", label=TARGET_RESPONSE, options=TARGET_NAMES),
        Value(name="sum_baseline", label=_("Sum at baseline"), unit="mm", decimals=1),
        Value(name="sum_current", label=_("Sum now"), unit="mm", decimals=1),
        Value(name="change_from_baseline", label=_("Change from the baseline"), unit="%",
              decimals=1),
        Value(name="change_from_nadir", label=_("Change from the smallest sum"), unit="%",
              decimals=1),
        Value(name="growth_from_nadir", label=_("Difference from the smallest sum"), unit="mm",
              decimals=1),
    ),
    formula=recist,
    headline="overall_response",
)
