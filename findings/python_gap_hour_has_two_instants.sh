#!/bin/sh
# A local time that daylight saving skips is two different instants to Python's datetime.
#
# The good guess: naive.timestamp() and naive.astimezone().timestamp() are the same instant, both
# being "this local time". Seen: for 02:30 of the night in which the clock goes from two to three
# they lie an hour apart. And in autumn astimezone() without a zone gives fold=0 for both of the
# two 02:30s, while fromtimestamp() tells them apart.
# Seen with CPython 3.11 on 2026-11-28.
set -eu

if [ ! -e /usr/share/zoneinfo/Europe/Berlin ]; then
    echo "This needs the Debian package tzdata."
    exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/gap.py" <<'END'
from datetime import datetime, timezone

skipped = datetime(2026, 3, 29, 2, 30)
apart = skipped.timestamp() - skipped.astimezone().timestamp()
print(f"02:30 on 29 March: timestamp() - astimezone().timestamp() = {apart:.0f} s")
folds = []
for hour in (0, 1):
    instant = datetime(2026, 10, 25, hour, 30, tzinfo=timezone.utc)
    there = instant.astimezone()
    plain = datetime.fromtimestamp(instant.timestamp())
    print(f"{there:%H:%M %z}: astimezone() fold {there.fold}, fromtimestamp() fold {plain.fold}")
    folds.append((there.fold, plain.fold))
raise SystemExit(0 if apart == 3600 and folds == [(0, 0), (0, 1)] else 1)
END
TZ=Europe/Berlin python3 "$work/gap.py"
