#!/bin/sh
# Size and start of the packaged program for Linux against a bare window frozen the same way.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
root=$(sh "$packaging/linux/python.sh")
BIND=$source sh "$packaging/in_chroot.sh" "$root" env PYTHONPATH=/opt/wheels \
    LD_LIBRARY_PATH=/opt/python/lib BMCALC_SOURCE=/source /opt/python/bin/python3.11 -m PyInstaller \
    /source/packaging/measure/bare.spec --noconfirm --log-level=ERROR \
    --distpath /source/build/measure --workpath /tmp/measure
du -s --apparent-size -B1000000 "$source/build/linux/bmcalc" "$source/build/measure/bare"
display=:96
Xvfb $display -screen 0 1440x900x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen' EXIT
sleep 2
export DISPLAY=$display
for program in "build/measure/bare/bare" "build/linux/bmcalc/bmcalc --quit-after-paint"; do
    for run in 1 2 3 4 5 6; do
        began=$(date +%s%N)
        # shellcheck disable=SC2086  # a program and its argument
        "$source"/$program >/dev/null 2>&1
        echo "$program $((($(date +%s%N) - began) / 1000000)) ms"
    done
done
