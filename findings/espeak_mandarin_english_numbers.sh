#!/bin/sh
# The Mandarin voice of espeak-ng reads the tones of Chinese characters as English numbers.
#
# The good guess: the voice named "cmn" speaks Chinese characters. Seen: it turns 左腿 (left leg)
# into "zuo3 tui3" and has the English voice read that: letters that are no Mandarin, and "three"
# for the third tone. The voice "cmn-latn-pinyin", listed as the one for Latin text, speaks the
# characters in Mandarin.
# Seen with espeak-ng 1.51 (Debian 1.51+dfsg-10+deb12u2) on 2026-11-28.
set -eu

if ! command -v espeak-ng >/dev/null; then
    echo "This needs the Debian package espeak-ng (seen with 1.51)."
    exit 1
fi

for voice in cmn cmn-latn-pinyin; do
    printf '%-16s %s\n' "$voice" "$(espeak-ng -q -x -v "$voice" '左腿')"
done
case $(espeak-ng -q -x -v cmn '左腿') in
*'(en)'*Tr\'i:*) ;;
*) exit 1 ;;
esac
case $(espeak-ng -q -x -v cmn-latn-pinyin '左腿') in
*'(en)'*) exit 1 ;;
esac
