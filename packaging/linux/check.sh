#!/bin/sh
# Install the packages in a clean Debian, self-test them, look at them, upgrade and remove them.
# Usage: check.sh DEB DEPARTMENT_DEB SUITE
set -eu
package=$1
department=$2
suite=$3
packaging=$(cd "$(dirname "$0")/.." && pwd)
shots=$(dirname "$packaging")/build/screenshots
root=$(CHROOT_NAME="install-$suite" sh "$packaging/chroot.sh" "$suite")
file=$(basename "$package")
beside=$(basename "$department")
display=:97
records=$root/var/lib/bmcalc
settings=/root/.config/bmcalc/bmcalc.ini

inside() {
    sh "$packaging/in_chroot.sh" "$root" "$@"
}

mkdir -p "$shots"
rm -rf "$root$settings" "$records"
policy_is_kept() {
    grep -q '^label_profile = "eu"' "$root/etc/bmcalc/policy.toml"
}

note() { # note USER NUMBER: a note in the records
    printf '{"event_id": "00000000-0000-0000-0000-%012d", "kind": "note", "about": {}, "body": {}}\n' "$2" |
        as_user "$1" bmcalc records append >/dev/null
}

records_are_kept() {
    [ -s "$records/ledger.db" ] && [ -s "$records/installation.key" ] &&
        inside stat -c '%a %U:%G' /var/lib/bmcalc | grep -qx '2775 root:bmcalc'
}

install_package() { # install_package FILE [OPTION...]: quietly; what apt says where it fails
    inside apt-get install -y -qq --no-install-recommends "$@" >"$root/tmp/apt.log" 2>&1
}

as_user() { # as_user NAME COMMAND...: as an ordinary user, with the groups that it has
    user=$1
    shift
    inside setpriv --reuid "$user" --regid "$user" --init-groups env HOME=/tmp "$@"
}

inside apt-get purge -y -qq bmcalc-department bmcalc >/dev/null 2>&1 || true
cp "$package" "$department" "$root/tmp/"
inside apt-get update -qq

# The same programs under an older number: what an upgrade starts from.
older=$(mktemp -d)
for one in "$package" "$department"; do
    name=$(dpkg-deb --field "$one" Package)
    dpkg-deb -R "$one" "$older/$name"
    sed -i -e 's/^Version: .*/Version: 0.0.1/' -e 's/bmcalc (= [^)]*)/bmcalc (= 0.0.1)/' \
        "$older/$name/DEBIAN/control"
    dpkg-deb -Zxz -z0 --root-owner-group --build "$older/$name" "$root/tmp/$name-older.deb" >/dev/null
done
rm -rf "$older"
install_package /tmp/bmcalc-older.deb
inside stat -c '%a %U:%G' /var/lib/bmcalc | grep -qx '2770 root:bmcalc'
inside sh -c 'for user in first second stranger; do
        id "$user" >/dev/null 2>&1 || useradd --user-group "$user"
    done
    for user in first second; do gpasswd --add "$user" bmcalc >/dev/null; done'
# What one of the group records another records on; others are told why they may not.
note first 1
note second 2
inside stat -c '%U:%G' /var/lib/bmcalc/ledger.db | grep -qx 'first:bmcalc'
if note stranger 3 2>"$root/tmp/refused"; then
    echo "the records are open to everybody" >&2
    exit 1
fi
grep -q /var/lib/bmcalc "$root/tmp/refused"
if grep -q Traceback "$root/tmp/refused"; then
    cat "$root/tmp/refused" >&2
    exit 1
fi
# Rights that an administrator gave stay over everything that follows.
inside chmod 2775 /var/lib/bmcalc
install_package /tmp/bmcalc-department-older.deb
Xvfb $display -screen 0 1440x900x24 -ac >/dev/null 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null || true' EXIT
sleep 2
inside env DISPLAY=$display bmcalc --quit-after-paint
echo 'label_profile = "eu"' >>"$root/etc/bmcalc/policy.toml"
install_package "/tmp/$file" "/tmp/$beside"
policy_is_kept
records_are_kept
as_user second bmcalc records verify
note second 4
inside bmcalc --version
inside bmcalc-department --help >/dev/null
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
inside apt-get remove -y -qq bmcalc-department bmcalc >/dev/null 2>&1
policy_is_kept
records_are_kept
inside apt-get purge -y -qq bmcalc-department bmcalc >/dev/null 2>&1
[ ! -e "$root/usr/lib/bmcalc" ] && [ ! -e "$root/etc/bmcalc" ]
[ ! -e "$root/usr/lib/bmcalc-department" ]
records_are_kept
inside getent group bmcalc >/dev/null
grep -q page "$root$settings"
echo "Debian $suite: upgraded, self-tested, shown, noticed while running, reinstalled, removed;"
echo "    policy, settings and records kept"
