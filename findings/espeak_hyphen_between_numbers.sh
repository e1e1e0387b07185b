#!/bin/sh
# espeak-ng reads the hyphen of "15-20" as "dash", as "Strich", as "minus" or not at all.
#
# The good guess: in a range the hyphen is a short pause or "to" in every language. Seen: the
# English voice says "fifteen dash twenty", the German "fünfzehn Strich zwanzig", the Portuguese
# "quinze menos vinte" (fifteen minus twenty), the Spanish and the French nothing. The en dash is
# silent in all of them, so that "15–20 cm" is heard as "fifteen twenty".
# Seen with espeak-ng 1.51 (Debian 1.51+dfsg-10+deb12u2) on 2026-11-28.
set -eu

if ! command -v espeak-ng >/dev/null; then
    echo "This needs the Debian package espeak-ng (seen with 1.51)."
    exit 1
fi

seen=''
for voice in en de pt es fr; do
    hyphen=$(espeak-ng -q -x -v "$voice" '15-20')
    dash=$(espeak-ng -q -x -v "$voice" '15–20')
    none=$(espeak-ng -q -x -v "$voice" '15 20')
    printf '%s  15-20 %-28s 15–20 %s\n' "$voice" "$hyphen" "$dash"
    [ "$hyphen" = "$none" ] && seen="$seen silent" || seen="$seen spoken"
    [ "$dash" = "$none" ] || seen="$seen dash-spoken"
done
case $(espeak-ng -q -x -v pt '15-20') in
*"m'enUs"*) ;;
*) exit 1 ;;
esac
[ "$seen" = ' spoken spoken spoken silent silent' ]
