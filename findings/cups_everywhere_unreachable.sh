#!/bin/bash
# lpadmin -m everywhere succeeds on a printer that is switched off; the queue then prints nothing.
#
# The good guess: making a driverless queue asks the printer what it can do, so lpadmin fails, or at
# least says something, when nobody answers at its address. Seen: it exits with 0 and without a word,
# the queue is idle, enabled and accepting, and it stays without a driver when the printer is
# switched on later. A PDF then goes to the printer as it is, the printer refuses it, and CUPS lists
# the job among the completed ones. The traces: "lpstat -l -p" has no line "Interface:" for such a
# queue, and the job's status is "Printer cannot print with supplied options."
# Made once more while the printer is on, the queue has its driver.
# Seen with cups 2.4.2 (Debian 2.4.2-3+deb12u9) and cups-filters 1.28.17 on 2026-11-28.
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

port=8941
has_driver() { lpstat -l -p "$1" | grep -q "Interface:"; }
is_done() { ! lpstat -W not-completed -o "$1" | grep -q .; }

status=0
said=$(lpadmin -p desk -E -v "ipp://localhost:$port/ipp/print" -m everywhere 2>&1) || status=$?
echo "printer off: lpadmin exits with $status and says: '${said}'"
sleep 5
lpstat -p desk
lpstat -a desk
if has_driver desk; then before=yes; else before=no; fi
echo "driver: $before"

ippeveprinter -p "$port" -n localhost -d "$root/paper" -f image/urf,image/pwg-raster desk \
    >"$root/log/printer" 2>&1 &
pids+=($!)
until_true bash -c "exec 3<>/dev/tcp/localhost/$port"
sleep 2
if has_driver desk; then later=yes; else later=no; fi
echo "printer on: driver: $later"

lp -d desk -o media=A4 "$root/page.pdf"
until_true is_done desk
completed=$(lpstat -W completed -l -o desk)
echo "$completed"
papers=$(find "$root/paper" -type f | wc -l)
echo "documents at the printer: $papers"

lpadmin -p desk -E -v "ipp://localhost:$port/ipp/print" -m everywhere
if until_true has_driver desk; then again=yes; else again=no; fi
echo "made once more while the printer is on: driver: $again"

[ "$status" = 0 ] && [ -z "$said" ] && [ "$before" = no ] && [ "$later" = no ] &&
    grep -q "desk-1" <<<"$completed" &&
    grep -q "Printer cannot print with supplied options" <<<"$completed" &&
    [ "$papers" = 0 ] && [ "$again" = yes ]
