#!/bin/sh
# Qt's translations have fewer plural forms than CLDR and gettext in some languages.
#
# The good guess: a language has as many <numerusform> in a .ts file as it has plural forms in
# CLDR. Seen: Hungarian, Turkish and Persian have one (CLDR: two), Hebrew two (CLDR: three). A
# tool that fills a .ts file from CLDR or from a .po file has a form too many, and the place of
# "other" is another one.
# Seen with PySide6-Essentials 6.11.3 and Babel 2.18.0 on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check babel==2.18.0 PySide6-Essentials==6.11.3

cat >page.py <<'END'
from PySide6.QtCore import QObject


class Page(QObject):
    def words(self):
        return self.tr("%n exercise(s)", "", 2)
END
seen=''
for language in hu tr fa he pl ar; do
    venv/bin/pyside6-lupdate page.py -silent -target-language "$language" -ts "$language.ts"
    qt=$(grep -c '<numerusform' "$language.ts")
    cldr=$(venv/bin/python -c "
from babel import Locale
plural = Locale.parse('$language').plural_form
print(len({plural(n) for n in range(1000)}))")
    echo "$language: Qt $qt, CLDR for whole numbers $cldr"
    seen="$seen $language:$qt:$cldr"
done
[ "$seen" = ' hu:1:2 tr:1:2 fa:1:2 he:2:3 pl:3:3 ar:6:6' ]
