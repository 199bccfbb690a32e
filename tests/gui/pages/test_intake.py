"""The intake: what is pasted is shown as understood, and taken only when it is accepted."""

import json

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QCheckBox

from bmcalc.core.texts import in_language
from bmcalc.gui.pages.order_check.entered import PAGE_ID, entered, kept_lines
from bmcalc.gui.pages.order_check.intake import IntakeDialog
from bmcalc.gui.pages.order_check.intake_drops import text_of
from bmcalc.gui.result.finding_list import FindingRow
from bmcalc.gui.window.session import Typed
from bmcalc.orders.verdicts import Verdict
from tests.gui.conftest import settle
from tests.gui.order_page import verdict

LABORATORY = (
    "血常规 采样 2024-03-10\nNEUT# 3.2 10^9/L 1.8-6.3\nPLT 210 10^9/L\n"
    "ALT 22 U/L 7-40\n肌酐 66 umol/L 41-81\nNEUT% 60 %\n"
)
ORDER = "多西他赛 120mg 静滴 d1\n"


@pytest.fixture
def dialog(window, page, qtbot):
    made = IntakeDialog(window.session, 1, window)
    qtbot.addWidget(made)
    return made


def told(dialog):
    return [one.accessibleName() for one in dialog.findChildren(FindingRow) if not one.isHidden()]


def held(window, name):
    return window.session.entry(PAGE_ID, name).typed


def accept_with(window, keys):
    """Open the intake of the page with its key and send it keys; the clipboard holds the text."""
    def act():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, IntakeDialog)
        try:
            keys(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, act)
    window.view().side.take_in()
    settle(window)


def test_nothing_is_taken_before_it_is_accepted(window, dialog):
    before = entered(window.session)
    dialog.text.setPlainText(ORDER + LABORATORY)
    dialog.reject()
    assert entered(window.session) == before


def test_two_keys_take_the_clipboard(window, page, qtbot):
    QApplication.clipboard().setText(ORDER + LABORATORY)

    def keys(dialog):
        assert dialog.text.textCursor().selectedText()
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    accept_with(window, keys)
    given = entered(window.session)
    assert given["labs"]["anc"] == {"value": "3.2 x10^9/L", "on": "2024-03-10"}
    assert given["labs"]["creatinine"] == {"value": "66 umol/L", "on": "2024-03-10"}
    assert given["labs"]["alt"] == {"value": "22 U/L", "on": "2024-03-10"}
    assert given["patient"]["alt_uln"] == "40 U/L"
    assert given["order"].keys() == {"docetaxel"}
    assert window.strip.fields["creatinine"].editor.entry() == Typed("66", "umol/L")
    assert not kept_lines(window.session)


def test_enter_alone_accepts_nothing_and_escape_takes_nothing(window, page, qtbot):
    QApplication.clipboard().setText(LABORATORY)

    def keys(dialog):
        qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
        assert dialog.isVisible()
        qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)

    accept_with(window, keys)
    assert "labs" not in entered(window.session)


def test_results_alone_leave_the_order_as_it_is(window, case_1, qtbot):
    before = entered(window.session)["order"]
    QApplication.clipboard().setText(LABORATORY)
    accept_with(window, lambda dialog: dialog.accept())
    assert entered(window.session)["order"] == before


def test_a_banner_alone_leaves_the_order_as_it_is(window, case_1, qtbot):
    before = entered(window.session)["order"]
    QApplication.clipboard().setText("身高：160cm 体重：58kg")
    accept_with(window, lambda dialog: dialog.accept())
    assert entered(window.session)["order"] == before


def test_a_text_without_anything_cannot_be_accepted(dialog):
    for text in ("", "\n", "NEUT% 60 %", "ALT <5 U/L"):
        dialog.text.setPlainText(text)
        assert not dialog.take.isEnabled(), text


def test_what_changes_is_shown_with_what_stood_there(window, dialog):
    window.session.put(PAGE_ID, "anc", Typed("1.1", "x10^9/L"))
    window.session.put(PAGE_ID, "anc:on", Typed("2024-03-01"))
    window.session.put(PAGE_ID, "today", Typed("2024-03-11"))
    dialog.text.setPlainText(LABORATORY)
    shown = next(one for one in told(dialog) if "Neutrophils" in one)
    for word in ("3.2", "in the place of 1.1", "2024-03-01", "a day old"):
        assert word in shown


def test_an_older_result_never_replaces_a_newer_one(window, dialog):
    window.session.put(PAGE_ID, "anc", Typed("1.1", "x10^9/L"))
    window.session.put(PAGE_ID, "anc:on", Typed("2024-03-11"))
    dialog.text.setPlainText(LABORATORY)
    dialog.accept()
    dialog.taken()
    assert held(window, "anc") == "1.1"
    assert held(window, "platelets") == "210"


def test_an_older_result_never_replaces_one_that_counts_as_todays(window, dialog):
    window.session.put(PAGE_ID, "today", Typed("2024-03-15"))
    window.session.put(PAGE_ID, "anc", Typed("1.1", "x10^9/L"))
    window.session.put(PAGE_ID, "platelets", Typed("210", "x10^9/L"))
    dialog.text.setPlainText(LABORATORY)
    assert any("counts as today" in one for one in told(dialog))
    dialog.accept()
    dialog.taken()
    assert held(window, "anc") == "1.1" and held(window, "anc:on") is None
    assert held(window, "platelets:on") == "2024-03-10", "the same value gets its day"


def test_an_age_in_other_digits_does_no_harm(window, dialog):
    window.session.put("", "age", Typed("5\u00b2"))
    dialog.text.setPlainText("年龄：52岁\n" + LABORATORY)
    assert told(dialog)


def test_a_result_of_a_day_to_come_is_not_taken(window, dialog):
    window.session.put(PAGE_ID, "today", Typed("2024-03-09"))
    dialog.text.setPlainText(LABORATORY)
    assert not dialog.take.isEnabled()
    assert any("after the day of this check" in one for one in told(dialog))


def test_results_without_a_day_ask_for_one(window, dialog, qtbot):
    dialog.text.setPlainText("NEUT# 3.2 10^9/L\nPLT 210 10^9/L")
    dialog.show()
    assert dialog.day.isVisible()
    dialog.accept()
    assert dialog.isVisible(), "the day is asked for first"
    qtbot.keyClicks(dialog.day, "2024-03-10")
    dialog.accept()
    assert not dialog.isVisible()
    dialog.taken()
    assert held(window, "anc:on") == "2024-03-10"


def test_results_that_stay_without_a_day_are_left_out_and_said(window, dialog):
    dialog.text.setPlainText("NEUT# 3.2 10^9/L\n2024-03-10 PLT 210 10^9/L")
    dialog.show()
    dialog.accept()
    dialog.accept()
    assert not dialog.isVisible()
    assert "1 without a day were left out" in str(dialog.taken().told)
    assert held(window, "anc") is None
    assert held(window, "platelets") == "210"


def test_a_wrong_day_is_not_accepted(dialog):
    dialog.text.setPlainText("NEUT# 3.2 10^9/L")
    dialog.day.setText("2024-02-30")
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()


@pytest.mark.parametrize(("field", "value", "text"), [
    ("record_id", "BM-0001", "病历号：20240011"), ("sex", "female", "性别：男"),
    ("age", "52", "年龄：61岁"),
    ("record_id", "", "姓名：王某\n姓名：李某"),
])
def test_the_text_of_another_patient_is_not_accepted(window, dialog, field, value, text):
    window.session.put("", field, Typed(value))
    dialog.text.setPlainText(f"{text}\n{ORDER}{LABORATORY}")
    dialog.show()
    assert not dialog.take.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    assert any("patient" in one for one in told(dialog))


def test_facts_of_the_patient_fill_empty_fields_and_replace_none(window, dialog):
    window.session.put("", "weight", Typed("61", "kg"))
    dialog.text.setPlainText("性别：女 身高：160cm 体重：58kg\n" + LABORATORY)
    shown = told(dialog)
    assert any("differs from 61 kg" in one for one in shown)
    dialog.accept()
    dialog.taken()
    assert held(window, "weight") == "61"
    assert window.session.entry("", "height") == Typed("160", "cm")
    assert held(window, "sex") == "female"


def test_an_offer_is_taken_only_if_it_is_chosen(window, dialog):
    text = "2024-03-10 尿蛋白 1+\n2024-03-10 PLT 210 10^9/L"
    dialog.text.setPlainText(text)
    dialog.accept()
    dialog.taken()
    assert held(window, "proteinuria") is None
    dialog.text.setPlainText(text + "\n")
    (box,) = dialog.findChildren(QCheckBox)[-1:]
    box.setChecked(True)
    dialog.accept()
    dialog.taken()
    assert held(window, "proteinuria") == "1+"
    assert held(window, "proteinuria:on") == "2024-03-10"


def test_a_line_with_a_drug_and_a_result_keeps_the_order_from_agreeing(window, case_1):
    QApplication.clipboard().setText("多西他赛 120mg 静滴 d1 ANC 3.2 10^9/L\n" + LABORATORY)
    accept_with(window, lambda dialog: dialog.accept())
    assert verdict(case_1) is not Verdict.AGREES
    assert verdict(case_1, "docetaxel") is not Verdict.AGREES
    assert kept_lines(window.session)


def test_a_saved_file_is_recognised_and_opened(window, page, dialog):
    saved = {"regimen": "tcbhp", "cycle": 1, "day": 1, "patient": {"sex": "female", "age": 52}}
    dialog.text.setPlainText(json.dumps(saved))
    assert "place of this patient" in told(dialog)[0]
    dialog.accept()
    assert dialog.taken().page == PAGE_ID
    assert held(window, "regimen") == "tcbhp"
    assert window.session.entry("", "age").typed == "52"


def test_a_pasted_file_is_another_patient_of_whom_nobody_asks(window, page, qtbot):
    window.session.put("", "record_id", Typed("BM-0001"))
    window.session.put("", "age", Typed("61"))
    assert window.patient.settle()
    saved = {"regimen": "tcbhp", "cycle": 1, "day": 1, "patient": {"sex": "female", "age": 52}}
    QApplication.clipboard().setText(json.dumps(saved))
    accept_with(window, lambda dialog: dialog.accept())
    assert held(window, "age") == "52"
    window.session.put("", "record_id", Typed("BM-0002"))
    assert window.patient.settle(), "the number of the former patient is none of this one's"
    window.restore_patient()
    assert held(window, "age") == "61"


def test_a_pasted_order_is_read_for_the_day_that_is_typed(window, page, qtbot):
    """Also while there is no check yet."""
    for name, value in (("regimen", "gc"), ("cycle", "x"), ("day", "8")):
        window.session.put(PAGE_ID, name, Typed(value))
    settle(window)
    seen = []
    QApplication.clipboard().setText(ORDER)

    def keys(dialog):
        seen.append(dialog._day)
        dialog.reject()

    accept_with(window, keys)
    assert seen == [8]


def test_a_broken_file_takes_nothing_and_says_so(window, page, dialog):
    window.session.put("", "age", Typed("52"))
    dialog.text.setPlainText('{"regimen": "tcbhp", "unknown": 1}')
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert "unknown" in told(dialog)[0]
    assert window.session.entry("", "age").typed == "52"


def test_what_is_dropped_opens_the_intake(window, page, qtbot, tmp_path):
    seen = []
    for data in (mime(text=LABORATORY), mime(path=written(tmp_path, LABORATORY, "gb18030"))):
        def look():
            dialog = QApplication.activeModalWidget()
            seen.append(dialog.text.toPlainText())
            dialog.reject()

        window.view()._drops.take(data)
        QTimer.singleShot(50, look)
        expected = len(seen) + 1
        qtbot.waitUntil(lambda expected=expected: len(seen) == expected)
        settle(window)
    assert seen == [LABORATORY, LABORATORY]


def mime(text="", path=None):
    data = QMimeData()
    if path is not None:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    else:
        data.setText(text)
    return data


def written(folder, text, coding):
    path = folder / "results.txt"
    path.write_bytes(text.encode(coding))
    return path


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_file_is_read_in_the_codings_of_hospitals(tmp_path, coding):
    assert text_of(written(tmp_path, LABORATORY, coding)) == LABORATORY


def test_what_is_no_text_file_is_refused(tmp_path):
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\0\0")
    assert text_of(path) is None
    assert text_of(tmp_path / "missing.txt") is None


def test_the_intake_speaks_chinese(window, dialog):
    with in_language("zh_CN"):
        dialog.text.setPlainText(ORDER + LABORATORY)
        assert any("中性粒细胞" in one for one in told(dialog))
