"""Settings and the first run: whose policy is in force, and writing the hospital's own."""

import tomllib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMessageBox

from bmcalc.core.term import q
from bmcalc.core.texts import current_language
from bmcalc.formulary.in_force import await_hospital, formulary, in_force, put_in_force
from bmcalc.gui.pages.settings.policy_dialog import PolicyDialog
from bmcalc.report.plain import to_plain_text
from bmcalc.site_folder import put_site_in_force
from tests.formulary.test_bad_files import written
from tests.gui.conftest import settle

OWN = '''label_profile = "eu"
signed_by = "Wang"
signed_on = 2026-11-01
[laboratory]
calcium_lln = "2.20 mmol/L"
'''


@pytest.fixture
def page(window):
    window.visit("settings")
    settle(window)
    yield window.view()
    put_in_force(None)


@pytest.fixture
def hospital(tmp_path):
    folder = tmp_path / "hospital"
    written(folder, "policy.toml", OWN)
    put_site_in_force(folder)
    yield folder
    put_in_force(None)


def rows(page):
    """Return what the card tells of each entry: its value and who decided it."""
    return [one.text() for one in page.policy.findChildren(QLabel) if one.isVisibleTo(page)]


def shown(page, label):
    texts = rows(page)
    at = texts.index(label)
    return texts[at + 1], texts[at + 2]


def pick(qtbot, field, key):
    """Choose in a field as a person does."""
    for control in field.editor.controls():
        if isinstance(control, QComboBox):
            index = list(field.ask.options).index(key)
            control.setCurrentIndex(index)
            control.activated.emit(index)
            return
    for segment in field.editor.controls():
        if segment.key == key:
            qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)


def fill(qtbot, field, text):
    edit = next(one for one in field.editor.controls() if isinstance(one, QLineEdit))
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def saved(window, qtbot, page):
    """Open the form, say who decided, and return it."""
    page.change_policy()
    settle(window)
    dialog = window.findChild(PolicyDialog)
    fill(qtbot, dialog.grounds, "Pharmacy committee 2026-11-28")
    return dialog


# Whose policy it is


def test_the_shipped_policy_is_said_to_be_the_shipped_one(window, page):
    assert "the policy that ships holds" in page.policy.told.text()
    assert "/etc/bmcalc" in page.policy.told.text() and "BMCALC_SITE" in page.policy.told.text()
    assert shown(page, "Label that leads") == ("China", "as shipped")
    assert shown(page, "Lower limit of total calcium") == ("2.11 mmol/L", "as shipped")
    assert shown(page, "Upper limit of bilirubin")[0] == "asked with each result"


def test_what_the_hospital_decided_is_told_apart_from_the_rest(window, hospital, page):
    assert str(hospital) in page.policy.told.text()
    assert shown(page, "Label that leads") == ("EU", "decided by the hospital")
    assert shown(page, "Rounding") == ("none", "as shipped")
    assert shown(page, "Lower limit of total calcium") == (
        "2.20 mmol/L", "decided by the hospital")
    assert "signed by Wang, 2026-11-01" in page.policy.named.text()


def test_every_entry_of_the_policy_is_told_with_every_source(window, page):
    texts = rows(page)
    policy = formulary().policy
    told = {"name", "version", "sources", "signed_by", "signed_on", "stock", "laboratory"}
    from bmcalc.gui.pages.settings.policy_words import ORDER

    assert set(type(policy).model_fields) - told == set(ORDER)
    for identifier in policy.sources:
        assert str(in_force().sources[identifier].citation) in texts
        assert str(in_force().sources[identifier].mark.label) in texts


def test_a_folder_with_a_fault_leaves_no_policy_to_read_or_change(window, tmp_path, page):
    folder = tmp_path / "faulty"
    written(folder, "policy.toml", 'label_profile = "mars"\n')
    put_site_in_force(folder)
    page.use_formulary()
    assert "no policy is in force" in page.policy.told.text()
    assert "policy.toml" in page.policy.told.text()
    assert not page.policy.change.isEnabled() and "China" not in rows(page)
    assert page.summary() is None and not page.can_print()


def test_while_the_folder_is_read_nothing_is_claimed(window, page):
    await_hospital()
    page.use_formulary()
    assert page.policy.told.text() == "The hospital's folder is being read."
    assert not page.policy.change.isEnabled() and "China" not in rows(page)


def test_a_folder_that_takes_no_files_is_told(window, hospital, page, monkeypatch):
    monkeypatch.setattr("bmcalc.gui.pages.settings.policy_card.may_write", lambda _folder: False)
    page.use_formulary()
    assert "You may not write there" in page.policy.told.text()


def test_the_policy_can_be_printed_and_copied(window, page):
    text = to_plain_text(page.report())
    assert "Label that leads" in text and "2.11 mmol/L" in text and "as shipped" in text
    assert page.summary() == text


# Writing it


def test_the_form_writes_the_policy_and_puts_it_in_force(window, qtbot, hospital, page):
    dialog = saved(window, qtbot, page)
    pick(qtbot, dialog.decided["rounding"], "nearest_step")
    fill(qtbot, dialog.decided["rounding_step"], "5")
    fill(qtbot, dialog.limits["calcium_uln"], "2.60")
    dialog.try_to_save()
    settle(window)
    entries = tomllib.loads((hospital / "policy.toml").read_text("utf-8"))
    assert entries["rounding"] == "nearest_step" and entries["rounding_step"] == "5 mg"
    assert entries["laboratory"]["calcium_uln"] == "2.60 mmol/L"
    assert "signed_by" not in entries
    policy = formulary().policy
    assert policy.laboratory.calcium_uln == q("2.60 mmol/L") and policy.label_profile == "eu"
    assert shown(page, "Rounding") == ("to the nearest step", "decided by the hospital")
    assert "Pharmacy committee 2026-11-28" in rows(page)


def test_a_signature_that_falls_is_said_before(window, qtbot, hospital, page):
    dialog = saved(window, qtbot, page)
    assert "signature" in dialog.notes.text()
    dialog.accept()


def test_nothing_is_written_while_something_is_wrong(window, qtbot, hospital, page):
    dialog = saved(window, qtbot, page)
    fill(qtbot, dialog.limits["calcium_lln"], "1.9")
    dialog.try_to_save()
    settle(window)
    assert dialog.isVisible() and dialog.limits["calcium_lln"].editor.controls()[0].hasFocus()
    assert (hospital / "policy.toml").read_text("utf-8") == OWN
    dialog.accept()


def test_what_the_whole_folder_objects_to_stands_in_the_form(window, qtbot, hospital, page):
    dialog = saved(window, qtbot, page)
    fill(qtbot, dialog.decided["tolerance_agrees"], "20")
    dialog.try_to_save()
    settle(window)
    assert dialog.isVisible() and "tolerance_agrees" in dialog.told.text()
    assert (hospital / "policy.toml").read_text("utf-8") == OWN
    dialog.accept()


def test_without_a_folder_it_asks_where(window, qtbot, page):
    dialog = saved(window, qtbot, page)
    dialog.try_to_save()
    settle(window)
    boxes = [one for one in dialog.findChildren(QMessageBox) if one.isVisible()]
    assert len(boxes) == 1 and "no folder of its own" in boxes[0].text()
    boxes[0].reject()
    dialog.accept()
    assert in_force().folder is None


# For one user


def test_language_scheme_and_first_page_hold_at_once(window, qtbot, settings, page):
    pick(qtbot, page.look.scheme, "dark")
    pick(qtbot, page.look.language, "zh_CN")
    settle(window)
    assert (settings.theme, current_language()) == ("dark", "zh_CN")
    assert page.look.scheme.text() == "dark"
    pick(qtbot, page.look.first, "mirels")
    settle(window)
    assert settings.first_page == "mirels"
    pick(qtbot, page.look.first, "last")
    settle(window)
    assert settings.first_page == ""


@pytest.mark.parametrize("percent", [200, 130])
def test_the_text_size_holds_at_once_and_the_page_stays(window, qtbot, settings, page, percent):
    pick(qtbot, page.look.text_size, str(percent))
    settle(window)
    assert settings.text_size == percent
    assert window.view().look.text_size.text() == str(percent)
    window.use_text_size(100)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(("percent", "size"), [(100, (1024, 700)), (200, (1366, 768))])
def test_nothing_is_cut_off_at_any_size(window, settings, language, percent, size):
    settings.welcomes = True
    window.use_language(language)
    window.use_text_size(percent)
    window.resize(*size)
    window.visit("settings")
    settle(window)
    view = window.view()
    try:
        assert view.area.horizontalScrollBar().maximum() == 0
        for label in view.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
                assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
    finally:
        window.use_text_size(100)


def test_what_the_menus_choose_is_shown(window, settings, page):
    window.use_theme("dark")
    settle(window)
    assert page.look.scheme.text() == "dark"
    window.use_theme("light")
