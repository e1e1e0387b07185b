#!/bin/sh
# Installs the system libraries that Qt loads at run time, where they are missing and the user
# may install them; otherwise says in one line what to type. Usage: system-libraries.sh [PYTHON]
set -eu
python=${1:-python3}

[ "$(uname -s)" = Linux ] || exit 0

libraries="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libwayland-cursor0"

missing=""
if command -v dpkg-query >/dev/null 2>&1; then
    for name in $libraries; do
        # libglib2.0-0 is called libglib2.0-0t64 on newer systems and provides the old name.
        dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii' ||
            dpkg-query -W -f '${db:Status-Abbrev}' "${name}t64" 2>/dev/null | grep -q '^ii' ||
            missing="$missing $name"
    done
    "$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo"
else
    echo "Some system libraries are missing. Please type: sudo apt-get install$missing" >&2
    exit 1
fi
$run apt-get update -qq
# shellcheck disable=SC2086 # the names are meant to be split
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends $missing
