"""Warnings on standard error, for the person who started the program.

``logging`` is imported only when something goes wrong: it takes a fiftieth of a start.
"""


def configure_logging() -> None:
    """Formats everything that is logged as ``evenkeel: …``; later calls change nothing."""
    import logging

    logging.basicConfig(format="evenkeel: %(message)s", level=logging.WARNING)


def warn(said: object) -> None:
    """Logs a problem that does not stop the program."""
    import logging

    configure_logging()
    logging.getLogger("evenkeel").warning("%s", said)
