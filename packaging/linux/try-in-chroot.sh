#!/bin/bash
# Installs the packages in a fresh Debian with nothing else in it, uses them there as a person
# would, removes them, and compares what is left with what was there before.
# Usage, as root: try-in-chroot.sh DEB RUN [SUITE]
# Needs debootstrap, Xvfb and xdotool outside; inside is only what the package depends on.
# EVENKEEL_BASE names a folder made by debootstrap --variant=minbase, to be copied instead.
set -euo pipefail
deb=$(realpath "$1")
run=$(realpath "$2")
suite=${3:-bookworm}
work=$(mktemp -d)
root=$work/root
shots=${EVENKEEL_SHOTS:-$work}
screen=""

finish() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    for place in proc dev/shm dev tmp/.X11-unix; do
        umount -l "$root/$place" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

say() { printf '\n== %s\n' "$*"; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "$@"; }
# As the reader, on the screen, where there is one.
reader() {
    inside HOME=/home/reader DISPLAY="${DISPLAY:-}" \
        setpriv --reuid=1000 --regid=1000 --clear-groups "$@"
}
# Every file but the records of the package manager, and what fontconfig keeps for each person who
# opens any window.
files() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp \
        -o -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log \
        -o -path ./home/reader/.cache/fontconfig \) \
        -prune -o -print | sort)
}

say "a fresh Debian ($suite)"
if [ -n "${EVENKEEL_BASE:-}" ]; then
    cp -a "$EVENKEEL_BASE" "$root"
else
    # The mirror that this machine's own apt is told to use.
    # shellcheck disable=SC2016 # apt fills it in
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >/dev/null
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
inside useradd --uid 1000 --create-home reader

Xvfb -displayfd 3 -screen 0 1366x768x24 -ac -nolisten tcp 3>"$work/display" 2>/dev/null &
screen=$!
until [ -s "$work/display" ]; do sleep 0.1; done
DISPLAY=":$(cat "$work/display")"
export DISPLAY

# One look at the screen, as a picture, where ImageMagick is there.
shot() { ! command -v import >/dev/null || import -window root "$shots/$1.png"; }

# Opens the window, goes the way from the first start into a session, and quits.
# Numbers choose an answer and Return goes on: nothing alarming, not pregnant, left, shifted, 5 of
# 10, the floor is fine, a doorway, no plank, nothing known, no extras; then Start, and 5 of 10.
questions="Return Up space Return 1 Return 1 Return 1 Return 5 Return 1 Return 1 Return 3 Return
Up space Return 1 Return"
session() {
    local command=$1 name=$2 window="" program
    reader "$command" >"$work/said" 2>&1 &
    program=$!
    for _ in $(seq 300); do
        window=$(xdotool search --onlyvisible --name '^Evenkeel' 2>/dev/null | head -n 1) || true
        [ -z "$window" ] || break
        sleep 0.2
    done
    if [ -z "$window" ]; then
        cat "$work/said"
        echo "no window came"
        return 1
    fi
    sleep 3
    shot "$name-first"
    xdotool windowfocus --sync "$window"
    for key in $questions; do
        xdotool key "$key"
        sleep 0.8
    done
    sleep 2
    shot "$name-plan"
    xdotool mousemove 304 684 click 1 sleep 2 key 5 sleep 1 key Return
    sleep 15
    shot "$name-session"
    xdotool key ctrl+q
    for _ in $(seq 100); do
        kill -0 "$program" 2>/dev/null || break
        sleep 0.2
    done
    if kill -0 "$program" 2>/dev/null; then
        shot "$name-still-there"
        kill "$program"
        echo "it did not quit"
        return 1
    fi
    wait "$program"
    # Nothing must be said that nobody asked for.
    if [ -s "$work/said" ]; then
        cat "$work/said"
        return 1
    fi
    # The session was begun: the journal has it.
    test -s "$root/home/reader/.local/share/evenkeel/journal.sqlite"
}

print_card() {
    reader "$1" card glute_bridge --pdf /home/reader/card.pdf
    test "$(head -c 4 "$root/home/reader/card.pdf")" = %PDF
    rm "$root/home/reader/card.pdf"
}

compare() {
    files >"$work/after"
    if diff "$work/before" "$work/after"; then
        echo "nothing is left"
    else
        echo "left or missing: see above"
        return 1
    fi
}

say "$(basename "$deb"): what it depends on"
inside apt-get update -qq
depends=$(dpkg-deb -f "$deb" Depends)
inside DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends satisfy "$depends" >/dev/null
mkdir -p "$root/home/reader/.cache" "$root/home/reader/.config"
chown -R 1000:1000 "$root/home/reader"
files >"$work/before"

say "install, use, remove"
cp "$deb" "$root/var/cache/evenkeel.deb"
inside dpkg -i /var/cache/evenkeel.deb
reader evenkeel --version
session evenkeel deb
print_card evenkeel
inside dpkg --purge evenkeel
find "$root/home/reader" -path '*evenkeel*' -type f | sed "s|^$root||; s|^|the reader's own: |"
rm -rf "$root/home/reader/.local"
compare

say "$(basename "$run"): install, use, remove, as the reader"
cp "$run" "$root/var/cache/evenkeel.run"
reader sh /var/cache/evenkeel.run --nox11
reader /home/reader/.local/bin/evenkeel --version
session /home/reader/.local/bin/evenkeel run
print_card /home/reader/.local/bin/evenkeel
say "again, over what is there: the journal stays"
before=$(sha256sum <"$root/home/reader/.local/share/evenkeel/journal.sqlite")
reader sh /var/cache/evenkeel.run --nox11
test "$before" = "$(sha256sum <"$root/home/reader/.local/share/evenkeel/journal.sqlite")"
reader /home/reader/.local/lib/evenkeel/uninstall </dev/null
test -s "$root/home/reader/.local/share/evenkeel/journal.sqlite"
rm -rf "$root/home/reader/.local/share/evenkeel"
(cd "$root/home/reader" && rmdir -p .local/share 2>/dev/null) || true
compare
