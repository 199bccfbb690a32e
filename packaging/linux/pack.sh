#!/bin/sh
# Make a Debian package from a stage; print its file.
# Usage: pack.sh NAME STAGE    (NAME.control is its control file)
set -eu
name=$1
stage=$2
packaging=$(cd "$(dirname "$0")/.." && pwd)
version=$(sh "$packaging/version.sh")
epoch=$(sh "$packaging/commit.sh" date)
doc=$stage/usr/share/doc/$name
package=$(dirname "$packaging")/dist/${name}_${version}_amd64.deb

printf '%s (%s) unstable; urgency=medium\n\n  * See the CHANGELOG.md of the source.\n\n -- %s  %s\n' \
    "$name" "$version" "The bmcalc project <bmcalc@localhost>" "$(date -u -R -d "@$epoch")" |
    gzip -9n >"$doc/changelog.gz"
size=$(du -k -s --apparent-size "$stage" | cut -f1)
mkdir -p "$stage/DEBIAN" "$(dirname "$package")"
sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$size/" "$packaging/linux/$name.control" \
    >"$stage/DEBIAN/control"
(cd "$stage" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) \
    >"$stage/DEBIAN/md5sums"
find "$stage" -print0 | xargs -0 touch --no-dereference --date="@$epoch"
SOURCE_DATE_EPOCH=$epoch dpkg-deb -Zxz -z9 --root-owner-group --build "$stage" "$package" >/dev/null
echo "$package"
