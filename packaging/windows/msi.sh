#!/bin/sh
# Make the MSI from build/windows; print its file. Usage: msi.sh PYTHON
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
output=$source/dist/bmcalc-$(sh "$packaging/version.sh").msi
mkdir -p "$source/dist"
SOURCE_DATE_EPOCH=$(sh "$packaging/commit.sh" date) "$1" "$packaging/windows/msi.py" \
    "$source/build/windows" "$source/build/windows/bmcalc.ico" "$output"
sh "$packaging/release/sign.sh" "$output"
echo "$output"
