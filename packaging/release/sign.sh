#!/bin/sh
# Sign the Windows installers with a certificate, where one is given in BMCALC_CERTIFICATE and
# BMCALC_KEY (PEM). Without them a test certificate is made, and named so: it proves the way, not
# the sender. Usage: sign.sh FILE...
set -eu
cache=${BMCALC_CACHE:-$HOME/.cache/bmcalc-build}
certificate=${BMCALC_CERTIFICATE:-$cache/test-signing.pem}
key=${BMCALC_KEY:-$cache/test-signing.key}
if [ ! -e "$certificate" ]; then
    mkdir -p "$cache"
    openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -keyout "$key" -out "$certificate" \
        -subj "/CN=bmcalc TEST certificate, proves nothing/O=bmcalc TEST" \
        -addext extendedKeyUsage=codeSigning 2>/dev/null
fi
for file in "$@"; do
    osslsigncode sign -h sha256 -certs "$certificate" -key "$key" -n bmcalc \
        -time "$(sh "$(dirname "$0")/../commit.sh" date)" -in "$file" -out "$file.signed" >/dev/null
    mv "$file.signed" "$file"
done
