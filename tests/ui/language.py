"""A language of a test's own."""

from collections.abc import Callable

from PySide6.QtCore import QTranslator


class Language(QTranslator):
    """Says every text as a function of its context and its English; empty: as it is."""

    def __init__(self, say: Callable[[str, str], str]) -> None:
        super().__init__()
        self._say = say

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Qt asks no translator that is empty."""
        return False

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        number: int = -1,  # noqa: ARG002
    ) -> str:
        """The text in this language."""
        return self._say(context, source) if source else ""
