#!/bin/sh
# segno writes a Chinese text in UTF-8 as Japanese where its bytes look like Shift JIS.
#
# The good guess: make_qr(text, encoding="utf-8") writes the bytes of UTF-8 in the byte mode, and
# with eci=True puts the mark for UTF-8 before them. Seen: the mode is looked for in the bytes,
# whatever the encoding; for "按压" it finds the kanji mode, leaves the mark away without a word, and
# readers show other letters. With mode="byte" the text is read as written.
# Seen with segno 1.6.6 and zxing-cpp 3.1.1 on 2026-11-29.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet segno==1.6.6

"$folder/venv/bin/python" - <<'PYTHON'
import segno

text = "按压"
found = segno.make_qr(text, error="m", encoding="utf-8", eci=True)
wanted = segno.make_qr(text, error="m", encoding="utf-8", eci=True, mode="byte")
print(f"mode found: {found.mode}; asked for: {wanted.mode}")
raise SystemExit(not (found.mode == "kanji" and wanted.mode == "byte"))
PYTHON
