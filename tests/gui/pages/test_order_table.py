"""The table in columns and as cards: everything in sight, nothing cut, nothing moved by a key."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from bmcalc.formulary.regimens import regimens
from bmcalc.gui.form.field_frame import Mark
from bmcalc.gui.look import theme
from bmcalc.gui.pages.order_check.order_table import OrderTable
from bmcalc.gui.pages.order_check.outcome import look
from bmcalc.gui.pages.order_check.row_measures import Mode, mode_of
from bmcalc.gui.result.sort import Sort
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle
from tests.gui.order_page import DRUGS, order, put, words

WIDTHS = [520, 640, 780, 812, 1366]
DOSES = {"trastuzumab_iv": "464 mg", "pertuzumab": "840 mg", "docetaxel": "120 mg iv d1",
         "carboplatin": "600 mg iv d1", "denosumab": "120 mg sc 每月一次"}


class Host(QWidget):
    """The table alone, as wide as a test wants."""

    def __init__(self, session, width):
        super().__init__()
        theme.dress(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        self.table = OrderTable(session, self)
        inside.addWidget(self.table)
        inside.addStretch(1)
        self.resize(width, 900)


@pytest.fixture
def alone(window, qtbot, case_1):
    def made(width):
        host = Host(window.session, width)
        qtbot.addWidget(host)
        host.show()
        put(window, **{f"order__{drug}": dose for drug, dose in DOSES.items()})
        host.table.show_outcome(case_1._outcome)
        settle(window)
        return host
    return made


def parts(row):
    return [one for one in row._parts if not one.isHidden()]


def unbroken(label):
    """Return the widest piece of a label's words that cannot be broken."""
    pieces = [piece for piece in label.text().replace("\u200b", " ").split(" ") if piece]
    latin = [piece for piece in pieces if piece.isascii() or "\u00a0" in piece]
    return max((label.fontMetrics().horizontalAdvance(one) for one in latin), default=0)


def faults(row):
    """Return what is cut, outside of its row, or lies over something else."""
    for part in parts(row):
        if not row.rect().contains(part.geometry()):
            yield f"{row.drug}: outside: {part.accessibleName() or part.objectName()}"
        if isinstance(part, QLabel):
            if part.heightForWidth(part.width()) > part.height():
                yield f"{row.drug}: cut below: {part.text()}"
            if unbroken(part) > part.width():
                yield f"{row.drug}: cut at the side: {part.text()}"
    for one, other in combinations(parts(row), 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{row.drug}: {one.objectName()} lies over {other.objectName()}"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_row_cuts_a_word_or_is_wider_than_its_place(
    window, alone, case_1, width, percent, language
):
    window.use_text_size(percent)
    window.use_language(language)
    host = alone(theme.scaled(width))
    assert host.width() == theme.scaled(width)
    assert host.table.minimumSizeHint().width() <= host.width()
    for drug in DRUGS:
        assert not list(faults(host.table.row(drug)))


@pytest.mark.parametrize("width", [520, 700, 812])
def test_a_fault_and_a_long_order_have_lines_of_their_own(window, alone, case_1, width):
    host = alone(width)
    put(window, order__pertuzumab="4oo",
        order__docetaxel="120 mg iv + NS 250 mL 60 min bid d1,8,15 q21d")
    host.table.show_outcome(case_1._outcome)
    settle(window)
    assert words(host.table.row("pertuzumab"), "fault")
    assert "250 mL" in words(host.table.row("docetaxel"), "said")[0].replace("\u00a0", " ")
    for drug in DRUGS:
        assert not list(faults(host.table.row(drug)))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [560, 812])
def test_the_drugs_of_every_regimen_have_room(window, alone, width, language):
    window.use_language(language)
    host = alone(width)
    told = []
    for name, regimen in regimens().items():
        ordered = {line.drug: "101 mg" for line in regimen.lines}
        outcome = look({"regimen": name, "cycle": "1", "day": "1", "order": ordered,
                        "patient": {"weight": "58 kg", "height": "160 cm", "sex": "female",
                                    "age": "52"}})
        host.table.show_outcome(outcome)
        settle(window)
        assert outcome.check is not None, name
        for drug in host.table.drugs():
            told += faults(host.table.row(drug))
    assert not told


def test_five_rows_take_the_height_that_the_window_has_for_them(alone):
    host = alone(812)
    assert [host.table.row(drug).height() for drug in DRUGS] == [60] * 5
    assert host.table._heading.isVisible()
    assert host.table.sizeHint().height() <= 332
    host.table.use_compact(True)
    assert [host.table.row(drug).height() for drug in DRUGS] == [51] * 5
    assert host.table.row("docetaxel").editor._frame.height() == 27
    host.table.use_compact(False)
    assert [host.table.row(drug).height() for drug in DRUGS] == [60] * 5


def test_a_narrow_table_has_cards_and_no_heading_and_keeps_the_keyboard(window, alone):
    host = alone(1000)
    assert mode_of(host.table.row("docetaxel").width()) is Mode.TABLE
    edit = host.table.row("docetaxel").editor.controls()[0]
    edit.setFocus()
    assert edit.hasFocus()
    for width, mode in ((700, Mode.CARD), (560, Mode.NARROW), (1000, Mode.TABLE)):
        host.resize(width, 900)
        settle(window)
        row = host.table.row("docetaxel")
        assert host.table.width() == width
        assert mode_of(row.width()) is mode
        assert host.table._heading.isVisible() == (mode is Mode.TABLE)
        named = {"computed", "rounded"} <= set(words(row, "small"))
        assert named == (mode is not Mode.TABLE)
        assert host.table.row("docetaxel").editor.controls()[0] is edit and edit.hasFocus()


@pytest.mark.parametrize("width", [560, 700, 812])
def test_a_key_moves_nothing(window, qtbot, alone, case_1, width):
    host = alone(width)

    def places():
        return {drug: (host.table.row(drug).geometry(), host.table.row(drug).editor.geometry(),
                       host.table.row(drug)._parts.name.geometry()) for drug in DRUGS}

    put(window, order__docetaxel="1 mg")
    host.table.show_outcome(case_1._outcome)
    settle(window)
    before = places()
    for dose in ("12", "121", "1210", "131"):
        order(window, qtbot, case_1, "docetaxel", dose)
        host.table.show_outcome(case_1._outcome)
        settle(window)
        assert places() == before, dose


@pytest.mark.parametrize(("language", "names"), [
    ("en", {"docetaxel": ("DOCEtaxel", "多西他赛"), "denosumab": ("denosumab 120 mg", "地舒单抗"),
            "trastuzumab_iv": ("trastuzumab (intravenous)", "曲妥珠单抗")}),
    ("zh_CN", {"docetaxel": ("多西他赛", "DOCEtaxel"), "carboplatin": ("卡铂", "CARBOplatin"),
               "denosumab": ("地舒单抗 120 mg", "denosumab")}),
])
def test_a_drug_is_named_in_both_languages(window, alone, language, names):
    window.use_language(language)
    host = alone(812)
    for drug, (own, other) in names.items():
        row = host.table.row(drug)
        assert words(row, "drug") == [own]
        assert words(row, "other_name") == [other]
        assert own in row._parts.name.toolTip() and other in row._parts.name.toolTip()


def test_a_stopped_row_says_so_in_words_and_in_red(alone):
    host = alone(812)
    row = host.table.row("carboplatin")
    assert row.editor._frame._mark is Mark.INVALID
    assert "no vials while stopped" in words(row, "small")
    assert "beyond ±10 %" in words(row, "small")
    assert row._parts.pill.accessibleName() == "stop"
    ground = row.grab().toImage()
    assert ground.pixelColor(1, row.height() // 2) == theme.colour("stop")
    other = host.table.row("pertuzumab")
    assert other.editor._frame._mark is Mark.NONE


@pytest.mark.parametrize("drug", DRUGS)
def test_the_row_is_heard_whole(alone, drug):
    host = alone(812)
    row = host.table.row(drug)
    heard = row.accessibleName()
    for name in ("drug", "dose", "dose_bold", "deviation", "deviation_beyond", "dose_small",
                 "mark"):
        for text in words(row, name):
            assert text in heard
    assert row._parts.pill.accessibleName() in heard
    assert "Planned: " in heard
    assert ("Ordered: " in heard) == bool(words(row, "said"))
    assert heard in row.editor.controls()[0].accessibleDescription()


@pytest.mark.parametrize("sort", list(Sort))
def test_a_filter_dims_the_rows_of_which_nothing_is_of_its_sort(window, alone, case_1, sort):
    host = alone(812)
    host.table.show_filter(sort)
    lit = {drug for drug in DRUGS if not host.table.row(drug).is_dimmed}
    check = case_1._outcome.check
    if sort is Sort.AGREES:
        assert lit == {line.drug for line in check.lines
                       if case_1._outcome.verdict_of(line) == "agrees"}
    if sort is Sort.STOP:
        assert "carboplatin" in lit and "docetaxel" not in lit
    for drug in DRUGS:
        row = host.table.row(drug)
        assert row._veil.isVisible() == (drug not in lit)
        row.focus()
        settle(window)
        assert not row._veil.isVisible()
    host.table.show_filter(None)
    assert not [drug for drug in DRUGS if host.table.row(drug).is_dimmed]


def test_a_dimmed_dose_can_be_clicked_and_typed(window, qtbot, alone):
    host = alone(812)
    host.table.show_filter(Sort.STOP)
    edit = host.table.row("docetaxel").editor.controls()[0]
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "1")
    assert window.session.entry("order-check", "order:docetaxel") != Typed("120 mg iv d1")
