#!/bin/sh
# Whether espeak-ng says or spells a word of three capitals depends on its neighbours.
#
# The good guess: capitals are either an abbreviation or a word, by a list or by their letters.
# Seen: "HIP" and "HIP up" are read as the word, "lift HIP" and "HIP up now" as the letters
# H, I, P; four capitals (LEFT) are always the word. The Turkish SOL (left) likewise: "SOL diz" is
# read, "SOL diz yukarı" is spelled. What was heard right in a short cue is wrong in a long one.
# Seen with espeak-ng 1.51 (Debian 1.51+dfsg-10+deb12u2) on 2026-11-28.
set -eu

if ! command -v espeak-ng >/dev/null; then
    echo "This needs the Debian package espeak-ng (seen with 1.51)."
    exit 1
fi

phonemes() { espeak-ng -q -x -v "$1" "$2" | tr -d '\n'; }

# The phonemes of the spelled letters begin with the first letter's name.
as_read() {
    case $(phonemes "$1" "$2") in
    *"$3"*) echo spelled ;;
    *) echo word ;;
    esac
}

seen=''
check() {
    how=$(as_read "$1" "$2" "$3")
    printf '%-3s %-16s %s\n' "$1" "$2" "$how"
    seen="$seen $how"
}
check en 'HIP' 'eItS'
check en 'HIP up' 'eItS'
check en 'lift HIP' 'eItS'
check en 'HIP up now' 'eItS'
check en 'LEFT up now' 'El,i:'
check tr 'SOL diz' 's,E'
check tr 'SOL diz yukarı' 's,E'
[ "$seen" = ' word word spelled spelled word word spelled' ]
