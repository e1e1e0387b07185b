"""Widgets that the pages share."""

from evenkeel.ui.widgets.buttons import (
    Button,
    DangerButton,
    LinkButton,
    NavButton,
    PrimaryButton,
    QuietButton,
    StepButton,
)
from evenkeel.ui.widgets.choice import ChoiceButton, Choices
from evenkeel.ui.widgets.columns import Columns, Flow
from evenkeel.ui.widgets.controls import NumberStepper, PainScale, SideSwitch
from evenkeel.ui.widgets.figure import FigureView
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.text import (
    body,
    delete_all,
    heading,
    lead,
    line,
    minutes,
    strong,
    warning,
    with_side,
)

__all__ = [
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
    "PrimaryButton",
    "QuietButton",
    "ScrollPage",
    "SideSwitch",
    "StepButton",
    "body",
    "delete_all",
    "heading",
    "lead",
    "line",
    "minutes",
    "strong",
    "warning",
    "with_side",
]
