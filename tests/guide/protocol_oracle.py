"""The clinical protocol's decisions, written a second time from its tables and nothing else.

Its structure is another one than the program's: a table of exercises with plain predicates, no
content files, no types. Tests compare the two over many answers, for the protocol's exercises.
"""

from typing import Any

from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue

URGENT = {
    "saddle_numbness",
    "bladder_or_bowel_change",
    "leg_weakness",
    "recent_major_injury",
    "chest_pain",
}
LASTING = {"cancer_history", "fracture_risk"}
THINGS = ["doorway", "wall", "swiss_ball", "chair", "step", "soft_ball"]
STRETCHES = [
    "hip_adductor_stretch",
    "quadriceps_stretch",
    "hamstring_stretch",
    "knee_to_chest_stretch",
    "piriformis_stretch",
    "lower_trunk_rotation",
    "abdominal_stretch",
]
STANDING = {
    "warm_up",
    "hip_adductor_stretch",
    "quadriceps_stretch",
    "hamstring_stretch",
    "triangle_pose",
}
WITHOUT_SIDES = {
    "abdominal_stretch",
    "warm_up",
    "glute_bridge",
    "adductor_squeeze",
    "childs_pose",
}
NEEDS = {
    "dontigny_knee_brace": "doorway",
    "inflare_correction": "wall",
    "swiss_ball_superman": "swiss_ball",
    "adductor_squeeze": "soft_ball",
}
BENDS_THE_SPINE = {
    "lower_trunk_rotation",
    "knee_to_chest_stretch",
    "piriformis_stretch",
    "childs_pose",
    "triangle_pose",
}
#: The exercises that it decides on, of those that the content has.
DECIDED = {*NEEDS, *STRETCHES, *STANDING, *WITHOUT_SIDES, *BENDS_THE_SPINE, "plank_leg_reach"}
BRACE = (6, 6, 6)
DOSES = {
    "dontigny_knee_brace": BRACE,
    "inflare_correction": BRACE,
    "plank_leg_reach": (6, 6, 3),
    "swiss_ball_superman": BRACE,
    "warm_up": (300, 0, 1),
    "glute_bridge": (5, 5, 8),
    "adductor_squeeze": (5, 5, 8),
}


def as_decided(catalogue: Catalogue) -> Catalogue:
    """The content without exercises that came after the protocol."""
    programmes = [
        replace(one, items=tuple(item for item in one.items if item.exercise in DECIDED))
        for one in catalogue.programmes
    ]
    exercises = {key: one for key, one in catalogue.exercises.items() if key in DECIDED}
    return replace(catalogue, exercises=exercises, programmes=tuple(programmes))


def oracle(document: dict[str, Any]) -> dict[str, Any]:
    """The contract's ``plan --json`` document for an answers document that is allowed."""
    a = {
        "red_flags": [],
        "pregnancy": "no",
        "sore_side": "unsure",
        "pain_pattern": "unsure",
        "pain_now": 5,
        "floor": True,
        "plank": "full",
        "leg_lift": True,
        "knee_pain": False,
        "balance": "steady",
        "equipment": THINGS,
        "history": [],
        "extras": False,
        "doctor_agreed": False,
        **document,
    }
    flags = set(a["red_flags"])
    if flags & URGENT:
        return _referral("refer_urgent", "emergency_care")
    if flags - LASTING or (flags and not a["doctor_agreed"]):
        return _referral("refer", "medical_advice")
    if a["pregnancy"] != "no":
        return _referral("refer", "physical_therapist")
    programme, items, left_out = _programme(a)
    plan = {
        "schema": 1,
        "outcome": "exercise",
        "programme": programme,
        "items": items,
        "left_out": left_out,
        "advice": _advice(a, programme, flags),
    }
    if not _exercises(items):
        opens: list[dict[str, Any]] = []
        for thing in THINGS:
            if thing not in a["equipment"]:
                count = len(_exercises(_programme({**a, "equipment": [*a["equipment"], thing]})[1]))
                if count:
                    opens.append({"equipment": thing, "exercises": count})
        # Most first; Python's sort keeps the question's order among equals.
        opens.sort(key=lambda one: one["exercises"], reverse=True)
        plan |= {"outcome": "refer", "items": [], "advice": ["nothing_fits"], "opens": opens}
    return plan


def _referral(outcome: str, advice: str) -> dict[str, Any]:
    return {
        "schema": 1,
        "outcome": outcome,
        "programme": None,
        "items": [],
        "left_out": [],
        "advice": [advice],
    }


def _exercises(items: list[dict[str, Any]]) -> set[str]:
    return {item["exercise"] for item in items} - {"warm_up"}


def _advice(a: dict[str, Any], programme: str, flags: set[str]) -> list[str]:
    said = [
        ("doctor_agreed", bool(flags)),
        ("see_therapist_first", "not_assessed" in a["history"]),
        ("severe_pain", a["pain_now"] >= 8),
        ("look_for_underlying_cause", "keeps_going_out" in a["history"]),
        ("soft_tissue_therapist", "long_standing" in a["history"]),
        ("stop_if_worse", True),
        ("warm_up_first", programme == "loosen"),
        ("tension_not_pain", programme == "loosen"),
        ("keep_breathing", programme == "loosen"),
        ("few_times_a_day", programme == "realign"),
    ]
    return [code for code, applies in said if applies]


def _programme(a: dict[str, Any]) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    realign = a["pain_pattern"] == "shifted"
    if a["pain_pattern"] == "unsure":
        realign = a["floor"] and "doorway" in a["equipment"]
    if realign:
        order = ["dontigny_knee_brace", "inflare_correction", "plank_leg_reach"]
        order += ["swiss_ball_superman"]
        order += ["glute_bridge", "adductor_squeeze"] if a["extras"] else []
        order += ["dontigny_knee_brace"]
    else:
        order = ["warm_up", *STRETCHES]
        if a["extras"]:
            order += ["childs_pose", "triangle_pose", "glute_bridge", "adductor_squeeze"]
    items, left_out = [], {}
    for place, exercise in enumerate(order):
        reason = _reason(exercise, a)
        if reason:
            left_out[exercise] = {"exercise": exercise, "reason": reason}
        else:
            items.append(_item(exercise, a, ask=realign and place == 0))
    return "realign" if realign else "loosen", items, list(left_out.values())


def _held(a: dict[str, Any]) -> bool:
    return "chair" in a["equipment"] or "wall" in a["equipment"]


def _reason(exercise: str, a: dict[str, Any]) -> str | None:
    wobbly = a["balance"] == "needs_support" and not _held(a)
    if not a["floor"] and exercise not in STANDING:
        return "cannot_use_floor"
    if exercise == "inflare_correction" and a["sore_side"] == "both":
        return "both_sides_sore"
    if exercise == "inflare_correction" and a["sore_side"] == "unsure":
        return "sore_side_unknown"
    if exercise in NEEDS and NEEDS[exercise] not in a["equipment"]:
        return f"no_{NEEDS[exercise]}"
    if exercise == "plank_leg_reach" and a["plank"] == "no":
        return "plank_too_hard"
    if exercise == "piriformis_stretch" and a["knee_pain"]:
        return "knee_pain"
    if exercise in BENDS_THE_SPINE and "fracture_risk" in a["red_flags"]:
        return "weak_bones"
    if wobbly and exercise in ("hip_adductor_stretch", "hamstring_stretch", "triangle_pose"):
        return "needs_support"
    if wobbly and exercise == "quadriceps_stretch" and not a["floor"]:
        return "needs_support"
    return None


def _plank(a: dict[str, Any], other: str | None) -> tuple[str, list[str]]:
    if other is None:
        variant, sides = "hold", []
    elif a["leg_lift"]:
        variant, sides = "lift", [other]
    else:
        variant, sides = "press", [a["sore_side"]]
    return f"knees_{variant}" if a["plank"] == "knees" else variant, sides


def _standing(exercise: str, a: dict[str, Any]) -> str:
    needs = a["balance"] == "needs_support"
    if exercise == "quadriceps_stretch" and needs and not _held(a):
        return "lying"
    if exercise == "hamstring_stretch" and not needs and "step" in a["equipment"]:
        return "raised"
    return "supported" if needs else "standing"


def _item(exercise: str, a: dict[str, Any], *, ask: bool) -> dict[str, Any]:
    sore = a["sore_side"]
    other = {"left": "right", "right": "left"}.get(sore)
    variant, sides = None, [sore, other] if other else ["right", "left"]
    if exercise == "inflare_correction":
        sides = [sore]
    elif exercise == "plank_leg_reach":
        variant, sides = _plank(a, other)
    elif exercise == "swiss_ball_superman" and other:
        sides = [other]
    elif exercise in WITHOUT_SIDES:
        sides = []
    elif exercise in STANDING:
        variant = _standing(exercise, a)
    hold, rest, reps = DOSES.get(exercise, (20, 10, 1))
    return {
        "exercise": exercise,
        "variant": variant,
        "sides": sides,
        "hold_s": hold,
        "rest_s": rest,
        "reps": reps,
        "sets": 1,
        "ask_helped": ask,
    }
