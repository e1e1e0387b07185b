#!/bin/sh
# pybabel writes plural rules for gettext that contradict the CLDR rules inside Babel.
#
# The good guess: "pybabel init" numbers the forms as CLDR orders them (zero, one, two, few, many,
# other) and by its rules. Seen: for Arabic the last two are the other way round: 11 ("many" by
# CLDR) takes form 5, and 100 ("other") form 4. A translation filled in by CLDR's order says the
# wrong one. For Hindi 0 is singular by CLDR and plural by pybabel. Polish, shown for comparison,
# agrees.
# Seen with Babel 2.18.0 on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check babel==2.18.0

cat >empty.pot <<'END'
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

msgid "one exercise"
msgid_plural "%d exercises"
msgstr[0] ""
msgstr[1] ""
END
cat >compare.py <<'END'
from gettext import c2py

from babel import Locale
from babel.messages.pofile import read_po

ORDER = ["zero", "one", "two", "few", "many", "other"]
differ = {}
for language in ("ar", "hi", "pl"):
    with open(f"{language}.po", "rb") as file:
        form = c2py(read_po(file, locale=language).plural_expr)
    plural = Locale.parse(language).plural_form
    tags = [tag for tag in ORDER if tag in plural.tags | {"other"}]
    numbers = [n for n in (0, 1, 2, 3, 11, 100) if form(n) != tags.index(plural(n))]
    for n in (0, 1, 2, 3, 11, 100):
        print(f"{language} {n:3}: CLDR {plural(n)} = form {tags.index(plural(n))}, file: {form(n)}")
    differ[language] = numbers
print("they differ for", differ)
raise SystemExit(0 if differ == {"ar": [11, 100], "hi": [0], "pl": []} else 1)
END
for language in ar hi pl; do
    venv/bin/pybabel --quiet init -i empty.pot -o "$language.po" -l "$language"
done
venv/bin/python compare.py
