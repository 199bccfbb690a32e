#!/bin/sh
# lintian, then the package in a clean Debian 12 and Debian 11.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
package=$(dirname "$packaging")/dist/bmcalc_$(sh "$packaging/version.sh")_amd64.deb
lintian --fail-on error "$package"
for suite in bookworm bullseye; do
    sh "$packaging/linux/check.sh" "$package" "$suite"
done
