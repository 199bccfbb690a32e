#!/bin/sh
# Print the file of the release key; "public" prints its public half, which ships in the program.
set -eu
key=${BMCALC_RELEASE_KEY:-${BMCALC_CACHE:-$HOME/.cache/bmcalc-build}/test-release.key}
if [ ! -e "$key" ]; then
    mkdir -p "$(dirname "$key")"
    openssl genpkey -algorithm ed25519 -out "$key"
fi
if [ "${1:-}" = public ]; then
    printf '%s' "$(openssl pkey -in "$key" -pubout -outform DER | tail -c 32 | od -An -v -tx1 | tr -d ' \n')"
    [ -n "${BMCALC_RELEASE_KEY:-}" ] || printf ' TEST key'
    echo
else
    echo "$key"
fi
