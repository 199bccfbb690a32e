#!/bin/sh
# The folder of the records is made once, for the group of those who may use it. It is no file of
# the package: no upgrade, removal or purge touches it, nor the rights that an administrator gave.
set -e
case "$1" in
configure)
    getent group bmcalc >/dev/null || addgroup --quiet --system bmcalc
    if [ ! -e /var/lib/bmcalc ] && [ ! -L /var/lib/bmcalc ]; then
        install -d -o root -g bmcalc -m 2770 /var/lib/bmcalc
    fi
    ;;
esac
