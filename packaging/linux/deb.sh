#!/bin/sh
# Make the Debian packages from build/linux; print their files.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
version=$(sh "$packaging/version.sh")
epoch=$(sh "$packaging/commit.sh" date)
date=$(date -u -d "@$epoch" +%Y-%m-%d)
stage=$source/build/linux/deb
share=$stage/usr/share

filled() { # filled FILE TARGET: the places @VERSION@ and @DATE@ filled in
    sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$date/" "$packaging/linux/$1" >"$2"
}

rm -rf "$stage"
umask 022
mkdir -p "$stage/DEBIAN" "$stage/etc/bmcalc" "$stage/usr/bin" "$stage/usr/lib" \
    "$share/applications" "$share/doc/bmcalc" "$share/lintian/overrides" "$share/man/man1" \
    "$share/metainfo" "$share/mime/packages" "$share/icons/hicolor/scalable/apps"
cp -r "$source/build/linux/bmcalc" "$stage/usr/lib/bmcalc"
find "$stage/usr/lib/bmcalc" -type f ! -name bmcalc -exec chmod 644 {} +
ln -s ../lib/bmcalc/bmcalc "$stage/usr/bin/bmcalc"

{ cat "$packaging/linux/policy_head.txt"; sed 's/^\([^#]\)/# \1/' "$source/resources/policy.toml"; } \
    >"$stage/etc/bmcalc/policy.toml"
echo /etc/bmcalc/policy.toml >"$stage/DEBIAN/conffiles"
for script in preinst prerm; do
    install -m 755 "$packaging/linux/not_while_running.sh" "$stage/DEBIAN/$script"
done
install -m 755 "$packaging/linux/postinst.sh" "$stage/DEBIAN/postinst"

cp "$packaging/linux/bmcalc.desktop" "$share/applications/"
cp "$packaging/linux/bmcalc.mime.xml" "$share/mime/packages/bmcalc.xml"
filled bmcalc.metainfo.xml "$share/metainfo/org.bmcalc.bmcalc.metainfo.xml"
filled bmcalc.1 "$share/man/man1/bmcalc.1"
gzip -9n "$share/man/man1/bmcalc.1"
cp "$packaging/linux/copyright" "$share/doc/bmcalc/copyright"
cp "$packaging/linux/lintian-overrides" "$share/lintian/overrides/bmcalc"
cp "$source/resources/icons/bmcalc.svg" "$share/icons/hicolor/scalable/apps/"
for size in 16 22 24 32 48 64 128 256; do
    mkdir -p "$share/icons/hicolor/${size}x$size/apps"
    convert "$source/resources/icons/bmcalc.png" -resize "${size}x$size" -strip \
        -define png:exclude-chunks=date,time "$share/icons/hicolor/${size}x$size/apps/bmcalc.png"
done

sh "$packaging/linux/pack.sh" bmcalc "$stage"
sh "$packaging/linux/deb_department.sh"
