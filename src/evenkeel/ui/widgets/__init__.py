"""Widgets that the pages share."""

from importlib import import_module
from typing import TYPE_CHECKING

from evenkeel.ui.widgets.buttons import (
    Button,
    DangerButton,
    LinkButton,
    NavButton,
    PressArea,
    PrimaryButton,
    QuietButton,
    StepButton,
)
from evenkeel.ui.widgets.columns import Beside, Columns, Flow
from evenkeel.ui.widgets.figures.figure_view import FigureView, opening_figure
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import (
    Items,
    Stack,
    body,
    delete_all,
    escaped,
    heading,
    large,
    lead,
    line,
    minutes,
    numeral,
    plain,
    rich,
    strong,
    with_side,
)

if TYPE_CHECKING:
    from evenkeel.ui.widgets.choice import ChoiceButton, Choices
    from evenkeel.ui.widgets.controls import NumberStepper, Segments, SideSwitch

__all__ = [
    "Beside",
    "Button",
    "ChoiceButton",
    "Choices",
    "Columns",
    "DangerButton",
    "FigureView",
    "Flow",
    "Items",
    "LinkButton",
    "NavButton",
    "NumberStepper",
    "PressArea",
    "PrimaryButton",
    "QuietButton",
    "ScrollPage",
    "Segments",
    "SideSwitch",
    "Stack",
    "StepButton",
    "body",
    "delete_all",
    "escaped",
    "heading",
    "large",
    "lead",
    "line",
    "minutes",
    "numeral",
    "opening_figure",
    "plain",
    "rich",
    "strong",
    "with_side",
]

#: Which module has what the first page does without.
_LATER = {
    "ChoiceButton": "choice",
    "Choices": "choice",
    "NumberStepper": "controls",
    "Segments": "controls",
    "SideSwitch": "controls",
}


def __getattr__(name: str) -> object:
    """Imports what the first page does without when a page asks for it."""
    if name in _LATER:
        return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
