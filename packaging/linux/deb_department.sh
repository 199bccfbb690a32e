#!/bin/sh
# Make the Debian package of a department's program from build/linux/bmcalc-department.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
name=bmcalc-department
stage=$source/build/linux/deb-department
share=$stage/usr/share
date=$(date -u -d "@$(sh "$packaging/commit.sh" date)" +%Y-%m-%d)

rm -rf "$stage"
umask 022
mkdir -p "$stage/DEBIAN" "$stage/usr/bin" "$stage/usr/lib" "$share/doc/$name" "$share/man/man1" \
    "$share/lintian/overrides"
cp -r "$source/build/linux/$name" "$stage/usr/lib/$name"
find "$stage/usr/lib/$name" -type f ! -name "$name" -exec chmod 644 {} +
ln -s "../lib/$name/$name" "$stage/usr/bin/$name"
for script in preinst prerm; do
    install -m 755 "$packaging/linux/not_while_running.sh" "$stage/DEBIAN/$script"
done
sed -e "s/@VERSION@/$(sh "$packaging/version.sh")/" -e "s/@DATE@/$date/" \
    "$packaging/linux/$name.1" >"$share/man/man1/$name.1"
gzip -9n "$share/man/man1/$name.1"
cp "$packaging/linux/copyright-department" "$share/doc/$name/copyright"
sed -e "s|^bmcalc:|$name:|" -e "s|usr/lib/bmcalc/|usr/lib/$name/|" -e "s|/bmcalc\]|/$name]|" \
    "$packaging/linux/lintian-overrides" >"$share/lintian/overrides/$name"
sh "$packaging/linux/pack.sh" "$name" "$stage"
