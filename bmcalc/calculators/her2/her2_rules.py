"""The rules on the page of a HER2 agent: on the heart by every label, then the drug's own."""

from __future__ import annotations

from bmcalc.calculators.her2.her2_fields import Her2Inputs
from bmcalc.calculators.her2.her2_products import PERTUZUMAB, TRASTUZUMAB_IV
from bmcalc.calculators.her2.lvef_advice import judge_labels, labels_for
from bmcalc.calculators.shared.drug_rules import judge_drug
from bmcalc.calculators.shared.intended_dose import tell_never_reduced
from bmcalc.core.term import Term, show
from bmcalc.core.texts import _
from bmcalc.core.work import Work
from bmcalc.formulary.drug_group import Group
from bmcalc.formulary.drugs import Drug
from bmcalc.formulary.in_force import formulary
from bmcalc.formulary.lvef_entry import rules_in_force
from bmcalc.formulas.ejection_fraction import fall_in_points
from bmcalc.rules.engine import Judgement, tell_on_page


def judge_own_rules(given: Her2Inputs, product: Drug) -> Judgement:
    """Return what the drug's own rules say, those on the heart by label left out."""
    told = {id(rule) for label in formulary().lvef.values() for rule in label.rules}
    own = [rule for rule in product.rules if id(rule) not in told]
    return judge_drug(
        product, _facts(given), level=given.dose_level, first=given.first_dose,
        profile=given.label_profile, rules=rules_in_force(own, given.label_profile),
    )


def dose_left(product: Drug, planned: Term, judgement: Judgement, work: Work) -> Term:
    """Return what the rules leave of the planned dose; stop where an antibody would be reduced."""
    limit = judgement.limit()
    if limit is None or limit[0] >= planned:
        return planned
    dose, met = limit
    if product.group is Group.ANTIBODY:
        tell_never_reduced(product, None, work)
        return planned
    work.decide(
        _("Reduced by a rule"), met.text, show(planned), show(dose, 2, trim=True),
        met.rule.sources[0],
    )
    return Term(dose.magnitude, dose.unit)


def tell_rules(given: Her2Inputs, product: Drug, own: Judgement, work: Work) -> None:
    """Tell the rules that are met: of the labels on LVEF, its partner's too, then its own."""
    baseline, now = given.lvef_baseline, given.lvef_now
    shown = None
    if baseline is not None and now is not None:
        drop = work.step(
            _("Fall of LVEF"), fall_in_points(baseline, now), "lvef-strictest", _("fall")
        )
        shown = (_("by LVEF and its fall"), _("{now}, fall {drop}", now=now, drop=drop))
    judge_labels(
        labels_for((product.id, *_partners(given)), given.label_profile), product.id,
        _facts(given), work, first=given.first_dose, profile=given.label_profile, shown=shown,
    )
    tell_on_page(own, work)


def _facts(given: Her2Inputs) -> dict[str, object]:
    """Return the answers by the names that the rules use."""
    facts: dict[str, object] = {name: getattr(given, name) for name in given.asks()}
    return {**facts, "days_since_last": given.days}


def _partners(given: Her2Inputs) -> tuple[str, ...]:
    """Return the other antibody of the pair: a label that withholds one withholds both."""
    if given.drug == PERTUZUMAB:
        return (TRASTUZUMAB_IV,)
    return (PERTUZUMAB,) if given.partner_pertuzumab else ()
