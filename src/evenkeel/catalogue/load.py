"""Reads ``resources/`` into a :class:`Catalogue` and reports every fault in one go."""

from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from evenkeel.catalogue.check import check
from evenkeel.catalogue.faults import ContentError, Converter, Fault
from evenkeel.catalogue.model import (
    Advice,
    Catalogue,
    Exercise,
    Programme,
    Question,
    Reason,
    Source,
    Text,
    Tip,
    Words,
)
from evenkeel.catalogue.tomlfile import TomlError, read_toml

T = TypeVar("T")


class _ContentFile(Struct, frozen=True, kw_only=True):
    version: Text
    words: Words
    reasons: tuple[Reason, ...]
    sources: tuple[Source, ...]


class _AdviceFile(Struct, frozen=True, kw_only=True):
    advice: tuple[Advice, ...]


class _TipsFile(Struct, frozen=True, kw_only=True):
    tips: tuple[Tip, ...]


class _QuestionnaireFile(Struct, frozen=True, kw_only=True):
    questions: tuple[Question, ...]


def load_catalogue(folder: Path) -> Catalogue:
    """The whole content of a folder laid out like ``resources/``.

    Raises:
        ContentError: with every fault that was found.
    """
    reader = _Reader(folder)
    content = reader.read("content.toml", _ContentFile)
    advice = reader.read("advice.toml", _AdviceFile)
    tips = reader.read("tips.toml", _TipsFile)
    questionnaire = reader.read("questionnaire.toml", _QuestionnaireFile)
    exercises = reader.read_named("exercises", Exercise)
    programmes = reader.read_named("programmes", Programme)
    if reader.faults or not (content and advice and tips and questionnaire):
        raise ContentError(reader.faults)
    catalogue = Catalogue(
        version=content.version,
        words=content.words,
        exercises={exercise.id: exercise for exercise in exercises},
        programmes=tuple(sorted(programmes, key=lambda programme: programme.rank)),
        questions=questionnaire.questions,
        advice=advice.advice,
        tips=tips.tips,
        reasons=content.reasons,
        sources={source.code: source for source in content.sources},
    )
    faults = check(catalogue)
    if faults:
        raise ContentError(faults)
    return catalogue


class _Reader:
    """Reads the files of one folder and gathers their faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def read(self, name: str, kind: type[T]) -> T | None:
        data = self._toml(name)
        return None if data is None else self._convert(name, data, kind)

    def read_named(self, folder: str, kind: type[T]) -> list[T]:
        """All files of a sub-folder; the stem of each file's name is the ``id``."""
        files = sorted((self.folder / folder).glob("*.toml"))
        if not files:
            self.faults.append(Fault(folder + "/", "(folder)", "empty", "at least one .toml file"))
        values = []
        for path in files:
            name = f"{folder}/{path.name}"
            data = self._toml(name)
            if data is None:
                continue
            value = self._convert(name, {"id": path.stem, **data}, kind)
            if value is not None:
                values.append(value)
        return values

    def _convert(self, name: str, data: dict[str, object], kind: type[T]) -> T | None:
        converter = Converter(name)
        value = converter.convert(data, kind)
        self.faults.extend(converter.faults)
        return value

    def _toml(self, name: str) -> dict[str, object] | None:
        try:
            return read_toml(self.folder / name)
        except TomlError as error:
            self.faults.append(error.fault(name))
        return None
