"""Every known name of every drug: compared whole, and never taken for another one."""

import json
from pathlib import Path

import pytest

from bmcalc.formulary.drugs import drugs
from bmcalc.orders.reading.pasted_order import read_pasted

ROWS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "K_names.json").read_text(encoding="utf-8")
)
ROUTES = {"iv": "静滴", "sc": "皮下注射", "im": "肌注", "po": "口服", "td": "贴"}
DOSES = {"denosumab": "120mg", "zoledronic_acid": "4mg"}


def of(table):
    return [row for row in ROWS if row["table"] == table]


def became(text):
    """Return what a line with a name came to, in one pair."""
    read = read_pasted(text, drugs())
    if read.lines:
        return "drug", read.lines[0].drug
    if read.others:
        return "other", read.others[0].drug
    if read.beside:
        return "beside", read.beside[0].drug
    return "lost", tuple(drug for line in read.not_understood for drug in line.drugs)


def with_dose(row, route=True):
    drug = row["drug"]
    found = drugs().get(drug)
    word = row.get("route") or (found.infusions[0].route if found and found.infusions else None)
    said = f" {ROUTES[word]}" if route and word else ""
    return f"{row['text']} {DOSES.get(drug, '100mg')}{said}"


def test_every_name_that_may_be_read_alone_is_read():
    for row in of("names"):
        if row.get("read_alone", True):
            kind = "drug" if row["drug"] in drugs() else "other"
            for text in (with_dose(row), with_dose(row, route=False)):
                assert became(text) == (kind, row["drug"]), text


def test_a_name_that_needs_more_is_asked_about_without_it():
    for row in of("names"):
        if row.get("read_alone", True) or row["drug"] not in drugs():
            continue
        kind, drug = became(with_dose(row))
        assert (kind, drug) == ("drug", row["drug"]) or kind == "lost", row["text"]
        if row["text"] not in ("赫赛汀", "Herceptin") and row["drug"] not in DOSES:
            assert became(with_dose(row, route=False))[0] == "lost", row["text"]


def test_a_name_from_memory_is_asked_about():
    asked = read_pasted("安瑞泽 348mg 静滴", drugs()).lines[0].ordered
    assert any("from memory" in str(doubt) for doubt in asked.doubts)
    assert not read_pasted("汉曲优 348mg 静滴", drugs()).lines[0].ordered.doubts
    beside_inn = read_pasted("曲妥珠单抗(安瑞泽) 348mg 静滴", drugs()).lines[0].ordered
    assert not beside_inn.doubts


def test_the_name_of_another_drug_is_that_drug():
    for row in of("other_names"):
        kind, drug = became(f"{row['text']} 100mg")
        assert kind == "other", row["text"]
        assert drug not in row["never_read_as"], row["text"]


def test_supportive_drugs_are_read_and_not_checked():
    for row in of("other_drugs"):
        assert became(f"{row['text']} 10mg")[0] == "beside", row["text"]


def test_a_name_with_several_meanings_is_asked_about_with_its_candidates():
    for row in of("ambiguous"):
        if row["level"] != "never":
            continue
        kind, candidates = became(f"{row['text']} 100mg")
        assert kind == "lost", row["text"]
        assert set(candidates) <= set(row["could_be"]), row["text"]
        assert set(candidates) == set(row["could_be"]) & drugs().keys(), row["text"]


@pytest.mark.parametrize("row", of("strip_hazards"), ids=lambda row: row["text"])
def test_no_name_becomes_another_drug_without_its_form_or_brackets(row):
    kind, drug = became(f"{row['text']} 100mg")
    assert (kind, drug) != ("drug", row["is"]) or row["is"] not in row["read_as"]
    assert not (kind == "drug" and drug in row["read_as"])


FAMILY = {
    "trastuzumab_iv": ["曲妥珠单抗", "注射用曲妥珠单抗", "trastuzumab", "赫赛汀", "汉曲优",
                       "Kanjinti"],
    "trastuzumab_deruxtecan": ["德曲妥珠单抗", "注射用德曲妥珠单抗", "优赫得", "Enhertu",
                               "trastuzumab deruxtecan", "fam-trastuzumab deruxtecan-nxki"],
    "trastuzumab_emtansine": ["恩美曲妥珠单抗", "赫赛莱", "Kadcyla", "ado-trastuzumab emtansine"],
    "phesgo": ["帕妥珠曲妥珠单抗", "赫双妥", "Phesgo"],
    "pertuzumab": ["帕妥珠单抗", "帕捷特", "Perjeta"],
    "trastuzumab_rezetecan": ["瑞康曲妥珠单抗", "SHR-A1811"],
    "trastuzumab_botidotin": ["博度曲妥珠单抗", "A166"],
    "paclitaxel": ["紫杉醇", "紫杉醇注射液", "泰素", "Taxol"],
    "nab_paclitaxel": ["注射用紫杉醇（白蛋白结合型）", "白蛋白紫杉醇", "Abraxane"],
    "docetaxel": ["多西他赛", "多西紫杉醇", "多烯紫杉醇", "泰索帝", "Taxotere"],
    "paclitaxel_liposomal": ["紫杉醇脂质体", "力扑素"],
    "paclitaxel_micellar": ["注射用紫杉醇聚合物胶束"],
}


@pytest.mark.parametrize(("drug", "name"), [
    (drug, name) for drug, names in FAMILY.items() for name in names
])
def test_in_a_family_of_look_alikes_each_name_is_its_own_drug(drug, name):
    texts = [f"{name} 300mg 静滴 d1", f"{name.upper()} 300 mg IV"]
    if not name[-1].isdigit():
        texts.append(f"{name}300mg静滴")
    for text in texts:
        assert became(text)[1] == drug, text


def test_the_trastuzumabs_alone_under_the_skin_are_the_other_product():
    assert became("曲妥珠单抗 600mg 皮下注射") == ("drug", "trastuzumab_sc")
    assert became("赫赛汀 600mg 皮下注射") == ("drug", "trastuzumab_sc")
    assert became("赫赛汀 348mg") == ("drug", "trastuzumab_iv")
