"""What nobody asks for is not read, and what is asked for is what reading everything gives."""

import shutil
import threading

import pytest

from bmcalc import compute, resource_files
from bmcalc.formulary import shipped
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.on_demand import OnDemand, ids_of
from bmcalc.formulary.shipped import ShippedFormulary, shipped_formulary
from bmcalc.resource_files import resource


@pytest.fixture
def fresh(monkeypatch):
    """The shipped formulary before anybody asked it anything."""
    shipped_formulary.cache_clear()
    shipped._ids.cache_clear()
    yield shipped_formulary()
    shipped_formulary.cache_clear()
    shipped._ids.cache_clear()


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of the data files that a test may damage."""
    copy = tmp_path / "resources"
    shutil.copytree(resource(), copy)
    monkeypatch.setattr(resource_files, "_INSIDE", copy)
    shipped._ids.cache_clear()
    yield copy
    shipped._ids.cache_clear()


def test_every_entry_is_what_reading_everything_gives():
    eager, lazy = load_formulary(), ShippedFormulary()
    assert lazy.drugs == eager.drugs
    assert lazy.regimens == eager.regimens
    assert list(lazy.drugs) == list(eager.drugs) == list(ids_of(lazy.drugs))
    assert list(lazy.regimens) == list(eager.regimens) == list(ids_of(lazy.regimens))
    assert (lazy.policy, lazy.identity) == (eager.policy, eager.identity)
    assert (lazy.policy_sha256, lazy.reviews) == (eager.policy_sha256, eager.reviews)
    assert (lazy.lvef, lazy.sources) == (eager.lvef, eager.sources)
    assert lazy.problems == eager.problems == ()


def test_every_rule_has_its_owner_and_rests_on_what_it_rests_on():
    eager, lazy = load_formulary(), ShippedFormulary()
    for kind in ("drugs", "regimens"):
        for identifier, entry in getattr(eager, kind).items():
            mine = getattr(lazy, kind)[identifier].rules
            assert [(rule.key, rule.origin) for rule in mine] == [
                (rule.key, rule.origin) for rule in entry.rules
            ]


def test_the_rules_of_a_label_are_the_same_objects_in_every_drug():
    lazy = ShippedFormulary()
    told = {id(rule) for label in lazy.lvef.values() for rule in label.rules}
    for drug in lazy.drugs.values():
        of_the_heart = {rule.key for rule in drug.rules if rule.key.startswith("lvef/")}
        assert {rule.key for rule in drug.rules if id(rule) in told} == of_the_heart


def test_a_regimen_reads_its_own_drugs_and_no_other(fresh):
    regimen = fresh.regimens["gemcitabine-carboplatin"]
    assert set(fresh.drugs.were_read) == {line.drug for line in regimen.lines}
    assert fresh.regimens.were_read == ("gemcitabine-carboplatin",)


def test_a_regimen_reads_the_labels_of_its_drugs_and_no_other(fresh):
    regimen = fresh.regimens["tcbhp"]
    followed = {label for line in regimen.lines for label in fresh.drugs[line.drug].lvef}
    assert followed
    assert set(fresh.lvef.were_read) == followed < set(ids_of(fresh.lvef))


@pytest.mark.parametrize(("old", "new", "place"), [
    ('name = {', 'nome = {', "deruxtecan.name"),
    ('sources = ["', 'sources = ["nobody-', "deruxtecan.sources[0]"),
])
def test_a_refused_label_is_missing_with_every_drug_that_follows_it(copied, old, new, place):
    path = copied / "tables/lvef.toml"
    before, head, after = path.read_text(encoding="utf-8").partition("[deruxtecan]")
    path.write_text(before + head + after.replace(old, new, 1), encoding="utf-8")
    lazy = ShippedFormulary()
    assert "trastuzumab_deruxtecan" not in lazy.drugs
    assert {"trastuzumab_iv", "docetaxel"} <= lazy.drugs.keys()
    assert "deruxtecan" not in lazy.lvef
    assert ("tables/lvef.toml", place) in [(one.file, one.path) for one in lazy.problems]
    assert "trastuzumab_deruxtecan" not in load_formulary().drugs


def test_a_page_reads_its_own_drug_and_no_other(fresh):
    done = compute("carboplatin", {
        "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg",
        "creatinine": "68 umol/L", "target_auc": "5 mg*min/mL",
    })
    assert done["values"]["dose"]
    assert fresh.drugs.were_read == ("carboplatin",)
    assert fresh.regimens.were_read == ()


def test_reading_a_regimen_does_not_grow_with_the_drugs(copied, monkeypatch):
    for number in range(60):
        shutil.copy(copied / "formulary/docetaxel.toml", copied / f"formulary/more_{number}.toml")
    read = []
    reading = shipped.read_toml
    monkeypatch.setattr(
        shipped, "read_toml", lambda path, name: read.append(name) or reading(path, name)
    )
    lazy = ShippedFormulary()
    assert len(ids_of(lazy.drugs)) > 80
    assert lazy.regimens["gemcitabine-carboplatin"].lines
    assert sorted(read) == [
        "formulary/carboplatin.toml", "formulary/gemcitabine.toml",
        "regimens/gemcitabine-carboplatin.toml",
    ]


@pytest.mark.parametrize("damage", [
    "not TOML", 'unknown_entry = "1"\n', "\n[[rules]]\n", 'sources = ["nobody-wrote-this"]\n',
])
def test_a_refused_drug_is_missing_with_its_reason(copied, damage):
    path = copied / "formulary/carboplatin.toml"
    written = path.read_text(encoding="utf-8")
    if damage.startswith("sources"):
        first = next(line for line in written.splitlines() if line.startswith("sources"))
        path.write_text(written.replace(first, damage, 1), encoding="utf-8")
    else:
        path.write_text(damage + written if not damage.startswith("\n") else written + damage,
                        encoding="utf-8")
    eager, lazy = load_formulary(), ShippedFormulary()
    assert "carboplatin" not in lazy.drugs
    assert lazy.drugs.get("carboplatin") is None
    assert [str(one) for one in lazy.problems] == [
        str(one) for one in eager.problems if one.file == "formulary/carboplatin.toml"
    ]
    assert "gemcitabine-carboplatin" not in lazy.regimens
    assert "docetaxel" in lazy.drugs
    # Reading everything also refuses what names a file that is no TOML; by its name it exists.
    assert set(eager.drugs) <= set(lazy.drugs) == set(ids_of(lazy.drugs)) - {"carboplatin"}
    assert set(eager.regimens) <= set(lazy.regimens)


def test_two_threads_get_one_entry():
    begun, made = threading.Event(), []

    def read(identifier):
        begun.wait(5)
        made.append(identifier)
        return object()

    entries = OnDemand("formulary", ("one",), read)
    got = []
    threads = [threading.Thread(target=lambda: got.append(entries["one"])) for _ in range(4)]
    for thread in threads:
        thread.start()
    begun.set()
    for thread in threads:
        thread.join()
    assert made == ["one"]
    assert len({id(one) for one in got}) == 1


def test_an_id_without_a_file_is_not_there():
    lazy = ShippedFormulary()
    assert "no_such_drug" not in lazy.drugs
    with pytest.raises(KeyError):
        lazy.drugs["../formulary/carboplatin"]
    assert lazy.drugs.were_read == ()
