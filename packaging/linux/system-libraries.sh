#!/bin/sh
# Installs the system libraries that Qt loads at run time, where they are missing and the user
# may install them; otherwise says in one line what to type.
# Usage: system-libraries.sh PYTHON [WISHED …]
# WISHED packages are installed where that is possible and done without where it is not.
set -eu
python=$1
shift

[ "$(uname -s)" = Linux ] || exit 0
command -v dpkg-query >/dev/null 2>&1 || exit 0

needed="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0 libxcb-cursor0
libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libwayland-cursor0"

installed() {
    dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii'
}

missing=""
for name in $needed; do
    # Newer systems call some libraries NAMEt64; those provide the old name.
    installed "$name" || installed "${name}t64" || missing="$missing $name"
done
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
wished=""
for name in "$@"; do
    installed "$name" || wished="$wished $name"
done
[ -n "$missing$wished" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    run=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo"
elif [ -n "$missing" ]; then
    echo "Some system libraries are missing. Please type: sudo apt-get install$missing" >&2
    exit 1
else
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
# How many seconds another program that installs packages gets to finish.
patience=${EVENKEEL_APT_PATIENCE:-60}
said=$(mktemp)
trap 'rm -f "$said"' EXIT

# Runs apt-get. Where another program holds the package manager to the end, that is said in one
# sentence in place of apt's own lines.
apt() {
    status=0
    $run apt-get -o DPkg::Lock::Timeout="$patience" "$@" 2>"$said" || status=$?
    if [ "$status" != 0 ] && grep -q 'Could not get lock' "$said"; then
        echo "Another program is installing packages; try again in a minute." >&2
        exit 1
    fi
    cat "$said" >&2
    return "$status"
}

# The lists have a lock of their own, for which apt does not wait.
waited=0
until lists=$($run apt-get update -qq 2>&1); do
    case $lists in
        *"Could not get lock"*) ;;
        *)
            # Without the network the lists that are there may do.
            echo "$lists" >&2
            break
            ;;
    esac
    if [ "$waited" -ge "$patience" ]; then
        echo "Another program is installing packages; try again in a minute." >&2
        exit 1
    fi
    sleep 2
    waited=$((waited + 2))
done
# shellcheck disable=SC2086 # the names are meant to be split
[ -z "$missing" ] || apt install -y -qq --no-install-recommends $missing
# shellcheck disable=SC2086
[ -z "$wished" ] || apt install -y -qq --no-install-recommends $wished ||
    echo "Not installed, and done without:$wished" >&2
