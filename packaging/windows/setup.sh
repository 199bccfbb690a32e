#!/bin/sh
# Make the per-user setup from build/windows/bmcalc; print its file.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
version=$(sh "$packaging/version.sh")
output=$source/dist/bmcalc-$version-setup.exe
mkdir -p "$source/dist"
find "$source/build/windows/bmcalc" -exec touch --date="@$(sh "$packaging/commit.sh" date)" {} +
SOURCE_DATE_EPOCH=$(sh "$packaging/commit.sh" date) makensis -V2 -INPUTCHARSET UTF8 \
    "-DVERSION=$version" "-DSOURCE=$source/build/windows/bmcalc" \
    "-DICON=$source/build/windows/bmcalc.ico" "-DOUTPUT=$output" "$packaging/windows/setup.nsi" >&2
echo "$output"
