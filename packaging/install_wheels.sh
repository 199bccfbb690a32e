#!/bin/sh
# Install the pinned wheels of a system into a folder, checked by hash, whatever system this is.
# Usage: install_wheels.sh PYTHON linux|windows FOLDER
set -eu
python=$1
system=$2
folder=$3
here=$(cd "$(dirname "$0")" && pwd)
case $system in
    linux)
        lock=$here/requirements-build.lock
        platforms="--platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64
            --platform manylinux2014_x86_64"
        ;;
    windows)
        lock=$here/requirements-windows.lock
        platforms="--platform win_amd64"
        ;;
esac
cmp -s "$lock" "$folder/installed.lock" && exit
wheels=${BMCALC_CACHE:-$HOME/.cache/bmcalc-build}/wheels-$system
options="--quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all:
    --implementation cp --python-version 3.11 $platforms --requirement $lock"
rm -rf "$wheels" "$folder"
mkdir -p "$wheels" "$folder"
# shellcheck disable=SC2086  # lists of words
"$python" -m pip download $options --dest "$wheels"
# shellcheck disable=SC2086
"$python" -m pip install $options --no-index --find-links "$wheels" --no-compile --target "$folder"
cp "$lock" "$folder/installed.lock"
