"""The error that ends a command early, with its exit status."""

from evenkeel.catalogue.faults import one_line

#: The arguments or a file they name can't be used.
BAD_INPUT = 2
#: The input was right, but the work failed.
FAILED = 1


class CommandError(Exception):
    """One line for the user, and the exit status that goes with it."""

    def __init__(self, message: str, status: int = BAD_INPUT) -> None:
        # A file's name may hold line ends and more; the message stays on one line.
        super().__init__(one_line(message))
        self.status = status
