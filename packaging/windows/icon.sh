#!/bin/sh
# Make the Windows icon, in the sizes that Windows asks for, from the one picture.
set -eu
source=$(cd "$(dirname "$0")/../.." && pwd)
convert "$source/resources/icons/bmcalc.png" -define icon:auto-resize=256,64,48,32,24,16 "$1"
