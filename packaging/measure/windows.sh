#!/bin/sh
# Size and start of the packaged program for Windows, under wine, against a bare window frozen the
# same way. First: make package-windows.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
source=$(dirname "$packaging")
root=$(sh "$packaging/chroot.sh" trixie wine wine64 xvfb xauth)
export BIND="$source"

DISPLAY='' sh "$packaging/windows/wine.sh" "$root" 'BMCALC_SOURCE=Z:\source' \
    'Z:\opt\python\python.exe' -m PyInstaller 'Z:\source\packaging\measure\bare.spec' \
    --noconfirm --log-level=ERROR --distpath 'Z:\source\build\measure\windows' \
    --workpath 'C:\measure'
export DISPLAY=:96
Xvfb $DISPLAY -screen 0 1440x900x24 -ac >/dev/null 2>&1 &
screen=$!
trap 'kill $screen' EXIT
sleep 2
# A session of Windows that stays, so that its own start is not counted.
sh "$packaging/in_chroot.sh" "$root" env HOME=/root /usr/lib/wine/wineserver64 -p60
{
    for run in 1 2 3 4 5 6 7 8 9 10 11; do
        sh "$packaging/measure/timed.sh" bare sh "$packaging/windows/wine.sh" "$root" BESIDE=1 \
            'Z:\source\build\measure\windows\bare\bare.exe'
        sh "$packaging/measure/timed.sh" bmcalc sh "$packaging/windows/wine.sh" "$root" BESIDE=1 \
            'Z:\source\build\windows\bmcalc\bmcalc.exe' --quit-after-paint
    done
} | sh "$packaging/measure/ratio.sh" "$source/build/measure/windows/bare" "$source/build/windows/bmcalc"
