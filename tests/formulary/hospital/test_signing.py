"""A signature holds for what was read and for nothing else; the sheet can be printed again."""

import datetime
import hashlib
import tomllib

import pytest

from bmcalc.core.texts import in_language
from bmcalc.formulary.hospital.brand_draft import BrandDraft
from bmcalc.formulary.hospital.drug_draft import NameDraft
from bmcalc.formulary.hospital.listed import State, listed
from bmcalc.formulary.hospital.own_folder import folder_now, save_files
from bmcalc.formulary.hospital.signing import Signature, from_memory, signed_by, signed_files
from bmcalc.formulary.in_force import formulary, put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.review_sheet import review_sheets
from bmcalc.formulary.signed_entries import entry_sha256
from bmcalc.orders.reading.pasted_order import read_pasted
from bmcalc.report.kept_sheet import NotAsSigned, kept, kept_report, signed_report
from bmcalc.report.review_sheet import review_report
from tests.formulary.test_bad_files import written

DAY = datetime.date(2026, 11, 28)


@pytest.fixture
def hospital(tmp_path):
    def read():
        put_in_force(load_formulary(tmp_path))
        return formulary()
    yield read
    put_in_force(None)


def signature(sheet, name="Pharmacist A", registration="R 123", day=DAY):
    return Signature(name, registration, day, frozenset(from_memory(sheet)))


def sign(folder, identifier, **who):
    (sheet,) = review_sheets(identifier)
    by = signature(sheet, **who)
    report = signed_report(review_report([sheet]), by, entry_sha256(sheet.subject))
    content = kept(report)
    save_files(folder, signed_files(by, sheet, content, folder_now(folder)))
    return report


def state(kind, identifier):
    return next(one for one in listed(kind) if one.id == identifier)


@pytest.mark.parametrize(("kind", "identifier"), [("drug", "docetaxel"), ("regimen", "tcbhp")])
def test_a_signed_entry_is_signed_with_all_its_rules(tmp_path, hospital, kind, identifier):
    assert state(kind, identifier).state is State.SHIPPED
    sign(tmp_path, identifier)
    laid = hospital()
    assert laid.problems == ()
    found = state(kind, identifier)
    assert found.state is State.SIGNED
    assert (found.review.name, found.review.registration, found.review.date) == (
        "Pharmacist A", "R 123", DAY)
    (sheet,) = review_sheets(identifier)
    assert sheet.signed == len(sheet.rules)
    assert sheet.subject.reviewed_by == "Pharmacist A"


def test_what_nobody_signed_calls_itself_nothing_else(tmp_path, hospital):
    sign(tmp_path, "docetaxel")
    laid = hospital()
    assert laid.drugs["paclitaxel"].reviewed_by == ""
    assert state("drug", "paclitaxel").state is State.SHIPPED
    assert state("regimen", "tcbhp").state is State.SHIPPED


CHANGES = ['highest_dose = "99 mg/m^2"\ndose_levels = []\n',
           '[[more_names]]\nkind = "brand"\nmark = "verified"\ntexts = ["新"]\n',
           'without_rules = ["DOCETAXEL_ANC"]\n']


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_afterwards_voids_it(tmp_path, hospital, change):
    sign(tmp_path, "docetaxel")
    written(tmp_path, "formulary/docetaxel.toml", change)
    laid = hospital()
    assert state("drug", "docetaxel").state is State.CHANGED_SINCE
    assert laid.drugs["docetaxel"].reviewed_by == ""
    assert laid.faults == ()
    assert any("drug/docetaxel" in str(one) for one in laid.problems)


def test_signed_again_the_former_signature_stays_for_the_record(tmp_path, hospital):
    sign(tmp_path, "docetaxel")
    written(tmp_path, "formulary/docetaxel.toml", CHANGES[1])
    hospital()
    sign(tmp_path, "docetaxel", name="Pharmacist B", day=datetime.date(2026, 12, 1))
    laid = hospital()
    assert laid.problems == ()
    assert state("drug", "docetaxel").review.name == "Pharmacist B"
    former = signed_by("drug/docetaxel", laid.signatures.former)
    assert [one.name for one in former] == ["Pharmacist A"]
    assert kept_report(tmp_path, former[0]).sections[0].blocks[0].pairs[0][1] == "Pharmacist A"


def test_the_signed_sheet_is_the_same_when_it_is_printed_again(tmp_path, hospital):
    report = sign(tmp_path, "docetaxel")
    written(tmp_path, "formulary/docetaxel.toml", CHANGES[0])
    laid = hospital()
    review = laid.signatures.void["drug/docetaxel"]
    assert kept_report(tmp_path, review) == report
    (path,) = (tmp_path / "sheets").iterdir()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == review.sheet
    path.write_text(path.read_text("utf-8").replace("99", "98", 1) + " ", encoding="utf-8")
    with pytest.raises(NotAsSigned):
        kept_report(tmp_path, review)
    path.unlink()
    with pytest.raises(NotAsSigned):
        kept_report(tmp_path, review)


def test_who_signs_says_so_whole_and_names_what_rests_on_memory(hospital):
    sheet = next(one for one in review_sheets("docetaxel") if from_memory(one))
    whole = signature(sheet)
    assert whole.faults(sheet) == []
    for wrong in (
        Signature("", "R", DAY, whole.confirmed), Signature("A", " ", DAY, whole.confirmed),
        Signature("A", "R", DAY),
    ):
        assert wrong.faults(sheet)


def test_the_file_of_signatures_keeps_those_of_others(tmp_path, hospital):
    written(tmp_path, "reviews.toml", "# kept by hand\n")
    sign(tmp_path, "docetaxel")
    hospital()
    sign(tmp_path, "gemcitabine")
    laid = hospital()
    assert {"drug/docetaxel", "drug/gemcitabine"} == set(laid.signatures.valid)
    text = (tmp_path / "reviews.toml").read_text("utf-8")
    assert "# kept by hand" in text
    rules = [one["rule"] for one in tomllib.loads(text)["reviews"]]
    assert len(rules) == len(set(rules))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_bad_signature_of_an_entry_is_named(tmp_path, hospital, language):
    written(tmp_path, "reviews.toml",
            '[[entries]]\nentry = "drug/nobody"\nsha256 = "%s"\nname = "A"\ndate = 2026-11-28\n'
            '[[entries]]\nentry = "docetaxel"\n' % ("0" * 64))
    laid = hospital()
    with in_language(language):
        places = {one.path for one in laid.problems}
    assert {"entries[0].entry", "entries[1].entry", "entries[1].sha256"} <= places
    assert laid.faults == ()


def doubts(text):
    (line,) = read_pasted(text, formulary().drugs).lines
    return [str(one) for one in line.ordered.doubts]


def test_a_name_from_memory_asks_until_somebody_signs_it(tmp_path, hospital):
    brand = BrandDraft("docetaxel", NameDraft("Xyzotere", "brand", "CN", is_read=False))
    save_files(tmp_path, brand.files(folder_now(tmp_path)))
    hospital()
    order = "Xyzotere 120 mg iv d1"
    assert any("memory" in one for one in doubts(order))
    (sheet,) = review_sheets("docetaxel")
    assert "docetaxel/names" in from_memory(sheet)
    sign(tmp_path, "docetaxel")
    hospital()
    assert doubts(order) == []
    other = BrandDraft("docetaxel", NameDraft("Abctere", "brand", "CN", is_read=False))
    save_files(tmp_path, other.files(folder_now(tmp_path)))
    hospital()
    assert any("memory" in one for one in doubts(order)), "the signature is void"
