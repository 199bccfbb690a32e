"""Records with one course of THP, as the window of this computer opens them."""

import pytest

from tests.records.courses.test_next_cycle import THP_1, THP_2, first_cycle, released
from tests.records.courses.test_next_cycle import given as was_given
from tests.records.given import Ward, ward


class Thp(Ward):
    """The ward with the id of the second cycle's check."""

    @property
    def second_cycle(self):
        ((identifier,),) = self.desk.projections.connection.execute(
            "SELECT id FROM checked WHERE cycle = 2").fetchall()
        return identifier


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return the records folder of this computer, empty."""
    folder = tmp_path / "records"
    monkeypatch.setenv("BMCALC_RECORDS", str(folder))
    return folder


@pytest.fixture
def thp(place):
    """Return a ward with a first cycle that was given and a second one in draft."""
    place.mkdir()
    here = Thp(**vars(ward(place)))
    was_given(here, released(here, first_cycle(THP_1)))
    here.draft(first_cycle(THP_2, "2026-03-16", cycle=2, last={
        "trastuzumab_iv": {"on": "2026-02-23", "dose": "464 mg"},
        "pertuzumab": {"on": "2026-02-23", "dose": "840 mg"},
        "docetaxel": {"on": "2026-02-23", "dose": "120 mg"}}))
    yield here
    here.desk.projections.close()
    here.desk.store.close()
