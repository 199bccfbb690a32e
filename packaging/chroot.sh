#!/bin/sh
# Have a Debian of a suite in the cache with these packages in it; print its folder.
# Usage: [CHROOT_NAME=NAME] chroot.sh SUITE [PACKAGE...]    Needs root; the second call is quick.
set -eu
suite=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
cache=${BMCALC_CACHE:-$HOME/.cache/bmcalc-build}
root=$cache/chroots/${CHROOT_NAME:-$suite}

# debootstrap keeps a folder of its own until it has finished.
if [ ! -e "$root/etc/debian_version" ] || [ -e "$root/debootstrap" ]; then
    rm -rf "$root"
    mkdir -p "$root"
    log=$cache/debootstrap-$suite.log
    debootstrap --variant=minbase "$suite" "$root" "$(sh "$here/mirror.sh")" >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
fi

missing=""
for package in "$@"; do
    chroot "$root" dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' ||
        missing="$missing $package"
done
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  # a list of words
    sh "$here/in_chroot.sh" "$root" sh -c 'apt-get update -qq && apt-get install -y -qq \
        --no-install-recommends "$@" >/dev/null' sh $missing >&2
fi
echo "$root"
