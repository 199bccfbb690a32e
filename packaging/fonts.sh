#!/bin/sh
# Copy the font that ships, with its licence, from Debian's own package; print its folder.
set -eu
fonts=$1
package=fonts-wqy-microhei
rm -rf "$fonts"
mkdir -p "$fonts"
cp /usr/share/fonts/truetype/wqy/wqy-microhei.ttc "$fonts/"
cp "/usr/share/doc/$package/copyright" "$fonts/WenQuanYi-Micro-Hei.txt"
