#!/bin/sh
# Arabic in a PDF of Qt comes back as presentation forms, so that searching for the word fails.
#
# The good guess: text that QPdfWriter writes is found again by its letters. Seen: pdftotext gives
# the shapes of the letters within the word (U+FExx, and lam with alef as one sign) instead of the
# letters; the word as it was written is not found in the file. Unicode's NFKC brings it back.
# Seen with PySide6-Essentials 6.11.3, poppler 22.12 and DejaVu Sans 2.37 on 2026-11-28.
set -eu

if ! command -v pdftotext >/dev/null; then
    echo "This needs the Debian package poppler-utils (seen with 22.12.0)."
    exit 1
fi
if ! fc-list 2>/dev/null | grep -q 'DejaVuSans\.ttf'; then
    echo "This needs the Debian packages fontconfig and fonts-dejavu-core (seen with 2.37)."
    exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check PySide6-Essentials==6.11.3

cat >write.py <<'END'
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPdfWriter

application = QGuiApplication([])
writer = QPdfWriter("page.pdf")
painter = QPainter(writer)
painter.setFont(QFont("DejaVu Sans", 14))
painter.drawText(500, 800, "سلام")
painter.end()
END
cat >compare.py <<'END'
import sys
import unicodedata

MARKS = {0x202A: None, 0x202B: None, 0x202C: None, 0x200E: None, 0x200F: None, 0x0C: None}
got = sys.stdin.read().strip().translate(MARKS).strip()
word = "سلام"
print("written: ", " ".join(f"{ord(one):04X}" for one in word))
print("read:    ", " ".join(f"{ord(one):04X}" for one in got))
print("NFKC:    ", " ".join(f"{ord(one):04X}" for one in unicodedata.normalize("NFKC", got)))
raise SystemExit(0 if word not in got and unicodedata.normalize("NFKC", got) == word else 1)
END
QT_QPA_PLATFORM=offscreen venv/bin/python write.py
pdftotext page.pdf - | venv/bin/python compare.py
