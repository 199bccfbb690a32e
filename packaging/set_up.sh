#!/bin/sh
# Set up everything that running and testing need: system libraries, environment, dependencies.
set -eu
venv=$1
lock=$2

# What Qt's xcb platform loads, and a font that shows Chinese.
packages="python3-venv fonts-wqy-microhei libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0
libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0
libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render0
libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1"

if command -v dpkg-query >/dev/null 2>&1; then
    missing=""
    for package in $packages; do
        status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
        [ "$status" = "install ok installed" ] || missing="$missing $package"
    done
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ]; then
            echo "Installing system libraries:$missing"
            apt-get update -qq
            # shellcheck disable=SC2086
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
                $missing >/dev/null
        else
            echo "System libraries are missing; run: sudo apt-get install -y$missing"
        fi
    fi
fi

echo "Setting up $venv"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable .
