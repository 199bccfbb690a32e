#!/bin/sh
# Make the per-user setup from build/windows/bmcalc; print its file.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
version=$(sh "$packaging/version.sh")
output=$source/dist/bmcalc-$version-setup.exe
mkdir -p "$source/dist"
picture=$source/build/windows/side.bmp
sh "$packaging/windows/side_picture.sh" "$picture"
SOURCE_DATE_EPOCH=$(sh "$packaging/commit.sh" date) makensis -V2 -INPUTCHARSET UTF8 \
    "-DVERSION=$version" "-DSOURCE=$source/build/windows/bmcalc" \
    "-DICON=$source/build/windows/bmcalc.ico" "-DPICTURE=$picture" "-DOUTPUT=$output" \
    "-DSIGN=$packaging/release/sign.sh" "$packaging/windows/setup.nsi" >&2
sh "$packaging/release/sign.sh" "$output"
echo "$output"
