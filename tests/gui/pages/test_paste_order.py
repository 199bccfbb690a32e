"""Pasting an order: the dialog, the table and the check show the same understanding."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from bmcalc.core.texts import in_language
from bmcalc.gui.pages.order_check.entered import entered, kept_lines
from bmcalc.gui.pages.order_check.intake import IntakeDialog
from bmcalc.gui.result.finding_list import FindingRow
from bmcalc.orders.reading.order_entry import PastedText, understood_order
from bmcalc.orders.reading.plain_text import MOST_LINES
from bmcalc.orders.reading.rows import Rows
from bmcalc.orders.verdicts import Verdict
from tests.gui.conftest import settle
from tests.gui.order_page import ordered, verdict, words

PASTED = (
    "TCbHP 第1周期\n"
    "0.9%氯化钠注射液 250ml+多西他赛注射液 120mg 静滴 1h d1\n"
    "卡铂注射液 515mg 静滴 d1 谨慎使用\n"
    "曲妥珠单抗 464mg 静滴 停用\n"
    "帕妥珠单抗 840mg 静滴\n"
    "地塞米松 10mg iv\n"
    "瑞康曲妥珠单抗 208mg 静滴\n"
)


def shown(dialog):
    return [row.accessibleName() for row in dialog.findChildren(FindingRow) if not row.isHidden()]


def take(page, window, text):
    page.side.take_over(understood_order(PastedText(text), 1))
    settle(window)


def test_the_dialog_shows_the_unread_words_and_every_kind_of_line(window, page, qtbot):
    dialog = IntakeDialog(window.session, 1, window)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText(PASTED)
    told = shown(dialog)
    assert len(told) == 7
    assert "trastuzumab rezetecan: not a drug of the formulary" in told[0]
    assert any("谨慎使用" in one and "Unread" in one for one in told)
    assert any("ordered to stop" in one for one in told)
    assert any("dexamethasone: read, not checked" in one for one in told)
    assert any("Orders nothing" in one for one in told)
    understood = next(one for one in told if "DOCEtaxel" in one)
    for word in ("120 mg", "intravenous", "sodium chloride 0.9 %", "250 mL", "60 min", "d1"):
        assert word in understood


def test_a_pasted_text_is_read_once(window, qtbot, monkeypatch):
    dialog = IntakeDialog(window.session, 1, window)
    qtbot.addWidget(dialog)
    read, real = [], Rows.read

    def reading(rows, text):
        read.append(text)
        return real(rows, text)

    monkeypatch.setattr(Rows, "read", reading)
    dialog.text.setPlainText(PASTED)
    assert read == [PASTED]
    assert dialog.order == understood_order(PastedText(PASTED), 1)


def test_the_dialog_and_the_check_show_the_same_words_as_unread(window, page, qtbot, case_1):
    dialog = IntakeDialog(window.session, 1, window)
    qtbot.addWidget(dialog)
    text = PASTED + "多西他赛 1 120mg 静滴\n紫杉醇 281mg 静滴 鞘内 双倍\n三种药 12 xyz\n"
    dialog.text.setPlainText(text)
    told = shown(dialog)
    strange = understood_order(PastedText(text), 1).not_understood
    take(page, window, text)
    found = [str(one.text) for one in page._outcome.check.findings]
    assert len(strange) == 4
    for line in strange:
        assert any(line.text in one and str(line.told) in one for one in told), line
        assert any(line.text in one and str(line.told) in one for one in found), line


def test_the_dialog_speaks_chinese(window, page, qtbot):
    dialog = IntakeDialog(window.session, 1, window)
    qtbot.addWidget(dialog)
    with in_language("zh_CN"):
        dialog.text.setPlainText(PASTED)
        told = " ".join(shown(dialog))
    assert "多西他赛 · 120 mg" in told
    assert "dexamethasone" not in told


def test_a_text_that_is_too_long_takes_nothing_and_says_the_limit(window, page, qtbot):
    dialog = IntakeDialog(window.session, 1, window)
    qtbot.addWidget(dialog)
    dialog.text.setPlainText("多西他赛 120mg\n" * (MOST_LINES + 1))
    assert str(MOST_LINES) in shown(dialog)[0]
    assert not dialog.take.isEnabled()


def test_everything_that_was_read_reaches_the_check(window, case_1):
    take(case_1, window, PASTED)
    order = entered(window.session)["order"]
    (docetaxel,) = order["docetaxel"]
    assert docetaxel.diluent == "sodium_chloride_0.9"
    (said,) = words(case_1.side.table.row("docetaxel"), "said")
    assert said.replace("\u00a0", " ").endswith("250 mL · 60 min · d1")
    assert len(kept_lines(window.session)) == 5
    assert verdict(case_1) is Verdict.STOP
    assert verdict(case_1, "carboplatin") is Verdict.UNDECIDABLE
    assert verdict(case_1, "docetaxel") is Verdict.AGREES


@pytest.mark.parametrize(("line", "expected"), [
    ("多西他赛 120mg 静滴 bid", Verdict.STOP),
    ("多西他赛 120mg 鞘内注射", Verdict.STOP),
    ("多西他赛 80mg 静滴\n多西他赛 40mg 静滴", Verdict.QUERY),
    ("多西他赛 120mg 静滴\n多西他赛 120mg 静滴", Verdict.STOP),
    ("多西他赛 120mg 静滴 停用", Verdict.QUERY),
])
def test_the_table_judges_a_pasted_line_as_the_command_line_does(window, case_1, line, expected):
    case_1.side.table.row("docetaxel").editor.controls()[0].clear()
    settle(window)
    take(case_1, window, line)
    assert verdict(case_1, "docetaxel") is expected


def test_a_dose_that_is_typed_over_keeps_the_second_line(window, qtbot, case_1):
    take(case_1, window, "多西他赛 80mg 静滴\n多西他赛 40mg 静滴")
    edit = ordered(case_1, "docetaxel")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "60")
    settle(window)
    first, second = entered(window.session)["order"]["docetaxel"]
    assert (first.dose.magnitude, second.dose.magnitude) == (60, 40)
    assert verdict(case_1, "docetaxel") is Verdict.STOP


def test_a_kept_line_stands_until_it_is_dealt_with(window, case_1):
    take(case_1, window, "多西他赛 120mg 静滴\n奈达铂 20mg 静滴")
    doubts = [label.text() for label in case_1.side.table.findChildren(QLabel, "doubt")]
    assert any("奈达铂 20mg" in text for text in doubts)
    assert verdict(case_1) is Verdict.STOP
    next(one for one in case_1.side.table.findChildren(QPushButton)
         if one.text() == "Dealt with").click()
    settle(window)
    assert not kept_lines(window.session)
