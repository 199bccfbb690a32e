#!/bin/sh
# Write what a hospital needs to trust the installers in dist/: SHA256SUMS with its Ed25519
# signature, the contents of each, the bill of materials, the licences, and how they were built.
# BMCALC_RELEASE_KEY names the Ed25519 key (PEM); without it a test key is made.
# Usage: release.sh PYTHON
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
version=$(sh "$packaging/version.sh")
"$1" "$packaging/release/sbom.py" "$source/dist/bmcalc-$version.cdx.json"
"$1" "$packaging/release/contents.py" "$source/build/linux" "$source/build/windows" \
    "bmcalc_${version}_amd64.deb" "bmcalc-department_${version}_amd64.deb" \
    "bmcalc-$version-setup.exe" "bmcalc-$version.msi" \
    >"$source/dist/bmcalc-$version-contents.json"
cd "$source/dist"
(cd "$source/build/linux" && tar --sort=name --owner=0 --group=0 --numeric-owner \
    --mtime="@$(sh "$packaging/commit.sh" date)" -cf - bmcalc/licences bmcalc-department/licences) |
    xz >"bmcalc-$version-licences.tar.xz"
{
    echo "version: $version"
    echo "commit: $(sh "$packaging/commit.sh")"
    echo "commit time: $(date -u -d "@$(sh "$packaging/commit.sh" date)" +%Y-%m-%dT%H:%M:%SZ)"
    echo "Debian packages: CPython 3.11.2 and SQLite 3.40.1 of Debian 12's source, built and frozen"
    echo "    in Debian 11"
    echo "Windows installers: CPython 3.11.9, frozen under wine in Debian 13"
    for system in linux windows; do
        for program in bmcalc bmcalc-department; do
            echo "list of files, $program, $system:" \
                "$(sha256sum <"$source/build/$system/$program/manifest.json" | cut -d' ' -f1)"
        done
    done
    for lock in requirements-build.lock requirements-windows.lock; do
        echo "$lock: $(sha256sum <"$packaging/$lock" | cut -d' ' -f1)"
    done
} >"bmcalc-$version-build.txt"
sha256sum "bmcalc_${version}_amd64.deb" "bmcalc-department_${version}_amd64.deb" "bmcalc-$version"* >SHA256SUMS
sh "$packaging/release/sign_sums.sh" SHA256SUMS >SHA256SUMS.sig
sh "$packaging/release/check.sh"
cat SHA256SUMS
