"""*Getting on*, written a second time from the protocol's table, on the raw JSON documents.

Another structure than the program's: no classes, one list of what counts per exercise, dates as
ordinals, and the cards' ranges as a table of its own.
"""

from datetime import date
from typing import Any

STRETCH = ((15, 30), (1, 1), (1, 2))
OURS = ((3, 10), (5, 12), (1, 1))
RANGES = {
    "inflare_correction": ((6, 15), (6, 12), (1, 1)),
    "plank_leg_reach": ((6, 10), (1, 6), (1, 1)),
    "swiss_ball_superman": ((6, 10), (3, 10), (1, 1)),
    "hip_adductor_stretch": STRETCH,
    "quadriceps_stretch": STRETCH,
    "hamstring_stretch": STRETCH,
    "knee_to_chest_stretch": STRETCH,
    "piriformis_stretch": STRETCH,
    "lower_trunk_rotation": STRETCH,
    "abdominal_stretch": STRETCH,
    "childs_pose": STRETCH,
    "triangle_pose": STRETCH,
    "glute_bridge": OURS,
    "adductor_squeeze": OURS,
}
EASIER = {
    "lift": "press",
    "knees_lift": "knees_press",
    "press": "knees_press",
    "hold": "knees_hold",
}
EASY_TO_HARD = [{"knees_press", "knees_hold"}, {"knees_lift"}, {"press", "hold"}, {"lift"}]
PARTS = ("hold_s", "reps", "sets")


def oracle(history: dict[str, Any]) -> dict[str, Any]:
    """The contract's ``next-step --json`` document for a history that is allowed."""
    return {"schema": 1, "propose": _propose(history)}


def _propose(history: dict[str, Any]) -> dict[str, Any] | None:
    sessions = history["sessions"]
    if len(sessions) < 6:
        return None
    today = date.fromisoformat(history["today"]).toordinal()
    who = [one["exercise"] for one in sessions[-1]["exercises"] if one["exercise"] in RANGES]
    counting = {
        name: [
            (session, one)
            for session in sessions
            for one in session["exercises"]
            if one["exercise"] == name
        ]
        for name in who
    }
    for name in who:
        if counting[name][-1][1]["hurt"] > 0:
            change = _back(name, [_dose(one) for _, one in counting[name]])
            if change:
                return {"exercise": name, "step": "back", "change": change, "reason": "it_hurt"}
    return _propose_up(history, who, counting, today)


def _propose_up(
    history: dict[str, Any], who: list[str], counting: dict[str, Any], today: int
) -> dict[str, Any] | None:
    ages = [today - date.fromisoformat(one["at"]).toordinal() for one in history["proposals"]]
    if ages and min(ages) < 7:
        return None
    if not _pain_of_the_weeks(history["sessions"], today):
        return None
    best: tuple[int, str, dict[str, Any]] | None = None
    for name in who:
        declined = any(
            one["exercise"] == name and not one["taken"] and age < 14
            for one, age in zip(history["proposals"], ages, strict=True)
        )
        if declined or not _six_went_well(counting[name]):
            continue
        doses = [_dose(one) for _, one in counting[name]]
        change = _up(name, doses[-1], history["answers"].get("sore_side", "unsure"))
        if change and (best is None or _run(doses) > best[0]):
            best = (_run(doses), name, change)
    if best is None:
        return None
    reason = "done_without_more_pain"
    return {"exercise": best[1], "step": "up", "change": best[2], "reason": reason}


def _dose(one: dict[str, Any]) -> tuple[Any, ...]:
    return one["hold_s"], one["reps"], one["sets"], one["variant"]


def _run(doses: list[tuple[Any, ...]]) -> int:
    place = len(doses)
    while place and doses[place - 1] == doses[-1]:
        place -= 1
    return len(doses) - place


def _rank(form: str | None) -> int:
    return next((n for n, forms in enumerate(EASY_TO_HARD) if form in forms), 0)


def _difference(old: tuple[Any, ...], new: tuple[Any, ...]) -> dict[str, Any]:
    keys = (*PARTS, "variant")
    return {key: b for key, a, b in zip(keys, old, new, strict=True) if a != b}


def _back(name: str, doses: list[tuple[Any, ...]]) -> dict[str, Any]:
    now = doses[-1]
    earlier = doses[: len(doses) - _run(doses)]
    if earlier:
        was = earlier[-1]
        higher = [a > b for a, b in zip(was[:3], now[:3], strict=True)]
        if not any(higher) and _rank(was[3]) <= _rank(now[3]):
            return _difference(now, was)
    if name == "plank_leg_reach" and now[3] in EASIER:
        return {"variant": EASIER[now[3]]}
    return _difference(now, (*(least for least, _ in RANGES[name]), now[3]))


def _pain_of_the_weeks(sessions: list[dict[str, Any]], today: int) -> bool:
    weeks: list[list[int]] = [[], []]
    for session in sessions:
        # The local date is what is written; the offset does not matter.
        day = date.fromisoformat(session["at"][:10]).toordinal()
        pain = session["pain_before"]
        if pain is not None:
            if today - 6 <= day <= today:
                weeks[0].append(pain)
            elif today - 13 <= day <= today - 7:
                weeks[1].append(pain)
    if not weeks[0] or not weeks[1]:
        return True
    return _twice_the_median(weeks[0]) <= _twice_the_median(weeks[1])


def _twice_the_median(numbers: list[int]) -> int:
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def _six_went_well(counting: list[tuple[dict[str, Any], dict[str, Any]]]) -> bool:
    six = counting[-6:]
    if len(six) < 6 or len({session["at"][:10] for session, _ in six}) < 4:
        return False
    for session, one in six:
        if _dose(one) != _dose(six[0][1]) or one["done"] < one["planned"] or one["hurt"]:
            return False
        if None not in (session["pain_before"], session["pain_after"]) and (
            session["pain_after"] > session["pain_before"]
        ):
            return False
    return True


def _up(name: str, now: tuple[Any, ...], sore_side: str) -> dict[str, Any] | None:
    (_, longest), (_, most_reps), (_, most_sets) = RANGES[name]
    hold, reps, sets, form = now
    if hold < longest:
        return {"hold_s": min(longest, hold + (5 if RANGES[name] is STRETCH else 2))}
    if reps < most_reps:
        return {"reps": reps + 1}
    if sets < most_sets:
        return {"sets": sets + 1}
    if name != "plank_leg_reach" or form is None:
        return None
    harder = None
    if form.startswith("knees_"):
        harder = form.removeprefix("knees_")
    elif form == "press" and sore_side in ("left", "right"):
        harder = "lift"
    return _difference(now, (6, 3, 1, harder)) if harder else None
