#!/bin/sh
# Print the Ed25519 signature of a file in hexadecimal. Usage: sign_sums.sh FILE
set -eu
key=$(sh "$(dirname "$0")/release_key.sh")
openssl pkeyutl -sign -rawin -inkey "$key" -in "$1" | od -An -v -tx1 | tr -d ' \n'
echo
