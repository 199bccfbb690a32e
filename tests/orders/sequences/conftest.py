import pytest

from bmcalc.formulary.in_force import put_in_force
from bmcalc.formulary.loading import load_formulary
from tests.orders.sequences.invented import written


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """Put the invented sequence in force."""
    loaded = load_formulary(written(tmp_path_factory.mktemp("hospital")))
    assert loaded.problems == ()
    put_in_force(loaded)
    yield loaded
    put_in_force(None)
