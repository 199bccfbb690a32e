#!/bin/sh
# Build every installer from two clones of the same commit, in folders of different names, and
# compare them byte by byte. Needs root; about ten minutes once the cache is filled.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for folder in first another/place/second; do
    mkdir -p "$(dirname "$work/$folder")"
    git clone -q "$source" "$work/$folder"
    (
        cd "$work/$folder"
        make .venv/ready catalogue
        sh packaging/tools.sh
        sh packaging/linux/build.sh .venv/bin/python
        sh packaging/linux/deb.sh
        sh packaging/windows/build.sh .venv/bin/python
        sh packaging/windows/setup.sh
        sh packaging/windows/msi.sh .venv/bin/python
    ) >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        exit 1
    }
done
for installer in "$work/first/dist"/*; do
    cmp "$installer" "$work/another/place/second/dist/$(basename "$installer")"
    sha256sum "$installer" | sed "s|$work/first/dist/||"
done
echo "two builds, the same bytes"
