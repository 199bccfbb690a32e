#!/bin/sh
# Sign the installers in dist/, then write what a hospital needs to trust them: SHA256SUMS with its
# Ed25519 signature, the bill of materials, the licences, and how they were built.
# BMCALC_RELEASE_KEY names the Ed25519 key (PEM); without it a test key is made.
# Usage: release.sh PYTHON
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
version=$(sh "$packaging/version.sh")
"$1" "$packaging/release/sbom.py" "$source/dist/bmcalc-$version.cdx.json"
cd "$source/dist"
sh "$packaging/release/sign.sh" "bmcalc-$version-setup.exe" "bmcalc-$version.msi"
(cd "$source/build/linux/bmcalc" && tar --sort=name --owner=0 --group=0 --numeric-owner \
    --mtime="@$(sh "$packaging/commit.sh" date)" -cf - licences) | xz >"bmcalc-$version-licences.tar.xz"
{
    echo "version: $version"
    echo "commit: $(sh "$packaging/commit.sh")"
    echo "commit time: $(date -u -d "@$(sh "$packaging/commit.sh" date)" +%Y-%m-%dT%H:%M:%SZ)"
    echo "Debian package: CPython 3.11.2 of Debian 12's source, built and frozen in Debian 11"
    echo "Windows installers: CPython 3.11.9, frozen under wine in Debian 13"
    for lock in requirements-build.lock requirements-windows.lock; do
        echo "$lock: $(sha256sum <"$packaging/$lock" | cut -d' ' -f1)"
    done
} >"bmcalc-$version-build.txt"
sha256sum "bmcalc_${version}_amd64.deb" "bmcalc-$version"* >SHA256SUMS
sh "$packaging/release/sign_sums.sh" SHA256SUMS >SHA256SUMS.sig
cat SHA256SUMS
