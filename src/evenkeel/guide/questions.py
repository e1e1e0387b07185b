"""Which questions are asked, in which order, as the answers come in."""

from evenkeel.catalogue.model import Catalogue, Question
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import screen


def questions_to_ask(answers: Answers, catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions that still matter, in order, given the answers so far.

    A question whose condition does not hold is not asked. A screening answer that leads to a
    referral ends the questions with the one that it was given to.
    """
    asked = []
    for question in catalogue.questions:
        if question.ask and not any(answers.meets(condition) for condition in question.ask):
            continue
        asked.append(question)
        if screening(question) and screen(_only_screening(asked, answers, catalogue), catalogue):
            break
    return tuple(asked)


def screening(question: Question) -> bool:
    """Whether an answer to the question can lead to a referral."""
    return any(option.outcome for option in question.options)


def _only_screening(asked: list[Question], answers: Answers, catalogue: Catalogue) -> Answers:
    """The answers with everything that was not asked yet at its default."""
    keys = {question.key for question in asked}
    return Answers(
        {
            question.key: answers.values[question.key] if question.key in keys else question.default
            for question in catalogue.questions
        }
    )
