"""What a rule may look at: counts, liver, kidney, heart, minerals, history, other drugs.

The order check hands each measure over under the key it has here. A measure that nobody entered
is unknown, never normal.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bmcalc.core.texts import _


@dataclass(frozen=True)
class Measure:
    """One measure: a quantity in the dimension of ``unit``, a whole number, or a choice.

    ``unit`` is empty for a whole number such as a grade; ``options`` names the choices.
    """

    label: object
    unit: str = ""
    options: dict[str, object] = field(default_factory=dict)


_YES_NO: dict[str, object] = {"yes": _("yes"), "no": _("no")}
_STATE: dict[str, object] = {"low": _("low"), "normal": _("normal"), "high": _("high")}


def _yes_no(label: object) -> Measure:
    return Measure(label, options=_YES_NO)


MEASURES: dict[str, Measure] = {
    "age": Measure(_("age"), "year"),
    "sex": Measure(_("sex"), options={"female": _("female"), "male": _("male")}),
    "weight": Measure(_("weight"), "kg"),
    "cycle": Measure(_("cycle")),
    "day": Measure(_("day of the cycle")),
    "planned_dose": Measure(_("planned dose"), "dose"),
    "days_since_last": Measure(_("days since the last dose"), "day"),
    "days_between_starts": Measure(_("days from the last start to this one"), "day"),
    "days_until_due": Measure(_("days until the next dose is due")),
    "starts_again": _yes_no(_("a gap after which the treatment starts again")),
    # blood counts
    "anc": Measure(_("neutrophils (ANC)"), "x10^9/L"),
    "platelets": Measure(_("platelets"), "x10^9/L"),
    "haemoglobin": Measure(_("haemoglobin"), "g/L"),
    "anc_lowest": Measure(_("lowest ANC since the last cycle"), "x10^9/L"),
    "platelets_lowest": Measure(_("lowest platelets since the last cycle"), "x10^9/L"),
    "neutropenia_days": Measure(_("days with ANC below 0.5 × 10⁹/L"), "day"),
    "febrile_neutropenia": _yes_no(_("febrile neutropenia since the last cycle")),
    "temperature": Measure(_("body temperature"), "degC"),
    "fever_over_1_h": _yes_no(_("fever for more than an hour")),
    "febrile": _yes_no(_("fever")),
    "infection": _yes_no(_("infection")),
    "neutropenia_again": _yes_no(_("neutropenia of this grade before, or a slow recovery")),
    "g_csf": _yes_no(_("G-CSF given for low neutrophils")),
    "hours_since_gcsf": Measure(_("hours since the last G-CSF"), "h"),
    "reduced_already": _yes_no(_("dose already reduced for low neutrophils")),
    # liver and kidney
    "bilirubin": Measure(_("bilirubin"), "umol/L"),
    "bilirubin_xuln": Measure(_("bilirubin, multiple of the upper limit"), "xULN"),
    "ast_xuln": Measure(_("AST, multiple of the upper limit"), "xULN"),
    "alt_xuln": Measure(_("ALT, multiple of the upper limit"), "xULN"),
    "transaminase_xuln": Measure(
        _("the higher of AST and ALT, multiple of the upper limit"), "xULN"
    ),
    "alp_xuln": Measure(_("ALP, multiple of the upper limit"), "xULN"),
    "cholestasis": _yes_no(_("cholestasis")),
    "liver_baseline_grade_2": _yes_no(_("transaminases of grade 2 at baseline")),
    "liver_again": _yes_no(_("transaminases of this grade before")),
    "child_pugh": Measure(
        _("Child-Pugh class"), options={"none": _("none"), "a": "A", "b": "B", "c": "C"}
    ),
    "severe_hepatic_impairment": _yes_no(_("severe hepatic impairment")),
    "crcl": Measure(_("creatinine clearance"), "mL/min"),
    "gfr": Measure(_("GFR used for the dose"), "mL/min"),
    "dialysis": _yes_no(_("dialysis")),
    "creatinine_baseline": Measure(_("creatinine at baseline"), "umol/L"),
    "creatinine_rise": Measure(_("rise of creatinine over baseline"), "umol/L"),
    "creatinine_unit": Measure(
        _("unit of the creatinine at baseline"), options={"umol": "µmol/L", "mg": "mg/dL"}
    ),
    "creatinine_baseline_mg": Measure(_("creatinine at baseline, in mg/dL"), "mg/dL"),
    "creatinine_rise_mg": Measure(_("rise of creatinine over baseline, in mg/dL"), "mg/dL"),
    "creatinine_may_restart": _yes_no(_("creatinine within 10 % of the baseline")),
    "on_hold": _yes_no(_("on hold for a rise of creatinine")),
    "pth_known": _yes_no(_("parathyroid hormone known")),
    "nephrology_plan": _yes_no(_("plan agreed with nephrology")),
    # heart
    "lvef_baseline": Measure(_("LVEF before treatment"), "%"),
    "lvef_now": Measure(_("LVEF now"), "%"),
    "lvef_fall": Measure(_("fall of LVEF in percentage points"), "percentage_point"),
    "lvef_range": Measure(
        _("LVEF against the institution's lower limit"),
        options={"below": _("below"), "normal": _("normal")},
    ),
    "weeks_on_hold": Measure(_("weeks on hold")),
    "suspensions": Measure(_("suspensions")),
    "heart_failure": _yes_no(_("symptomatic heart failure")),
    "qtcf": Measure(_("QTcF"), "ms"),
    "qtcf_rise": Measure(_("rise of QTcF over baseline"), "ms"),
    "qtcf_above_500_ecgs": Measure(_("separate ECGs with QTcF above 500 ms")),
    "qtc_again": _yes_no(_("interrupted for QTcF before")),
    "ventricular_arrhythmia": _yes_no(
        _("torsade de pointes, polymorphic ventricular tachycardia or syncope")
    ),
    # minerals, mouth, bone
    "calcium_basis": Measure(
        _("what calcium was judged by"),
        options={"none": _("no result"), "ionised": _("ionised calcium"),
                 "corrected": _("corrected calcium"), "bounds": _("bounds without albumin"),
                 "unclear": _("a correction that is incomplete")},
    ),
    "calcium_state": Measure(_("calcium against its limits"), options=_STATE),
    "calcium_low_grade": Measure(_("CTCAE grade of a low calcium")),
    "calcium_high_grade": Measure(_("CTCAE grade of a high calcium")),
    "calcium_may_be_low": _yes_no(_("calcium that is low at some albumins")),
    "calcium_may_be_high": _yes_no(_("calcium that is high at some albumins")),
    "calcium_not_low": _yes_no(_("calcium that is known not to be low")),
    "calcium_discordant": _yes_no(
        _("total and corrected calcium on different sides of the range")
    ),
    "calcium_age_days": Measure(_("age of the calcium result in days")),
    "symptoms": _yes_no(_("symptoms of low calcium")),
    "magnesium": Measure(_("magnesium"), "mmol/L"),
    "magnesium_state": Measure(_("magnesium against its limits"), options=_STATE),
    "phosphate_state": Measure(_("phosphate against its limits"), options=_STATE),
    "potassium_state": Measure(_("potassium against its limits"), options=_STATE),
    "electrolytes_normal": _yes_no(_("potassium, calcium, magnesium and phosphate normal")),
    "dental_exam": Measure(
        _("dental examination"),
        options={"done": _("done"), "not_done": _("not done"), "unknown": _("unknown")},
    ),
    "dental_work_planned": _yes_no(_("invasive dental work planned")),
    "oral_lesion": _yes_no(_("unhealed lesion in the mouth")),
    "onj": _yes_no(_("osteonecrosis of the jaw")),
    "thigh_pain": _yes_no(_("new thigh, hip or groin pain")),
    "elemental_calcium": Measure(_("elemental calcium a day"), "mg"),
    "vitamin_d": Measure(_("native vitamin D a day"), "IU"),
    "calcitriol": _yes_no(_("calcitriol")),
    "vitamin_d_25oh": Measure(_("25-hydroxyvitamin D"), "nmol/L"),
    "dosing_interval": Measure(
        _("planned interval of zoledronic acid"),
        options={"every_4_weeks": _("3 to 4 weeks"), "every_12_weeks": _("12 weeks")},
    ),
    "infusion_minutes": Measure(_("ordered infusion time"), "min"),
    # toxicity and history
    "neuropathy_grade": Measure(_("grade of neuropathy")),
    "diarrhoea_grade": Measure(_("grade of diarrhoea")),
    "ild_grade": Measure(_("grade of interstitial lung disease")),
    "ild_days": Measure(_("days until the lung disease had resolved"), "day"),
    "ild_history": _yes_no(_("interstitial lung disease or pneumonitis in the history")),
    "severe_skin_reaction": _yes_no(_("severe or cumulative skin reaction")),
    "hypersensitivity": _yes_no(_("severe hypersensitivity to the drug")),
    "polysorbate_allergy": _yes_no(_("severe reaction to polysorbate 80")),
    "castor_oil_allergy": _yes_no(_("severe reaction to polyoxyl castor oil")),
    "significant_bleeding": _yes_no(_("significant bleeding")),
    "opioid_tolerant": _yes_no(_("opioid tolerance")),
    "pregnancy": Measure(
        _("pregnancy"),
        options={"yes": _("yes"), "no": _("no"), "unknown": _("unknown"),
                 "na": _("not applicable")},
    ),
    "menopause": Measure(
        _("menopausal state"),
        options={"premenopausal": _("premenopausal"),
                 "suppressed": _("premenopausal with ovarian suppression"),
                 "postmenopausal": _("postmenopausal")},
    ),
    "days_since_surgery": Measure(_("days since major surgery"), "day"),
    "days_to_surgery": Measure(_("days until elective surgery"), "day"),
    "unhealed_wound": _yes_no(_("unhealed surgical wound")),
    # other drugs
    "cyp3a4_inhibitor": Measure(
        _("CYP3A4 inhibitor"),
        options={"none": _("none"), "moderate": _("moderate"), "strong": _("strong")},
    ),
    "cyp3a4_inducer": Measure(
        _("CYP3A4 inducer"),
        options={"none": _("none"), "moderate": _("moderate"), "strong": _("strong")},
    ),
    "ribociclib": _yes_no(_("ribociclib")),
    "other_denosumab": _yes_no(_("other denosumab within 6 months")),
    "bisphosphonate": _yes_no(_("bisphosphonate at the same time")),
    "other_bone_agent": _yes_no(_("denosumab or another bisphosphonate at the same time")),
    "tamoxifen": _yes_no(_("tamoxifen")),
    "anticoagulant": _yes_no(_("anticoagulant")),
}
