#!/bin/sh
# Copy the font that ships, with its licence, from Debian's own package; print its folder.
set -eu
fonts=$1
package=fonts-wqy-microhei
rm -rf "$fonts"
mkdir -p "$fonts"
cp /usr/share/fonts/truetype/wqy/wqy-microhei.ttc "$fonts/"
{
    echo "bmcalc ships this font without its table of glyph names; nothing else is changed."
    echo
    cat "/usr/share/doc/$package/copyright"
} >"$fonts/WenQuanYi-Micro-Hei.txt"
