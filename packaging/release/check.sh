#!/bin/sh
# Let the built program judge the release in dist/: its own installer whole, a changed one refused.
# With the release key it must be signed; with a test key it must be called so.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
name=bmcalc_$(sh "$packaging/version.sh")_amd64.deb
program=$source/build/linux/bmcalc/bmcalc

told=$("$program" installer "$source/dist/$name") && signed=yes || signed=no
echo "$told"
if [ -n "${BMCALC_RELEASE_KEY:-}" ]; then
    [ "$signed" = yes ]
else
    echo "$told" | grep -q "built with a test key"
fi

changed=$(mktemp -d)
trap 'rm -rf "$changed"' EXIT
cp "$source/dist/$name" "$source/dist/SHA256SUMS" "$source/dist/SHA256SUMS.sig" "$changed/"
printf x >>"$changed/$name"
if "$program" installer "$changed/$name"; then
    echo "a changed installer was not noticed" >&2
    exit 1
fi
