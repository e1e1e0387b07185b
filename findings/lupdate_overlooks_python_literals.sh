#!/bin/sh
# pyside6-lupdate overlooks a literal in parentheses and misreads a named character.
#
# The good guess: whatever is one string literal to Python is found as that string. Seen:
# tr(("text")), which a formatter or a hand may leave behind, is not found at all, without a word;
# "\N{MULTIPLICATION SIGN}" is taken as the letters N{MULTIPLICATION SIGN}, and an f-string as if
# it were a literal: neither can ever match at run time. Literals beside each other over several
# lines are found.
# Seen with PySide6-Essentials 6.11.3 on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3

cat >page.py <<'END'
from PySide6.QtCore import QObject


class Page(QObject):
    def words(self, number):
        self.tr("plain")
        self.tr(("in parentheses"))
        self.tr(
            "over several "
            "lines"
        )
        self.tr("6 \N{MULTIPLICATION SIGN} 6")
        self.tr(f"{number} left")
END
venv/bin/python -m py_compile page.py
venv/bin/pyside6-lupdate page.py -silent -ts page.ts
sed -n 's/ *<source>\(.*\)<\/source>/found: \1/p' page.ts >found
cat >expected <<'END'
found: 6 N{MULTIPLICATION SIGN} 6
found: over several lines
found: plain
found: {number} left
END
LC_ALL=C sort -o found found
cat found
LC_ALL=C sort -o expected expected
cmp -s found expected
