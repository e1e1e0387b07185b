"""The median, without the standard library's ``statistics``.

That imports fractions and decimals, which would delay the first page.
"""

from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """The value in the middle; of an even count, the mean of the two.

    Raises:
        IndexError: there are no values.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2
