#!/bin/sh
# Installs Evenkeel for the person who runs it, without root: the program, a command, a menu
# entry and icons, all below ~/.local. Run again, or from a newer file, it replaces what is there.
# The journal is elsewhere and is not touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/evenkeel
command=$HOME/.local/bin/evenkeel

if [ "$(id -u)" = 0 ] && [ -z "${EVENKEEL_AS_ROOT:-}" ]; then
    echo "Please install as yourself, not as root: it goes into your own folder." >&2
    exit 1
fi

# Libraries that the desktop must have: without them the window would not open, without saying why.
missing=$(find "$here/program" -name '*.so*' -type f ! -name 'libcupsprintersupport.so' \
    -exec env LD_LIBRARY_PATH="$here/program/_internal" ldd {} + 2>/dev/null |
    sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u | tr '\n' ' ')
if [ -n "$missing" ]; then
    echo "Evenkeel needs libraries that this system does not have: $missing" >&2
    if command -v apt-get >/dev/null 2>&1; then
        # "a (>= 1) | b, c" becomes "a c".
        names=$(tr ',' '\n' <"$here/packages" | sed 's/|.*//; s/(.*)//' | tr -d ' ' | tr '\n' ' ')
        echo "An administrator can type: sudo apt-get install $names" >&2
    fi
    exit 1
fi

# The new program is complete before the old one goes.
mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$data"
rm -rf "$program.new"
cp -a "$here/program" "$program.new"
cp "$here/uninstall.sh" "$program.new/uninstall"
chmod 755 "$program.new/uninstall"
(cd "$here/share" && find . -type f) | sed 's|^\./||' >"$program.new/shared-files"
rm -rf "$program"
mv "$program.new" "$program"

(cd "$here/share" && tar -cf - .) | (cd "$data" && tar -xf - --no-same-owner)
# The menu has no ~/.local/bin on its path, and a space in a path must be quoted.
sed -i "s|^Exec=.*|Exec=\"$program/evenkeel\"|" "$data/applications/evenkeel.desktop"
ln -sf "$program/evenkeel" "$command"
if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$data/applications" 2>/dev/null || true
fi

echo "Evenkeel is installed. It is in the menu, and as the command $command."
echo "To remove it: $program/uninstall"
