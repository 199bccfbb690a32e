#!/bin/sh
# Install the package in a clean Debian, self-test it, look at it, upgrade it, remove it.
# Usage: check.sh DEB SUITE
set -eu
package=$1
suite=$2
packaging=$(cd "$(dirname "$0")/.." && pwd)
shots=$(dirname "$packaging")/build/screenshots
root=$(CHROOT_NAME="install-$suite" sh "$packaging/chroot.sh" "$suite")
file=$(basename "$package")
display=:97
record=/root/.local/share/bmcalc/kept
settings=/root/.config/bmcalc/bmcalc.ini

inside() {
    sh "$packaging/in_chroot.sh" "$root" "$@"
}

mkdir -p "$shots" "$root/$(dirname "$record")"
rm -f "$root$settings"
policy_is_kept() {
    grep -q '^label_profile = "eu"' "$root/etc/bmcalc/policy.toml"
}

install_package() { # install_package FILE [OPTION...]: quietly; what apt says where it fails
    inside apt-get install -y -qq --no-install-recommends "$@" >"$root/tmp/apt.log" 2>&1
}

inside apt-get purge -y -qq bmcalc >/dev/null 2>&1 || true
cp "$package" "$root/tmp/$file"
echo kept >"$root$record"
inside apt-get update -qq

# The same program under an older number: what an upgrade starts from.
older=$(mktemp -d)
dpkg-deb -R "$package" "$older/tree"
sed -i 's/^Version: .*/Version: 0.0.1/' "$older/tree/DEBIAN/control"
dpkg-deb -Zxz -z0 --root-owner-group --build "$older/tree" "$root/tmp/bmcalc-older.deb" >/dev/null
rm -rf "$older"
install_package /tmp/bmcalc-older.deb
Xvfb $display -screen 0 1440x900x24 -ac >/dev/null 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null || true' EXIT
sleep 2
inside env DISPLAY=$display bmcalc --quit-after-paint
echo 'label_profile = "eu"' >>"$root/etc/bmcalc/policy.toml"
install_package "/tmp/$file"
policy_is_kept
inside bmcalc --version
inside bmcalc selftest --lang zh_CN --report /tmp/selftest.pdf
inside bmcalc formulary check /etc/bmcalc

# Killed by timeout once the picture is taken.
inside env DISPLAY=$display timeout 30 bmcalc --lang zh_CN >/dev/null 2>&1 &
sleep 8
import -display $display -window root "$shots/debian-$suite.png"
if install_package --reinstall "/tmp/$file" || inside apt-get purge -y bmcalc >/dev/null 2>&1; then
    echo "the package changed the running program" >&2
    exit 1
fi
grep -q "bmcalc is running" "$root/tmp/apt.log"
wait $! 2>/dev/null || true

# A changed byte must be noticed; the same version again puts it right.
dose=$root/usr/lib/bmcalc/_internal/bmcalc/resources/policy.toml
echo "# changed" >>"$dose"
if inside bmcalc selftest >/dev/null 2>&1; then
    echo "a changed file was not noticed" >&2
    exit 1
fi
install_package --reinstall "/tmp/$file"
inside bmcalc selftest
inside apt-get remove -y -qq bmcalc >/dev/null 2>&1
policy_is_kept
inside apt-get purge -y -qq bmcalc >/dev/null 2>&1
[ ! -e "$root/usr/lib/bmcalc" ] && [ ! -e "$root/etc/bmcalc" ]
grep -q kept "$root$record"
grep -q page "$root$settings"
echo "Debian $suite: upgraded, self-tested, shown, noticed while running, reinstalled, removed;"
echo "    policy, settings and records kept"
