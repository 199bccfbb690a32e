#!/bin/sh
# Print sizes, median times and their ratios; reads lines of NAME MILLISECONDS, "bare" or "bmcalc".
# Usage: ratio.sh BARE PROGRAM <TIMES    The first run of each, which warms up, is left out.
set -eu
bytes() {
    find "$1" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%d", sum }'
}
times=$(cat)
median() {
    echo "$times" | awk -v name="$1" '$1 == name && seen++ { print $2 }' | sort -n |
        awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}
awk -v bare="$(bytes "$1")" -v program="$(bytes "$2")" -v quick="$(median bare)" \
    -v slow="$(median bmcalc)" 'BEGIN {
    printf "size: %.1f MB, bare %.1f MB, ratio %.4f\n", program / 1e6, bare / 1e6, program / bare
    printf "start: %d ms, bare %d ms, ratio %.2f\n", slow, quick, slow / quick
}'
