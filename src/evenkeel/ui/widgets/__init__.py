"""Widgets that the pages share."""

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
from evenkeel.ui.widgets.choice import ChoiceButton, Choices
from evenkeel.ui.widgets.columns import Beside, Columns, Flow
from evenkeel.ui.widgets.controls import NumberStepper, PainScale, Segments, SideSwitch
from evenkeel.ui.widgets.figure import FigureView, opening_figure
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import (
    Stack,
    body,
    delete_all,
    heading,
    large,
    lead,
    line,
    minutes,
    numeral,
    strong,
    with_side,
)

__all__ = [
    "Beside",
    "Button",
    "ChoiceButton",
    "Choices",
    "Columns",
    "DangerButton",
    "FigureView",
    "Flow",
    "LinkButton",
    "NavButton",
    "NumberStepper",
    "PainScale",
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
    "heading",
    "large",
    "lead",
    "line",
    "minutes",
    "numeral",
    "opening_figure",
    "strong",
    "with_side",
]
