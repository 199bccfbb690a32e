#!/bin/sh
# Before a package changes or goes: a running program reads its own parts as it needs them, and
# must not find those of another version.
set -e
case "$1" in
install | upgrade | remove)
    for program in /proc/[0-9]*/exe; do
        if [ "$program" -ef /usr/lib/bmcalc/bmcalc ] ||
            [ "$program" -ef /usr/lib/bmcalc-department/bmcalc-department ]; then
            echo "bmcalc is running. Close it, then try again." >&2
            echo "bmcalc 正在运行，请先关闭再重试。" >&2
            exit 1
        fi
    done
    ;;
esac
