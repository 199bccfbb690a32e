#!/bin/sh
# lintian, then the packages in a clean Debian 12 and Debian 11.
set -eu
packaging=$(cd "$(dirname "$0")/.." && pwd)
end=$(sh "$packaging/version.sh")_amd64.deb
package=$(dirname "$packaging")/dist/bmcalc_$end
department=$(dirname "$packaging")/dist/bmcalc-department_$end
lintian --fail-on error "$package" "$department"
for suite in bookworm bullseye; do
    sh "$packaging/linux/check.sh" "$package" "$department" "$suite"
done
