#!/bin/sh
# Makes a Debian machine a kiosk that shows Evenkeel and nothing else. Run it again after an update.
#
#   sudo sh install.sh [--program FILE] [--config FILE]
#   sudo sh install.sh --uninstall
#
#   --program FILE  the program (otherwise: the evenkeel that is found in PATH)
#   --config FILE   the clinic's file, put to /etc/evenkeel/kiosk.toml (otherwise: the one that is
#                   there, or a new one with the defaults)
#   --uninstall     removes everything but the clinic's file and the counters
#   --root DIR      writes into the folder of a system that is not running, and starts nothing
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=
program=
config=
uninstall=no
user=evenkeel-kiosk
unit=$user.service

fail() {
    echo "install.sh: $*" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
    --program | --config | --root)
        [ $# -gt 1 ] || fail "$1 needs a value"
        case $1 in
        --program) program=$2 ;;
        --config) config=$2 ;;
        --root) root=${2%/} ;;
        esac
        shift 2
        ;;
    --uninstall)
        uninstall=yes
        shift
        ;;
    *) fail "unknown: $1 (known: --program, --config, --uninstall, --root)" ;;
    esac
done

[ -n "$root" ] || [ "$(id -u)" = 0 ] || fail "run it as root: sudo sh $0"
running() { [ -z "$root" ] && [ -d /run/systemd/system ]; }
manage() { systemctl ${root:+--root="$root"} --quiet "$@"; }

# Where each file of this folder goes.
files() {
    cat <<END
session /usr/local/lib/evenkeel-kiosk/session 755
ended /usr/local/lib/evenkeel-kiosk/ended 755
README.md /usr/local/lib/evenkeel-kiosk/README.md 644
evenkeel-kiosk.service /etc/systemd/system/$unit 644
pam /etc/pam.d/$user 644
sysusers.conf /etc/sysusers.d/$user.conf 644
sysctl.conf /etc/sysctl.d/60-$user.conf 644
system.conf /etc/systemd/system.conf.d/60-$user.conf 644
logind.conf /etc/systemd/logind.conf.d/60-$user.conf 644
cups.conf /etc/systemd/system/cups.service.d/60-$user.conf 644
user-slice.conf /etc/systemd/system/user-.slice.d/60-$user.conf 644
END
}

apply() {
    running || return 0
    systemctl daemon-reload
    systemctl reload systemd-logind.service 2>/dev/null || true
    systemctl try-restart cups.service 2>/dev/null || true
    # In a container the keys are the host's.
    [ "$uninstall" = yes ] || sysctl --quiet --load "/etc/sysctl.d/60-$user.conf" || true
}

take_away() {
    running && { systemctl stop "$unit" 2>/dev/null || true; }
    manage disable "$unit" 2>/dev/null || true
    manage unmask ctrl-alt-del.target || true
    files | while read -r _ to _; do
        rm -f "$root$to"
    done
    rm -f "$root/etc/default/$user"
    rmdir "$root/usr/local/lib/evenkeel-kiosk" 2>/dev/null || true
    apply
    if running; then
        userdel "$user" 2>/dev/null || true
    fi
    echo "The kiosk was removed. Kept: /etc/evenkeel/kiosk.toml and /var/lib/evenkeel-kiosk."
    echo "CUPS still keeps no documents (to undo: cupsctl PreserveJobFiles=Yes)."
}

if [ "$uninstall" = yes ]; then
    take_away
    exit
fi

# --- Checks; nothing is changed before this is done. ---

[ -n "$program" ] || program=$(command -v evenkeel) || fail "no evenkeel in PATH: name it with --program"
case $program in /*) ;; *) program=$(pwd)/$program ;; esac
[ -n "$root" ] || [ -x "$program" ] || fail "--program: $program: no program"
other=$(readlink "$root/etc/systemd/system/display-manager.service" || true)
case ${other##*/} in
'' | "$unit") ;;
*) fail "${other##*/} already has the screen; first: systemctl disable ${other##*/}" ;;
esac
if [ -n "$config" ]; then
    [ -r "$config" ] || fail "--config: $config: no file that can be read"
    [ -n "$root" ] || "$program" kiosk --check "$config" >&2 || fail "--config: $config has faults"
fi

# --- Changes begin here. ---

if [ -z "$root" ]; then
    apt-get install --yes --no-install-recommends \
        cage xwayland wlr-randr kbd procps libpam-systemd dbus cups-client fonts-noto-core
fi

files | while read -r from to mode; do
    install -D -m "$mode" "$here/$from" "$root$to"
done
systemd-sysusers ${root:+--root="$root"} "$user.conf"

# The clinic's changes stay, except for the options of this call.
settings=$root/etc/default/$user
[ -e "$settings" ] || install -D -m 644 "$here/default" "$settings"
sed -i "s|^EVENKEEL_PROGRAM=.*|EVENKEEL_PROGRAM=$program|" "$settings"
clinic=$root/etc/evenkeel/kiosk.toml
if [ -n "$config" ]; then
    install -D -m 640 "$config" "$clinic"
elif [ ! -e "$clinic" ]; then
    install -D -m 640 "$here/kiosk.toml" "$clinic"
fi
# The file holds the hash of a short PIN: other users of this machine must not guess it.
group=$(sed -n "s/^$user:[^:]*:\([0-9]*\):.*/\1/p" "$root/etc/group")
chown "0:$group" "$clinic"
chmod 640 "$clinic"

# Checked in its new place: a logo beside the old file is not there.
[ -n "$root" ] || "$program" kiosk --check "$clinic" || fail "$clinic has faults: nothing was started"

manage mask ctrl-alt-del.target
manage enable "$unit"
apply
if running; then
    # A printed plan must not stay in the print system's folder for a day.
    if command -v cupsctl >/dev/null; then
        cupsctl PreserveJobFiles=No || echo "install.sh: cupsctl failed: see README.md, Printing" >&2
    fi
    systemctl restart "$unit"
fi
echo "The kiosk is set up. Its settings: /etc/evenkeel/kiosk.toml and /etc/default/$user."
