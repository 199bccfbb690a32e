"""An invented formulary of three regimens and the sequence of them, with no drug that is new.

Docetaxel every three weeks for four cycles, then weekly paclitaxel with weekly trastuzumab for
twelve, then trastuzumab alone every three weeks.
"""

FIRST = '''
name = { en = "invented docetaxel", zh = "虚构多西他赛" }
sources = ["regimen-casebook"]
[[tracks]]
id = "chemotherapy"
name = { en = "chemotherapy", zh = "化疗" }
cycle_length = "21 day"
[[lines]]
drug = "docetaxel"
track = "chemotherapy"
dose = "75 mg/m^2"
days = [1]
route = "iv"
sources = ["regimen-casebook"]
'''
SECOND = '''
name = { en = "invented weekly pair", zh = "虚构每周联合" }
sources = ["regimen-casebook"]
[[tracks]]
id = "chemotherapy"
name = { en = "chemotherapy", zh = "化疗" }
cycle_length = "7 day"
cycles = 12
[[lines]]
drug = "paclitaxel"
track = "chemotherapy"
dose = "80 mg/m^2"
days = [1]
route = "iv"
sources = ["regimen-casebook"]
[[lines]]
drug = "trastuzumab_iv"
track = "chemotherapy"
dose = "2 mg/kg"
loading_dose = "4 mg/kg"
days = [1]
route = "iv"
sources = ["regimen-casebook"]
'''
THIRD = '''
name = { en = "invented antibody alone", zh = "虚构抗体单药" }
sources = ["regimen-casebook"]
[[tracks]]
id = "her2"
name = { en = "HER2 antibodies", zh = "抗 HER2 抗体" }
cycle_length = "21 day"
[[lines]]
drug = "trastuzumab_iv"
track = "her2"
dose = "6 mg/kg"
loading_dose = "8 mg/kg"
days = [1]
route = "iv"
sources = ["regimen-casebook"]
'''
SEQUENCE = '''
name = { en = "invented sequence", zh = "虚构序贯" }
sources = ["regimen-casebook"]
[[phases]]
regimen = "invented-first"
cycles = 4
[[phases]]
regimen = "invented-second"
cycles = 12
text = { en = "The heart is measured before this phase.", zh = "本阶段前须查心功能。" }
[[phases]]
regimen = "invented-third"
[[rules]]
code = "INVENTED_EVERYWHERE"
then = "caution"
any_of = ["anc < 1.7 x10^9/L"]
text = { en = "In every phase.", zh = "所有阶段。" }
sources = ["regimen-casebook"]
[[rules]]
code = "INVENTED_IN_ONE"
then = "caution"
regimens = ["invented-second"]
drugs = ["paclitaxel"]
any_of = ["anc < 1.7 x10^9/L"]
text = { en = "In the second phase.", zh = "仅第二阶段。" }
sources = ["regimen-casebook"]
'''
FILES = {
    "invented-first": FIRST, "invented-second": SECOND, "invented-third": THIRD,
    "invented-sequence": SEQUENCE,
}


def written(folder, **changed):
    """Write the regimens into a hospital's folder; a name with underscores replaces its file."""
    regimens = folder / "regimens"
    regimens.mkdir(exist_ok=True)
    texts = FILES | {name.replace("_", "-"): text for name, text in changed.items()}
    for name, text in texts.items():
        if text is not None:
            (regimens / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder
