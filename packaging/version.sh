#!/bin/sh
# Print the version, from its one place.
set -eu
sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$(dirname "$0")/../bmcalc/version.py"
