#!/bin/sh
# Install each Windows installer under wine, self-test it, look at it, upgrade it, remove it.
# Usage: check.sh [PYTHON]
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
version=$(sh "$packaging/version.sh")
shots=$source/build/screenshots
root=$(sh "$packaging/chroot.sh" trixie wine wine64 xvfb xauth)
drive=$root/root/.wine/drive_c
settings=$drive/users/root/AppData/Roaming/bmcalc/bmcalc.ini
records=$drive/ProgramData/bmcalc/records
export DISPLAY=:98

wine() {
    sh "$packaging/windows/wine.sh" "$root" "$@"
}

passes() { # passes FOLDER PICTURE COMMAND...: the program tests itself, the command shows its window
    wine "$1\\bmcalc-cli.exe" selftest --lang zh_CN --report 'Z:\tmp\selftest.html'
    picture=$2
    shift 2
    # Killed by timeout once the picture is taken.
    timeout 90 sh "$packaging/windows/wine.sh" "$root" "$@" >/dev/null 2>&1 &
    window=$!
    sleep 18
    import -display $DISPLAY -window root "$shots/$picture.png"
}

refused() { # refused WHAT COMMAND...: what must not work, as sentence, and how it is tried
    what=$1
    shift
    if wine BESIDE=1 "$@"; then
        echo "$what" >&2
        exit 1
    fi
}

closed() { # close the window that "passes" left open
    kill $window 2>/dev/null || true
    sh "$packaging/in_chroot.sh" "$root" env HOME=/root /usr/lib/wine/wineserver64 -k || true
    wait $window 2>/dev/null || true
}

mkdir -p "$shots" "$root/tmp/install"
cp "$source/dist/bmcalc-$version-setup.exe" "$source/dist/bmcalc-$version.msi" "$root/tmp/install/"
# The same program under an older number: what an upgrade starts from.
SOURCE_DATE_EPOCH=$(sh "$packaging/commit.sh" date) "${1:-python3}" "$packaging/windows/msi.py" \
    "$source/build/windows" "$source/build/windows/bmcalc.ico" "$root/tmp/install/bmcalc-older.msi" 0.0.1
sh "$packaging/windows/setup.sh" 0.0.1 "$root/tmp/install/bmcalc-older-setup.exe" >/dev/null 2>&1
Xvfb $DISPLAY -screen 0 1440x900x24 -ac >/dev/null 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null || true' EXIT
sleep 2
wine wineboot -i >/dev/null 2>&1
rm -rf "$records" "$settings"

setup="Z:\\tmp\\install\\bmcalc-$version-setup.exe"
folder='C:\users\root\AppData\Local\Programs\bmcalc'
mkdir -p "$records"
echo kept >"$records/kept"
wine 'Z:\tmp\install\bmcalc-older-setup.exe' /S
wine "$folder\\bmcalc.exe" --quit-after-paint
began=$(date +%s)
wine "$setup" /S
echo "setup.exe installed silently in $(($(date +%s) - began)) s"
passes "$folder" windows-setup "$folder\\bmcalc.exe" --lang zh_CN
refused "the setup did not notice the running program" "$setup" /S
closed
wine reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\bmcalc' | grep -q "$version"
wine "$folder\\uninstall.exe" /S "_?=$folder"
[ ! -e "$drive/users/root/AppData/Local/Programs/bmcalc/bmcalc.exe" ]
grep -q page "$settings"
grep -q kept "$records/kept"
rm -r "$records"
echo "setup.exe: upgraded, self-tested, shown, noticed while running, removed; settings and records kept"

msi="Z:\\tmp\\install\\bmcalc-$version.msi"
older="Z:\\tmp\\install\\bmcalc-older.msi"
mkdir -p "$drive/site"
echo 'version = "hospital 3"' >"$drive/site/formulary.toml"
echo 'label_profile = "eu"' >"$drive/site/policy.toml"
wine msiexec /i "$older" /qn
[ ! -e "$drive/Program Files/bmcalc-department" ]
wine msiexec /x "$older" /qn
# The folder of the records stays, even an empty one.
[ -d "$records" ]
wine msiexec /i "$older" /qn ADDLOCAL=ALL BMCALC_LANGUAGE=zh_CN 'BMCALC_SITE=C:\site'
folder='C:\Program Files\bmcalc'
echo kept >"$records/kept"
wine "$folder\\bmcalc.exe" --quit-after-paint
began=$(date +%s)
wine msiexec /i "$msi" /qn
echo "msi installed silently in $(($(date +%s) - began)) s"
wine 'C:\Program Files\bmcalc-department\bmcalc-department.exe' --help
printf '{"event_id": "00000000-0000-0000-0000-000000000001", "kind": "note", "about": {}, "body": {}}\n' \
    >"$root/tmp/note.json"
wine "$folder\\bmcalc-cli.exe" records append 'Z:\tmp\note.json'
wine "$folder\\bmcalc-cli.exe" records verify
# Opened by its file type, in the language that the administrator chose.
cp "$packaging/windows/case_1_with_invented_sizes.bmcalc" "$drive/order.bmcalc"
passes "$folder" windows-msi start 'C:\order.bmcalc'
refused "the msi went back to an older version" msiexec /i "$older" /qn
refused "the msi changed the running program" msiexec /i "$msi" /qn REINSTALL=ALL REINSTALLMODE=amus
refused "the msi removed the running program" msiexec /x "$msi" /qn
closed
wine "$folder\\bmcalc-cli.exe" selftest
grep -q 'language=zh_CN' "$drive/ProgramData/bmcalc/bmcalc.ini"
grep -q kept "$records/kept"
# wine puts the entry for all users into the user's own menu; Windows follows ALLUSERS.
find "$drive" -path '*Start Menu/Programs/bmcalc 骨转移用药计算.lnk' | grep -q .
# wine, unlike Windows, takes a product that would not go from its list: put it back, then remove it.
wine msiexec /i "$msi" /qn ADDLOCAL=ALL
wine msiexec /x "$msi" /qn
[ ! -e "$drive/Program Files/bmcalc/bmcalc.exe" ]
[ ! -e "$drive/Program Files/bmcalc-department/bmcalc-department.exe" ]
grep -q page "$settings"
[ -e "$drive/site/policy.toml" ]
grep -q kept "$records/kept"
echo "msi: upgraded with its settings and features, noticed while running, older one refused,"
echo "     self-tested, shown, removed; the hospital's folder, the settings and the records kept"
