#!/bin/sh
# The invisible marks that Fluent puts around values change what espeak-ng says of them.
#
# The good guess: U+2068 and U+2069, which fluent.runtime sets around every placed value by
# default, are invisible and therefore silent. Seen: "-5" between them is spoken as "five", the
# minus is gone. Without them (use_isolating=False) it is "minus five".
# Seen with fluent.runtime 0.4.0 and espeak-ng 1.51 (Debian 1.51+dfsg-10+deb12u2) on 2026-11-28.
set -eu

if ! command -v espeak-ng >/dev/null; then
    echo "This needs the Debian package espeak-ng (seen with 1.51)."
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fluent.runtime==0.4.0

cat >say.py <<'END'
import sys

from fluent.runtime import FluentBundle, FluentResource

bundle = FluentBundle(["en"], use_isolating=sys.argv[1] == "isolated")
bundle.add_resource(FluentResource("change = The change is { $points } points."))
text, errors = bundle.format_pattern(bundle.get_message("change").value, {"points": -5})
assert not errors
print(text)
END

spoken() { venv/bin/python say.py "$1" | espeak-ng -q -x -v en --stdin | tr '\n' ' '; }

isolated=$(spoken isolated)
plain=$(spoken plain)
echo "by default:           $isolated"
echo "use_isolating=False:  $plain"
case $isolated in *"m'aIn@s"*) exit 1 ;; esac
case $plain in *"m'aIn@s f'aIv"*) ;; *) exit 1 ;; esac
