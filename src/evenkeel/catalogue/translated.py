"""The content in another language: the same values, with every text for people translated."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

from msgspec import Struct, inspect, structs

from evenkeel.catalogue.model import Catalogue, Exercise, Programme
from evenkeel.catalogue.translations import Translations

T = TypeVar("T", bound=Struct)


def translated_catalogue(catalogue: Catalogue, translations: Translations) -> Catalogue:
    """A catalogue in another language; what is not translated stays English."""

    def changed(value: T, context: str) -> T:
        return with_texts(value, lambda text: translations.text(context, text))

    def each(values: tuple[T, ...], context: str) -> tuple[T, ...]:
        return tuple(changed(value, context) for value in values)

    return structs.replace(
        catalogue,
        words=structs.replace(changed(catalogue.words, "content"), inflected=translations.sides),
        exercises={
            name: changed(exercise, context_of(exercise))
            for name, exercise in catalogue.exercises.items()
        },
        programmes=tuple(
            changed(programme, context_of(programme)) for programme in catalogue.programmes
        ),
        questions=each(catalogue.questions, "questionnaire"),
        advice=each(catalogue.advice, "advice"),
        tips=each(catalogue.tips, "tips"),
        reasons=each(catalogue.reasons, "content"),
        sources={code: changed(source, "content") for code, source in catalogue.sources.items()},
    )


def context_of(value: Exercise | Programme) -> str:
    """The context of the texts of a file of its own."""
    folder = "exercises" if isinstance(value, Exercise) else "programmes"
    return f"{folder}/{value.id}"


def with_texts(value: T, change: Callable[[str], str]) -> T:
    """The same value with every text for people changed, and nothing else."""
    changed: T = _changed(value, inspect.type_info(type(value)), change)
    return changed


def texts_of(value: Struct) -> Iterator[str]:
    """Every text for people in a value, in its order."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    with_texts(value, note)
    yield from found


def _changed(value: Any, kind: inspect.Type, change: Callable[[str], str]) -> Any:
    if isinstance(kind, inspect.Metadata):
        if kind.extra and kind.extra.get("translated"):
            return change(value) if value else value
        return _changed(value, kind.type, change)
    if isinstance(value, Struct):
        return _with_fields(
            value, cast("inspect.StructType", inspect.type_info(type(value))), change
        )
    if isinstance(kind, inspect.UnionType):
        return _in_union(value, kind, change)
    if isinstance(kind, inspect.VarTupleType):
        return tuple(_changed(one, kind.item_type, change) for one in value)
    if isinstance(kind, inspect.DictType):
        return {key: _changed(one, kind.value_type, change) for key, one in value.items()}
    return value


def _with_fields(value: T, kind: inspect.StructType, change: Callable[[str], str]) -> T:
    changed = {
        field.name: _changed(getattr(value, field.name), field.type, change)
        for field in kind.fields
    }
    return structs.replace(value, **changed)


def _in_union(value: Any, kind: inspect.UnionType, change: Callable[[str], str]) -> Any:
    """A value that may be missing."""
    if value is None:
        return None
    present = [one for one in kind.types if not isinstance(one, inspect.NoneType)]
    return _changed(value, present[0], change) if len(present) == 1 else value
