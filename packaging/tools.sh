#!/bin/sh
# Have the tools that packaging takes, from Debian; needs root.
set -eu
missing=""
for package in debootstrap xvfb imagemagick lintian nsis wixl msitools osslsigncode openssl xz-utils \
    fonts-wqy-microhei; do
    dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' ||
        missing="$missing $package"
done
[ -z "$missing" ] && exit
apt-get update -qq
# shellcheck disable=SC2086  # a list of words
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
