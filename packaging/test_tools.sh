#!/bin/sh
# What only the proofs of the records need: a compiler and PostgreSQL's server. Root on Debian;
# without them those tests are skipped and say so.
set -eu
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || exit 0
missing=""
command -v gcc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
command -v setpriv >/dev/null 2>&1 || missing="$missing util-linux"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -n "$missing" ] || exit 0
echo "Installing for the tests of the records:$missing"
apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
