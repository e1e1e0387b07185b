"""The program's decisions against the protocol written a second time."""

import itertools
import random
from typing import Any

from hypothesis import given, settings

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import LIST_ANSWERS
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import plan_document
from tests.guide.protocol_oracle import LASTING, THINGS, oracle
from tests.guide.strategies import documents, unscreened


def compare(catalogue: Catalogue, document: dict) -> None:
    plan = plan_document(decide(answers_from(document, catalogue), catalogue))
    assert plan == oracle(document), document


@settings(max_examples=300)
@given(document=documents)
def test_any_answers(protocols_catalogue: Catalogue, document: dict) -> None:
    compare(protocols_catalogue, document)


@settings(max_examples=300)
@given(document=unscreened)
def test_answers_that_the_screening_lets_through(
    protocols_catalogue: Catalogue, document: dict
) -> None:
    compare(protocols_catalogue, document)


def test_every_set_of_red_flags_with_and_without_agreement(protocols_catalogue: Catalogue) -> None:
    flags = LIST_ANSWERS["red_flags"]
    for size in range(len(flags) + 1):
        for named in itertools.combinations(flags, size):
            for agreed in (True, False):
                compare(protocols_catalogue, {"red_flags": list(named), "doctor_agreed": agreed})


def deciding() -> list[dict]:
    """Every combination of the answers that decide on exercises."""
    choices: dict[str, list[Any]] = {
        "sore_side": ["left", "right", "both", "unsure"],
        "pain_pattern": ["shifted", "tight", "unsure"],
        "floor": [True, False],
        "plank": ["full", "knees", "no"],
        "leg_lift": [True, False],
        "knee_pain": [True, False],
        "balance": ["steady", "needs_support"],
        "extras": [True, False],
        "equipment": [
            list(chosen)
            for size in range(len(THINGS) + 1)
            for chosen in itertools.combinations(THINGS, size)
        ],
        "red_flags": [[], ["fracture_risk"], sorted(LASTING)],
    }
    return [
        dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())
    ]


def test_a_sample_of_every_combination(protocols_catalogue: Catalogue) -> None:
    """221,184 combinations are too many for every run; each run takes the same 4,000."""
    for document in random.Random(15).sample(deciding(), 4000):
        compare(protocols_catalogue, {**document, "doctor_agreed": True})


def test_every_way_to_nothing(protocols_catalogue: Catalogue) -> None:
    """«nothing, or nothing but the warm-up, is left»: what would open is counted alike."""
    hard = [
        {**one, "doctor_agreed": True}
        for one in deciding()
        if not one["floor"] and one["balance"] == "needs_support"
    ]
    for document in random.Random(4).sample(hard, 1500):
        compare(protocols_catalogue, document)
