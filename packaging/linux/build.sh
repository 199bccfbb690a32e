#!/bin/sh
# Freeze the programs for Linux in the Debian 11 chroot into build/linux/bmcalc and …-department.
# Usage: build.sh PYTHON    (a Python of this machine, to fetch wheels with)
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
target=$source/build/linux
root=$(sh "$packaging/linux/python.sh")
# What Qt's xcb platform loads; PyInstaller copies those that not every desktop has.
sh "$packaging/chroot.sh" bullseye binutils libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 \
    libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libx11-6 libx11-xcb1 libxcb1 \
    libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
    libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 \
    libxcb-xfixes0 libxcb-xkb1 >/dev/null
sh "$packaging/install_wheels.sh" "$1" linux "$root/opt/wheels"
mkdir -p "$target"
sh "$packaging/fonts.sh" "$target/fonts"
sh "$packaging/release/release_key.sh" public >"$target/fonts/release-key.pub"
for program in bmcalc bmcalc-department; do
    BIND=$source sh "$packaging/in_chroot.sh" "$root" env PYTHONHASHSEED=1 PYTHONPATH=/opt/wheels \
        LD_LIBRARY_PATH=/opt/python/lib SOURCE_DATE_EPOCH="$(sh "$packaging/commit.sh" date)" \
        BMCALC_COMMIT="$(sh "$packaging/commit.sh")" BMCALC_SYSTEM="Debian 11, x86-64" \
        /opt/python/bin/python3.11 /source/packaging/build_program.py \
        /source /source/build/linux/fonts "/source/build/linux/$program"
    "$1" "$packaging/write_manifest.py" "$target/$program"
done
