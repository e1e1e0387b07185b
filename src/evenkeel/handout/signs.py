"""The signs in the pictures, in words: for the help and for paper."""

from dataclasses import dataclass

from evenkeel.language import translate


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """One sign.

    Attributes:
        name: its picture in ``resources/figures/legend``; empty for what is only words.
        title: what it looks like.
        text: what it means.
    """

    name: str
    title: str
    text: str


def signs() -> tuple[Sign, ...]:
    """Every sign, in the order in which they are explained."""
    return (
        Sign(
            name="move",
            title=translate("Signs", "Arrow"),
            text=translate("Signs", "That part moves, to where the arrow points."),
        ),
        Sign(
            name="press",
            title=translate("Signs", "Arrow against a bar"),
            text=translate("Signs", "There you press. Nothing moves."),
        ),
        Sign(
            name="gap",
            title=translate("Signs", "Line between two bars"),
            text=translate("Signs", "Keep this distance."),
        ),
        Sign(
            name="felt",
            title=translate("Signs", "Warm glow"),
            text=translate("Signs", "There you may feel it work. It is not an injury."),
        ),
        Sign(
            name="ghost",
            title=translate("Signs", "Pale shape"),
            text=translate("Signs", "From there the movement begins."),
        ),
        Sign(
            name="breath",
            title=translate("Signs", "Wave at the mouth"),
            text=translate("Signs", "A reminder to keep breathing."),
        ),
        Sign(
            name="",
            title=translate("Signs", "LEFT and RIGHT"),
            text=translate("Signs", "They always mean your own side, as you lie, kneel or stand."),
        ),
    )
