"""The formulary page: a pharmacist reads, adds a regimen and a brand by typing, orders, signs."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from bmcalc.formulary import shipped
from bmcalc.formulary.file_problems import validated
from bmcalc.formulary.hospital.listed import State
from bmcalc.formulary.in_force import formulary, in_force, put_in_force
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.regimen_entry import Regimen
from bmcalc.formulary.shipped import ShippedFormulary
from bmcalc.formulary.signed_entries import entry_sha256
from bmcalc.gui.look.sealed import SealedDocument
from bmcalc.gui.window.session import Typed
from bmcalc.site_folder import put_site_in_force
from tests.formulary.test_bad_files import written
from tests.gui.conftest import settle

PARTNER = '''name = { en = "testmycin", zh = "试验霉素" }
group = "cytotoxic"
basis = "mg/m2"
usual_dose = "600 mg/m^2"
highest_dose = "600 mg/m^2"
sources = ["regimen-casebook"]
'''


@pytest.fixture
def folder(tmp_path, window):
    """Return the hospital's folder, in force, with one drug of its own."""
    made = tmp_path / "hospital"
    written(made, "formulary/testmycin.toml", PARTNER)
    put_site_in_force(made)
    window.use_formulary()
    yield made
    put_in_force(None)


@pytest.fixture
def library(folder, window):
    window.visit("formulary")
    settle(window)
    return window.view()


def type_into(qtbot, control, text):
    """Type text as a person does; what no key can write is put in as an input method does."""
    control.setFocus()
    if text.isascii():
        qtbot.keyClicks(control, text)
    else:
        control.insert(text)
        control.textEdited.emit(control.text())


def control(field):
    return field.editor.controls()[0]


def pick(qtbot, box, query):
    """Choose in a list that is searched: open it, type, take what is marked."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClicks(box.popup.line, query)
    qtbot.keyClick(box.popup.line, Qt.Key.Key_Return)


def choose(box, key_text):
    """Choose an item of a short list by its words."""
    index = [box.itemText(at) for at in range(box.count())].index(key_text)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def cells(dialog, row):
    return dialog.lines.editor.every()[row]


def fill_row(qtbot, dialog, row, drug, dose, days, route):
    cell = cells(dialog, row)
    pick(qtbot, cell["drug"].controls()[0], drug)
    type_into(qtbot, cell["dose"].controls()[0], dose)
    type_into(qtbot, cell["days"].controls()[0], days)
    choose(cell["route"].controls()[0], route)


def fill_source(qtbot, dialog):
    type_into(qtbot, control(dialog.source.english), "Protocol DT, version 1, 2026-11-28")
    type_into(qtbot, control(dialog.source.chinese), "DT 方案第 1 版，2026-11-28")
    choose(control(dialog.source.mark), "verified: we read it there")


def add_regimen(qtbot, window, library):
    library.add_regimen.click()
    settle(window)
    dialog = library.acts.dialog
    type_into(qtbot, control(dialog.english), "DT: docetaxel, testmycin")
    type_into(qtbot, control(dialog.chinese), "DT：多西他赛 + 试验霉素")
    days, cycles = dialog.tracks[0]
    type_into(qtbot, control(days), "21")
    type_into(qtbot, control(cycles), "4")
    fill_row(qtbot, dialog, 0, "docetaxel", "75", "1", "intravenous")
    dialog.lines.editor.controls()[-1].click()
    fill_row(qtbot, dialog, 1, "testmycin", "600", "1", "intravenous")
    fill_source(qtbot, dialog)
    settle(window)
    return dialog


def faults(dialog):
    return {one.field for one in dialog.judge()}


def test_the_list_names_every_entry_and_judges_no_drug(qtbot, window, monkeypatch):
    fresh = ShippedFormulary()
    monkeypatch.setattr(shipped, "shipped_formulary", lambda: fresh)
    window.visit("formulary")
    page = window.view()
    regimen = formulary().regimens[page.list.current().id]
    page.show_kind("drug")
    assert "docetaxel" in {one.id for one in page.list.shown()}
    assert {one.state for one in page.list.shown()} == {State.SHIPPED}
    assert set(fresh.drugs.were_read) <= {
        page.list.current().id, *(line.drug for line in regimen.lines)}


def test_search_and_filter(qtbot, window, library):
    library.show_kind("drug")
    library.list.setFocus()
    qtbot.keyClick(library.list, "/")
    assert QApplication.focusWidget() is library.search.line
    qtbot.keyClicks(library.search.line, "taxotere")
    assert [one.id for one in library.list.shown()] == ["docetaxel"]
    qtbot.keyClick(library.search.line, Qt.Key.Key_Escape)
    assert len(library.list.shown()) > 20
    library.filters[State.TO_SIGN].click()
    assert [one.id for one in library.list.shown()] == ["testmycin"]
    qtbot.keyClicks(library.search.line, "no such drug")
    assert library.list.shown() == []
    assert not library.can_print()


@pytest.mark.parametrize(("kind", "identifier", "words"), [
    ("drug", "docetaxel", ("neutrophils", "1.5", "verified", "unknown", "DOCETAXEL_ANC")),
    ("regimen", "tcbhp", ("DOCEtaxel", "75 mg/m²", "21")),
    ("drug", "testmycin", ("cytotoxic without a rule", "unknown")),
])
def test_an_entry_reads_as_sentences_with_its_sources(window, library, kind, identifier, words):
    library.show_entry(kind, identifier)
    settle(window)
    text = library.view.toPlainText()
    for one in words:
        assert one in text, one
    assert library.can_print()
    assert identifier in library.summary()


def test_both_sides_of_an_edge_stand_beside_each_other(window, library):
    library.show_entry("drug", "docetaxel")
    text = library.view.toPlainText().replace("\xa0", " ")
    assert "1.49 ×10⁹/L → delay until recovered" in text
    assert "1.5 ×10⁹/L → no rule" in text


def test_a_regimen_is_added_by_typing_and_an_order_of_it_is_checked(
    qtbot, window, folder, library
):
    dialog = add_regimen(qtbot, window, library)
    assert faults(dialog) == set()
    dialog.activateWindow()
    settle(window)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    assert (folder / "regimens" / "dt.toml").is_file()
    assert load_formulary(folder).problems == ()
    assert formulary().regimens["dt"].cycles == 4
    assert library.list.current().id == "dt"
    assert library.list.current().state is State.TO_SIGN
    assert "not signed" in library.view.toPlainText()
    window.visit("order-check")
    for name, typed in (("regimen", "dt"), ("cycle", "1"), ("day", "1")):
        window.session.put("order-check", name, Typed(typed))
    for name, typed in (("sex", "female"), ("age", "52"), ("height", "160 cm"),
                        ("weight", "58 kg")):
        window.session.put("", name, Typed(typed))
    window.view().enter()
    settle(window)
    outcome = window.view()._outcome
    assert outcome.check is not None, (outcome.missing, [str(p.text) for p in outcome.problems])
    check = outcome.check
    assert {line.drug for line in check.lines} == {"docetaxel", "testmycin"}
    told = [str(one.text) for line in check.lines for one in line.work.findings]
    assert any("No gates are known for testmycin" in one for one in told)


@pytest.mark.parametrize(("text", "field"), [
    ("75,5", "lines[0].dose"), ("101", "lines[0].dose"), ("0", "lines[0].dose"),
])
def test_a_fault_stands_at_its_field_while_one_types(qtbot, window, library, text, field):
    library.add_regimen.click()
    dialog = library.acts.dialog
    fill_row(qtbot, dialog, 0, "docetaxel", text, "1", "intravenous")
    settle(window)
    assert field in faults(dialog)
    assert cells(dialog, 0)["dose"].controls()[0].accessibleDescription()
    assert "Row 1, Dose" in dialog.lines._fault.text()
    assert dialog.lines._fault.isVisibleTo(dialog)
    dialog.done(0)


def test_a_form_that_nobody_touched_says_what_the_regimen_says(window, library):
    for identifier, regimen in sorted(formulary().regimens.items()):
        if regimen.is_sequence:
            continue
        library.show_entry("regimen", identifier)
        library.change.click()
        dialog = library.acts.dialog
        assert faults(dialog) == set(), identifier
        assert not dialog.draft().needs_source(), identifier
        assert dialog.source.isHidden()
        entries = validated(Regimen, "", {**dialog.draft().entries(""), "id": identifier})
        assert entry_sha256(entries) == entry_sha256(formulary().regimens[identifier])
        dialog.done(0)


def test_nothing_is_written_before_the_form_is_whole(qtbot, window, folder, library):
    before = sorted(folder.rglob("*"))
    library.add_regimen.click()
    dialog = library.acts.dialog
    dialog.try_to_save()
    settle(window)
    assert library.acts.dialog is dialog
    assert "fields left" in dialog.left.text()
    assert "needed" in dialog.english._fault.text()
    assert sorted(folder.rglob("*")) == before
    dialog.done(0)


def test_a_brand_is_added_by_typing_and_read_on_an_order(qtbot, window, folder, library):
    library.show_entry("drug", "docetaxel")
    library.brand.click()
    settle(window)
    dialog = library.acts.dialog
    type_into(qtbot, control(dialog.text), "Xyzotere")
    dialog.is_read.editor.controls()[0].click()
    settle(window)
    assert faults(dialog) == set()
    dialog.save.click()
    settle(window)
    from bmcalc.orders.reading.pasted_order import read_pasted

    (line,) = read_pasted("Xyzotere 120 mg iv d1", formulary().drugs).lines
    assert line.drug == "docetaxel"
    assert not line.ordered.doubts


@pytest.mark.parametrize("name", ["Taxol", "吉西他滨", "T-DM1"])
def test_a_name_of_another_drug_is_refused_at_the_field(qtbot, window, library, name):
    library.show_entry("drug", "docetaxel")
    library.brand.click()
    dialog = library.acts.dialog
    type_into(qtbot, control(dialog.text), name)
    settle(window)
    assert "text" in faults(dialog)
    assert "already" in dialog.text._fault.text()
    dialog.done(0)


def test_a_drug_is_added_with_a_gate(qtbot, window, folder, library):
    library.add_drug.click()
    settle(window)
    dialog = library.acts.dialog
    for field, text in ((dialog.english, "newmycin"), (dialog.chinese, "新霉"),
                        (dialog.usual, "60")):
        type_into(qtbot, control(field), text)
    choose(control(dialog.group), "cytotoxic")
    choose(control(dialog.basis), "per m² of body surface")
    choose(control(dialog.route), "intravenous")
    settle(window)
    assert "without a rule" in dialog.notes.text()
    gate = dialog.rules.editor.every()[0]
    choose(gate["then"].controls()[0], "do not give")
    pick(qtbot, gate["measure"].controls()[0], "neutrophils (ANC)")
    choose(gate["comparison"].controls()[0], "below")
    type_into(qtbot, gate["limit"].controls()[0], "1.5 x10^9/L")
    dialog.essentials.controls()[0].click()
    fill_source(qtbot, dialog)
    settle(window)
    assert faults(dialog) == set(), dialog.rules._fault.text()
    assert "without a rule" not in dialog.notes.text()
    dialog.save.click()
    settle(window)
    made = formulary().drugs["newmycin"]
    assert made.has_gates
    assert made.essential
    assert library.list.current().id == "newmycin"
    assert "1.49" in library.view.toPlainText()


def test_a_sheet_is_signed_and_says_so_until_it_changes(qtbot, window, folder, library):
    library.show_entry("drug", "docetaxel")
    library.sign.click()
    settle(window)
    dialog = library.acts.dialog
    type_into(qtbot, control(dialog.name), "Pharmacist A")
    type_into(qtbot, control(dialog.registration), "R 123")
    settle(window)
    assert faults(dialog)
    for box in dialog.confirmed.boxes.values():
        box.click()
    settle(window)
    assert faults(dialog) == set()
    dialog.save.click()
    settle(window)
    assert library.list.current().state is State.SIGNED
    assert "Pharmacist A" in library.view.toPlainText()
    assert library.sheets.isVisible()
    assert len(library.sheets.menu().actions()) == 1
    assert not window.banner.isVisible()
    written(folder, "formulary/docetaxel.toml", 'usual_dose = "74 mg/m^2"\n')
    put_site_in_force(folder)
    window.use_formulary()
    library.show_entry("drug", "docetaxel")
    assert library.list.current().state is State.CHANGED_SINCE
    assert "signed before a change" in library.view.toPlainText()
    assert "Changed from what ships" in library.view.toPlainText()


@pytest.mark.parametrize(("kind", "identifier", "words"), [
    ("drug", "testmycin", "cytotoxic without a rule"), ("regimen", "tcbhp", "Not signed yet"),
])
def test_who_signs_is_told_what_is_lacking(window, library, kind, identifier, words):
    library.show_entry(kind, identifier)
    library.sign.click()
    settle(window)
    assert words in library.acts.dialog.notes.text()
    library.acts.dialog.done(0)


def test_pages_that_were_open_use_what_was_saved(qtbot, window, folder, library):
    window.visit("order-check")
    settle(window)
    before = window.view()
    window.visit("formulary")
    dialog = add_regimen(qtbot, window, window.view())
    dialog.save.click()
    settle(window)
    window.visit("order-check")
    settle(window)
    assert window.view() is not before


def test_a_folder_that_takes_no_files_asks_for_another(
    qtbot, window, folder, library, tmp_path, monkeypatch
):
    from bmcalc.gui.pages.formulary import saving

    def refused(where, files):
        if where == folder:
            raise PermissionError(13, "Permission denied")
        return real(where, files)

    real = saving.save_files
    monkeypatch.setattr(saving, "save_files", refused)
    dialog = add_regimen(qtbot, window, library)
    dialog.save.click()
    settle(window)
    (question,) = dialog.findChildren(QMessageBox)
    assert "nothing may be written" in question.text()
    question.close()
    other = tmp_path / "another"
    other.mkdir()
    dialog.saving.save_in_another(other, dialog.files, dialog.own, dialog._ended)
    settle(window)
    assert in_force().folder == other
    assert "testmycin" in formulary().drugs
    assert "dt" in formulary().regimens
    assert not (folder / "regimens").exists()
    assert "in this window alone" in library._told.text()


def test_a_folder_that_is_gone_is_not_made_anew(qtbot, window, folder, library, tmp_path):
    dialog = add_regimen(qtbot, window, library)
    folder.rename(tmp_path / "disconnected")
    dialog.save.click()
    settle(window)
    (question,) = dialog.findChildren(QMessageBox)
    assert "cannot be reached" in question.text()
    question.close()
    assert not folder.exists()
    assert "testmycin" in formulary().drugs


def test_a_folder_that_is_empty_now_takes_nothing(qtbot, window, folder, library, tmp_path):
    dialog = add_regimen(qtbot, window, library)
    folder.rename(tmp_path / "disconnected")
    folder.mkdir()
    dialog.save.click()
    settle(window)
    assert "no longer there" in dialog.told.text()
    assert not list(folder.iterdir())
    assert "testmycin" in formulary().drugs


def test_without_a_folder_it_is_asked_where_it_shall_stand(qtbot, window):
    window.visit("formulary")
    page = window.view()
    page.show_entry("drug", "docetaxel")
    page.brand.click()
    dialog = page.acts.dialog
    type_into(qtbot, control(dialog.text), "Xyzotere")
    dialog.is_read.editor.controls()[0].click()
    settle(window)
    dialog.save.click()
    settle(window)
    (question,) = dialog.findChildren(QMessageBox)
    assert "no folder" in question.text()
    question.close()
    assert in_force().folder is None
    dialog.done(0)


def test_the_short_name_follows_from_the_name_until_somebody_types_another(
    qtbot, window, library
):
    library.add_regimen.click()
    dialog = library.acts.dialog
    type_into(qtbot, control(dialog.english), "TC 2: docetaxel")
    assert dialog.id.text() == "tc-2"
    control(dialog.id).selectAll()
    type_into(qtbot, control(dialog.id), "ours")
    type_into(qtbot, control(dialog.english), ", more")
    assert dialog.id.text() == "ours"
    dialog.done(0)


def test_a_closed_formulary_offers_nothing_to_add(window, folder, library):
    written(folder, "formulary/docetaxel.toml.txt", "")
    put_site_in_force(folder)
    window.use_formulary()
    settle(window)
    assert not library.add_regimen.isEnabled()
    assert not library.add_drug.isEnabled()
    assert {one.state for one in library.list.shown()} == {State.REFUSED}


def test_typed_words_are_not_lost_without_a_question(qtbot, window, library):
    library.add_regimen.click()
    dialog = library.acts.dialog
    type_into(qtbot, control(dialog.english), "TC")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    (question,) = dialog.findChildren(QMessageBox)
    question.close()
    dialog.done(0)


@pytest.mark.parametrize("open_form", ["add_regimen", "add_drug", "add_name", "sign"])
def test_every_control_of_a_form_has_a_name_and_is_reached_by_tab(window, library, open_form):
    library.show_entry("drug", "docetaxel")
    getattr(library.acts, open_form)()
    settle(window)
    dialog = library.acts.dialog
    controls = [
        one for one in dialog.findChildren(QWidget)
        if one.isVisibleTo(dialog) and one.isEnabled() and one.focusProxy() is None
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.inherits("QScrollBar")
    ]
    assert controls
    for one in controls:
        assert one.accessibleName() or getattr(one, "text", str)(), type(one).__name__
    reached = [dialog.focusWidget()]
    while True:
        dialog.focusNextChild()
        if dialog.focusWidget() in reached:
            break
        reached.append(dialog.focusWidget())
    missed = [one for one in controls if one not in reached and not one.inherits("QRadioButton")]
    assert not missed
    fields = [one for one in reached if one is not dialog.save and not one.inherits("QCheckBox")]
    assert reached.index(dialog.save) > reached.index(fields[0])
    dialog.done(0)


def test_the_texts_follow_the_language(window, library, marked):
    library.show_entry("drug", "docetaxel")
    window.use_language("zh_CN")
    settle(window)
    library.view.show_now()
    assert library.tabs["drug"].text().startswith(marked)
    assert library.brand.text().startswith(marked)
    assert f"{marked}Names on orders" in library.view.toPlainText()


def test_the_entry_loads_no_file(library):
    assert isinstance(library.view.document(), SealedDocument)


def test_the_help_explains_the_folder(window, library):
    library.help.click()
    settle(window)
    (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
    text = dialog.words.toPlainText()
    for word in ("reviews.toml", "BMCALC_SITE", "more_names", "sheets/"):
        assert word in text
    dialog.close()


def test_the_page_has_a_key(window):
    assert window.navigation.shortcuts()["formulary"] == "Ctrl+Shift+F"
    assert QKeySequence("Ctrl+Shift+F").toString() == "Ctrl+Shift+F"


def test_a_refused_entry_shows_its_fault(window, folder, library):
    written(folder, "formulary/docetaxel.toml", 'highest_dose = "75 mg/kg"\n')
    put_site_in_force(folder)
    window.use_formulary()
    library.show_entry("drug", "docetaxel")
    assert library.list.current().state is State.REFUSED
    assert "mg/kg" in library.view.toPlainText()
    assert not library.sign.isVisible()
    assert Path(in_force().folder) == folder
