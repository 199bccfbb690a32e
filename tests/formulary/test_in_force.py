"""One context holds formulary, identity and sources, and reads nothing that nobody asks for."""

import subprocess
import sys

import pytest

from bmcalc import compute
from bmcalc.formulary.drugs import drugs
from bmcalc.formulary.identity import shipped_identity
from bmcalc.formulary.in_force import (
    drug,
    formulary,
    formulary_identity,
    problems,
    put_in_force,
    source,
)
from bmcalc.formulary.loading import load_formulary
from bmcalc.formulary.shipped import shipped_formulary
from tests.formulary.test_bad_files import written

KIDNEY = {
    "sex": "female", "age": 52, "height": "160 cm", "weight": "58 kg", "creatinine": "68 umol/L",
}
CARBOPLATIN = {"target_auc": "5 mg*min/mL", **KIDNEY}


@pytest.fixture
def hospital(tmp_path):
    written(tmp_path, "formulary/docetaxel.toml", 'sources = ["own-protocol"]\n')
    written(tmp_path, "formulary/paclitaxel.toml", "highest_dose = 3\n")
    written(tmp_path, "sources/own.toml",
            '[own-protocol]\ncitation = "Protocol 7"\nmark = "convention"\n')
    loaded = load_formulary(tmp_path)
    put_in_force(loaded)
    yield loaded
    put_in_force(None)


def test_formulary_identity_and_sources_change_together_and_back(hospital):
    assert formulary() is hospital
    assert drug("docetaxel") is drugs()["docetaxel"] is hospital.drugs["docetaxel"]
    assert formulary_identity() == hospital.identity != shipped_identity()
    assert source("own-protocol").citation == "Protocol 7"
    assert problems() == hospital.problems != ()
    answer = compute("carboplatin", CARBOPLATIN)
    assert answer["formulary"]["sha256"] == hospital.identity.sha256

    put_in_force(None)
    assert formulary() is shipped_formulary()
    assert formulary_identity() == shipped_identity()
    assert problems() == ()
    with pytest.raises(KeyError):
        source("own-protocol")
    with pytest.raises(KeyError):
        drug("no_such_drug")


def test_a_plain_result_reads_no_drug_to_cite_its_sources():
    done = subprocess.run(
        [sys.executable, "-c",
         "import sys\nfrom bmcalc import compute\n"
         f"answer = compute('renal-function', {KIDNEY!r})\n"
         "assert answer['status'] != 'refused' and answer['sources'], answer\n"
         "print([m for m in sys.modules if m in "
         "('bmcalc.formulary.loading', 'bmcalc.formulary.drug_entry')])"],
        capture_output=True, text=True, check=True,
    )
    assert done.stdout.strip() == "[]"
