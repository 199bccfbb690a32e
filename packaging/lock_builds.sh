#!/bin/sh
# Pin what the shipped programs are frozen from, with hashes, one file for each system. Needs uv.
set -eu
cd "$(dirname "$0")/.."
for system in linux windows; do
    case $system in
        linux) lock=packaging/requirements-build.lock platform=x86_64-manylinux_2_28 ;;
        windows) lock=packaging/requirements-windows.lock platform=x86_64-pc-windows-msvc ;;
    esac
    uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --no-annotate \
        --python-version 3.11 --python-platform "$platform" --only-binary :all: \
        --extra department --constraint packaging/requirements.lock --output-file "$lock" pyproject.toml packaging/build.in
done
