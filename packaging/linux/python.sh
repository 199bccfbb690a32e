#!/bin/sh
# Build CPython 3.11 from Debian 12's own source in a Debian 11 chroot, so that the program runs
# with that system's glibc 2.31, and SQLite from the same source: Debian 11's is too old to keep
# the records. Without ssl: a calculator opens no connection.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
root=$(sh "$here/chroot.sh" bullseye build-essential dpkg-dev zlib1g-dev libbz2-dev liblzma-dev \
    libffi-dev libexpat1-dev pkg-config tcl file)
if [ ! -e "$root/opt/python/with-sqlite" ]; then
    echo "deb-src $(sh "$here/mirror.sh") bookworm main" >"$root/etc/apt/sources.list.d/source.list"
    sh "$here/in_chroot.sh" "$root" sh -eu -c '
        apt-get update -qq
        apt-get install -y -qq debian-archive-keyring >/dev/null
        rm -rf /opt/build /opt/python
        mkdir -p /opt/build
        cd /opt/build
        apt-get source -qq sqlite3 python3.11 >/dev/null 2>&1
        export LD_LIBRARY_PATH=/opt/python/lib PKG_CONFIG_PATH=/opt/python/lib/pkgconfig
        cd sqlite3-3.*/
        ./configure --quiet --prefix=/opt/python --disable-tcl --disable-readline --disable-static \
            >/dev/null
        make --silent -j"$(nproc)" >/dev/null 2>&1
        make --silent install >/dev/null 2>&1
        cd ../python3.11-3.11.*/
        # Debian builds pyexpat into the interpreter; as a module it needs the same definition.
        sed -i "1i #define Py_BUILD_CORE_MODULE 1" Modules/pyexpat.c
        ./configure --quiet --prefix=/opt/python --enable-shared --without-ensurepip \
            --with-system-expat --disable-test-modules \
            CPPFLAGS=-I/opt/python/include LDFLAGS=-L/opt/python/lib
        make --silent -j"$(nproc)" >/dev/null 2>&1
        make --silent install >/dev/null 2>&1
        /opt/python/bin/python3.11 -c "import sqlite3; assert sqlite3.sqlite_version_info >= (3, 40)"
        touch /opt/python/with-sqlite
    ' >&2
fi
echo "$root"
