#!/bin/sh
# espeak-ng leaves out the sign "×" in some languages and says it in others.
#
# The good guess: a sign that the English, German and French voices say is said by every voice
# that is offered, or at least leaves a pause. Seen: Spanish, Turkish, Italian, Dutch, Arabic and
# Mandarin read "6 × 6" exactly as "6 6"; a dosage of six times six is then heard as "six six".
# Seen with espeak-ng 1.51 (Debian 1.51+dfsg-10+deb12u2) on 2026-11-28.
set -eu

if ! command -v espeak-ng >/dev/null; then
    echo "This needs the Debian package espeak-ng (seen with 1.51)."
    exit 1
fi

phonemes() { espeak-ng -q -x -v "$1" "$2"; }

spoken='' silent=''
for voice in en de fr pl pt es tr it nl ar cmn; do
    if [ "$(phonemes "$voice" '6 × 6')" = "$(phonemes "$voice" '6 6')" ]; then
        silent="$silent $voice"
    else
        spoken="$spoken $voice"
    fi
done
echo "spoken:$spoken"
echo "silent:$silent"
[ "$spoken" = ' en de fr pl pt' ] && [ "$silent" = ' es tr it nl ar cmn' ]
