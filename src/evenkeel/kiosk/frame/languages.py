"""The languages that visitors choose from, the clinic's own first."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.translated import translated_catalogue
from evenkeel.catalogue.translations import Translations
from evenkeel.figures.fonts import can_be_written
from evenkeel.language import language, own_name, read_texts, use_texts

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spoken:
    """All texts of one language, and the content in it."""

    texts: Translations | None
    content: Catalogue


class Languages:
    """Speaks one of them at a time.

    What was read once is kept: visitors come all day, and memory that is asked for and given back
    each time would grow.

    Attributes:
        names: what each is called by those who speak it, by its code, in the clinic's order.
        clinic: the code of the clinic's own, with which every visit begins.
    """

    def __init__(self, codes: Sequence[str], content: Catalogue) -> None:
        """Takes the codes, the clinic's own first, and the content in English.

        Not offered are others that this computer has no typeface for: visitors would see boxes.
        """
        shown = [code for code in codes if code == codes[0] or can_be_written(code)]
        for code in codes:
            if code not in shown:
                _log.warning("%s is not offered: this computer has no typeface for it", code)
        self.names: Final = {code: own_name(code) for code in shown}
        self.clinic: Final = codes[0]
        self._content = content
        self._read: dict[str, _Spoken] = {}

    def speak(self, code: str) -> Catalogue:
        """Says everything in a language from now on, and returns the content in it.

        Raises:
            OSError: the program's own texts can't be read.
        """
        spoken = self._spoken(code)
        use_texts(spoken.texts)
        return spoken.content

    @contextmanager
    def speaking(self, code: str) -> Iterator[Catalogue]:
        """The same for a while, such as for one sheet; what is on the screen stays as it is.

        Raises:
            OSError: the program's own texts can't be read.
        """
        before = language()
        try:
            yield self.speak(code)
        finally:
            self.speak(before)

    def _spoken(self, code: str) -> _Spoken:
        if code not in self._read:
            texts = read_texts(code)
            content = translated_catalogue(self._content, texts) if texts else self._content
            self._read[code] = _Spoken(texts=texts, content=content)
        return self._read[code]
