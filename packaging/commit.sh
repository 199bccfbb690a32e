#!/bin/sh
# Print the commit that is built, or with "date" its time in seconds; a changed tree says so.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = date ]; then
    git log -1 --format=%ct 2>/dev/null || echo 1700000000
    exit
fi
commit=$(git rev-parse HEAD 2>/dev/null || echo unknown)
[ -z "$(git status --porcelain --untracked-files=no 2>/dev/null)" ] || commit="$commit with changes"
echo "$commit"
