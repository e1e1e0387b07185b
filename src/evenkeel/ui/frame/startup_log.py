"""What concerns whoever started the program, on standard error.

A start in which nothing goes wrong does without ``logging``, a fiftieth of it.
"""


def configure_logging() -> None:
    """Lets all that is logged read as a sentence of ours; done once, it stays."""
    import logging

    logging.basicConfig(format="evenkeel: %(message)s", level=logging.WARNING)


def warn(said: object) -> None:
    """Says that something went wrong and that the program goes on."""
    import logging

    configure_logging()
    logging.getLogger("evenkeel").warning("%s", said)
