#!/bin/bash
# Installs the packages in a fresh Debian with nothing else in it, uses them there as a person
# would, removes them, and compares what is left with what was there before.
# Usage, as root: try-in-chroot.sh DEB RUN [SUITE]
# Needs debootstrap, Xvfb, xdotool and Python outside; inside is only what the package depends on.
# EVENKEEL_BASE names a folder made by debootstrap --variant=minbase, to be copied instead;
# EVENKEEL_SHOTS one for pictures of the screen, if ImageMagick is there.
set -euo pipefail
deb=$(realpath "$1")
run=$(realpath "$2")
suite=${3:-bookworm}
work=$(mktemp -d)
root=$work/root
shots=${EVENKEEL_SHOTS:-$work}
screen=""

finish() {
    inner | xargs -r kill 2>/dev/null || true
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    for place in proc dev/shm dev tmp/.X11-unix; do
        umount -l "$root/$place" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

# The processes that run inside.
inner() {
    local process
    for process in /proc/[0-9]*; do
        if [ "$(readlink "$process/root" 2>/dev/null)" = "$root" ]; then
            basename "$process"
        fi
    done
}
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
# What is unmounted inside stays mounted outside.
mount --make-rslave "$root/dev"
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

own=/home/reader/.local/share/evenkeel
journal=$root$own/journal.sqlite

# Waits up to so many seconds until a command succeeds.
within() {
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.3
    done
}
ended() { ! kill -0 "$program" 2>/dev/null; }
shown() { [ -n "$(xdotool search --onlyvisible --name 'Evenkeel$' 2>/dev/null)" ]; }
# Some process inside has the library of numpy, with which the chart is drawn.
chart_drawn() {
    inner | sed 's|.*|/proc/&/maps|' | xargs -r grep -qs _multiarray_umath
}
# The journal, of which a copy is read, has a repetition: a hold was held to its end.
held() {
    rm -rf "$work/copy"
    mkdir "$work/copy"
    cp "$journal"* "$work/copy"
    python3 - "$work/copy/journal.sqlite" <<'END'
import sqlite3, sys
held = sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM repetitions").fetchone()[0]
sys.exit(held == 0)
END
}

open_window() {
    reader "$1" >"$work/said" 2>&1 &
    program=$!
    if ! within 60 shown; then
        cat "$work/said"
        echo "no window came"
        return 1
    fi
    sleep 3
    xdotool windowfocus --sync "$(xdotool search --onlyvisible --name 'Evenkeel$' | head -n 1)"
}
quit() {
    xdotool key ctrl+q
    if ! within 20 ended; then
        shot "$1-still-there"
        echo "it did not quit"
        return 1
    fi
    wait "$program"
    # Nothing must be said that nobody asked for.
    if [ -s "$work/said" ]; then
        cat "$work/said"
        return 1
    fi
}

# Goes the way from the first start into a session, to the end of a hold, and quits.
# Numbers choose an answer and Return goes on: nothing alarming, not pregnant, left, shifted, 5 of
# 10, the floor is fine, a doorway, no plank, nothing known, no extras; then Start, and 5 of 10.
questions="Return Up space Return 1 Return 1 Return 1 Return 5 Return 1 Return 1 Return 3 Return
Up space Return 1 Return"
session() {
    local key
    # The shortest preparation, so that the hold comes soon.
    reader mkdir -p "$own"
    echo '{"schema": 1, "prepare_s": 5}' | reader tee "$own/settings.json" >/dev/null
    open_window "$1"
    shot "$2-first"
    for key in $questions; do
        xdotool key "$key"
        sleep 0.8
    done
    sleep 2
    shot "$2-plan"
    xdotool mousemove 304 684 click 1 sleep 2 key 5 sleep 1 key Return
    if ! within 90 held; then
        shot "$2-no-hold"
        echo "no hold came to its end"
        return 1
    fi
    shot "$2-session"
    quit "$2"
    echo "a hold was held"
}

# Opens the progress page, after three weeks in which the session above was done every day.
progress() {
    python3 - "$journal" <<'END'
import datetime, sqlite3, sys
journal = sqlite3.connect(sys.argv[1])
journal.execute(
    "UPDATE sessions SET how = 'ended', ended_at = started_at,"
    " ended_offset_min = started_offset_min, pain_after = 4"
)
columns = [row[1] for row in journal.execute("PRAGMA table_info(sessions)") if row[1] != "id"]
names = ", ".join(columns)
row = journal.execute(f"SELECT {names} FROM sessions").fetchone()
for days in range(1, 21):
    one = dict(zip(columns, row))
    for name in ("started_at", "ended_at"):
        time = datetime.datetime.fromisoformat(one[name].replace("Z", "+00:00"))
        earlier = (time - datetime.timedelta(days=days)).isoformat()
        one[name] = earlier.replace("+00:00", "Z") if "Z" in row[columns.index(name)] else earlier
    one.update(pain_before=4 + days // 7, pain_after=3 + days // 7)
    marks = ", ".join("?" * len(columns))
    journal.execute(f"INSERT INTO sessions ({names}) VALUES ({marks})", list(one.values()))
journal.commit()
END
    open_window "$1"
    xdotool key ctrl+3
    if ! within 30 chart_drawn; then
        shot "$2-no-chart"
        echo "the chart of the progress page did not come"
        return 1
    fi
    sleep 3
    shot "$2-progress"
    quit "$2"
    echo "the progress page has its chart"
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
say "a newer version over it: the journal stays"
version=$(dpkg-deb -f "$deb" Version)
dpkg-deb -R "$deb" "$work/newer"
sed -i "s/^Version: .*/Version: $version.1/" "$work/newer/DEBIAN/control"
dpkg-deb --root-owner-group -Zgzip -z1 -b "$work/newer" "$root/var/cache/evenkeel.deb" >/dev/null
before=$(sha256sum <"$journal")
inside dpkg -i /var/cache/evenkeel.deb
test "$(reader evenkeel --version)" = "evenkeel $version"
inside dpkg -s evenkeel | grep -qx "Version: $version.1"
test "$before" = "$(sha256sum <"$journal")"
progress evenkeel deb
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
say "again, over what is there: the journal stays, files of the older version go"
older=/home/reader/.local/lib/evenkeel/_internal/of-an-older-version
reader touch "$older"
before=$(sha256sum <"$journal")
reader sh /var/cache/evenkeel.run --nox11
test "$before" = "$(sha256sum <"$journal")"
test ! -e "$root$older"
progress /home/reader/.local/bin/evenkeel run
reader /home/reader/.local/lib/evenkeel/uninstall </dev/null
test -s "$journal"
rm -rf "$root/home/reader/.local/share/evenkeel"
(cd "$root/home/reader" && rmdir -p .local/share 2>/dev/null) || true
compare
