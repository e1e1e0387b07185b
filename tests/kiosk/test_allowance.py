"""The limits of paper, whatever is asked for in whatever order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenkeel.kiosk.paper.allowance import HOUR_S, Allowance, PageReservation, Shortage


def granted(answer: PageReservation | Shortage) -> PageReservation:
    assert isinstance(answer, PageReservation)
    return answer


def test_a_visit_has_its_own_limit() -> None:
    allowance = Allowance(per_visitor=10, per_hour=100)
    granted(allowance.ask(6, 0.0))
    assert allowance.ask(5, 0.0) is Shortage.VISITOR
    granted(allowance.ask(4, 0.0))
    allowance.new_visitor()
    granted(allowance.ask(10, 0.0))


def test_the_hour_slides() -> None:
    allowance = Allowance(per_visitor=10, per_hour=15)
    granted(allowance.ask(10, 100.0))
    allowance.new_visitor()
    granted(allowance.ask(5, 2000.0))
    assert allowance.ask(1, 100.0 + HOUR_S - 0.001) is Shortage.HOUR
    allowance.new_visitor()
    granted(allowance.ask(10, 100.0 + HOUR_S))
    assert allowance.ask(1, 2000.0 + HOUR_S - 0.001) is Shortage.VISITOR


def test_what_was_refused_costs_nothing() -> None:
    allowance = Allowance(per_visitor=10, per_hour=10)
    for _ in range(5):
        assert allowance.ask(11, 0.0) is Shortage.VISITOR
    granted(allowance.ask(10, 0.0))


def test_a_failed_job_gives_its_sheets_back_once() -> None:
    allowance = Allowance(per_visitor=10, per_hour=10)
    reservation = granted(allowance.ask(6, 0.0))
    allowance.refund(reservation)
    allowance.refund(reservation)
    granted(allowance.ask(10, 0.0))
    assert allowance.ask(1, 0.0) is Shortage.VISITOR


def test_a_former_visitors_failure_is_no_gift_to_the_next_one() -> None:
    allowance = Allowance(per_visitor=5, per_hour=10)
    reservation = granted(allowance.ask(5, 0.0))
    allowance.new_visitor()
    granted(allowance.ask(5, 0.0))
    allowance.refund(reservation)
    assert allowance.ask(1, 0.0) is Shortage.VISITOR
    allowance.new_visitor()
    granted(allowance.ask(5, 0.0))


def test_sheets_given_back_after_an_hour_change_nothing() -> None:
    allowance = Allowance(per_visitor=5, per_hour=5)
    reservation = granted(allowance.ask(5, 0.0))
    allowance.new_visitor()
    granted(allowance.ask(5, HOUR_S))
    allowance.refund(reservation)
    allowance.new_visitor()
    assert allowance.ask(1, HOUR_S) is Shortage.HOUR


_ASK = st.tuples(st.just("ask"), st.integers(1, 30))
_BACK = st.tuples(st.just("back"), st.integers(0, 40))
_NEXT = st.tuples(st.just("next"), st.just(0))
_WAIT = st.tuples(st.just("wait"), st.integers(0, 4000))


@given(
    per_visitor=st.integers(1, 40),
    per_hour=st.integers(1, 60),
    steps=st.lists(st.one_of(_ASK, _ASK, _BACK, _NEXT, _WAIT), max_size=60),
)
def test_no_order_of_events_prints_more_than_the_limits(
    per_visitor: int, per_hour: int, steps: list[tuple[str, int]]
) -> None:
    """Neither in a visit nor in any hour; and nothing is refused for which there is room."""
    allowance = Allowance(per_visitor, per_hour)
    now_s = 0.0
    visit: list[PageReservation] = []
    kept: list[PageReservation] = []
    for what, number in steps:
        if what == "wait":
            now_s += number
        elif what == "next":
            allowance.new_visitor()
            visit = []
        elif what == "back" and kept:
            reservation = kept.pop(number % len(kept))
            allowance.refund(reservation)
            visit = [one for one in visit if one != reservation]
        elif what == "ask":
            room = per_visitor - sum(one.sheets for one in visit)
            hour = per_hour - sum(one.sheets for one in kept if one.at_s > now_s - HOUR_S)
            answer = allowance.ask(number, now_s)
            if number > room:
                assert answer is Shortage.VISITOR
            elif number > hour:
                assert answer is Shortage.HOUR
            else:
                reservation = granted(answer)
                visit.append(reservation)
                kept.append(reservation)
    for one in kept:
        within = [other for other in kept if one.at_s <= other.at_s < one.at_s + HOUR_S]
        assert sum(other.sheets for other in within) <= per_hour


@pytest.mark.parametrize("hours", [3])
def test_what_is_over_takes_no_memory(hours: int) -> None:
    allowance = Allowance(per_visitor=1000, per_hour=1000)
    for minute in range(hours * 60):
        granted(allowance.ask(1, minute * 60.0))
    assert len(allowance._reservations) <= 60


def test_sheets_of_a_visitor_who_has_left_are_theirs() -> None:
    allowance = Allowance(3, 100)
    first = allowance.visitor
    assert isinstance(allowance.ask(2, 0.0), PageReservation)
    allowance.new_visitor()
    assert allowance.ask(2, 1.0, visitor=first) is Shortage.VISITOR
    late = allowance.ask(1, 1.0, visitor=first)
    assert isinstance(late, PageReservation)
    assert late.visitor == first
    # The one who is here now has their whole limit.
    assert isinstance(allowance.ask(3, 2.0), PageReservation)
