"""Working on the page of the order check as a person does."""


from PySide6.QtWidgets import QLabel

from bmcalc.gui.pages.order_check.matter_row import MatterRow
from bmcalc.gui.result.finding_list import FindingRow
from bmcalc.gui.window.session import Typed
from tests.gui.conftest import settle

DRUGS = ["trastuzumab_iv", "pertuzumab", "docetaxel", "carboplatin", "denosumab"]


def put(window, **fields):
    for name, typed in fields.items():
        window.session.put("order-check", name.replace("__", ":"), Typed(typed))
    window.view().enter()
    settle(window)


def ordered(page, drug):
    return page.side.table.row(drug).editor.controls()[0]


def order(window, qtbot, page, drug, dose):
    edit = ordered(page, drug)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, dose)
    settle(window)


def words(row, name):
    """Return the texts of one kind of label in a row."""
    return [one.text() for one in row.findChildren(QLabel, name) if not one.isHidden()]


def verdict(page, drug=None):
    outcome = page._outcome
    return outcome.verdict if drug is None else outcome.verdict_of(outcome.check.line(drug))


def found(page):
    """Return every finding that is in sight, as it is heard."""
    rows = [*page.details.findChildren(MatterRow), *page.details.findChildren(FindingRow)]
    return [row.accessibleName() for row in rows if row.isVisibleTo(page)]


def why(window, page, drug=""):
    """Open how the dose came about, of a drug whose row is clicked on."""
    page.details.why.header.setChecked(True)
    if drug:
        page.side.table.row(drug).pointed.emit(drug)
    settle(window)


def field(page, drawer, name):
    button = page.side.buttons[drawer]
    if not button.isChecked():
        button.click()
    return page.side.field(name)


def enter(window, qtbot, page, drawer, name, text):
    edit = field(page, drawer, name).editor.controls()[0]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    settle(window)
