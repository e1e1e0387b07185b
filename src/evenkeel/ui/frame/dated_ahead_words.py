"""The sentence about entries of the journal that are dated later than today."""

from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.dated_ahead import DatedAhead
from evenkeel.language import long_day_text, translate


def ahead_in_words(found: DatedAhead) -> str:
    """The sentence about entries that are dated later than today."""
    if found.count == 1:
        text = translate(
            "Banners",
            "1 entry in your journal is dated {day}, which is later than today. It does not "
            "count in your progress and in advice until then.",
        )
    else:
        text = translate(
            "Banners",
            "{count} entries in your journal are dated later than today, the first one {day}. "
            "They do not count in your progress and in advice until then.",
        )
    return fill(text, count=found.count, day=long_day_text(found.first))
