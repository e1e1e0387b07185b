"""Which joints a picture sets free, and how far they may go from what is written."""

from __future__ import annotations

from evenkeel_figures.posefile import Picture

#: Freedom of the joints of a leg and of an arm, degrees.
LEG = {"hip_flexion": 9, "hip_abduction": 5, "hip_rotation": 6, "knee_flexion": 9,
        "ankle_dorsiflexion": 10, "foot_inversion": 5}  # fmt: skip
ARM = {"shoulder_flexion": 13, "shoulder_abduction": 13, "shoulder_rotation": 13,
        "elbow_flexion": 13, "forearm_pronation": 18, "wrist_flexion": 13,
        "wrist_deviation": 7, "shoulder_protraction": 6}  # fmt: skip
#: Parts of the body whose contact sets a leg, or an arm, free.
LEG_PARTS = {
    "heel",
    "ball",
    "sole",
    "toes",
    "foot",
    "instep",
    "outer_ankle",
    "knee",
    "knee_inner",
    "shin",
    "calf",
    "thigh",
}
ARM_PARTS = {"hand", "palm", "palm_flat", "elbow", "forearm", "arm", "upper_arm", "fingers"}
#: Freedom of the pelvis: metres for the place, degrees for pitch, roll, yaw.
ROOT = {"x": 0.015, "y": 0.02, "z": 0.4, "pitch": 5.0, "roll": 1.0, "yaw": 1.0}


def free_joints(picture: Picture) -> list[tuple[str, float]]:
    """The joints that the solver may change, with their freedom in degrees."""
    free: dict[str, float] = {}
    for part in (*picture.contacts, *picture.keep):
        side, _, name = part.partition(".")
        if name in LEG_PARTS:
            free.update({f"{side}.{joint}": float(s) for joint, s in LEG.items()})
            if name == "toes":
                free[f"{side}.toe_extension"] = 12.0
        elif name in ARM_PARTS:
            free.update({f"{side}.{joint}": float(s) for joint, s in ARM.items()})
        elif part in ("head_back", "forehead"):
            free["neck.flexion"] = 10.0
        elif name == "head_side":
            free["neck.side"] = 10.0
    free.update(picture.free)
    arm, leg = tuple(ARM), (*LEG, "toe_extension")
    for fixed in picture.fixed:
        side, _, group = fixed.partition(".")
        members = {"arm": arm, "leg": leg}.get(group)
        for joint in [f"{side}.{m}" for m in members] if members else [fixed]:
            free.pop(joint, None)
    return sorted(free.items())
