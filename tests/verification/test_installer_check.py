"""An installer that was carried in: whole, listed, signed, and what it would change."""

import hashlib

import pytest
from nacl.signing import SigningKey

from bmcalc.verification import installer_check
from bmcalc.verification.installer_check import Trust, check_installer
from bmcalc.version import __version__


@pytest.fixture
def installer(tmp_path):
    path = tmp_path / "bmcalc-9.0.0-setup.exe"
    path.write_bytes(b"installer")
    (tmp_path / "SHA256SUMS").write_text(
        f"{hashlib.sha256(b'installer').hexdigest()}  {path.name}\n"
    )
    return path


@pytest.mark.parametrize(
    ("words", "trust"), [("", Trust.SIGNED), (" TEST key", Trust.TEST_SIGNED)]
)
def test_a_test_key_is_never_called_the_release_key(
    installer, tmp_path_factory, monkeypatch, words, trust
):
    secret = SigningKey(b"s" * 32)
    signature = secret.sign((installer.parent / "SHA256SUMS").read_bytes()).signature
    shipped = tmp_path_factory.mktemp("resources")
    (shipped / "release-key.pub").write_text(f"{secret.verify_key.encode().hex()}{words}\n")
    monkeypatch.setattr(installer_check, "resource", shipped.joinpath)
    (installer.parent / "SHA256SUMS.sig").write_text(signature.hex())
    assert check_installer(installer).trust is trust
    assert ("test key" in str(trust.label)) == bool(words)
    (installer.parent / "SHA256SUMS.sig").write_text(bytes(64).hex())
    assert check_installer(installer).trust is Trust.UNSIGNED


def test_a_file_without_a_signed_list_is_not_trusted(installer):
    assert check_installer(installer).trust is Trust.UNSIGNED
    installer.write_bytes(b"another")
    assert check_installer(installer).trust is Trust.CHANGED
    renamed = installer.rename(installer.with_name("bmcalc-9.0.1.msi"))
    assert check_installer(renamed).trust is Trust.NOT_LISTED
    (installer.parent / "SHA256SUMS").unlink()
    assert check_installer(renamed).trust is Trust.NO_LIST


@pytest.mark.parametrize(("name", "said"), [
    ("bmcalc-99.0.0.msi", "update"), ("bmcalc-0.0.1-setup.exe", "go back"),
    (f"bmcalc_{__version__}_amd64.deb", "again"), ("setup.exe", "does not say"),
])
def test_what_it_would_change(tmp_path, name, said):
    (tmp_path / name).write_bytes(b"")
    assert said in str(check_installer(tmp_path / name).change())


def test_the_names_of_a_release_are_known():
    for name in ("bmcalc_0.1.0_amd64.deb", "bmcalc-0.1.0-setup.exe", "bmcalc-0.1.0.msi",
                 "bmcalc-department_0.1.0_amd64.deb"):
        assert installer_check.NAMED.match(name)[1] == "0.1.0"
    assert not installer_check.NAMED.match("bmcalc-other_0.1.0_amd64.deb")
