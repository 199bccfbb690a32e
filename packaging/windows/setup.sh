#!/bin/sh
# Make the per-user setup from build/windows/bmcalc; print its file.
# Usage: setup.sh [VERSION FILE]    (another version, to try an upgrade from)
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
version=${1:-$(sh "$packaging/version.sh")}
output=${2:-$source/dist/bmcalc-$version-setup.exe}
mkdir -p "$source/dist"
picture=$source/build/windows/side.bmp
sh "$packaging/windows/side_picture.sh" "$picture"
touch --date="@$(sh "$packaging/commit.sh" date)" "$picture"
# Named in order: makensis itself takes a folder in the order of the disk, another one each time.
files=$source/build/windows/files.nsh
(cd "$source/build/windows/bmcalc" && find . -type f -printf '%h\t%f\n') | LC_ALL=C sort |
    awk -F'\t' -v root="$source/build/windows/bmcalc" '{
        folder = substr($1, 2); inside = folder; gsub("/", "\\", inside)
        if (folder != last) print "SetOutPath \"$INSTDIR" inside "\""
        print "File \"" root folder "/" $2 "\""
        last = folder
    }' >"$files"
SOURCE_DATE_EPOCH=$(sh "$packaging/commit.sh" date) makensis -V2 -INPUTCHARSET UTF8 \
    "-DVERSION=$version" "-DSOURCE=$source/build/windows/bmcalc" \
    "-DICON=$source/build/windows/bmcalc.ico" "-DPICTURE=$picture" "-DFILES=$files" "-DOUTPUT=$output" \
    "-DSIGN=$packaging/release/sign.sh" "$packaging/windows/setup.nsi" >&2
sh "$packaging/release/sign.sh" "$output"
echo "$output"
