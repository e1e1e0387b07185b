#!/bin/sh
# Typst's Python package writes the time of the run into a PDF in spite of SOURCE_DATE_EPOCH.
#
# The good guess: the variable of reproducible builds is honoured, as it is by most
# programs that write PDFs. Seen: the date in the file is now, so that two runs in different
# seconds differ. The argument timestamp= sets it.
# Seen with typst 0.15.2 (its Python package) on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check typst==0.15.2

echo 'Hello' >page.typ
cat >dates.py <<'END'
import re

import typst


def date(**options):
    (found,) = re.findall(rb"/CreationDate ?\(D:(\d{8})", typst.compile("page.typ", **options))
    return found.decode()


by_variable, by_argument = date(), date(timestamp=86400)
print(f"SOURCE_DATE_EPOCH=86400: {by_variable}")
print(f"timestamp=86400:         {by_argument}")
raise SystemExit(0 if by_variable != "19700102" and by_argument == "19700102" else 1)
END
SOURCE_DATE_EPOCH=86400 venv/bin/python dates.py
