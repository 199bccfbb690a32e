"""Records of a hospital with two people, in a folder of their own."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog

from bmcalc.gui.pages.order_check.entered import entered
from bmcalc.gui.pages.records.access import founded_store, occasion
from bmcalc.gui.pages.records.first_check_dialog import FirstCheckDialog
from bmcalc.gui.window.session import Typed
from bmcalc.records.people.acts import Signer, add_first_administrator, add_second_person
from bmcalc.records.people.person import Details
from bmcalc.records.people.roles import Role
from tests.gui.conftest import COMPLETE, settle
from tests.gui.pages.records.checking import WORDS, sign
from tests.records.people.given import CHEAP

ORDER = {
    **COMPLETE, "regimen": "tc", "cycle": "1", "order:docetaxel": "120 mg",
    "order:cyclophosphamide_iv": "963 mg", "gcsf_planned": True,
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return the records folder of this computer, in which nothing lies yet."""
    monkeypatch.setenv("BMCALC_RECORDS", str(tmp_path / "records"))
    return tmp_path / "records"


@pytest.fixture
def people(place):
    """Return the ids of a senior pharmacist who administers people, and of a pharmacist."""
    cheap = replace(occasion(), limits=CHEAP)
    with founded_store() as store:
        add_first_administrator(
            store, Details("Li Wei", "YS-0001", (Role.SENIOR_PHARMACIST, Role.ADMINISTRATOR)),
            WORDS["first"], cheap)
        first = next(store.read_from(2)).event().draft.about["person"]
        add_second_person(
            store, Details("Wang Min", "YS-0002", (Role.SENIOR_PHARMACIST,)), WORDS["second"],
            Signer(first, WORDS["first"]), cheap)
        second = next(store.read_from(3)).event().draft.about["person"]
    return {"first": first, "second": second}


@pytest.fixture
def ordered(window):
    """Show case 1 of the casebook with an order of TC for its first cycle."""
    window.open_case(1)
    for name in list(window.session.filled("order-check")):
        if name.startswith(("order:", "last:")) or name == "bone_agent":
            window.session.put("order-check", name, Typed(None))
    for name, value in ORDER.items():
        window.session.put("order-check", name, Typed(value))
    window.visit("order-check")
    settle(window)
    return window


@pytest.fixture
def first_checked(ordered, people):
    """Record the order on the page with the signature of the first check."""
    dialog = FirstCheckDialog(entered(ordered.session), "BM-0001", ordered)
    dialog.open()
    dialog.born.put("1969-04")
    dialog._look()
    for field, value in ((dialog.course.intent, "adjuvant"), (dialog.course.cycles, "4"),
                         (dialog.course.anthracyclines, "none"), (dialog.course.others, "none")):
        field.put(value)
    sign(dialog, people["first"], WORDS["first"])
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.told.text()
    return ordered
