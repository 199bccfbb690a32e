#!/bin/sh
# Make the picture at the side of the setup's first and last page from the one icon.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
convert -size 164x314 'xc:#e4f2f0' \( "$source/resources/icons/bmcalc.png" -resize 88x88 \) \
    -gravity north -geometry +0+64 -composite -alpha off "BMP3:$1"
