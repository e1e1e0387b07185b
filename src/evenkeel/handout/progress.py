"""What the journal shows, on paper for a therapist: the weeks, then every session in full."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.handout.document import Data, Document, Sheet, document
from evenkeel.handout.progress_order import ProgressOrder, number_or_none
from evenkeel.handout.progress_sessions import paper_day_data, session_data
from evenkeel.handout.progress_summary import (
    abilities_in_words,
    ahead_in_words,
    left_out,
    steps_in_words,
    summary,
)
from evenkeel.handout.progress_weeks import weeks_of
from evenkeel.handout.typesetting import pdf_bytes
from evenkeel.journal.storage.times import local_now
from evenkeel.journal.trends.dated_ahead import counting, counting_days, dated_ahead
from evenkeel.language import day_text, set_program_locale, translate

_WORST: Final = 10


def progress_title() -> str:
    """The name of the document, as it stands at its head and foot."""
    return translate("Handout", "Exercises and pain")


def progress_document(
    order: ProgressOrder, sheet: Sheet, now: datetime, catalogue: Catalogue
) -> Document:
    """The weeks, each with its bar, and every session of them.

    What is older is counted, and so is what a wrong clock has dated later than now.
    """
    ahead = dated_ahead(order.sessions, now, order.paper_days)
    order = replace(
        order,
        sessions=counting(order.sessions, now),
        paper_days=counting_days(order.paper_days, now),
    )
    weeks = weeks_of(order)
    since = weeks[0].start if weeks else date.min
    shown = [one for one in order.sessions if one.started_at.date() >= since]
    days = [one for one in order.paper_days if one.day >= since]
    own: Data = {
        "summary": [
            *summary(order),
            *abilities_in_words(order, now),
            *steps_in_words(order.steps, now, catalogue),
        ],
        "left_out": left_out(order, since),
        "ahead": ahead_in_words(ahead),
        "weeks_title": translate("Handout", "Week by week"),
        "weeks_head": [
            translate("Handout", "Week from"),
            translate("Handout", "Sessions"),
            translate("Handout", "Pain before"),
            translate("Handout", "after"),
        ],
        "weeks": [
            {
                "cells": [
                    day_text(week.start),
                    str(week.sessions),
                    number_or_none(week.before),
                    number_or_none(week.after),
                ],
                "pain": week.before,
            }
            for week in weeks
        ],
        "worst": _WORST,
        "sessions_title": translate("Handout", "Every session, the newest first"),
        "sessions_head": [
            translate("Handout", "When"),
            translate("Handout", "Pain"),
            translate("Handout", "What was done, what hurt, what was noted"),
        ],
        "sessions": [
            data
            for _, data in sorted(
                [
                    *(
                        (one.started_at.date(), session_data(one, order, catalogue))
                        for one in shown
                    ),
                    *((one.day, paper_day_data(one)) for one in days),
                ],
                key=lambda pair: pair[0],
                reverse=True,
            )
        ],
    }
    return document("progress", progress_title(), sheet, catalogue, now.date(), own)


def progress_pdf(order: ProgressOrder, sheet: Sheet, catalogue: Catalogue) -> bytes:
    """The sheets as one PDF document, printed today.

    Raises:
        TemplateError: a template is wrong.
    """
    set_program_locale()
    return pdf_bytes(progress_document(order, sheet, local_now(), catalogue))
