"""Brings the catalogues up to date and prints what is wrong with them: ``make translations``.

Usage: ``python -m evenkeel_languages [LANGUAGE …]``.
"""

import sys
from pathlib import Path

import polib

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.translations import language_facts
from evenkeel_languages.catalogues import PLURAL_RULES, catalogue_file, update
from evenkeel_languages.check import faults
from evenkeel_languages.english import entries


def main() -> int:
    """Does it for the languages named, or for all that there is a catalogue of."""
    resources = resources_dir()
    english = entries(resources, resources.parent / "src" / "evenkeel")
    asked = sys.argv[1:]
    unknown = sorted(set(asked) - set(PLURAL_RULES))
    if unknown:
        print(f"No plural rule is known for {', '.join(unknown)}.", file=sys.stderr)
        return 2
    wrong = 0
    wanted = asked or [one for one in PLURAL_RULES if catalogue_file(resources, one).exists()]
    for language in wanted:
        catalogue = update(catalogue_file(resources, language), english)
        done = sum(entry.translated() for entry in catalogue if not entry.obsolete)
        print(f"{language}: {done} of {len(english)} texts, {100 * done // len(english)} %")
        wrong += _tell_faults(catalogue, resources, language)
    return 1 if wrong else 0


def _tell_faults(catalogue: polib.POFile, resources: Path, language: str) -> int:
    found = list(faults(catalogue, language_facts(resources, language)))
    for fault in found:
        print(f"  {fault}")
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
