"""Through the whole kiosk, stopping everywhere: to be checked, or photographed."""

from collections.abc import Iterator

from evenkeel.handout.queues import QueueFault
from evenkeel.language import translate
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from tests.kiosk.glass import TO_PLAN, Glass


def journey(glass: Glass) -> Iterator[str]:
    """Visits every page and yields its name; the kiosk needs a printer and a PIN."""
    yield "invite"
    glass.press("kiosk_find")
    for answer in TO_PLAN:
        if answer != "questionnaire_next":
            yield f"question-{answer.rpartition('_')[0]}"
        glass.press(answer)
    yield "plan"
    glass.press("kiosk_answers")
    yield "plan-answers"
    glass.press("kiosk_item_0")
    yield "plan-card"
    glass.press("kiosk_card_back", "kiosk_home_plan")
    yield "take-home"
    glass.printer.fault = QueueFault.NO_PAPER
    glass.press("kiosk_paper_back", "kiosk_print_plan")
    told = translate("PrintDesk", "The printer has no paper. Please tell the staff.")
    glass.wait_until(lambda: told in glass.words())
    yield "no-paper"
    glass.press("kiosk_start_over", "kiosk_browse")
    later = glass.window.findChildren(DeferredTasks)
    glass.wait_until(lambda: not any(one.isActive() for one in later))
    yield "exercises"
    glass.press("library_card_quadriceps_stretch")
    yield "card"
    glass.press("kiosk_start_over", "kiosk_find", "red_flags_chest_pain", "questionnaire_next")
    yield "referral"
    glass.pass_time(61)
    yield "more-time"
    glass.press("kiosk_more_over")
    glass.hold("kiosk_name", 3)
    glass.press("kiosk_pad_1", "kiosk_pad_2")
    yield "pad"
