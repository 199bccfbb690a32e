#!/bin/sh
# Run a Windows program under wine in the Debian 13 chroot, on DISPLAY or a screen nobody sees.
# Usage: [DISPLAY=:N] wine.sh ROOT [NAME=VALUE...] PROGRAM ARGUMENTS...
# Ends once every Windows program has ended; with BESIDE=1 once this one has.
set -eu
root=$1
shift
screen="xvfb-run --auto-servernum"
[ -z "${DISPLAY:-}" ] || screen="env DISPLAY=$DISPLAY"
# shellcheck disable=SC2086  # a list of words
exec sh "$(dirname "$0")/../in_chroot.sh" "$root" env WINEDEBUG=-all WINEARCH=win64 \
    WINEDLLOVERRIDES="mscoree,mshtml=" $screen \
    sh -c 'while case ${1:-} in *=*) true ;; *) false ;; esac; do export "$1"; shift; done
           /usr/lib/wine/wine64 "$@"; code=$?
           [ -n "${BESIDE:-}" ] || /usr/lib/wine/wineserver64 -w; exit $code' sh "$@"
