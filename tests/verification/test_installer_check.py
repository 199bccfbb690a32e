"""An installer that was carried in: whole, listed, signed, and what it would change."""

import hashlib

import pytest

from bmcalc.verification import ed25519, installer_check
from bmcalc.verification.ed25519 import signed_by
from bmcalc.verification.installer_check import Trust, check_installer
from bmcalc.version import __version__

# RFC 8032, section 7.1.
RFC_8032 = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b"
     "46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11"
     "d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc"
     "6594a7c15e9716ed28dc027beceea1ec40a"),
]


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_published_signatures_hold_and_no_others(key, message, signature):
    key, message, signature = map(bytes.fromhex, (key, message, signature))
    assert signed_by(key, message, signature)
    assert not signed_by(key, message + b"x", signature)
    assert not signed_by(key, message, signature[:-1] + bytes([signature[-1] ^ 1]))
    assert not signed_by(key[:-1], message, signature)


@pytest.fixture
def installer(tmp_path):
    path = tmp_path / "bmcalc-9.0.0-setup.exe"
    path.write_bytes(b"installer")
    (tmp_path / "SHA256SUMS").write_text(
        f"{hashlib.sha256(b'installer').hexdigest()}  {path.name}\n"
    )
    return path


def key_and_signature(secret, message):
    """Sign as RFC 8032, section 5.1.6, on the program's own curve arithmetic."""
    def packed(point):
        x, y, z, _t = point
        inverse = pow(z, ed25519.P - 2, ed25519.P)
        x, y = x * inverse % ed25519.P, y * inverse % ed25519.P
        return (y | (x & 1) << 255).to_bytes(32, "little")

    def number(*parts):
        return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ed25519.ORDER

    digest = hashlib.sha512(secret).digest()
    scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
    key = packed(ed25519._times(scalar, ed25519._BASE))
    nonce = number(digest[32:], message)
    commitment = packed(ed25519._times(nonce, ed25519._BASE))
    answer = (nonce + number(commitment, key, message) * scalar) % ed25519.ORDER
    return key, commitment + answer.to_bytes(32, "little")


@pytest.mark.parametrize(
    ("words", "trust"), [("", Trust.SIGNED), (" TEST key", Trust.TEST_SIGNED)]
)
def test_a_test_key_is_never_called_the_release_key(
    installer, tmp_path_factory, monkeypatch, words, trust
):
    key, signature = key_and_signature(b"s" * 32, (installer.parent / "SHA256SUMS").read_bytes())
    shipped = tmp_path_factory.mktemp("resources")
    (shipped / "release-key.pub").write_text(f"{key.hex()}{words}\n")
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
    for name in ("bmcalc_0.1.0_amd64.deb", "bmcalc-0.1.0-setup.exe", "bmcalc-0.1.0.msi"):
        assert installer_check.NAMED.match(name)[1] == "0.1.0"
