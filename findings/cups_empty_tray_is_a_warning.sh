#!/bin/bash
# A printer whose trays are all empty may call that a warning, while the job stands still for good.
#
# The good guess: what keeps a printer from printing is an error ("media-empty" or
# "media-empty-error"), and a warning is something that it goes on in spite of (RFC 8011, 5.4.12).
# Seen: CUPS's own simulated printer says "media-empty-warning media-needed-warning" when both trays
# are empty. The queue stays enabled, "lpstat -p" says "now printing", the job does not move, and
# nothing ever becomes an error. When a tray is filled, the job of then comes out.
# Seen with ippeveprinter and cups 2.4.2 (Debian 2.4.2-3+deb12u9) on 2026-11-28.
# Needs the Debian packages cups, cups-client, cups-ipp-utils, avahi-daemon, dbus and cups-filters,
# and root, since a CUPS server runs its filters as another user. It starts a bus, an Avahi, a CUPS
# server and a simulated printer of its own, and ends them. No other Avahi may run meanwhile.
set -eu

for program in cupsd lpadmin lpstat lp ippeveprinter avahi-daemon dbus-daemon; do
    if ! PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null; then
        echo "This needs the Debian packages cups cups-client cups-ipp-utils cups-filters avahi-daemon dbus."
        exit 1
    fi
done
[ "$(id -u)" = 0 ] || { echo "This needs root."; exit 1; }
dpkg-query -W cups-daemon cups-ipp-utils cups-filters avahi-daemon 2>/dev/null || true

root=$(mktemp -d)
pids=()
ended() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$root"
}
trap ended EXIT
chmod 755 "$root"
mkdir "$root"/{etc,spool,cache,state,log,paper}

# 30 s for something to come true; the machine may be slow.
until_true() {
    for _ in $(seq 60); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.5
    done
    echo "it did not happen: $*"
    return 1
}

# ippeveprinter does not start without Avahi, nor Avahi without a system bus.
cat >"$root/bus.conf" <<END
<busconfig>
<type>system</type><listen>unix:path=$root/bus</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/>
</policy>
</busconfig>
END
export DBUS_SYSTEM_BUS_ADDRESS="unix:path=$root/bus"
dbus-daemon --config-file="$root/bus.conf" --nofork --nopidfile >"$root/log/bus" 2>&1 &
pids+=($!)
until_true test -S "$root/bus"
cat >"$root/avahi.conf" <<END
[server]
host-name=printerhost
use-ipv6=no
allow-interfaces=lo
END
PATH="$PATH:/usr/sbin" avahi-daemon -f "$root/avahi.conf" --no-drop-root --no-chroot --no-rlimits \
    >"$root/log/avahi" 2>&1 &
pids+=($!)
until_true grep -q "Server startup complete" "$root/log/avahi"

cat >"$root/etc/cupsd.conf" <<END
Listen $root/socket
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
END
cat >"$root/etc/cups-files.conf" <<END
ServerRoot $root/etc
RequestRoot $root/spool
CacheDir $root/cache
StateDir $root/state
AccessLog $root/log/access
ErrorLog $root/log/error
PageLog $root/log/page
Printcap $root/state/printcap
User lp
Group lp
SystemGroup root
END
export CUPS_SERVER="$root/socket" LC_ALL=C
/usr/sbin/cupsd -f -c "$root/etc/cupsd.conf" -s "$root/etc/cups-files.conf" >"$root/log/cupsd" 2>&1 &
pids+=($!)
running() { lpstat -r | grep -q 'is running'; }
until_true running

# One blank A4 page.
{
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'
    printf '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'
    printf '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n'
    printf 'xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n'
    printf 'trailer<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%%%EOF\n'
} >"$root/page.pdf"

port=8942
has_driver() { lpstat -l -p "$1" | grep -q "Interface:"; }
is_done() { ! lpstat -W not-completed -o "$1" | grep -q .; }
reasons() { lpstat -l -p desk | sed -n 's/^[[:space:]]*Alerts: //p'; }
# The simulated printer's own page, on which its trays are filled, each with so many sheets.
load() {
    exec 3<>"/dev/tcp/localhost/$port"
    printf 'GET /media?size1=iso_a4_210x297mm&type1=stationery&level1=%s&size3=iso_a4_210x297mm&type3=stationery&level3=%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" "$1" >&3
    cat <&3 >/dev/null
    exec 3>&-
}

ippeveprinter -p "$port" -n localhost -d "$root/paper" -f image/urf,image/pwg-raster desk \
    >"$root/log/printer" 2>&1 &
pids+=($!)
until_true bash -c "exec 3<>/dev/tcp/localhost/$port"
sleep 2
lpadmin -p desk -E -v "ipp://localhost:$port/ipp/print" -m everywhere
until_true has_driver desk

load 25
lp -d desk -o media=A4 "$root/page.pdf"
until_true is_done desk
echo "with paper: done"

load 0
lp -d desk -o media=A4 "$root/page.pdf"
seen=
for _ in $(seq 30); do
    sleep 1
    seen="$seen $(reasons)"
done
state=$(lpstat -p desk | head -1)
echo "without paper, for 30 s: $state"
echo "reasons: $(printf '%s\n' $seen | sort | uniq -c | tr '\n' ' ')"
if is_done desk; then waits=no; else waits=yes; fi
echo "the job waits: $waits"

load 25
if until_true is_done desk; then out=yes; else out=no; fi
echo "with paper again, it comes out: $out"

[ "$waits" = yes ] && [ "$out" = yes ] && grep -q "now printing" <<<"$state" &&
    grep -q "media-empty-warning" <<<"$seen" && grep -q "media-needed-warning" <<<"$seen" &&
    ! grep -qE "media-(empty|needed)(-error)?( |$)" <<<"$seen"
