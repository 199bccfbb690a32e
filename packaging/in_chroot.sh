#!/bin/sh
# Run a command in a chroot with /proc and /dev, and the source tree at /source where it is given.
# Usage: [BIND=FOLDER] in_chroot.sh ROOT COMMAND...    The mounts end with the command.
set -eu
root=$1
shift
export ROOT="$root" BIND="${BIND:-}"
exec unshare --mount sh -eu -c '
    mount -t proc proc "$ROOT/proc"
    mount --rbind /dev "$ROOT/dev"
    if [ -n "$BIND" ]; then
        mkdir -p "$ROOT/source"
        mount --bind "$BIND" "$ROOT/source"
    fi
    cp /etc/resolv.conf "$ROOT/etc/resolv.conf" 2>/dev/null || true
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} \
        chroot "$ROOT" "$@"' sh "$@"
