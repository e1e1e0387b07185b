"""Makes Qt's enumerations in a tenth of the time.

PySide makes an enumeration by Python's ``IntEnum(name, [(member, value), …])``, which takes every
member through a dozen calls of Python: up to the first page 1,600 members, a quarter of a start.
Of plain numbers nothing comes of most of these calls. So the enumeration is made empty, in the
usual way, and its members are put into it.

It rests on how :mod:`enum` keeps its members. That is tried out with a small enumeration first;
where the two ways do not give the same, the usual one stays, and a start only takes longer.
"""

import enum
import sys
from functools import cache
from typing import Any

_TRIED = (("first", 1), ("second", 2), ("again", 1), ("negative", -1))

#: Untyped, because what is used of it is nobody's business elsewhere.
_ENUM_TYPE: Any = enum.EnumType
_usual = _ENUM_TYPE._create_


def hasten() -> None:
    """From now on Qt's enumerations are made quickly; once is enough."""
    if _gives_the_same(enum.Enum) and _gives_the_same(enum.IntEnum):
        _ENUM_TYPE._create_ = _create


def _create(
    cls: Any, class_name: str, names: Any, *, module: str | None = None, **more: Any
) -> Any:
    """In place of :meth:`enum.EnumType._create_`."""
    if module is None:
        # The module that asks: the usual function would see this one.
        module = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001
    if more.get("type") or issubclass(cls, enum.Flag) or not _is_plain(cls, names):
        return _usual(cls, class_name, names, module=module, **more)
    made: Any = _usual(cls, class_name, (), module=module, **more)
    _fill(made, names)
    return made


def _is_plain(cls: Any, names: Any) -> bool:
    """Whether members are pairs of a name that nothing else has and a number."""
    if type(names) is not list:
        return False
    taken = set(_names_of(cls))
    for pair in names:
        if type(pair) is not tuple or len(pair) != 2:
            return False
        name, value = pair
        if type(value) is not int or name in taken or name.startswith("_"):
            return False
        taken.add(name)
    return True


@cache
def _names_of(kind: Any) -> frozenset[str]:
    return frozenset(dir(kind))


def _fill(made: Any, members: list[tuple[str, int]]) -> None:
    new, takes_value = made._new_member_, made._use_args_
    by_name, by_value, in_order = made._member_map_, made._value2member_map_, made._member_names_
    put = type.__setattr__
    for name, value in members:
        member = by_value.get(value)
        if member is None:
            member = new(made, value) if takes_value else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(in_order)
            in_order.append(name)
            by_value[value] = member
        by_name[name] = member
        put(made, name, member)


def _gives_the_same(kind: Any) -> bool:
    usual = _usual(kind, "Tried", list(_TRIED), module=__name__)
    try:
        quick = _create(kind, "Tried", list(_TRIED), module=__name__)
        return _kept(usual) == _kept(quick)
    except (AttributeError, LookupError, TypeError, ValueError):
        # This Python keeps them in another way.
        return False


def _kept(made: Any) -> list[str]:
    """All that an enumeration keeps, of itself and of its members."""
    return [repr(sorted(vars(one).items())) for one in (made, *made)]
