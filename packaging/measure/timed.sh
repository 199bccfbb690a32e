#!/bin/sh
# Print a name and how many milliseconds a command took. Usage: timed.sh NAME COMMAND...
set -eu
name=$1
shift
began=$(date +%s%N)
"$@" >/dev/null 2>&1
echo "$name $((($(date +%s%N) - began) / 1000000))"
