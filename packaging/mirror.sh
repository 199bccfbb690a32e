#!/bin/sh
# Print the Debian mirror that this machine's own apt uses: no script names one.
set -eu
apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 !~ /-security|-updates|-backports/ { print $2; exit }'
