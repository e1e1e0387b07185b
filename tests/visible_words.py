"""Prints every sentence that a person may see or hear, each with where it comes from.

Usage: ``make words``. For whoever reads them all with one ear; one line each, sorted by place.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

from evenkeel.catalogue.locate import resources_dir

SOURCE: Final = Path(__file__).resolve().parent.parent / "src" / "evenkeel"
#: What the content names by a code, not by words.
_CODE: Final = re.compile(r"[a-z0-9_.%-]+")


def program_texts(files: list[Path]) -> set[tuple[str, str]]:
    """The context and the text of every string that Qt's own tool for translators finds."""
    with tempfile.TemporaryDirectory() as folder:
        listed, target = Path(folder) / "files.lst", Path(folder) / "texts.ts"
        listed.write_text("\n".join(map(str, files)), encoding="utf-8")
        tool = Path(sys.executable).with_name("pyside6-lupdate")
        command = [str(tool), f"@{listed}", "-no-obsolete", "-ts", str(target)]
        subprocess.run(command, check=True, capture_output=True)
        contexts = ET.parse(target).iter("context")
        return {
            (context.findtext("name") or "", source.text or "")
            for context in contexts
            for source in context.iter("source")
        }


def content_texts(resources: Path) -> set[tuple[str, str]]:
    """The file and the text of every string of the content that is no code."""
    files = [path for path in resources.rglob("*.toml") if "figures" not in path.parts]
    return {
        (path.relative_to(resources).as_posix(), text)
        for path in files
        for text in _strings(tomllib.loads(path.read_text(encoding="utf-8")))
        if not _CODE.fullmatch(text)
    }


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def main() -> None:
    """Prints them."""
    texts = program_texts(sorted(SOURCE.rglob("*.py"))) | content_texts(resources_dir())
    for place, text in sorted(texts):
        print(place, " ".join(text.split()), sep="\t")


if __name__ == "__main__":
    main()
