"""What a release would change here: told from its signed contents, drug by drug."""

import hashlib
import json

import pytest
from nacl.signing import SigningKey

from bmcalc.__main__ import main
from bmcalc.formulary.identity import shipped_identity
from bmcalc.verification import installer_check
from bmcalc.verification.installer_check import Trust, check_installer
from bmcalc.verification.release_contents import changes, contents_name, read_contents
from bmcalc.version import __version__

HERE = {
    "bmcalc": "1", "_internal/bmcalc/resources/formulary/docetaxel.toml": "2",
    "_internal/bmcalc/resources/regimens/tcbhp.toml": "3",
    "_internal/bmcalc/resources/policy.toml": "4",
}
NAME = f"bmcalc_{__version__}_amd64.deb"


def told(files, formulary=None, system="linux"):
    identity = shipped_identity()
    return json.dumps({
        "version": __version__, "commit": "abc",
        "formulary": formulary or {"version": identity.version, "sha256": identity.sha256},
        "installers": {NAME: {"system": system, "files": files}},
    })


def sentences(tmp_path, text, here=HERE):
    file = tmp_path / contents_name(__version__)
    file.write_text(text)
    return [str(one) for one in changes(read_contents(file, NAME), here)]


def test_the_same_files_change_nothing(tmp_path):
    formulary, files = sentences(tmp_path, told(HERE))
    assert "stays" in formulary
    assert files == "Every file stays as it is."


def test_a_changed_drug_is_named(tmp_path):
    then = HERE | {
        "_internal/bmcalc/resources/formulary/docetaxel.toml": "changed",
        "_internal/bmcalc/resources/formulary/newdrug.toml": "added",
        "_internal/bmcalc/resources/policy.toml": "changed",
    }
    found = sentences(tmp_path, told(then, {"version": "2027.02", "sha256": "ff"}))
    assert found == [
        f"The formulary changes from {shipped_identity().version} to 2027.02.",
        "Drugs that change: DOCEtaxel, newdrug.",
        "The shipped policy changes.",
        "3 of 5 files change.",
    ]


def test_the_same_version_with_another_hash_is_no_same_formulary(tmp_path):
    found = sentences(tmp_path, told(HERE, {"version": shipped_identity().version, "sha256": "0"}))
    assert found[0].startswith("The formulary changes from")


def test_another_systems_installer_is_said_so(tmp_path):
    assert sentences(tmp_path, told(HERE, system="windows")) == [
        "It is made for Windows, not for this computer."
    ]


def test_a_checkout_compares_the_formulary_alone(tmp_path):
    assert "source checkout" in sentences(tmp_path, told(HERE), here=None)[1]


@pytest.mark.parametrize("text", ["", "{}", "[]", told(HERE).replace(NAME, "other.deb")])
def test_contents_that_say_nothing_of_it(tmp_path, text):
    file = tmp_path / "contents.json"
    file.write_text(text)
    with pytest.raises(ValueError, match="says nothing"):
        read_contents(file, NAME)


@pytest.fixture
def release(tmp_path, monkeypatch):
    """Return a function that signs what lies in a folder, as a release does."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / NAME).write_bytes(b"installer")
    (folder / contents_name(__version__)).write_text(told(HERE))
    shipped = tmp_path / "resources"
    shipped.mkdir()
    sums = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
    )
    secret = SigningKey(b"r" * 32)
    signature = secret.sign(sums.encode()).signature
    (shipped / "release-key.pub").write_text(secret.verify_key.encode().hex())
    (folder / "SHA256SUMS").write_text(sums)
    (folder / "SHA256SUMS.sig").write_text(signature.hex())
    monkeypatch.setattr(installer_check, "resource", shipped.joinpath)
    monkeypatch.setattr(installer_check, "shipped_hashes", lambda: HERE)
    return folder


def test_a_whole_release_is_told(release):
    check = check_installer(release / NAME)
    assert check.trust is Trust.SIGNED
    assert check.commit == "abc"
    assert str(check.changes[-1]) == "Every file stays as it is."


def test_changed_contents_are_not_believed(release):
    (release / contents_name(__version__)).write_text(told({}))
    check = check_installer(release / NAME)
    assert check.trust is Trust.SIGNED
    assert check.commit == ""
    assert ["cannot be said" in str(one) for one in check.changes] == [True]


def test_without_trust_nothing_is_said_of_the_contents(release):
    (release / "SHA256SUMS.sig").write_text(bytes(64).hex())
    check = check_installer(release / NAME)
    assert (check.trust, check.changes) == (Trust.UNSIGNED, ())


def test_the_command_tells_and_ends_with_its_verdict(release, capsys):
    assert main(["installer", str(release / NAME)]) == 0
    assert "Every file stays as it is." in capsys.readouterr().out
    (release / NAME).write_bytes(b"another")
    assert main(["installer", str(release / NAME)]) == 1
    assert str(Trust.CHANGED.label) in capsys.readouterr().out
    assert main(["installer", str(release / "missing.msi")]) == 2
