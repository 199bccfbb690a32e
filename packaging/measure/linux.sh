#!/bin/sh
# Size and start of the packaged program for Linux against a bare window frozen the same way.
# First: make package-linux.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
root=$(sh "$packaging/linux/python.sh")
BIND=$source sh "$packaging/in_chroot.sh" "$root" env PYTHONPATH=/opt/wheels \
    LD_LIBRARY_PATH=/opt/python/lib BMCALC_SOURCE=/source /opt/python/bin/python3.11 -m PyInstaller \
    /source/packaging/measure/bare.spec --noconfirm --log-level=ERROR \
    --distpath /source/build/measure/linux --workpath /tmp/measure
bare=$source/build/measure/linux/bare
program=$source/build/linux/bmcalc
display=:96
Xvfb $display -screen 0 1440x900x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen' EXIT
sleep 2
export DISPLAY=$display
{
    for run in 1 2 3 4 5 6 7 8 9 10 11; do
        sh "$packaging/measure/timed.sh" bare "$bare/bare"
        sh "$packaging/measure/timed.sh" bmcalc "$program/bmcalc" --quit-after-paint
    done
} | sh "$packaging/measure/ratio.sh" "$bare" "$program"
