"""Fingers after the body is solved: out of things, round what they hold, flat on the floor."""

from __future__ import annotations

from collections.abc import Callable

from evenkeel_figures.geometry import Floats
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.posefile import Picture
from evenkeel_figures.rig import FINGERS, Rig
from evenkeel_figures.touch import Touch

Hands = dict[str, dict[str, tuple[float, float, float]]]


class Fingers:
    """Settles the fingers of one picture, joint by joint.

    Attributes:
        hands: flexion of every finger joint in degrees, changed in place.
    """

    def __init__(
        self, rig: Rig, landmarks: Landmarks, picture: Picture, touch: Touch, hands: Hands
    ) -> None:
        self.hands = hands
        self._rig = rig
        self._marks = landmarks
        self._picture = picture
        self._touch = touch

    def settle(self, transforms_of: Callable[[], Floats]) -> None:
        """Open fingers that would go into something; close those that wrap round something."""
        transforms = transforms_of()
        for side in ("left", "right"):
            wraps = self._picture.hands.get(side, {}).get("wraps")
            if wraps is None:
                nearest = self._touch.nearest_thing
            else:
                nearest = self._touch.surface(str(wraps)) or self._touch.skin_surface(
                    str(wraps), transforms
                )
            for number, finger in enumerate(FINGERS, start=1):
                # A thumb that holds something stays near it, else it would stick out.
                widest = -6.0 if finger == "thumb" and wraps is not None else -34.0
                self._bend(transforms_of, side, finger, number, nearest, -4.0, (widest, 0.0, 0.0))
                if wraps is not None:
                    most = (35.0, 40.0, 45.0) if finger == "thumb" else (80.0, 95.0, 60.0)
                    self._bend(transforms_of, side, finger, number, nearest, 4.0, most)
                elif f"{side}.palm_flat" in self._picture.contacts and finger != "thumb":
                    self._bend(
                        transforms_of, side, finger, number, nearest, 1.5, (12.0, 12.0, 10.0)
                    )

    def _bend(self, transforms_of, side, finger, number, nearest, step_deg, limits_deg) -> None:  # type: ignore[no-untyped-def]
        """Bend one finger joint by joint until it is free (opening) or touches (closing)."""
        joints = list(self.hands[side][finger])
        for joint in range(3):
            moved = self._marks.side_bones(
                side, *[f"finger{number}-{k}" for k in range(joint + 1, 4)]
            )
            while True:
                now = transforms_of()
                gap = float(nearest(self._rig.skin(now, moved)).min())
                beyond = (
                    joints[joint] >= limits_deg[joint]
                    if step_deg > 0
                    else joints[joint] <= limits_deg[joint]
                )
                if beyond or (gap < 0.0012 if step_deg > 0 else gap > -0.0015):
                    break
                joints[joint] += step_deg
                self.hands[side][finger] = (joints[0], joints[1], joints[2])
