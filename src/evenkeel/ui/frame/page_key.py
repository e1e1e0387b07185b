"""Typed names of pages: a page is found by its key, as the class that it is."""

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: The class of the page that a key stands for.
P = TypeVar("P", bound="QWidget")


class PageKey(str, Generic[P]):
    """The name of a page together with its class, which only the type checker reads.

    It is equal to its plain name, so ``window.current() == "coach"`` and dictionary keys work
    as with any other ``str``. Each room lists its keys in ``page_keys.py``, which imports none
    of the pages.
    """

    __slots__ = ()
