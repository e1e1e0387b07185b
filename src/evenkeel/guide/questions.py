"""Which questions are asked, in which order, as the answers come in."""

from collections.abc import Collection

from evenkeel.catalogue.model import Catalogue, Condition, Question
from evenkeel.guide.answers import Answer, Answers
from evenkeel.guide.decide import screen


def questions_to_ask(answers: Answers, catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions that still matter, in order, given the answers so far.

    A question whose condition does not hold is not asked. A screening answer that leads to a
    referral ends the questions with the one that it was given to, or with the one whose answer
    could have lifted it.
    """
    return _asked(catalogue.questions, answers, catalogue)


def safety_questions(answers: Answers, catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions that can lead to a referral or lift one, as far as they are asked."""
    safety = [question for question in catalogue.questions if screening(question, catalogue)]
    return _asked(safety, answers, catalogue)


def matters(question: Question, answers: Answers) -> bool:
    """Whether the question's condition holds, wherever the questions end."""
    return not question.ask or any(answers.meets(condition) for condition in question.ask)


def screening(question: Question, catalogue: Catalogue) -> bool:
    """Whether an answer to the question can lead to a referral, or lift one."""
    return question.key in _lifting_keys(catalogue) or any(
        option.outcome for option in question.options
    )


def refers(answers: Answers, asked: Collection[str], catalogue: Catalogue) -> bool:
    """Whether the answers to the questions asked so far lead to a referral that stands.

    It does not yet stand where a question that could lift it is still to be answered.
    """
    values: dict[str, Answer] = {}
    for question in catalogue.questions:
        lifting = question.key in _lifting_keys(catalogue)
        if question.key in asked and (question.key in answers.answered or not lifting):
            values[question.key] = answers.values[question.key]
        elif lifting and matters(question, answers):
            values[question.key] = next(
                condition.when[question.key][0]
                for condition in _lifting(catalogue)
                if question.key in condition.when
            )
        else:
            values[question.key] = question.default
    return screen(Answers(values), catalogue) is not None


def lifting_question(answers: Answers, catalogue: Catalogue) -> Question | None:
    """The question whose answer could still lift the referral; ``None`` where none could."""
    for question in catalogue.questions:
        for condition in _lifting(catalogue):
            if question.key in condition.when and matters(question, answers):
                lifted = answers.merged({question.key: condition.when[question.key][0]})
                if not answers.meets(condition) and lifted.meets(condition):
                    return question
    return None


def _asked(
    questions: Collection[Question], answers: Answers, catalogue: Catalogue
) -> tuple[Question, ...]:
    asked: list[Question] = []
    for question in questions:
        if not matters(question, answers):
            continue
        asked.append(question)
        if screening(question, catalogue) and refers(
            answers, {one.key for one in asked}, catalogue
        ):
            break
    return tuple(asked)


def _lifting(catalogue: Catalogue) -> tuple[Condition, ...]:
    """The conditions that lift a referral."""
    return tuple(
        option.lifted_by
        for question in catalogue.questions
        for option in question.options
        if option.lifted_by
    )


def _lifting_keys(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(key for condition in _lifting(catalogue) for key in condition.when)
